import { dedicatedTaint, gpuResource, hasGpus, nodeGroupLabel, nodeGroupType } from '../../config/names.ts';
import { architectureOf, defaultGeneration, poolTypes } from '../../config/node-size.ts';
import type { NodePoolConfig, PlatformConfig } from '../../config/platform-config.ts';
import {
  type NodePoolSpecDisruptionBudgets as Budget,
  NodePoolSpecDisruptionConsolidationPolicy as ConsolidationPolicy,
  type NodePoolSpecDisruption as Disruption,
  NodePoolSpecLimits as Limits,
  type NodePoolSpec,
  NodePoolSpecTemplateSpecRequirementsOperator as Operator,
  NodePoolSpecDisruptionBudgetsReasons as Reason,
  type NodePoolSpecTemplateSpecRequirements as Requirement,
  NodePoolSpecTemplateSpecTaintsEffect as TaintEffect,
} from '../../imports/crds/karpenter.sh.ts';

/** When, where and how long machines of a pool run. */
export function nodePool(
  pool: NodePoolConfig,
  { workingHours, later }: Pick<PlatformConfig, 'workingHours'> & { readonly later: readonly NodePoolConfig[] },
): NodePoolSpec {
  // Airflow's components have one label for all their pools. Of equal weights Karpenter would take the last of the alphabet.
  const weight = pool.role === 'airflow' ? later.filter(({ role }) => role === pool.role).length : 0;
  return {
    ...(weight > 0 ? { weight } : {}),
    template: {
      metadata: { labels: { [nodeGroupLabel]: nodeGroupType(pool) } },
      spec: {
        nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: pool.name },
        taints: [
          { key: dedicatedTaint, value: pool.role, effect: TaintEffect.NO_SCHEDULE },
          ...(hasGpus(pool) ? [{ key: gpuResource, value: 'present', effect: TaintEffect.NO_SCHEDULE }] : []),
        ],
        requirements: requirements(pool),
        expireAfter: `${pool.expireAfterDays * 24}h`,
        terminationGracePeriod: terminationGracePeriod(pool),
      },
    },
    disruption: disruption(pool, workingHours),
    limits: {
      cpu: Limits.fromNumber(pool.limitVcpus),
      memory: Limits.fromString(`${pool.limitMemoryGib}Gi`),
      ...('accelerator' in pool && pool.accelerator
        ? { [gpuResource]: Limits.fromNumber(pool.accelerator.limitGpus) }
        : {}),
    },
  };
}

function requirements(pool: NodePoolConfig): Requirement[] {
  const capacityTypes = capacityTypesOf(pool);
  return [
    { key: 'karpenter.sh/capacity-type', operator: Operator.IN, values: capacityTypes },
    { key: 'kubernetes.io/arch', operator: Operator.IN, values: [architectureOf(pool)] },
    { key: 'kubernetes.io/os', operator: Operator.IN, values: ['linux'] },
    ...families(pool),
    { key: 'karpenter.k8s.aws/instance-cpu', operator: Operator.GTE, values: [String(pool.minVcpus)] },
    { key: 'karpenter.k8s.aws/instance-cpu', operator: Operator.LTE, values: [String(pool.maxVcpus)] },
    // Not those of AMD, and not a share of one, which no pod can ask for.
    ...(hasGpus(pool)
      ? [
          { key: 'karpenter.k8s.aws/instance-gpu-manufacturer', operator: Operator.IN, values: ['nvidia'] },
          { key: 'karpenter.k8s.aws/instance-gpu-count', operator: Operator.GT, values: ['0'] },
        ]
      : []),
    ...(pool.localDisks === 'required'
      ? [{ key: 'karpenter.k8s.aws/instance-local-nvme', operator: Operator.GT, values: ['0'] }]
      : []),
    ...(capacityTypes.includes('spot') && !pool.instanceFamilies
      ? [{ key: familyLabel, operator: Operator.EXISTS, minValues: minFamilies(pool) }]
      : []),
  ];
}

const familyLabel = 'karpenter.k8s.aws/instance-family';

function families(pool: NodePoolConfig): Requirement[] {
  const { instanceCategories = [], instanceFamilies, minGeneration = defaultGeneration } = pool;
  if (instanceFamilies) {
    const spot = capacityTypesOf(pool).includes('spot') ? { minValues: minFamilies(pool) } : {};
    return [{ key: familyLabel, operator: Operator.IN, values: [...instanceFamilies], ...spot }];
  }
  return [
    { key: 'karpenter.k8s.aws/instance-category', operator: Operator.IN, values: [...instanceCategories] },
    { key: 'karpenter.k8s.aws/instance-generation', operator: Operator.GTE, values: [String(minGeneration)] },
  ];
}

/**
 * Spot capacity comes and goes by family: with fewer to choose from, a whole job waits for one. Of few families half are enough,
 * or the pool would stop where the region lacks one.
 */
function minFamilies(pool: NodePoolConfig): number {
  const known = new Set(poolTypes(pool).map(({ family }) => family));
  return Math.min(5, Math.ceil(known.size / 2));
}

/** Offered both, Karpenter takes Spot, and On-Demand only where no Spot capacity is left. */
function capacityTypesOf(pool: NodePoolConfig): string[] {
  const capacity = 'capacity' in pool ? pool.capacity : undefined;
  if (capacity === 'spot-first') return ['spot', 'on-demand'];
  return [capacity ?? 'on-demand'];
}

/**
 * How long a node that must go waits for pods marked do-not-disrupt. Without it such a pod would hold an
 * expired node forever; shorter than the longest job, it would kill that job.
 */
function terminationGracePeriod(pool: NodePoolConfig): string {
  return 'longestJobHours' in pool ? `${pool.longestJobHours}h` : '1h';
}

type WeeklyHours = NonNullable<PlatformConfig['workingHours']>;

const defaultHours: WeeklyHours = { days: 'mon-fri', startHourUtc: 6, hours: 12 };

/** No node is replaced for a new image or setting in these hours. */
function noDriftIn({ days, startHourUtc, hours }: WeeklyHours): Budget {
  return { nodes: '0', reasons: [Reason.DRIFTED], schedule: `0 ${startHourUtc} * * ${days}`, duration: `${hours}h` };
}

function disruption(pool: NodePoolConfig, workingHours: WeeklyHours = defaultHours): Disruption {
  const { WHEN_EMPTY, WHEN_EMPTY_OR_UNDERUTILIZED } = ConsolidationPolicy;
  if (pool.role === 'spark-executor') {
    return {
      consolidationPolicy: WHEN_EMPTY,
      // Longer than dynamic allocation keeps an idle executor (60 s); a moved executor loses its shuffle data.
      consolidateAfter: '2m',
      // Nodes are empty after each job, and go then. Drift alone would evict the executors of a job that runs.
      budgets: [{ nodes: '20%' }, { nodes: '0', reasons: [Reason.DRIFTED] }],
    };
  }
  const noDrift = noDriftIn(pool.workingHours ?? workingHours);
  switch (pool.role) {
    case 'airflow':
      return {
        consolidationPolicy: WHEN_EMPTY_OR_UNDERUTILIZED,
        consolidateAfter: '10m',
        budgets: [{ nodes: '1' }, noDrift],
      };
    case 'airflow-task':
      return { consolidationPolicy: WHEN_EMPTY, consolidateAfter: '2m', budgets: [{ nodes: '20%' }, noDrift] };
    case 'spark-driver':
      return { consolidationPolicy: WHEN_EMPTY, consolidateAfter: '2m', budgets: [{ nodes: '10%' }, noDrift] };
  }
}
