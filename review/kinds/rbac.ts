import { at, isObject, type JsonObject, listIn, stringsIn } from '../../imports/json.ts';
import { groupBy } from '../tree/group-by.ts';
import { textsOf } from '../tree/manifest.ts';
import { once } from '../tree/once.ts';
import type { Item, Tree } from '../tree/tree.ts';
import { selects } from './selector.ts';

export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** Who a binding is for: a service account, a group or a person. */
export interface Subject {
  readonly kind: string;
  /** Of a service account. */
  readonly namespace?: string;
  readonly name: string;
}

/** A request to the API server, without the object that it is about. */
export interface Call {
  readonly group: string;
  /** With its subresource, e.g. `pods/log`. */
  readonly resource: string;
  readonly verb: string;
}

/** A rule of a role that a binding gives to somebody. */
export interface Grant {
  readonly account: Subject;
  /** Where; absent for every namespace and for objects without one. */
  readonly namespace?: string;
  readonly rule: JsonObject;
  /** The object that says it: the role, or the binding of a role that Kubernetes has itself. */
  readonly role: Item;
  /** The rule in it, e.g. `rules[0]`. */
  readonly field: string;
}

/** Who may do what, as the roles and bindings of a tree say it. Roles that nobody is bound to grant nothing. */
export class Access {
  readonly all: readonly Grant[];
  readonly #byNamespace: ReadonlyMap<string, readonly Grant[]>;
  readonly #everywhere: readonly Grant[];

  constructor(tree: Tree) {
    const local = tree.ofKind('RoleBinding').flatMap((binding) => grantsOf(tree, binding));
    this.#everywhere = tree.ofKind('ClusterRoleBinding').flatMap((binding) => grantsOf(tree, binding));
    this.all = [...local, ...this.#everywhere];
    this.#byNamespace = groupBy(local, ({ namespace = '' }) => namespace);
  }

  /** What holds in a namespace; without one, in the whole cluster. */
  in(namespace?: string): readonly Grant[] {
    return [...(namespace === undefined ? [] : (this.#byNamespace.get(namespace) ?? [])), ...this.#everywhere];
  }

  /** What an account may do in a namespace. */
  of({ namespace, name }: Account, place?: string): readonly Grant[] {
    return this.in(place).filter(({ account }) => account.name === name && account.namespace === namespace);
  }
}

export const accessIn = once((tree: Tree) => new Access(tree));

export function allows({ rule }: Pick<Grant, 'rule'>, { group, resource, verb }: Call): boolean {
  const has = (field: string, value: string) => stringsIn(rule, field).some((one) => one === '*' || one === value);
  return has('apiGroups', group) && has('resources', resource) && has('verbs', verb);
}

/** Every call that a rule names. */
export function callsOf({ rule }: Pick<Grant, 'rule'>): readonly Call[] {
  return stringsIn(rule, 'apiGroups').flatMap((group) =>
    stringsIn(rule, 'resources').flatMap((resource) =>
      stringsIn(rule, 'verbs').map((verb) => ({ group, resource, verb })),
    ),
  );
}

/** As people write it: `ServiceAccount airflow/airflow-worker`. */
export function describeSubject({ kind, namespace, name }: Subject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Where a service account names no namespace, it is one of the binding's own. */
export function subjectsOf({ manifest, id }: Item): readonly Subject[] {
  return listIn(manifest, 'subjects')
    .filter(isObject)
    .map(({ kind, name, namespace }) => ({
      kind: String(kind),
      name: String(name),
      ...(kind === 'ServiceAccount' ? { namespace: String(namespace || (id.namespace ?? '')) } : {}),
    }));
}

function grantsOf(tree: Tree, binding: Item): readonly Grant[] {
  const accounts = subjectsOf(binding);
  const namespace = binding.id.namespace === undefined ? {} : { namespace: binding.id.namespace };
  return rulesFor(tree, binding).flatMap((rule) => accounts.map((account) => ({ account, ...namespace, ...rule })));
}

type Rule = Pick<Grant, 'rule' | 'role' | 'field'>;

function rulesFor(tree: Tree, binding: Item): readonly Rule[] {
  const kind = String(at(binding.manifest, 'roleRef.kind'));
  const name = String(at(binding.manifest, 'roleRef.name'));
  const place = kind === 'Role' && binding.id.namespace !== undefined ? { namespace: binding.id.namespace } : {};
  const role = tree.get({ group: 'rbac.authorization.k8s.io', kind, ...place, name });
  if (role !== undefined) return rulesOf(role, tree);
  return (kubernetesRoles[name] ?? []).map((rule) => ({ rule, role: binding, field: 'roleRef' }));
}

/** The rules of a role, or those that a ClusterRole collects from others by their labels. */
export function rulesOf(role: Item, tree: Tree): readonly Rule[] {
  const selectors = listIn(role.manifest, 'aggregationRule.clusterRoleSelectors');
  if (selectors.length === 0) return ownRules(role);
  return tree
    .ofKind('ClusterRole')
    .filter((other) => selectors.some((selector) => selects(selector, textsOf(other.manifest.metadata, 'labels'))))
    .flatMap(ownRules);
}

function ownRules(role: Item): readonly Rule[] {
  return listIn(role.manifest, 'rules').flatMap((rule, index) =>
    isObject(rule) ? [{ rule, role, field: `rules[${index}]` }] : [],
  );
}

const everything = { resources: ['*'], verbs: ['*'] };
const workloads = { apiGroups: ['', 'apps', 'batch', 'networking.k8s.io', 'policy'], ...everything };
const roles = { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: ['*'] };

/** What Kubernetes' own roles grant, as far as it is more than to read. */
const kubernetesRoles: Readonly<Record<string, readonly JsonObject[]>> = {
  'cluster-admin': [{ apiGroups: ['*'], ...everything }],
  admin: [workloads, roles],
  edit: [workloads],
};
