import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { bucketPrefixes, namespaces, platformNames, sparkServiceAccounts, teamNamespace } from '../../config/names.ts';
import type { PlatformConfig, SparkTeamConfig } from '../../config/platform-config.ts';
import { PlatformChart } from '../platform-chart.ts';
import { sparkHistory } from './history.ts';
import { sparkNetworkPolicies } from './network-policies.ts';

/** Everything a Spark team has in its namespace: accounts, the driver's role, limits, and network policies. */
export class SparkTeamChart extends PlatformChart {
  constructor(
    scope: Construct,
    team: SparkTeamConfig,
    config: Pick<PlatformConfig, 'aws' | 'cluster' | 'monitoring' | 'spark'>,
  ) {
    const namespace = teamNamespace(team);
    super(scope, namespace, {
      namespace,
      podSecurity: 'restricted',
      namespaceLabels: { team: team.name, 'cost-center': team.costCenter },
      project: 'platform',
    });
    const { driver, executor } = sparkServiceAccounts;

    new k8s.KubeServiceAccount(this, 'driver', { metadata: { name: driver } });
    // Executors never call the Kubernetes API. Their AWS credentials come in a token of their own.
    new k8s.KubeServiceAccount(this, 'executor', { metadata: { name: executor }, automountServiceAccountToken: false });

    new k8s.KubeRole(this, 'driver-role', { metadata: { name: driver }, rules: driverRules });
    new k8s.KubeRoleBinding(this, 'driver-binding', {
      metadata: { name: driver },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: driver },
      subjects: [{ kind: 'ServiceAccount', name: driver, namespace }],
    });

    new k8s.KubeResourceQuota(this, 'quota', { metadata: { name: 'team' }, spec: { hard: quota(team) } });
    new k8s.KubeLimitRange(this, 'limits', {
      metadata: { name: 'team' },
      spec: { limits: [containerLimits(team)] },
    });

    sparkNetworkPolicies(this, config.monitoring.kind === 'prometheus' ? namespaces.monitoring : undefined);

    if (config.spark.history.kind === 's3') {
      const bucket = platformNames(config).buckets.spark;
      const eventLogs = `s3a://${bucket}/${bucketPrefixes.eventLogs}/${namespace}`;
      sparkHistory(this, { image: config.spark.image, eventLogs });
    }
  }
}

/** What a driver does in its own namespace: it makes, watches and removes its executors and their volumes. */
const driverRules: k8s.PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['pods', 'configmaps', 'services', 'persistentvolumeclaims'],
    // `deletecollection` is how a driver removes its executors; `list` on claims is what makes their reuse work.
    verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
  },
];

/**
 * What a team may run at the same time. Pods that have ended count for nothing here. Every other kind counts until it is
 * deleted, so ConfigMaps, claims and SparkApplications have no bound: those of jobs that have ended stay for a day, and
 * would refuse the next ones. Load balancers and node ports cost money or open a door, and no job needs one.
 */
function quota({ quota }: SparkTeamConfig): Record<string, k8s.Quantity> {
  // Memory limits equal requests in Spark, so both get the same bound. CPU has no limit: it would throttle executors.
  const memory = k8s.Quantity.fromString(`${quota.memoryGib}Gi`);
  const none = k8s.Quantity.fromString('0');
  return {
    'requests.cpu': k8s.Quantity.fromString(String(quota.cpu)),
    'requests.memory': memory,
    'limits.memory': memory,
    pods: k8s.Quantity.fromString(String(quota.pods)),
    'services.loadbalancers': none,
    'services.nodeports': none,
  };
}

/** A bound for each container, and values for sidecars that name none. A maximum for CPU would demand a CPU limit, so there is none. */
function containerLimits({ largestPod }: SparkTeamConfig): k8s.LimitRangeItem {
  return {
    type: 'Container',
    max: { memory: k8s.Quantity.fromString(`${largestPod.memoryGib}Gi`) },
    defaultRequest: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('128Mi') },
    default: { memory: k8s.Quantity.fromString('256Mi') },
  };
}
