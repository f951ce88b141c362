import { baseline } from './baseline.ts';
import type { Level, Subject, Violation } from './control.ts';
import { restricted } from './restricted.ts';

/** Everything in a pod that a level forbids. */
export function violations(level: Level, pod: Subject): readonly Violation[] {
  if (level === 'privileged') return [];
  const controls = level === 'restricted' ? [...baseline, ...restricted] : baseline;
  const found = controls.flatMap((control) => control(pod));
  // Both levels have rules for one field; it is said once.
  return found.filter(
    ({ field, what }, index) => found.findIndex((one) => one.field === field && one.what === what) === index,
  );
}
