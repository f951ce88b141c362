import type { Check } from '../check.ts';
import { ignored, madeUpSecrets } from './applications.ts';
import { defaults, durations, quantities } from './drift.ts';
import { fields, rules } from './fields.ts';
import { helmNumbers, helmValues } from './helm.ts';
import { metadata, name, namespace, ofCluster } from './metadata.ts';
import { kind, readable, unique } from './objects.ts';

export const checks: readonly Check[] = [
  readable,
  unique,
  kind,
  fields,
  rules,
  metadata,
  name,
  namespace,
  helmValues,
  helmNumbers,
  ofCluster,
  defaults,
  durations,
  quantities,
  madeUpSecrets,
  ignored,
];
