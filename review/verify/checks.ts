import { checks as airflow } from './airflow/index.ts';
import type { Check } from './check.ts';
import { checks as contract } from './contract/index.ts';
import { checks as network } from './network/index.ts';
import { checks as order } from './order/index.ts';
import { checks as references } from './references/index.ts';
import { checks as scheduling } from './scheduling/index.ts';
import { checks as schema } from './schema/index.ts';
import { checks as security } from './security/index.ts';

/** Every check of `npm run verify`, in the order of `--list` and of docs/verify.md. */
export const allChecks: readonly Check[] = [
  ...schema,
  ...order,
  ...references,
  ...scheduling,
  ...network,
  ...security,
  ...airflow,
  ...contract,
];
