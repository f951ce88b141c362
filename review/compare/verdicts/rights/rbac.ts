import { at, isList, isObject, type Json } from '../../../../imports/json.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import { describeSubject, subjectsOf } from '../../../kinds/rbac.ts';
import type { ChartSource } from '../../../tree/application.ts';
import { groupBy } from '../../../tree/group-by.ts';
import { textsOf } from '../../../tree/manifest.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Change, withApplication } from '../../change.ts';
import { type Path, pathText, valueAt } from '../../path.ts';
import { leavesOf, valuesChangesOf } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';
import { distinct, list } from '../../words.ts';
import { beyond, dangerOf, describeAll, isBinding, isRole, type Right, rightsOf } from './rules.ts';

export const widened: Verdict = {
  rule: 'rights/wider',
  severity: 'danger',
  promise: 'Which verbs on which resources a Role allows in addition, and who holds it',
  judge(change, was, after) {
    const { before, after: item } = change;
    if (!item || change.verb === 'removed') return [];
    if (!isRole(item)) return inValues(change, was, after);
    const isNew = change.verb === 'added';
    const added = beyond(rightsOf(item.manifest), before ? rightsOf(before.manifest) : []);
    const dangers = dangersOf(added);
    const all = added.some(isEverything)
      ? 'every verb on every resource (*): secrets, exec and rights of its own included'
      : describeAll(added);
    return [
      aggregated(change),
      added.length > 0 && {
        severity: severityOf(added, isNew),
        objects: withApplication(item, after),
        message: `${isNew ? 'a new role allows' : 'the role is widened, it also allows'} ${all}`,
        why: [dangers, holdersOf(item, after)].filter(Boolean).join('; '),
        ...(isNew && dangers === ''
          ? {}
          : { remedy: 'allow only the verbs on the resources that the holder really uses' }),
        differences: change.differences,
      },
    ];
  },
};

/** Labels by which a ClusterRole adds its rights to one that everybody knows. */
const joins = /^rbac\.authorization\.k8s\.io\/aggregate-to-(.+)$/;

/** Rights that others get by a label, or that a role takes from all roles with a label. */
function aggregated({ differences }: Change): Said {
  return differences.flatMap(leavesOf).map((difference): Said => {
    const { path, after } = difference;
    const name = path[1] === 'labels' ? joins.exec(path[2] ?? '')?.[1] : undefined;
    const judgement = { why: pathText(path), differences: [difference] };
    if (name !== undefined && String(after) === 'true') {
      return {
        ...judgement,
        message: `everybody who holds the ClusterRole ${name} gets the rights of this role too, by its label`,
        remedy: 'bind the role to the accounts that need it',
      };
    }
    if (path[0] === 'aggregationRule' && after !== undefined) {
      return {
        ...judgement,
        message:
          'the role takes the rights of every ClusterRole with some labels (aggregationRule): its own rules are overwritten',
        remedy: 'name the rights in the role itself',
      };
    }
    return [];
  });
}

/** Rules of a role that a chart makes from its values, where it is not rendered. */
function inValues(change: Change, before: Tree, after: Tree): Said {
  return valuesChangesOf(change, before, after).map(({ differences, isRendered, before: old, after: now }) => {
    const lists = groupBy(isRendered ? [] : differences.flatMap(leavesOf), ({ path }) => pathText(listIn(path)));
    return [...lists].map(([place, fields]): Said => {
      const rights = (source: ChartSource) => rightsIn(valueAt(allValues(source), listIn(fields[0].path)));
      const added = beyond(rights(now), rights(old));
      if (added.length === 0) return [];
      return {
        severity: severityOf(added, false),
        message: `a role that the chart makes also allows ${added.some(isEverything) ? 'every verb on every resource (*)' : describeAll(added)}`,
        why: [place, dangersOf(added)].filter(Boolean).join('; '),
        remedy: 'allow only the verbs on the resources that the holder really uses',
        differences: fields,
      };
    });
  });
}

/** The list that a rule stands in: rules have no names, so lists of one length are compared rule by rule. */
function listIn(path: Path): Path {
  const rule = path.findIndex((step) => /^\[\d+\]$/.test(step));
  return rule < 0 ? path : path.slice(0, rule);
}

function rightsIn(value: Json = null): readonly Right[] {
  const rules = isList(value) ? value : [value];
  return rightsOf({ rules: rules.filter((rule) => isObject(rule) && 'verbs' in rule) });
}

/** What dangerous rights give, in words; nothing where all are ordinary. */
function dangersOf(rights: readonly Right[]): string {
  const dangers = distinct(rights.flatMap((right) => dangerOf(right) ?? []));
  return dangers.length > 0 ? `that gives ${list(dangers)}` : '';
}

function isEverything({ group, resource, verb }: Right): boolean {
  return (group === '*' || group === '') && resource === '*' && verb === '*';
}

/** A new role with ordinary rights is part of something new; the same rights in an old one are given to somebody. */
function severityOf(added: readonly Right[], isNew: boolean): Judgement['severity'] {
  const isDangerous = added.some((right) => dangerOf(right) !== undefined);
  if (!isNew) return isDangerous ? 'danger' : 'warn';
  const gives = added.some(
    ({ resource, verb }) => resource === '*' || verb === '*' || ['escalate', 'bind', 'impersonate'].includes(verb),
  );
  return gives ? 'danger' : isDangerous ? 'warn' : 'info';
}

/** Those that a binding names, and those that hold a role which takes this one's rights by its label. */
function holdersOf({ id, manifest }: Item, tree: Tree): string {
  const labels = Object.entries(textsOf(manifest.metadata, 'labels'));
  const joined = labels.flatMap(([label, value]) => (value === 'true' ? (joins.exec(label)?.[1] ?? []) : []));
  const bound = tree.items
    .filter(
      (item) =>
        isBinding(item) &&
        at(item.manifest, 'roleRef.name') === id.name &&
        at(item.manifest, 'roleRef.kind') === id.kind &&
        (id.namespace === undefined || item.id.namespace === id.namespace),
    )
    .flatMap((binding) => subjectsOf(binding).map(describeSubject));
  const holders = [...bound, ...joined.map((name) => `everybody who holds the ClusterRole ${name}`)];
  return holders.length > 0 ? `held by ${list(distinct(holders))}` : 'no binding of this tree gives it to anybody';
}

export const narrowed: Verdict = {
  rule: 'rights/narrower',
  severity: 'warn',
  promise: 'Which verbs on which resources a Role allows no longer',
  judge(change, _, after) {
    const { before, after: item, verb } = change;
    if (!before || !item || verb !== 'changed' || !isRole(item)) return [];
    const gone = beyond(rightsOf(before.manifest), rightsOf(item.manifest));
    if (gone.length === 0) return [];
    return {
      objects: withApplication(item, after),
      message: `the role is narrowed, it no longer allows ${describeAll(gone)}`,
      why: holdersOf(item, after),
      remedy: 'check that the holder does not call it; a refused call is a 403 in its log',
      differences: change.differences,
    };
  },
};
