import { stringsIn } from '../../imports/json.ts';
import { once } from '../tree/once.ts';
import type { Item, Tree } from '../tree/tree.ts';
import { accessIn, type Call, callsOf, type Grant, type Subject } from './rbac.ts';

/** One verb on one resource for somebody. */
export interface Right extends Call {
  readonly subject: Subject;
  /** Where; absent for every namespace and for objects without one. */
  readonly namespace?: string;
  /** Only objects of these names; all where there is none. */
  readonly names: readonly string[];
  /** The object that says it, and the field in it. */
  readonly item: Item;
  readonly field: string;
}

/** Everything that the bindings of a tree grant, as verb × resource. */
export const rightsOf = once((tree: Tree): readonly Right[] => accessIn(tree).all.flatMap(rightsIn));

function rightsIn(grant: Grant): readonly Right[] {
  const { account: subject, namespace, rule, role: item, field } = grant;
  const names = stringsIn(rule, 'resourceNames');
  const place = namespace === undefined ? {} : { namespace };
  return callsOf(grant).map((call) => ({ ...call, subject, ...place, names, item, field }));
}

/** Whether one right allows everything that another one does, to whomever they are given. */
export function covers(wide: Right, narrow: Right): boolean {
  return (
    (wide.namespace === undefined || wide.namespace === narrow.namespace) &&
    stands(wide.verb, narrow.verb) &&
    stands(wide.group, narrow.group) &&
    standsForResource(wide.resource, narrow.resource) &&
    (wide.names.length === 0 || (narrow.names.length > 0 && narrow.names.every((name) => wide.names.includes(name))))
  );
}

/** `*` stands for everything. */
export function stands(pattern: string, value: string): boolean {
  return pattern === '*' || pattern === value;
}

/** `*` stands for every resource with its subresources, `*` + `/scale` for that subresource of each. */
export function standsForResource(pattern: string, resource: string): boolean {
  return stands(pattern, resource) || (pattern.startsWith('*/') && resource.endsWith(pattern.slice(1)));
}
