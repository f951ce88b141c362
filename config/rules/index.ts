import type { Rule } from '../rule.ts';
import { accountRules } from './account.ts';
import { airflowOptionRules } from './airflow-options.ts';
import { architectureRules } from './architectures.ts';
import { connectionRules } from './connections.ts';
import { coreNodeRules } from './core-nodes.ts';
import { dagBundleRules } from './dag-bundles.ts';
import { databaseRules } from './database.ts';
import { exposureRules } from './exposure.ts';
import { gitRules } from './git.ts';
import { helmValuesRules } from './helm-values.ts';
import { mirrorRules } from './mirrors.ts';
import { monitoringRules } from './monitoring.ts';
import { networkRules } from './network.ts';
import { nodePoolRules } from './node-pools.ts';
import { peopleRules } from './people.ts';
import { placementRules } from './placement.ts';
import { sourceRules } from './sources.ts';
import { taskRoleRules } from './task-roles.ts';
import { teamAccessRules } from './team-access.ts';
import { teamRules } from './teams.ts';
import { vpcRules } from './vpc.ts';

/** Every rule between the fields of one environment, in the order in which problems are reported. */
export const rules: readonly Rule[] = [
  ...accountRules,
  ...vpcRules,
  ...networkRules,
  ...exposureRules,
  ...peopleRules,
  ...sourceRules,
  ...mirrorRules,
  ...dagBundleRules,
  ...monitoringRules,
  ...gitRules,
  ...connectionRules,
  ...airflowOptionRules,
  ...databaseRules,
  ...nodePoolRules,
  ...architectureRules,
  ...placementRules,
  ...coreNodeRules,
  ...teamRules,
  ...helmValuesRules,
  ...teamAccessRules,
  ...taskRoleRules,
];
