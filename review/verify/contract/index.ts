import type { Check } from '../check.ts';
import { accountsBound, accountsMade } from './accounts.ts';
import { noArns } from './arns.ts';
import { cluster, names } from './names.ts';
import { coreNodes, nodeNetwork, vpc } from './nodes.ts';
import { regions, stores } from './stores.ts';

/** `dist/` and the CloudFormation templates say the same names. Without `--cluster` there is nothing to compare with. */
export const checks: readonly Check[] = [
  cluster,
  accountsBound,
  accountsMade,
  ...names,
  stores,
  regions,
  nodeNetwork,
  vpc,
  coreNodes,
  noArns,
];
