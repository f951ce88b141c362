import { listIn, objectIn } from '../../../../imports/json.ts';
import { type Direction, directions, directionsOf } from '../../../kinds/network/policies.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { sameMeaning } from '../../canonical.ts';
import { leaving } from '../../change.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { fateOf } from '../removal/fate.ts';
import { isClosed, openText } from './closed.ts';
import { ofChanged } from './network-changed.ts';
import { addressesIn, allowsNothing, isAnybody, isOfMetadata } from './peers.ts';

export const network: Verdict = {
  rule: 'rights/network',
  severity: 'danger',
  promise:
    'Which connections a NetworkPolicy allows in addition, or no longer, and where a namespace is no longer closed',
  judge(change, before, after) {
    const { before: was, after: is } = change;
    const item = is ?? was;
    if (item?.id.kind !== 'NetworkPolicy' || item.id.group !== 'networking.k8s.io') return [];
    // Under another name in its namespace it is one that changes.
    if (was && is && was.id.namespace === is.id.namespace) return ofChanged(change, after);
    const gone = leaving(change);
    return [gone && ofRemoved(gone, before, after), change.verb === 'added' && ofAdded(item, before)];
  },
};

const opensText = {
  ingress: 'everybody connect to the pods that it selects',
  egress: 'the pods that it selects connect to everywhere',
} as const;

function ofRemoved(item: Item, before: Tree, after: Tree): Said {
  const { namespace } = item.id;
  const isThere = after
    .ofKindIn('NetworkPolicy', namespace ?? '')
    .some((other) => sameMeaning(objectIn(other.manifest, 'spec'), objectIn(item.manifest, 'spec')));
  if (isThere) return [];
  const namespaceGoes = namespace !== undefined && after.items.every(({ id }) => id.namespace !== namespace);
  if (namespaceGoes || fateOf(item, before, after).fate === 'keep') return [];
  const closes = directionsOf(item).filter((direction) => !isClosed(after, item, direction));
  if (closes.length > 0) {
    return {
      objects: [item],
      message: `nothing closes the pods any more that this policy selected: ${closes.map(openText).join(' and ')}`,
      remedy: 'keep the policy that denies by default, and add what is needed as rules of its own',
    };
  }
  if (allowsNothing(item)) return [];
  return {
    severity: 'warn',
    objects: [item],
    message: 'the connections that only this policy allowed are refused from now on',
    remedy: 'check who uses them: a refused connection hangs until its time-out',
  };
}

function ofAdded(item: Item, before: Tree): Said {
  const rules = (direction: Direction) => listIn(item.manifest, `spec.${direction}`);
  const opens = directions.filter((direction) => rules(direction).some((rule) => isAnybody(rule, direction)));
  const closed = opens.filter((direction) => isClosed(before, item, direction));
  const isNewNamespace = before.items.every(({ id }) => id.namespace !== item.id.namespace);
  if (opens.includes('ingress') || closed.length > 0) {
    const all = opens.includes('ingress') ? opens : closed;
    return {
      severity: closed.length > 0 ? 'danger' : 'warn',
      message: `a new policy lets ${all.map((direction) => opensText[direction]).join(', and ')}`,
      remedy: 'name who may connect, and where to: what one policy allows no other takes away',
    };
  }
  if (isNewNamespace) return [];
  const closes = directionsOf(item).filter((direction) => !isClosed(before, item, direction));
  const addresses = addressesIn(item);
  if (closes.length === 0 && addresses.length > 0) {
    const isMetadata = rules('egress').some((rule) => isOfMetadata(rule, 'egress'));
    return {
      severity: isMetadata ? 'danger' : 'warn',
      message: `a new policy lets the pods that it selects talk with ${addresses.join(', ')}${isMetadata ? ': the metadata of the node is among them, with the credentials of its role' : ''}`,
      remedy: 'check that these addresses and ports are the ones that are needed',
    };
  }
  if (closes.length === 0 || opens.length > 0) return [];
  return {
    severity: 'warn',
    message: 'pods that were open are closed: what no policy allows is refused from now on',
    remedy: 'check that each needed connection is allowed by a rule',
  };
}
