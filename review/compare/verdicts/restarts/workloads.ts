import { podTemplateOf, standingReplicas } from '../../../kinds/pods/workload.ts';
import { describeId } from '../../../tree/object-id.ts';
import type { Tree } from '../../../tree/tree.ts';
import { applicationOf, type Change } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { fieldTexts, isUnder } from '../../path.ts';
import type { Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';
import { isRefused } from '../immutable/immutable.ts';

const rolls = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** The fields of a pod template for which a workload replaces its pods. The order of a list counts, other spellings do not. */
function templateChanges(change: Change, after: Tree): readonly Difference[] {
  const { before, after: item, verb } = change;
  if (!before || !item || verb === 'renamed' || !rolls.has(item.id.kind) || isRefused(change, after)) return [];
  const path = podTemplateOf(item.manifest)?.path ?? 'spec.template';
  return [...change.differences, ...change.rewritings.filter(({ how }) => how === 'order' || how === 'layout')].filter(
    (difference) => isUnder(difference.path, path),
  );
}

export const podsRestart: Verdict = {
  rule: 'restarts/pods',
  severity: 'warn',
  promise: 'Which workloads replace their pods, a checksum on them included, and whether there is a gap',
  judge(change, _, after) {
    const fields = templateChanges(change, after);
    const item = change.after;
    if (!item || fields.length === 0) return [];
    const replicas = standingReplicas(item.manifest);
    const meansNothing = fields.every((field) => !change.differences.includes(field));
    const names = fieldTexts(fields.map(({ path }) => ({ path: path.slice(2) })));
    return {
      objects: [item, ...applicationOf(item, after)],
      message: meansNothing ? 'its pods restart, for a change that means nothing' : 'its pods restart',
      why: `${describeId(item.id)}: ${some(names)}; ${gap(item.id.kind, replicas)}`,
      remedy: meansNothing
        ? 'take the change back, or merge when a restart is welcome'
        : 'merge when a restart is welcome',
      differences: fields,
      effects: [{ verb: 'restart', what: describeId(item.id) }],
    };
  },
};

function gap(kind: string, replicas: number): string {
  if (kind === 'DaemonSet') return 'node by node';
  if (replicas > 1) return `${replicas} pods by turns`;
  return kind === 'StatefulSet'
    ? 'its one pod ends before the new one starts'
    : 'the new pod starts before the old one ends';
}
