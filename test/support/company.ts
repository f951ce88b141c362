import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Mutable } from '../fixtures.ts';
import { prodLike } from './configs.ts';

/** A highly available platform in the account of a company, with rules, machines and a network of its own. */
export const company: PlatformConfig = (() => {
  const draft = structuredClone(prodLike) as Mutable<PlatformConfig>;
  draft.environment = 'company';
  draft.cluster.name = 'airflow-company';
  return draft;
})();
