import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces, priorityClasses, teamNamespace } from '../config/names.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import { clusterScoped } from './constructs/cluster-scoped.ts';
import { PlatformChart } from './platform-chart.ts';

/** Pod Security Standard that a namespace enforces. */
type PodSecurity = 'restricted' | 'baseline' | 'privileged';

/** Storage and priority classes have no namespace; they are here because everything later needs them. */
export const storageClasses = { standard: 'gp3', retained: 'gp3-retained' } as const;

/** Namespaces with their Pod Security level, priority classes, and storage classes. */
export class NamespacesChart extends PlatformChart {
  constructor(scope: Construct, config: Pick<PlatformConfig, 'teams' | 'monitoring'>) {
    super(scope, 'namespaces', { namespace: namespaces.argocd, project: 'platform', confirmPrune: true });

    for (const [name, { enforce, labels }] of Object.entries(namespaceTable(config))) {
      clusterScoped(
        new k8s.KubeNamespace(this, `namespace-${name}`, {
          metadata: {
            name,
            labels: {
              ...labels,
              'pod-security.kubernetes.io/enforce': enforce,
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

/** Every namespace that the platform owns. `kube-system` belongs to EKS. */
function namespaceTable(
  config: Pick<PlatformConfig, 'teams' | 'monitoring'>,
): Record<string, { enforce: PodSecurity; labels?: Record<string, string> }> {
  return {
    // Images of Airflow's helpers do not all name a numeric user, so `restricted` is audited and not enforced.
    [namespaces.airflow]: { enforce: 'baseline' },
    [namespaces.argocd]: { enforce: 'baseline' },
    [namespaces.externalSecrets]: { enforce: 'restricted' },
    [namespaces.sparkOperator]: { enforce: 'restricted' },
    // The node exporter reads the host's network and file systems.
    ...(config.monitoring.kind === 'prometheus' ? { [namespaces.monitoring]: { enforce: 'privileged' as const } } : {}),
    ...Object.fromEntries(
      config.teams.map((team) => [
        teamNamespace(team),
        { enforce: 'restricted' as const, labels: { team: team.name, 'cost-center': team.costCenter } },
      ]),
    ),
  };
}
