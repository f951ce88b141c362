import { coreNodeGroup, nodeGroupType } from '../names.ts';
import { instanceVcpus, memoryPerVcpu, poolVcpus } from '../node-size.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each, repeats } from '../valid-parts.ts';

const uniqueNames: Rule = ({ nodePools }) =>
  repeats(
    nodePools,
    ({ name }) => name,
    (name, index, first) =>
      problem(`nodePools[${index}].name`, name, `is already the name of nodePools[${first}]; use another name`),
  );

const singleRoles = ['airflow', 'airflow-task', 'spark-driver'] as const;

const usersOf = {
  airflow: "Airflow's components",
  'airflow-task': 'task pods',
  'spark-driver': 'Spark drivers',
  'spark-executor': "the teams' executors",
} as const;

/** Pods choose these pools by the role's label: none would leave them pending, two would leave the choice to chance. */
const eachRoleOnce: Rule = ({ nodePools, teams }) => {
  const roles = nodePools.map(({ role }) => role);
  const needed = [...singleRoles, ...(teams.length > 0 ? (['spark-executor'] as const) : [])];
  return needed
    .filter((role) => !roles.includes(role))
    .map((role) => ({ field: 'nodePools', text: `has no pool for ${usersOf[role]}; add one with role '${role}'` }));
};

const noRoleTwice: Rule = ({ nodePools }) =>
  repeats(
    nodePools,
    ({ role }) => (role === 'spark-executor' ? undefined : role),
    (role, index, first) =>
      problem(`nodePools[${index}].role`, role, `is already the role of nodePools[${first}]; remove one of them`),
  );

/** Jobs choose an executor pool by this label, so no two pools may have the same. */
const ownNodeGroupTypes: Rule = ({ nodePools }) =>
  repeats(
    nodePools,
    (pool) => (pool.role === 'spark-executor' ? pool.nodeGroupType : undefined),
    (label, index, first) =>
      problem(
        `nodePools[${index}].nodeGroupType`,
        label,
        `is already that of nodePools[${first}]; use another one, because jobs choose a pool by it`,
      ),
  );

/** An executor pool with the label of other nodes would draw their pods, or send its own to them. */
const reservedNodeGroupTypes: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    if (pool.role !== 'spark-executor') return [];
    const others = nodePools.filter(({ role }) => role !== 'spark-executor').map(nodeGroupType);
    if (![coreNodeGroup.nodeGroupType, ...others].includes(pool.nodeGroupType)) return [];
    const complaint =
      "is the label of nodes that are not for executors; use one of its own, e.g. 'SparkComputeOptimized'";
    return [problem(`nodePools[${index}].nodeGroupType`, pool.nodeGroupType, complaint)];
  });

const sizesInBounds: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const { minVcpus, maxVcpus } = pool;
    if (minVcpus > maxVcpus) {
      const complaint = `is more than maxVcpus, which is ${maxVcpus}; use ${maxVcpus} or less`;
      return [problem(`nodePools[${index}].minVcpus`, minVcpus, complaint)];
    }
    if (poolVcpus(pool).length > 0) return [];
    const next = instanceVcpus.find((vcpus) => vcpus > maxVcpus);
    const complaint = `leaves no instance size between ${minVcpus} and ${maxVcpus} vCPUs; use ${next} or more`;
    return [problem(`nodePools[${index}].maxVcpus`, maxVcpus, complaint)];
  });

/** Karpenter starts no node that would take the pool over its limit. */
const limitsHoldLargestNode: Rule = ({ nodePools }) =>
  each(nodePools, (pool, index) => {
    const vcpus = poolVcpus(pool).at(-1) ?? 0;
    const memory = vcpus * Math.min(...pool.instanceCategories.map((category) => memoryPerVcpu[category]));
    const check = (field: 'limitVcpus' | 'limitMemoryGib', size: number, unit: string) => {
      const complaint = `is less than the pool's largest node, which has ${size} ${unit} and could never start; use ${size} or more`;
      return pool[field] < size ? [problem(`nodePools[${index}].${field}`, pool[field], complaint)] : [];
    };
    return [...check('limitVcpus', vcpus, 'vCPUs'), ...check('limitMemoryGib', memory, 'GiB')];
  });

export const nodePoolRules: readonly Rule[] = [
  uniqueNames,
  eachRoleOnce,
  noRoleTwice,
  ownNodeGroupTypes,
  reservedNodeGroupTypes,
  sizesInBounds,
  limitsHoldLargestNode,
];
