import { type JsonObject, listIn, stringsIn } from '../../../../imports/json.ts';
import { stands, standsForResource } from '../../../kinds/rights.ts';
import { groupBy } from '../../../tree/group-by.ts';
import type { Item } from '../../../tree/tree.ts';
import { partsOfRules } from '../../shapes/kubernetes.ts';
import { distinct } from '../../words.ts';

const rbac = 'rbac.authorization.k8s.io';
export const isRole = ({ id }: Item) => id.group === rbac && /^(Cluster)?Role$/.test(id.kind);
export const isBinding = ({ id }: Item) => id.group === rbac && /^(Cluster)?RoleBinding$/.test(id.kind);

/** One verb on one resource. */
export interface Right {
  readonly group: string;
  /** `pods`, `pods/exec`, `*`; a URL where `group` is `url`. */
  readonly resource: string;
  readonly verb: string;
  /** Only these objects. */
  readonly name?: string;
}

/** What a Role or ClusterRole allows, verb by verb. */
export function rightsOf(manifest: JsonObject): readonly Right[] {
  return partsOfRules(listIn(manifest, 'rules')).map((part) => {
    const [verb = ''] = stringsIn(part, 'verbs');
    const [url] = stringsIn(part, 'nonResourceURLs');
    if (url !== undefined) return { group: 'url', resource: url, verb };
    const [group = '', resource = '', name] = [
      stringsIn(part, 'apiGroups')[0],
      stringsIn(part, 'resources')[0],
      stringsIn(part, 'resourceNames')[0],
    ];
    return { group, resource, verb, ...(name === undefined ? {} : { name }) };
  });
}

/** Rights of the first list that nothing in the second one covers. */
export function beyond(rights: readonly Right[], known: readonly Right[]): readonly Right[] {
  return rights.filter((right) => !known.some((other) => covers(other, right)));
}

function covers(wide: Right, narrow: Right): boolean {
  const isOfUrl = wide.group === 'url';
  if (isOfUrl !== (narrow.group === 'url') || !stands(wide.verb, narrow.verb)) return false;
  if (isOfUrl) return wide.resource === narrow.resource || isBelow(wide.resource, narrow.resource);
  return (
    stands(wide.group, narrow.group) &&
    standsForResource(wide.resource, narrow.resource) &&
    (wide.name === undefined || wide.name === narrow.name)
  );
}

/** Of a URL only the end may be open: `/logs/*`. */
function isBelow(pattern: string, url: string): boolean {
  return pattern.endsWith('*') && url.startsWith(pattern.slice(0, -1));
}

const writes = new Set(['*', 'create', 'update', 'patch']);

/** Why a right is worth more than it looks like; nothing for an ordinary one. */
export function dangerOf({ group, resource, verb, name }: Right): string | undefined {
  const reads = ['*', 'get', 'list', 'watch'].includes(verb);
  if (resource === '*' || verb === '*' || group === '*') return `everything (${verb} ${resource})`;
  if (['escalate', 'bind', 'impersonate'].includes(verb)) return `rights beyond its own (${verb} ${resource})`;
  if (resource === 'secrets' && reads && name === undefined) return 'every Secret in its reach';
  if (resource === 'secrets' && writes.has(verb) && name === undefined)
    return 'a token of any account in its reach (secrets)';
  if (resource === 'persistentvolumes' && writes.has(verb)) return 'the disks of nodes (persistentvolumes)';
  if (group === 'argoproj.io' && writes.has(verb) && /^(applications|appprojects|applicationsets)$/.test(resource))
    return `whatever Argo CD may do (${verb} ${resource})`;
  if (/^karpenter\./.test(group) && writes.has(verb)) return `nodes of its own making (${verb} ${resource})`;
  if (resource === 'namespaces' && ['*', 'update', 'patch'].includes(verb))
    return 'the bounds of namespaces, e.g. Pod Security';
  if (/^(pods|\*)\/(exec|attach|portforward|ephemeralcontainers)$/.test(resource))
    return `commands inside running pods (${resource})`;
  if (/^(serviceaccounts|\*)\/token$/.test(resource) && writes.has(verb)) return 'tokens of other accounts';
  if (/^(nodes|\*)\/proxy$/.test(resource)) return 'the kubelet of every node';
  if (/^(cluster)?role(binding)?s$/.test(resource) && writes.has(verb)) return `rights of others (${verb} ${resource})`;
  if (/webhookconfigurations$/.test(resource) && writes.has(verb))
    return `what the API server lets through (${verb} ${resource})`;
  if (resource === 'certificatesigningrequests/approval') return 'certificates of any identity';
  return undefined;
}

/** `create, delete pods · get secrets 'web'`. */
export function describeAll(rights: readonly Right[]): string {
  const objectOf = ({ resource, name }: Right) => `${resource}${name === undefined ? '' : ` '${name}'`}`;
  return [...groupBy(rights, objectOf)]
    .map(([object, same]) => `${distinct(same.map(({ verb }) => verb)).join(', ')} ${object}`)
    .join(' · ');
}
