import type { Construct } from 'constructs';
import { namespaces } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { Ec2NodeClass } from '../../imports/crds/karpenter.k8s.aws.ts';
import { NodePool } from '../../imports/crds/karpenter.sh.ts';
import { clusterScoped } from '../constructs/cluster-scoped.ts';
import { PlatformChart } from '../platform-chart.ts';
import { nodeClass } from './node-class.ts';
import { nodePool } from './node-pool.ts';

/**
 * What Karpenter may launch: for each pool of the config a NodePool and the EC2NodeClass of the same name.
 * Nothing that changes with a commit goes into labels or tags: Karpenter would replace every node.
 */
export class NodePoolsChart extends PlatformChart {
  constructor(
    scope: Construct,
    {
      nodePools,
      workingHours,
      ...platform
    }: Pick<Platform, 'aws' | 'cluster' | 'names' | 'nodePools' | 'proxy' | 'trustedCa' | 'versions' | 'workingHours'>,
  ) {
    super(scope, 'node-pools', { namespace: namespaces.kubeSystem, project: 'platform', retryForever: true });

    for (const [index, pool] of nodePools.entries()) {
      clusterScoped(
        new Ec2NodeClass(this, `class-${pool.name}`, {
          metadata: { name: pool.name, annotations: poolAnnotations(0) },
          spec: nodeClass(pool, platform),
        }),
      );
      clusterScoped(
        new NodePool(this, `pool-${pool.name}`, {
          // A NodePool before its class is Degraded, which would fail the sync.
          metadata: { name: pool.name, annotations: poolAnnotations(1) },
          spec: nodePool(pool, { workingHours, later: nodePools.slice(index + 1) }),
        }),
      );
    }
  }
}

/** Without its NodePool all nodes of a pool are drained, whether it was pruned or its Application deleted: a person confirms both. */
function poolAnnotations(wave: number): Record<string, string> {
  return {
    'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm,SkipDryRunOnMissingResource=true',
    'argocd.argoproj.io/sync-wave': String(wave),
  };
}
