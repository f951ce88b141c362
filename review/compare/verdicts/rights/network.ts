import { at, isObject, type Json, listIn, stringsIn } from '../../../../imports/json.ts';
import { isNobody } from '../../../kinds/network/policies.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Change, coming, leaving } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { fateOf } from '../removal/fate.ts';
import { beyond } from './flows.ts';

type Direction = 'ingress' | 'egress';

const peersOf = { ingress: 'from', egress: 'to' } as const;

export const network: Verdict = {
  rule: 'rights/network',
  severity: 'danger',
  promise:
    'Which connections a NetworkPolicy allows in addition, or no longer, and where a namespace is no longer closed',
  judge(change, before, after) {
    const item = change.after ?? change.before;
    if (item?.id.kind !== 'NetworkPolicy' || item.id.group !== 'networking.k8s.io') return [];
    const gone = leaving(change);
    return [
      ...(gone ? ofRemoved(gone, before, after) : []),
      ...(change.verb === 'added' ? ofAdded(item, before) : []),
      ...(change.verb === 'renamed' && coming(change) ? [] : ofChanged(change)),
    ];
  },
};

function ofRemoved(item: Item, before: Tree, after: Tree): readonly Judgement[] {
  const { namespace } = item.id;
  const namespaceGoes = namespace !== undefined && after.items.every(({ id }) => id.namespace !== namespace);
  if (namespaceGoes || fateOf(item, before, after).fate === 'keep') return [];
  const closes = closedDirections(item).filter((direction) => !isClosed(after, item, direction));
  if (closes.length > 0) {
    return [
      {
        objects: [item],
        message: `nothing closes the pods any more that this policy selected: ${closes.map(openText).join(' and ')}`,
        remedy: 'keep the policy that denies by default, and add what is needed as rules of its own',
      },
    ];
  }
  return [
    {
      severity: 'warn',
      objects: [item],
      message: 'the connections that only this policy allowed are refused from now on',
      remedy: 'check who uses them: a refused connection hangs until its time-out',
    },
  ];
}

const openText = (direction: Direction) =>
  direction === 'ingress' ? 'every pod may connect to them' : 'they may connect to everywhere';

/** Directions in which the selected pods are closed but for the rules. */
function closedDirections({ manifest }: Item): readonly Direction[] {
  const types = stringsIn(manifest, 'spec.policyTypes');
  const has = (name: string) => types.includes(name);
  return [
    ...(has('Ingress') || types.length === 0 ? (['ingress'] as const) : []),
    ...(has('Egress') || (types.length === 0 && at(manifest, 'spec.egress') !== undefined)
      ? (['egress'] as const)
      : []),
  ];
}

/** Whether another policy of the namespace closes all pods, or the same ones. */
function isClosed(tree: Tree, { id, manifest }: Item, direction: Direction): boolean {
  return tree.ofKind('NetworkPolicy').some((other) => {
    if (
      other.id.namespace !== id.namespace ||
      other.id.name === id.name ||
      !closedDirections(other).includes(direction)
    )
      return false;
    const selector = at(other.manifest, 'spec.podSelector') ?? {};
    return (
      isEmptySelector(selector) || JSON.stringify(selector) === JSON.stringify(at(manifest, 'spec.podSelector') ?? {})
    );
  });
}

function isEmptySelector(selector: Json): boolean {
  return (
    listIn(selector, 'matchExpressions').length === 0 &&
    Object.keys(isObject(at(selector, 'matchLabels')) ? (at(selector, 'matchLabels') as object) : {}).length === 0
  );
}

function ofAdded(item: Item, before: Tree): readonly Judgement[] {
  const open = (['ingress', 'egress'] as const).flatMap((direction) =>
    listIn(item.manifest, `spec.${direction}`).filter((rule) => isAnybody(rule, direction)),
  );
  const isNewNamespace = before.items.every(({ id }) => id.namespace !== item.id.namespace);
  const inward = listIn(item.manifest, 'spec.ingress').some((rule) => isAnybody(rule, 'ingress'));
  if (inward) {
    return [
      {
        severity: 'warn',
        objects: [item],
        message: 'a new policy lets everybody connect to the pods that it selects',
        remedy: 'name who may connect',
      },
    ];
  }
  if (isNewNamespace) return [];
  const closes = closedDirections(item).filter((direction) => !isClosed(before, item, direction));
  const addresses = addressesIn(item);
  if (closes.length === 0 && addresses.length > 0) {
    return [
      {
        severity: 'warn',
        objects: [item],
        message: `a new policy lets the pods that it selects talk with ${addresses.join(', ')}`,
        remedy: 'check that these addresses and ports are the ones that are needed',
      },
    ];
  }
  if (closes.length === 0 || open.length > 0) return [];
  return [
    {
      severity: 'warn',
      objects: [item],
      message: 'pods that were open are closed: what no policy allows is refused from now on',
      remedy: 'check that each needed connection is allowed by a rule',
    },
  ];
}

/** Networks that a policy opens, with the ports. */
function addressesIn({ manifest }: Item): readonly string[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    listIn(manifest, `spec.${direction}`).flatMap((rule) => {
      const ports = portsOf(rule);
      return listIn(rule, peersOf[direction]).flatMap((peer) => {
        const cidr = at(peer, 'ipBlock.cidr');
        return typeof cidr === 'string' ? [ports === undefined ? cidr : `${cidr} (${ports})`] : [];
      });
    }),
  );
}

function ofChanged({ before, after: item, verb, differences }: Change): readonly Judgement[] {
  if (!before || !item || verb !== 'changed') return [];
  return [
    ...(['ingress', 'egress'] as const).flatMap((direction) =>
      ofRules(
        before,
        item,
        direction,
        differences.filter(({ path }) => isUnder(path, `spec.${direction}`)),
      ),
    ),
    ...ofTypes(
      before,
      item,
      differences.filter(({ path }) => isUnder(path, 'spec.policyTypes')),
    ),
    ...ofSelector(
      item,
      differences.filter(({ path }) => isUnder(path, 'spec.podSelector')),
    ),
  ];
}

function ofRules(
  before: Item,
  item: Item,
  direction: Direction,
  differences: readonly Difference[],
): readonly Judgement[] {
  if (differences.length === 0) return [];
  const rules = ({ manifest }: Item) =>
    listIn(manifest, `spec.${direction}`).filter((rule) => !isForNobody(rule, direction));
  const [old, now] = [rules(before), rules(item)];
  const [added, removed] = [beyond(now, old, peersOf[direction]), beyond(old, now, peersOf[direction])];
  const open = added.filter((rule) => isAnybody(rule, direction));
  const verb = direction === 'ingress' ? 'may connect to its pods' : 'may be reached from its pods';
  return [
    ...(added.length > 0
      ? [
          {
            severity: open.length > 0 ? ('danger' as const) : ('warn' as const),
            objects: [item],
            message: `${open.length > 0 ? `everybody (any address) ${verb}` : `more ${verb}`}: ${added.map((rule) => ruleText(rule, direction)).join(', ')}`,
            remedy: 'name exactly the pods and ports that need it',
            differences,
          },
        ]
      : []),
    ...(removed.length > 0
      ? [
          {
            severity: 'warn' as const,
            objects: [item],
            message: `less ${verb}: no longer ${removed.map((rule) => ruleText(rule, direction)).join(', ')}`,
            remedy: 'check who uses it: a refused connection hangs until its time-out',
            differences,
          },
        ]
      : []),
  ];
}

/** It opens nothing: what a policy that denies has in place of an empty list. */
function isForNobody(rule: Json, direction: Direction): boolean {
  const peers = listIn(rule, peersOf[direction]);
  return peers.length > 0 && peers.every(isNobody);
}

/** A rule without peers is for everybody, and so is the range of all addresses or a selector of all namespaces. */
function isAnybody(rule: Json, direction: Direction): boolean {
  const peers = listIn(rule, peersOf[direction]);
  if (peers.length === 0) return direction === 'ingress' || listIn(rule, 'ports').length === 0;
  return peers.some((peer) => {
    const cidr = at(peer, 'ipBlock.cidr');
    if (cidr === '0.0.0.0/0' || cidr === '::/0') return direction === 'ingress' || listIn(rule, 'ports').length === 0;
    const namespaces = at(peer, 'namespaceSelector');
    return (
      direction === 'ingress' &&
      namespaces !== undefined &&
      isEmptySelector(namespaces) &&
      at(peer, 'podSelector') === undefined
    );
  });
}

function ruleText(rule: Json, direction: Direction): string {
  const peers = listIn(rule, peersOf[direction]).map(peerText);
  return `${peers.join(' or ') || 'anybody'} on ${portsOf(rule) ?? 'every port'}`;
}

/** `port 80, 53 (UDP)`; nothing where one of them has no number, which is every port of a protocol. */
function portsOf(rule: Json): string | undefined {
  const ports = listIn(rule, 'ports');
  if (ports.length === 0 || ports.some((port) => at(port, 'port') === undefined)) return undefined;
  const texts = ports.map((port) => {
    const [protocol, end] = [at(port, 'protocol') ?? 'TCP', at(port, 'endPort')];
    return `${at(port, 'port')}${end === undefined ? '' : ` to ${end}`}${protocol === 'TCP' ? '' : ` (${protocol})`}`;
  });
  return `port ${texts.join(', ')}`;
}

function peerText(peer: Json): string {
  const cidr = at(peer, 'ipBlock.cidr');
  if (cidr !== undefined) return String(cidr);
  const labels = (path: string) => {
    const selector = at(peer, path);
    if (selector === undefined) return [];
    const own = at(selector, 'matchLabels');
    const pairs = isObject(own) ? Object.values(own).map(String) : [];
    const listed = listIn(selector, 'matchExpressions').flatMap((one) => stringsIn(one, 'values'));
    return [[...pairs, ...listed].join('/') || `all ${path === 'podSelector' ? 'pods' : 'namespaces'}`];
  };
  return [...labels('namespaceSelector'), ...labels('podSelector')].join(' ') || 'anybody';
}

function ofTypes(before: Item, item: Item, differences: readonly Difference[]): readonly Judgement[] {
  if (differences.length === 0) return [];
  const opened = closedDirections(before).filter((direction) => !closedDirections(item).includes(direction));
  if (opened.length === 0) {
    return [
      {
        severity: 'warn',
        objects: [item],
        message: 'its pods are closed in one more direction: what no rule allows is refused',
        remedy: 'check that each needed connection has a rule',
        differences,
      },
    ];
  }
  return [
    {
      objects: [item],
      message: `the policy no longer closes the pods that it selects: ${opened.map(openText).join(' and ')}, where no other policy closes them`,
      remedy: 'keep the direction in policyTypes',
      differences,
    },
  ];
}

function ofSelector(item: Item, differences: readonly Difference[]): readonly Judgement[] {
  if (differences.length === 0) return [];
  const isDeny = (['ingress', 'egress'] as const).every((direction) =>
    listIn(item.manifest, `spec.${direction}`).every((rule) => isForNobody(rule, direction)),
  );
  return [
    {
      severity: isDeny ? 'danger' : 'warn',
      objects: [item],
      message: isDeny
        ? 'the policy that denies by default selects other pods: those that it leaves are open'
        : 'the policy selects other pods: its rules hold for them, and no longer for those before',
      remedy: 'check which pods have these labels',
      differences,
    },
  ];
}
