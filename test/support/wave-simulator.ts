import { listIn } from '../../imports/json.ts';
import { kindSchema } from '../../imports/load.ts';
import { all, appOf, type Manifest } from '../render.ts';
import { applications } from './applications.ts';
import { describeReference, providerOf, references } from './references.ts';

/** The CRDs that the charts bring along, by API group. Those of Argo CD are there before everything else. */
const crdOwners: Record<string, string> = {
  'argoproj.io': 'cluster',
  'elbv2.k8s.aws': 'aws-load-balancer-controller',
  'external-secrets.io': 'external-secrets',
  'karpenter.k8s.aws': 'karpenter-crd',
  'karpenter.sh': 'karpenter-crd',
  'monitoring.coreos.com': 'prometheus-operator-crds',
  'sparkoperator.k8s.io': 'spark-operator',
};

/** Controllers that must still run while the objects of a kind are deleted, because they have put a finalizer on them. */
const finalizedBy: Record<string, string> = {
  EC2NodeClass: 'karpenter',
  ExternalSecret: 'external-secrets',
  Ingress: 'aws-load-balancer-controller',
  NodePool: 'karpenter',
};

/** When each Application is synced: the number of its wave. What the cluster brings is there first. */
function waves(manifests: readonly Manifest[]): ReadonlyMap<string, number> {
  return new Map([
    ['cluster', -Infinity],
    // The projects are objects of the root itself.
    ['root', -100],
    ...applications(manifests).map(({ name, wave }) => [name, wave] as const),
  ]);
}

/** What an Application would ask for before it is there. A wave starts when the one before is healthy. */
export function comesTooEarly(manifests: readonly Manifest[]): readonly string[] {
  const wave = waves(manifests);
  const isEarlier = (provider: string, consumer: string) =>
    provider === consumer || (wave.get(provider) ?? Infinity) < (wave.get(consumer) ?? -Infinity);

  const names = references(manifests)
    .filter(({ mayComeLater }) => !mayComeLater)
    // What the root itself needs is there by the bootstrap: it makes the namespace and applies the projects.
    .flatMap((reference) => {
      const provider = providerOf(manifests, reference);
      const isLate = provider === undefined || !isEarlier(provider, reference.from);
      return isLate && reference.from !== 'root' ? [`${describeReference(reference)}, made by ${provider}`] : [];
    });

  const kinds = manifests.flatMap((manifest) => {
    const group = manifest.apiVersion.split('/')[0] ?? '';
    // Kubernetes' own groups have one word or end in k8s.io.
    if (!kindSchema(manifest.apiVersion, manifest.kind)) return [];
    if (!manifest.apiVersion.includes('/') || /^[a-z]+$|\.k8s\.io$/.test(group)) return [];
    const provider = crdOwners[group] ?? 'nobody';
    return isEarlier(provider, appOf(manifest))
      ? []
      : [`${appOf(manifest)} needs the CRD of ${manifest.kind} from ${provider}`];
  });

  const jobs = listIn(
    applications(manifests).find(({ name }) => name === 'spark-operator')?.chart?.values,
    'spark.jobNamespaces',
  );
  const roles = jobs.flatMap((namespace) =>
    all(manifests, 'RoleBinding').some(
      (binding) =>
        binding.metadata.name === 'spark-operator-controller' &&
        binding.metadata.namespace === namespace &&
        isEarlier(appOf(binding), 'spark-operator'),
    )
      ? []
      : [`spark-operator lists the jobs in ${String(namespace)}, where it has no rights yet`],
  );
  return [...new Set([...names, ...kinds, ...roles])];
}

/** What would never go, because the controller that finishes its deletion has gone before. Deletion is in reverse order. */
export function outlivesItsController(manifests: readonly Manifest[]): readonly string[] {
  const wave = waves(manifests);
  return manifests.flatMap((manifest) => {
    const controller = finalizedBy[manifest.kind];
    const owner = appOf(manifest);
    if (!controller || (wave.get(owner) ?? -Infinity) > (wave.get(controller) ?? Infinity)) return [];
    return [`${manifest.kind} ${manifest.metadata.name} of ${owner} is deleted after ${controller}`];
  });
}
