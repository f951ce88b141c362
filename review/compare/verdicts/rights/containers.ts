import { isList, isObject, objectIn, walk } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import { coming } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { pathText } from '../../path.ts';
import { valuesChangesOf } from '../../values.ts';
import type { Judgement, Severity, Verdict } from '../../verdict.ts';
import { distinct } from '../../words.ts';
import { loosened, taken } from './loosened.ts';

export const guards: Verdict = {
  rule: 'rights/containers',
  severity: 'danger',
  promise: 'Where pods lose a guard of their security context, or get more of their node',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb === 'rewritten') return [];
    if (coming(change) === item) return change.verb === 'added' ? ofNew(item) : [];
    const all =
      item.id.kind === 'Application'
        ? valuesChangesOf(change, before, after).flatMap(({ differences }) => differences)
        : change.differences;
    return all.flatMap(parts).flatMap((difference) => ofField(item, difference));
  },
};

/** An item of a list that is new is looked into, e.g. a volume. */
function parts(difference: Difference): readonly Difference[] {
  const { path, before, after } = difference;
  if (before !== undefined || !(isList(after) || path.at(-1)?.startsWith('['))) return [difference];
  const items = isList(after) ? after : [after ?? null];
  const inside = items.flatMap((item) => Object.entries(isObject(item) ? item : {}));
  return [difference, ...inside.map(([key, value]) => ({ path: [...path, key], after: value }))];
}

/** What a new object takes of its node: of a chart that others keep it is to be expected, and of a manifest of one's own not. */
function ofNew(item: Item): readonly Judgement[] {
  const found = walk(item.manifest).flatMap(({ path, value }) => {
    const last = path.slice(path.lastIndexOf('.') + 1);
    return taken.flatMap(({ field, when, text }) =>
      field.test(last) && when(undefined, value) ? [{ text, path }] : [],
    );
  });
  if (found.length === 0 || !/^(Pod|Deployment|DaemonSet|StatefulSet|Job|CronJob)$/.test(item.id.kind)) return [];
  return [
    {
      severity: item.chart === undefined ? 'danger' : 'warn',
      objects: [item],
      message: `a new object has much of its node: ${distinct(found.map(({ text }) => text)).join('; ')}`,
      why: distinct(found.map(({ path }) => path)).join(', '),
      remedy: 'check that it cannot do without: who is in the container is on the node',
    },
  ];
}

function ofField(item: Item, difference: Difference): readonly Judgement[] {
  return [
    ...ofCapabilities(item, difference),
    ...guardsIn(difference).map((guard) => judgementOf(item, difference, guard.severity, guard.text)),
  ];
}

/** A whole context that goes takes its guards along. */
function guardsIn({
  path,
  before,
  after,
}: Difference): readonly { readonly severity: Severity; readonly text: string }[] {
  const last = path.at(-1) ?? '';
  const isContext = /^(securityContexts?|containerSecurityContext|podSecurityContext|pod|containers?)$/.test(last);
  const names =
    isContext && (isObject(before) || isObject(after)) ? Object.keys({ ...objectIn(before), ...objectIn(after) }) : [];
  const own = loosened.filter(
    ({ field, when }) =>
      field.test(last) && (last !== 'type' || path.includes('seccompProfile')) && when(before, after),
  );
  const inside = names.flatMap((name) =>
    loosened.filter(
      ({ field, when }) => field.test(name) && name !== 'type' && when(objectIn(before)[name], objectIn(after)[name]),
    ),
  );
  return [...own, ...inside];
}

function ofCapabilities(item: Item, difference: Difference): readonly Judgement[] {
  const { path, before, after } = difference;
  const at = path.indexOf('capabilities');
  if (at < 0) return [];
  const which = path[at + 1];
  if (which === 'add' && after !== undefined) {
    return [
      judgementOf(
        item,
        difference,
        'danger',
        `a container gets more capabilities (${isList(after) ? after.join(', ') : after})`,
      ),
    ];
  }
  const lost =
    (which === 'drop' && before !== undefined && after === undefined) || (which === undefined && after === undefined);
  return lost ? [judgementOf(item, difference, 'danger', 'a container keeps capabilities that it gave up before')] : [];
}

function judgementOf(item: Item, difference: Difference, severity: Severity, text: string): Judgement {
  return {
    severity,
    objects: [item],
    message: text,
    why: pathText(difference.path),
    remedy: 'keep the guard, or give the one container that needs it an exception of its own',
    differences: [difference],
  };
}
