import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces, priorityClasses, storageClasses } from '../config/names.ts';
import type { Platform } from '../config/resolve.ts';
import { UserError } from '../config/user-error.ts';
import { clusterScoped } from './constructs/cluster-scoped.ts';
import { type NamespaceSpec, sharedNamespace, sharedNamespaces } from './constructs/namespace.ts';
import { denyAllIngress } from './constructs/network-policy.ts';
import { PlatformChart } from './platform-chart.ts';

/** What several Applications need before all others: the namespaces that they share, priority classes and storage classes. */
export class NamespacesChart extends PlatformChart {
  constructor(scope: Construct, charts: readonly PlatformChart[], { aws }: Pick<Platform, 'aws'>) {
    super(scope, 'namespaces', { namespace: namespaces.argocd, project: 'platform', confirmDelete: true });

    for (const spec of namespacesOf(charts)) {
      if (sharedNamespaces.includes(spec.name)) sharedNamespace(this, spec);
    }
    // That of Argo CD's chart has no list of rules, so nobody would take back what a hand adds to one.
    denyAllIngress(this);

    this.addPriorityClass(
      priorityClasses.airflow,
      1_000_000,
      "Airflow's own components: they go last when nodes are full.",
    );
    this.addPriorityClass(
      priorityClasses.sparkDriver,
      100_000,
      'A lost driver loses the whole job, a lost executor only a part of it.',
    );

    const key: Record<string, string> = aws.encryption ? { kmsKeyId: aws.encryption.keyArn } : {};
    const isDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    this.addStorageClass(storageClasses.standard, 'Delete', key, isDefault);
    this.addStorageClass(storageClasses.retained, 'Retain', key);
  }

  private addPriorityClass(name: string, value: number, description: string): void {
    const props = { metadata: { name }, value, globalDefault: false, description };
    clusterScoped(new k8s.KubePriorityClass(this, `priority-${name}`, props));
  }

  /** Encrypted gp3 in the zone of the pod. `Retain` keeps the volume when its claim is deleted. */
  private addStorageClass(
    name: string,
    reclaimPolicy: 'Delete' | 'Retain',
    key: Record<string, string>,
    annotations: Record<string, string> = {},
  ): void {
    clusterScoped(
      new k8s.KubeStorageClass(this, `storage-${name}`, {
        metadata: { name, annotations },
        provisioner: 'ebs.csi.aws.com',
        parameters: { type: 'gp3', encrypted: 'true', ...key },
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        reclaimPolicy,
      }),
    );
  }
}

/**
 * The namespaces of these charts, of which exactly one states how its namespace is, and only that one uses it unless it is
 * shared. `kube-system` belongs to EKS.
 */
function namespacesOf(charts: readonly PlatformChart[]): readonly NamespaceSpec[] {
  // Asked for once a chart: each walks all of its objects.
  const users = charts.map((chart) => ({ id: chart.node.id, names: chart.namespacesUsed }));
  const used = new Set(users.flatMap(({ names }) => [...names]));
  used.delete(namespaces.kubeSystem);

  return [...used].sort().map((name) => {
    const ids = users.filter(({ names }) => names.has(name)).map(({ id }) => id);
    const [stated, second] = charts.flatMap(({ node, ownNamespaceSpec: spec }) =>
      spec?.name === name ? [{ id: node.id, spec }] : [],
    );
    if (!stated) {
      throw new UserError(
        `namespace '${name}': no chart states its podSecurity; give it to ${ids.join(' or ')}, e.g. 'restricted'`,
      );
    }
    if (second)
      throw new UserError(`namespace '${name}': ${stated.id} and ${second.id} state its podSecurity; leave it to one`);
    const guests = ids.filter((id) => id !== stated.id);
    if (guests.length > 0 && !sharedNamespaces.includes(name)) {
      throw new UserError(
        `namespace '${name}': comes and goes with ${stated.id}, and ${guests.join(' and ')} may not depend on it; move their objects to ${stated.id}, or add it to sharedNamespaces in charts/constructs/namespace.ts`,
      );
    }
    return stated.spec;
  });
}
