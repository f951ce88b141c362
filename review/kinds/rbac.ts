import { at, isObject, type JsonObject, listIn, stringsIn } from '../../imports/json.ts';
import type { Item, Tree } from '../tree/tree.ts';

export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** A request to the API server, without the object that it is about. */
export interface Call {
  readonly group: string;
  /** With its subresource, e.g. `pods/log`. */
  readonly resource: string;
  readonly verb: string;
}

/** A rule of a role that a binding gives to an account. */
export interface Grant {
  readonly account: Account;
  readonly rule: JsonObject;
  readonly role: Item;
  /** The rule in the role, e.g. `rules[0]`. */
  readonly field: string;
}

/** Who may do what, as the roles and bindings of a tree say it. Roles that are not in the tree grant nothing here. */
export class Access {
  readonly #byNamespace = new Map<string, Grant[]>();
  readonly #everywhere: Grant[] = [];

  constructor(tree: Tree) {
    for (const binding of tree.ofKind('RoleBinding')) {
      const { namespace = '' } = binding.id;
      const known = this.#byNamespace.get(namespace);
      if (known) known.push(...grantsOf(tree, binding));
      else this.#byNamespace.set(namespace, [...grantsOf(tree, binding)]);
    }
    for (const binding of tree.ofKind('ClusterRoleBinding')) this.#everywhere.push(...grantsOf(tree, binding));
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

function grantsOf(tree: Tree, { id, manifest }: Item): readonly Grant[] {
  const kind = String(at(manifest, 'roleRef.kind'));
  const name = String(at(manifest, 'roleRef.name'));
  const place = kind === 'Role' && id.namespace !== undefined ? { namespace: id.namespace } : {};
  const role = tree.get({ group: 'rbac.authorization.k8s.io', kind, ...place, name });
  if (role === undefined) return [];
  const accounts = listIn(manifest, 'subjects').flatMap((subject) =>
    at(subject, 'kind') === 'ServiceAccount'
      ? [{ namespace: String(at(subject, 'namespace') ?? id.namespace), name: String(at(subject, 'name')) }]
      : [],
  );
  return listIn(role.manifest, 'rules').flatMap((rule, index) =>
    isObject(rule) ? accounts.map((account) => ({ account, rule, role, field: `rules[${index}]` })) : [],
  );
}
