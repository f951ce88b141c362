import { isList, isObject, type Json } from '../../../../imports/json.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import type { Said, Severity, Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';

/** A list of an AppProject: which way is wider, and what one more item allows. */
interface Field {
  readonly path: string;
  /** An item more is wider, or an item less. */
  readonly wider: 'more' | 'less';
  readonly allows: (items: readonly Json[]) => string;
  readonly forbids: (items: readonly Json[]) => string;
  readonly severity: (item: Json) => Severity;
  /** How bad it is that less is allowed; `info` where it is only closed. */
  readonly stops?: Severity;
}

const text = (value: Json): string => (isObject(value) ? Object.values(value).join('/') || '*' : String(value));
const texts = (items: readonly Json[]) => list(items.map(text));
const star = (value: Json): Severity => (/(^|\/)\*($|\/)|^[a-z]*:?\/*\*/.test(text(value)) ? 'danger' : 'warn');
const strong =
  /(\b(ClusterRole|ClusterRoleBinding|CustomResourceDefinition|MutatingWebhookConfiguration|ValidatingWebhookConfiguration|Namespace)$|\*)/;

const fields: readonly Field[] = [
  {
    path: 'spec.sourceRepos',
    wider: 'more',
    allows: (items) =>
      items.includes('*')
        ? 'the project accepts manifests from any repository (sourceRepos *)'
        : `the project accepts manifests from ${texts(items)}`,
    forbids: (items) => `the project no longer accepts manifests from ${texts(items)}`,
    severity: star,
  },
  {
    path: 'spec.destinations',
    wider: 'more',
    allows: (items) => `the project may write to ${texts(items)}`,
    forbids: (items) => `the project may no longer write to ${texts(items)}`,
    severity: (item) => (/\b(kube-system|argocd)\b|^\*|\/\*$/.test(text(item)) ? 'danger' : 'warn'),
  },
  {
    path: 'spec.clusterResourceWhitelist',
    wider: 'more',
    allows: (items) =>
      `the project may make cluster-wide objects (clusterResourceWhitelist): ${items.some((item) => text(item).includes('*')) ? 'every kind' : texts(items)}`,
    forbids: (items) => `the project may no longer make cluster-wide objects of ${texts(items)}`,
    severity: (item) => (strong.test(text(item)) ? 'danger' : 'warn'),
  },
  {
    path: 'spec.clusterResourceBlacklist',
    wider: 'less',
    allows: (items) => `the project may make cluster-wide objects of ${texts(items)} again`,
    forbids: (items) => `the project may no longer make cluster-wide objects of ${texts(items)}`,
    severity: () => 'warn',
  },
  {
    path: 'spec.namespaceResourceBlacklist',
    wider: 'less',
    allows: (items) => `the project may make ${texts(items)} in its namespaces`,
    forbids: (items) => `the project may no longer make ${texts(items)} in its namespaces`,
    severity: (item) =>
      /\b(Secret|NetworkPolicy|ResourceQuota|Role|RoleBinding)$/.test(text(item)) ? 'danger' : 'warn',
  },
  {
    path: 'spec.namespaceResourceWhitelist',
    wider: 'more',
    allows: (items) => `the project may make ${texts(items)} in its namespaces`,
    forbids: (items) => `the project may no longer make ${texts(items)} in its namespaces`,
    severity: star,
  },
  {
    path: 'spec.sourceNamespaces',
    wider: 'more',
    allows: (items) => `Applications in ${texts(items)} may use the project`,
    forbids: (items) => `Applications in ${texts(items)} may no longer use the project`,
    severity: star,
  },
  {
    path: 'spec.destinationServiceAccounts',
    wider: 'more',
    allows: () => 'Applications of the project are synced as another account, with its rights',
    forbids: () => 'Applications of the project are no longer synced as an account of their own',
    severity: () => 'danger',
  },
  {
    path: 'spec.roles',
    wider: 'more',
    allows: () => 'a role of the project allows more, or to more people',
    forbids: () => 'a role of the project allows less, or to fewer people',
    // Who may do everything with an Application, or delete it, deletes what it applied.
    severity: (item) => (/, *(\*|delete[^,]*|override), *[^,]+, *allow/.test(text(item)) ? 'danger' : 'warn'),
  },
  {
    path: 'spec.signatureKeys',
    wider: 'less',
    allows: () => 'commits need no signature of these keys any more',
    forbids: () => 'only commits with a signature of these keys are applied',
    severity: () => 'danger',
    stops: 'warn',
  },
  {
    path: 'spec.syncWindows',
    wider: 'less',
    allows: () => 'a window that held syncs is gone',
    forbids: (items) =>
      items.some((item) => isObject(item) && item['kind'] === 'deny')
        ? 'Argo CD syncs nothing while a new window holds (deny), repairs included'
        : 'Argo CD syncs only while a new window holds (allow)',
    severity: () => 'warn',
    stops: 'warn',
  },
];

export const project: Verdict = {
  rule: 'rights/project',
  severity: 'danger',
  promise: 'What an Argo CD project allows in addition, or no longer: repositories, namespaces, kinds',
  judge({ after: item, verb, differences }) {
    if (!item || verb !== 'changed' || item.id.kind !== 'AppProject') return [];
    return fields.map((field) =>
      ofField(
        field,
        differences.filter(({ path }) => isUnder(path, field.path)),
      ),
    );
  },
};

function ofField(field: Field, differences: readonly Difference[]): Said {
  const added = differences.flatMap(({ after }) => itemsOf(after));
  const removed = differences.flatMap(({ before }) => itemsOf(before));
  const [wider, narrower] = field.wider === 'more' ? [added, removed] : [removed, added];
  // A list that was not there forbade nothing where being in it is what is allowed.
  const appeared =
    field.path === 'spec.namespaceResourceWhitelist' &&
    differences.some(({ path, before }) => path.length === 2 && before === undefined);
  return [
    wider.length > 0 &&
      !appeared && {
        severity: wider.some((value) => field.severity(value) === 'danger') ? 'danger' : 'warn',
        message: field.allows(wider),
        remedy: 'name exactly what the Applications of the project need',
        differences,
      },
    narrower.length > 0 && {
      severity: field.stops ?? 'info',
      message: field.forbids(narrower),
      ...(field.stops === undefined ? {} : { remedy: 'check that what is to be applied is still let through' }),
      differences,
    },
  ];
}

function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}
