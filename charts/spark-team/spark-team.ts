import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { historyPage } from '../../config/alb.ts';
import { bucketPrefixes, gpuResource, hasGpus, namespaces, teamNamespace } from '../../config/names.ts';
import type { SparkTeamConfig } from '../../config/platform-config.ts';
import type { Platform } from '../../config/resolve.ts';
import { PlatformChart } from '../platform-chart.ts';
import { containerAccess, sparkTeamAccess, triggererAccess, viewersAccess } from './access.ts';
import { historyLabels, historyServer } from './history.ts';
import { historyBehindLogin } from './history-page.ts';
import { sparkNetworkPolicies, teamEgress } from './network-policies.ts';

/** Everything a Spark team has in its namespace: accounts, the driver's role, limits, and network policies. */
export class SparkTeamChart extends PlatformChart {
  constructor(scope: Construct, team: SparkTeamConfig, platform: Platform) {
    const { monitoring, names, nodePools, proxy, spark } = platform;
    const namespace = teamNamespace(team);
    super(scope, namespace, {
      namespace,
      podSecurity: 'restricted',
      namespaceLabels: { team: team.name, 'cost-center': team.costCenter },
      project: 'platform',
    });

    sparkTeamAccess(this, namespace);
    if (team.viewers?.length) viewersAccess(this, namespace);
    if (team.containers) containerAccess(this);
    if (team.deferrable) triggererAccess(this);

    new k8s.KubeResourceQuota(this, 'quota', {
      metadata: { name: 'team' },
      spec: { hard: quota(team, nodePools.some(hasGpus)) },
    });
    new k8s.KubeLimitRange(this, 'limits', {
      metadata: { name: 'team' },
      spec: { limits: [containerLimits(team)] },
    });

    sparkNetworkPolicies(this, monitoring.kind === 'prometheus' ? namespaces.monitoring : undefined, proxy);
    if (team.egress?.length) teamEgress(this, team.egress);

    if (spark.history.kind === 's3') {
      const eventLogs = `s3a://${names.buckets.spark}/${bucketPrefixes.eventLogs}/${namespace}`;
      historyServer(this, { image: spark.image, eventLogs });
      const page = historyPage(spark);
      if (page) historyBehindLogin(this, team, page, historyLabels, platform);
    }
  }
}

/**
 * What a team may run at the same time. Pods that have ended count for nothing here. Every other kind counts until it is
 * deleted, so ConfigMaps, claims and SparkApplications have no bound: those of jobs that have ended stay for a day, and
 * would refuse the next ones. Load balancers and node ports cost money or open a door, and no job needs one.
 */
function quota({ quota }: SparkTeamConfig, clusterHasGpus: boolean): Record<string, k8s.Quantity> {
  // Memory limits equal requests in Spark, so both get the same bound. CPU has no limit: it would throttle executors.
  const memory = k8s.Quantity.fromString(`${quota.memoryGib}Gi`);
  const none = k8s.Quantity.fromString('0');
  return {
    'requests.cpu': k8s.Quantity.fromString(String(quota.cpu)),
    'requests.memory': memory,
    'limits.memory': memory,
    pods: k8s.Quantity.fromString(String(quota.pods)),
    // Nothing else keeps the pods of a team off nodes with GPUs.
    ...(clusterHasGpus ? { [`requests.${gpuResource}`]: k8s.Quantity.fromString(String(quota.gpus ?? 0)) } : {}),
    'services.loadbalancers': none,
    'services.nodeports': none,
  };
}

/** A bound for each container, and values for sidecars that name none. A maximum for CPU would demand a CPU limit, so there is none, and so would one for GPUs. */
function containerLimits({ largestPod }: SparkTeamConfig): k8s.LimitRangeItem {
  return {
    type: 'Container',
    max: { memory: k8s.Quantity.fromString(`${largestPod.memoryGib}Gi`) },
    defaultRequest: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('128Mi') },
    default: { memory: k8s.Quantity.fromString('256Mi') },
  };
}
