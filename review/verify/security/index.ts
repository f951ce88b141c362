import type { Check } from '../check.ts';
import { images, mirrors } from './images.ts';
import { levelStated, podSecurity } from './pods.ts';
import { projects } from './projects.ts';
import { escalation, subjects, verbsExist, wildcards } from './rbac.ts';
import { secrets } from './secrets.ts';
import { writtenOut } from './written-out.ts';

export const checks: readonly Check[] = [
  levelStated,
  podSecurity,
  images,
  mirrors,
  secrets,
  wildcards,
  verbsExist,
  subjects,
  escalation,
  projects,
  writtenOut,
];
