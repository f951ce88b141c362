import { listIn, stringsIn } from '../../../imports/json.ts';
import { chartFacts } from '../../kinds/helm/index.ts';
import { describeSubject, rulesOf, subjectsOf } from '../../kinds/rbac.ts';
import { covers, type Right, rightsOf } from '../../kinds/rights.ts';
import { groupBy } from '../../tree/group-by.ts';
import { once } from '../../tree/once.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';
import { isNeeded, platformOf } from './needs.ts';
import { isOwn, type Power, powerOf } from './powers.ts';

/** A controller that everybody knows brings the rights that it needs; of its chart, review reports what a bump widens. */
function isOfKnownChart({ chart = '' }: Item): boolean {
  return chartFacts(chart.split(' ')[0] ?? '') !== undefined;
}

function roles(tree: Tree): readonly Item[] {
  return [...tree.ofKind('Role'), ...tree.ofKind('ClusterRole')].filter((item) => !isOfKnownChart(item));
}

export const wildcards: Check = {
  rule: 'security/rbac-wildcards',
  promise: 'every role names its API groups, resources and verbs: no wildcard',
  find: (tree) =>
    roles(tree).flatMap((item) =>
      rulesOf(item, tree).flatMap(({ field, rule }) => {
        const lists = ['apiGroups', 'resources', 'verbs'].map((list) => [list, stringsIn(rule, list)] as const);
        const wide = lists.filter(([, values]) => values.some((value) => value.includes('*')));
        return wide.map(([list, values]) => ({
          item,
          field: `${field}.${list}`,
          message: `${list} of a rule are ${values.join(', ')}, so it also grants what is added to the cluster later`,
          remedy: 'name what the account uses',
        }));
      }),
    ),
};

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
const verbs = new Set([
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', '*'],
  ...['bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', 'use'],
]);

export const verbsExist: Check = {
  rule: 'security/rbac-verbs',
  promise: 'every role has verbs that Kubernetes knows: an HTTP method like "put" grants nothing',
  find: (tree) =>
    roles(tree).flatMap((item) =>
      rulesOf(item, tree).flatMap(({ rule, field }) =>
        stringsIn(rule, 'verbs')
          .filter((verb) => listIn(rule, 'resources').length > 0 && !verbs.has(verb))
          .map((verb) => ({
            item,
            field: `${field}.verbs`,
            message: `'${verb}' is no verb of Kubernetes, so it grants nothing`,
            remedy: "use the verb of the request, e.g. 'update' for an HTTP PUT",
          })),
      ),
    ),
};

/** Groups that everybody is in. */
const everybody = /^system:(anonymous|unauthenticated|authenticated|serviceaccounts(:.*)?)$/;

export const subjects: Check = {
  rule: 'security/rbac-subjects',
  promise: 'rights are given to accounts and groups by name, not to everybody and not to the account of every pod',
  find: (tree) =>
    [...tree.ofKind('RoleBinding'), ...tree.ofKind('ClusterRoleBinding')]
      .filter((item) => !isOfKnownChart(item))
      .flatMap((item) =>
        subjectsOf(item).flatMap((subject, index) => {
          const isDefault = subject.kind === 'ServiceAccount' && subject.name === 'default';
          if (!isDefault && !everybody.test(subject.name)) return [];
          const who = isDefault ? 'the account of every pod that names none' : 'everybody in it';
          return [
            {
              item,
              field: `subjects[${index}]`,
              message: `${describeSubject(subject)} gets the rights, which is ${who}`,
              remedy: 'make an account for what needs them, and bind that',
            },
          ];
        }),
      ),
};

export const escalation: Check = {
  rule: 'security/rbac-escalation',
  promise: 'no account has a right that leads to more rights, but where its work is impossible without it',
  find: (tree) => {
    const rights = rightsOf(tree);
    const platform = platformOf(tree);
    const found = rights.flatMap((right) => {
      const power = isOfKnownChart(right.item) || isOwn(right) ? undefined : powerOf(right);
      const isWanted = power === undefined || isNeeded(right, power, platform);
      return isWanted || (power.name === 'pods' && !leadsFurther(right, holdersOf(rights))) ? [] : [{ right, power }];
    });
    const keys = [...new Set(found.map(({ right, power }) => keyOf(right, power)))];
    return keys.map((key) => problemOf(found.filter(({ right, power }) => keyOf(right, power) === key)));
  },
};

/** Rights by who has them and where, and those who have some by their namespace: both as `describeSubject` writes them. */
interface Holders {
  readonly rights: ReadonlyMap<string, ReadonlyMap<string | undefined, readonly Right[]>>;
  readonly inside: ReadonlyMap<string | undefined, readonly string[]>;
}

const holdersOf = once((rights: readonly Right[]): Holders => {
  const bySubject = [...groupBy(rights, ({ subject }) => describeSubject(subject))];
  return {
    rights: new Map(bySubject.map(([name, own]) => [name, groupBy(own, ({ namespace }) => namespace)])),
    inside: new Map(
      [...groupBy(bySubject, ([, [one]]) => one.subject.namespace)].map(([namespace, subjects]) => [
        namespace,
        subjects.map(([name]) => name),
      ]),
    ),
  };
});

/** Whether an account that makes pods finds one there that may do more than itself. */
function leadsFurther({ subject, namespace }: Right, { rights, inside }: Holders): boolean {
  if (namespace === undefined) return true;
  const name = describeSubject(subject);
  const own = rights.get(name);
  const isOwnToo = (right: Right) =>
    [undefined, right.namespace].some((place) => own?.get(place)?.some((wide) => covers(wide, right)));
  return [...(inside.get(namespace) ?? [])]
    .filter((other) => other !== name)
    .some((other) => [...(rights.get(other)?.values() ?? [])].flat().some((right) => !isOwnToo(right)));
}

function keyOf({ subject, namespace, item, field }: Right, { effect }: Power): string {
  return [describeSubject(subject), namespace, item.file, item.id.name, field, effect].join(' ');
}

function problemOf(found: readonly { readonly right: Right; readonly power: Power }[]): Problem {
  const [{ right, power }] = found as [(typeof found)[number]];
  const list = (of: (right: Right) => string) => [...new Set(found.map((one) => of(one.right)))].join(', ');
  const where = right.namespace === undefined ? 'in the whole cluster' : `in ${right.namespace}`;
  return {
    item: right.item,
    field: right.field,
    message: `${describeSubject(right.subject)} may ${list(({ verb }) => verb)} ${list(({ resource }) => resource)} ${where}, so it ${power.effect}`,
    remedy: 'take the right away, or name the objects that it is for',
  };
}
