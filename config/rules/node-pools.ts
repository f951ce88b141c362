import { coreNodeGroup, hasGpus, nodeGroupTypes } from '../names.ts';
import { architectureOf, families, fewestGpus, leastMemoryGib, poolVcpus, typesOfEverySize } from '../node-size.ts';
import type { NodePoolConfig } from '../platform-config.ts';
import { problem, show } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each, repeatedNames, repeats } from '../valid-parts.ts';

const uniqueNames: Rule = ({ nodePools }) => repeatedNames('nodePools', nodePools);

const singleRoles = ['airflow', 'airflow-task', 'spark-driver'] as const;

const usersOf = {
  airflow: "Airflow's components",
  'airflow-task': 'task pods',
  'spark-driver': 'Spark drivers',
  'spark-executor': "the teams' executors",
} as const;

/** The label that a pool names itself; nothing where its role says it. */
function ownLabel(pool: NodePoolConfig): string | undefined {
  return pool.role === 'airflow' ? undefined : pool.nodeGroupType;
}

/** Pods choose these pools by the role's label: without one they would be pending forever. */
const eachRoleThere: Rule = ({ nodePools, teams }) => {
  const roles = nodePools.filter((pool) => pool.role === 'spark-executor' || !ownLabel(pool)).map(({ role }) => role);
  const needed = [...singleRoles, ...(teams.length > 0 ? (['spark-executor'] as const) : [])];
  return needed
    .filter((role) => !roles.includes(role))
    .map((role) => {
      const further = nodePools.some((pool) => pool.role === role);
      const advice = further ? 'which choose none; remove the nodeGroupType of one' : `add one with role '${role}'`;
      return { field: 'nodePools', text: `has no pool for ${usersOf[role]}${further ? ', ' : '; '}${advice}` };
    });
};

/** Two pools of one label would leave the choice to chance; those of Airflow's components have an order. */
const noRoleTwice: Rule = ({ nodePools }) =>
  repeats(
    nodePools,
    (pool) => (pool.role === 'airflow' || ownLabel(pool) !== undefined ? undefined : pool.role),
    (role, index, first) => {
      const advice =
        role === 'airflow-task'
          ? "give this one a nodeGroupType, e.g. 'AirflowTaskLarge', by which tasks choose it"
          : "give this one a nodeGroupType, e.g. 'SparkDriverLarge', and name it as the driverPool of a team";
      return problem(`nodePools[${index}].role`, role, `is already the role of nodePools[${first}]; ${advice}`);
    },
  );

/** Pods choose a pool by this label, so no two pools may have the same. */
const ownNodeGroupTypes: Rule = ({ nodePools }) =>
  repeats(nodePools, ownLabel, (label, index, first) => {
    const complaint = `is already that of nodePools[${first}]; use another one, because jobs choose a pool by it`;
    return problem(`nodePools[${index}].nodeGroupType`, label, complaint);
  });

/** A pool with the label of other nodes would draw their pods, or send its own to them. */
const reservedNodeGroupTypes: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const label = ownLabel(pool);
    const reserved: readonly string[] = [coreNodeGroup.nodeGroupType, ...Object.values(nodeGroupTypes)];
    if (label === undefined || !reserved.includes(label)) return [];
    const [what, example] =
      pool.role === 'spark-executor'
        ? ['for executors', 'SparkComputeOptimized']
        : ['chosen', pool.role === 'airflow-task' ? 'AirflowTaskLarge' : 'SparkDriverLarge'];
    const complaint = `is the label of nodes that are not ${what}; use one of its own, e.g. '${example}'`;
    return problem(`nodePools[${index}].nodeGroupType`, label, complaint);
  });

/** Without On-Demand, and with one family, everything waits until that family has Spot capacity again. */
const spotHasAChoice: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    if (!('capacity' in pool) || pool.capacity !== 'spot' || pool.instanceFamilies?.length !== 1) return [];
    const complaint = "waits for Spot of a single family; use 'spot-first', or name more families";
    return problem(`nodePools[${index}].capacity`, pool.capacity, complaint);
  });

/** Families say all that categories and generations say. */
const oneChoiceOfTypes: Rule = ({ nodePools }) =>
  each(nodePools, ({ instanceCategories, instanceFamilies, minGeneration }, index) => {
    const field = `nodePools[${index}]`;
    if (!instanceFamilies) return [];
    const complaint = 'has no meaning beside instanceFamilies; remove one of them';
    return [
      ...(instanceCategories ? [problem(`${field}.instanceCategories`, instanceCategories, complaint)] : []),
      ...(minGeneration ? [problem(`${field}.minGeneration`, minGeneration, complaint)] : []),
    ];
  });

const knownFamilies: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const architecture = architectureOf(pool);
    return each(pool.instanceFamilies ?? [], (name, position) => {
      const field = `nodePools[${index}].instanceFamilies[${position}]`;
      const found = families.get(name);
      if (!found) {
        const alike = [...families.keys()].filter((family) => family.startsWith(name.slice(0, 2)));
        const complaint = `is not a family that a pool may take; use one of ${(alike.length > 0 ? alike : ['c7i', 'm7g', 'r7gd']).map(show).join(', ')}`;
        return problem(field, name, complaint);
      }
      if (found.architecture === architecture) return [];
      const why = pool.architecture ? 'the pool is' : `${show(pool.instanceFamilies?.[0])} is`;
      const complaint = `is ${found.architecture}, and ${why} ${architecture}: an image for one does not run on the other; use families of one architecture, in a pool of its own each`;
      return problem(field, name, complaint);
    });
  });

/** GPUs are paid for whether a pod asks for them or not, and a pod that asks for them waits forever on nodes without. */
const gpusWithAccelerator: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const { instanceCategories = [], instanceFamilies = [] } = pool;
    const wanted = hasGpus(pool);
    const complain = (name: string, field: string, has: boolean) => {
      if (has === wanted) return [];
      const complaint = has
        ? "has GPUs; add accelerator: { kind: 'nvidia', limitGpus: 4 }, or use others"
        : "has no GPUs, and the pool has an accelerator; use e.g. 'g' or 'g6', or remove one of them";
      return problem(`nodePools[${index}].${field}`, name, complaint);
    };
    return [
      ...instanceCategories.flatMap((name, at) => complain(name, `instanceCategories[${at}]`, /^[gp]$/.test(name))),
      ...instanceFamilies.flatMap((name, at) => {
        const found = families.get(name);
        return found ? complain(name, `instanceFamilies[${at}]`, found.gpus > 0) : [];
      }),
    ];
  });

/** Tasks that choose nothing would wait for nodes that they may not use. */
const allTasksHaveNodes: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    if (pool.role !== 'airflow-task' || !pool.accelerator || pool.nodeGroupType) return [];
    const text =
      "is on the pool of tasks that choose none, and those ask for no GPUs; put it on a further pool with a nodeGroupType, e.g. 'AirflowTaskGpu'";
    return [{ field: `nodePools[${index}].accelerator`, text }];
  });

/** Requirements that no instance type meets: Karpenter would launch nothing, and say so in an event. */
const someType: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const { instanceCategories, instanceFamilies = [], minGeneration, localDisks } = pool;
    const wanted = hasGpus(pool);
    const wrongKind = [...families.values()].some(
      ({ family, category, gpus }) =>
        gpus > 0 !== wanted && (instanceFamilies.includes(family) || instanceCategories?.includes(category as 'g')),
    );
    // A pool of the wrong kind has been reported.
    if (wrongKind || typesOfEverySize(pool).length > 0) return [];
    const alone = { ...pool, localDisks: undefined };
    if (localDisks === 'required' && typesOfEverySize(alone).length > 0) {
      const complaint =
        "leaves no instance type, as none has such disks; use 'used', or families with a 'd', e.g. 'm7gd'";
      return problem(`nodePools[${index}].localDisks`, localDisks, complaint);
    }
    if (!instanceCategories || instanceFamilies.length > 0) return [];
    const complaint = `leaves no ${architectureOf(pool)} instance of ${instanceCategories.map(show).join(' and ')}; use a lower one`;
    return problem(`nodePools[${index}].minGeneration`, minGeneration, complaint);
  });

const sizesInBounds: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const { minVcpus, maxVcpus } = pool;
    if (minVcpus > maxVcpus) {
      const complaint = `is more than maxVcpus, which is ${maxVcpus}; use ${maxVcpus} or less`;
      return problem(`nodePools[${index}].minVcpus`, minVcpus, complaint);
    }
    const all = typesOfEverySize(pool).map(({ vcpus }) => vcpus);
    // Where there is no type at all, that is the problem to report.
    if (all.length === 0 || poolVcpus(pool).length > 0) return [];
    const larger = all.filter((vcpus) => vcpus > maxVcpus);
    if (larger.length === 0) {
      const complaint = `is more than the ${Math.max(...all)} vCPUs of the pool's largest type; use ${Math.max(...all)} or less`;
      return problem(`nodePools[${index}].minVcpus`, minVcpus, complaint);
    }
    const next = Math.min(...larger);
    const complaint = `leaves no instance size between ${minVcpus} and ${maxVcpus} vCPUs; use ${next} or more`;
    return problem(`nodePools[${index}].maxVcpus`, maxVcpus, complaint);
  });

/** Karpenter starts no node that would take the pool over its limit. */
const limitsHoldLargestNode: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const vcpus = poolVcpus(pool).at(-1);
    if (vcpus === undefined) return [];
    const memory = leastMemoryGib(pool, vcpus);
    const check = (field: 'limitVcpus' | 'limitMemoryGib', size: number, unit: string) => {
      const complaint = `is less than the pool's largest node, which has ${size} ${unit} and could never start; use ${size} or more`;
      return pool[field] < size ? [problem(`nodePools[${index}].${field}`, pool[field], complaint)] : [];
    };
    const gpus = fewestGpus(pool, vcpus);
    const limit = 'accelerator' in pool ? pool.accelerator?.limitGpus : undefined;
    const complaint = `is less than the pool's largest node, which has ${gpus} GPUs and could never start; use ${gpus} or more, or a lower maxVcpus`;
    return [
      ...check('limitVcpus', vcpus, 'vCPUs'),
      ...check('limitMemoryGib', memory, 'GiB'),
      ...(limit !== undefined && limit < gpus
        ? [problem(`nodePools[${index}].accelerator.limitGpus`, limit, complaint)]
        : []),
    ];
  });

export const nodePoolRules: readonly Rule[] = [
  uniqueNames,
  eachRoleThere,
  noRoleTwice,
  ownNodeGroupTypes,
  reservedNodeGroupTypes,
  spotHasAChoice,
  oneChoiceOfTypes,
  knownFamilies,
  gpusWithAccelerator,
  allTasksHaveNodes,
  someType,
  sizesInBounds,
  limitsHoldLargestNode,
];
