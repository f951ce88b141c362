import { isList, objectIn, walk } from '../../../../imports/json.ts';
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

/** Maps that guard a pod or a container, and what stands in them. */
const contexts = /^(securityContexts?|containerSecurityContext|podSecurityContext|pod|containers?|capabilities)$/;

/** Each field of a context that comes or goes as a whole, and of an item of a list that is new, e.g. a volume. */
function parts(difference: Difference): readonly Difference[] {
  const { path, before, after } = difference;
  const last = path.at(-1) ?? '';
  const isNewItem = before === undefined && (isList(after) || last.startsWith('['));
  if (!isNewItem && !contexts.test(last)) return [difference];
  const items = isNewItem && isList(after) ? after : [after];
  const come = items.flatMap((item) => Object.entries(objectIn(item)));
  return [
    difference,
    ...Object.entries(objectIn(before)).flatMap(([key, value]) => parts({ path: [...path, key], before: value })),
    ...come.flatMap(([key, value]) => parts({ path: [...path, key], after: value })),
  ];
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

function guardsIn({ path, before, after }: Difference): typeof loosened {
  const last = path.at(-1) ?? '';
  return loosened.filter(
    ({ field, when }) =>
      field.test(last) && (last !== 'type' || path.includes('seccompProfile')) && when(before, after),
  );
}

function ofCapabilities(difference: Difference): Said {
  const { path, before, after } = difference;
  const which = path[path.indexOf('capabilities') + 1];
  if (!path.includes('capabilities')) return [];
  const added = [after ?? []].flat();
  if (which === 'add' && added.length > 0) {
    return judgementOf(difference, 'danger', `a container gets more capabilities (${added.join(', ')})`);
  }
  const isLost = which === 'drop' && before !== undefined && after === undefined;
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
