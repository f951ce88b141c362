import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces, priorityClasses } from '../config/names.ts';
import { clusterScoped } from './constructs/cluster-scoped.ts';
import { PlatformChart, type PodSecurity } from './platform-chart.ts';

/** Storage and priority classes have no namespace; they are here because everything later needs them. */
export const storageClasses = { standard: 'gp3', retained: 'gp3-retained' } as const;

/** The namespaces of the charts with their Pod Security level, priority classes, and storage classes. */
export class NamespacesChart extends PlatformChart {
  constructor(scope: Construct, charts: readonly PlatformChart[]) {
    super(scope, 'namespaces', { namespace: namespaces.argocd, project: 'platform', confirmPrune: true });

    for (const { name, podSecurity, labels } of namespacesOf(charts)) {
      clusterScoped(
        new k8s.KubeNamespace(this, `namespace-${name}`, {
          metadata: {
            name,
            labels: {
              ...labels,
              'pod-security.kubernetes.io/enforce': podSecurity,
              'pod-security.kubernetes.io/audit': 'restricted',
              'pod-security.kubernetes.io/warn': 'restricted',
            },
            // A namespace takes everything in it along; Argo CD asks a person first.
            annotations: { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm' },
          },
        }),
      );
    }

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

    this.addStorageClass(storageClasses.standard, 'Delete', { 'storageclass.kubernetes.io/is-default-class': 'true' });
    this.addStorageClass(storageClasses.retained, 'Retain', {});
  }

  private addPriorityClass(name: string, value: number, description: string): void {
    clusterScoped(
      new k8s.KubePriorityClass(this, `priority-${name}`, {
        metadata: { name },
        value,
        globalDefault: false,
        description,
      }),
    );
  }

  /** Encrypted gp3 in the zone of the pod. `Retain` keeps the volume when its claim is deleted. */
  private addStorageClass(name: string, reclaimPolicy: 'Delete' | 'Retain', annotations: Record<string, string>): void {
    clusterScoped(
      new k8s.KubeStorageClass(this, `storage-${name}`, {
        metadata: { name, annotations },
        provisioner: 'ebs.csi.aws.com',
        parameters: { type: 'gp3', encrypted: 'true' },
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        reclaimPolicy,
      }),
    );
  }
}

/** A namespace of the platform, as the charts in it state it. */
interface NamespaceSpec {
  readonly name: string;
  readonly podSecurity: PodSecurity;
  readonly labels: Readonly<Record<string, string>>;
}

/** The namespaces of these charts, of which exactly one states how its namespace is. `kube-system` belongs to EKS. */
function namespacesOf(charts: readonly PlatformChart[]): readonly NamespaceSpec[] {
  const names = [...new Set(charts.map(({ argo }) => argo.namespace))].filter((name) => name !== namespaces.kubeSystem);
  return names.sort().map((name) => {
    const [stated, second] = charts.flatMap(({ node, argo: { namespace, podSecurity, namespaceLabels = {} } }) =>
      namespace === name && podSecurity ? [{ id: node.id, name, podSecurity, labels: namespaceLabels }] : [],
    );
    if (!stated) {
      const ids = charts.filter(({ argo }) => argo.namespace === name).map(({ node }) => node.id);
      throw new Error(
        `namespace '${name}': no chart states its podSecurity; give it to ${ids.join(' or ')}, e.g. 'restricted'`,
      );
    }
    if (second)
      throw new Error(`namespace '${name}': ${stated.id} and ${second.id} state its podSecurity; leave it to one`);
    return stated;
  });
}
