import { isList, isObject, objectIn, walk } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import { coming } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { pathText } from '../../path.ts';
import { fieldsOf } from '../../values.ts';
import type { Judgement, Said, Severity, Verdict } from '../../verdict.ts';
import { distinct } from '../../words.ts';
import { loosened, taken } from './loosened.ts';

export const containerGuards: Verdict = {
  rule: 'rights/containers',
  severity: 'danger',
  promise: 'Where pods lose a guard of their security context, or get more of their node',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb === 'rewritten') return [];
    if (coming(change) === item) return change.verb === 'added' ? ofNew(item) : [];
    return fieldsOf(change, before, after)
      .flatMap(parts)
      .map((difference) => [
        ofCapabilities(difference),
        guardsIn(difference).map(({ severity, text }) => judgementOf(difference, severity, text)),
      ]);
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
function ofNew(item: Item): Said {
  const found = walk(item.manifest).flatMap(({ path, value }) => {
    const last = path.slice(path.lastIndexOf('.') + 1);
    return taken.flatMap(({ field, when, text }) =>
      field.test(last) && when(undefined, value) ? [{ text, path }] : [],
    );
  });
  if (found.length === 0 || !/^(Pod|Deployment|DaemonSet|StatefulSet|Job|CronJob)$/.test(item.id.kind)) return [];
  return {
    severity: item.chart === undefined ? 'danger' : 'warn',
    message: `a new object has much of its node: ${distinct(found.map(({ text }) => text)).join('; ')}`,
    why: distinct(found.map(({ path }) => path)).join(', '),
    remedy: 'check that it cannot do without: who is in the container is on the node',
  };
}

/** A whole context that goes takes its guards along. */
function guardsIn({ path, before, after }: Difference): typeof loosened {
  const last = path.at(-1) ?? '';
  const isContext = /^(securityContexts?|containerSecurityContext|podSecurityContext|pod|containers?)$/.test(last);
  const names = isContext ? Object.keys({ ...objectIn(before), ...objectIn(after) }) : [];
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

function ofCapabilities(difference: Difference): Said {
  const { path, before, after } = difference;
  const at = path.indexOf('capabilities');
  if (at < 0) return [];
  const which = path[at + 1];
  if (which === 'add' && after !== undefined) {
    const added = isList(after) ? after.join(', ') : after;
    return judgementOf(difference, 'danger', `a container gets more capabilities (${added})`);
  }
  const isLost = after === undefined && (which === undefined || (which === 'drop' && before !== undefined));
  return isLost && judgementOf(difference, 'danger', 'a container keeps capabilities that it gave up before');
}

function judgementOf(difference: Difference, severity: Severity, text: string): Judgement {
  return {
    severity,
    message: text,
    why: pathText(difference.path),
    remedy: 'keep the guard, or give the one container that needs it an exception of its own',
    differences: [difference],
  };
}
