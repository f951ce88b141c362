import { at, isObject, type Json, listIn, stringsIn } from '../../../../imports/json.ts';
import { isInside } from '../../../kinds/network/policies.ts';
import { sameMeaning } from '../../canonical.ts';

/** One peer on one port of a rule. Without a peer it is everybody, without a port every one. */
interface Flow {
  readonly peer?: Json;
  readonly port?: Json;
}

/** What these rules allow and the others do not, as rules: whole ones, or what is left of them. */
export function beyond(rules: readonly Json[], others: readonly Json[], peers: 'from' | 'to'): readonly Json[] {
  const known = others.flatMap((rule) => flowsOf(rule, peers));
  return rules.flatMap((rule) => {
    const flows = flowsOf(rule, peers);
    const left = flows.filter((flow) => !known.some((other) => covers(other, flow)));
    if (left.length === flows.length) return [rule];
    return left.map(({ peer, port }) => ({
      ...(peer === undefined ? {} : { [peers]: [peer] }),
      ...(port === undefined ? {} : { ports: [port] }),
    }));
  });
}

function flowsOf(rule: Json, peers: 'from' | 'to'): readonly Flow[] {
  const [who, ports] = [listIn(rule, peers).flatMap(alternatives), listIn(rule, 'ports')];
  return (who.length > 0 ? who : [undefined]).flatMap((peer) =>
    (ports.length > 0 ? ports : [undefined]).map((port) => ({
      ...(peer === undefined ? {} : { peer }),
      ...(port === undefined ? {} : { port }),
    })),
  );
}

/** Each of the pods that a selector lists by one label. */
function alternatives(peer: Json): readonly Json[] {
  const selector = at(peer, 'podSelector');
  const expressions = listIn(selector, 'matchExpressions');
  const list = expressions.find((one) => at(one, 'operator') === 'In');
  if (list === undefined || !isObject(peer) || !isObject(selector)) return [peer];
  const rest = expressions.filter((one) => one !== list);
  return stringsIn(list, 'values').map((value) => {
    const only = { key: at(list, 'key') ?? '', operator: 'In', values: [value] };
    return { ...peer, podSelector: { ...selector, matchExpressions: [...rest, only] } };
  });
}

function covers(wide: Flow, narrow: Flow): boolean {
  return peerCovers(wide.peer, narrow.peer) && portCovers(wide.port, narrow.port);
}

function peerCovers(wide: Json | undefined, narrow: Json | undefined): boolean {
  if (wide === undefined || narrow === undefined) return wide === undefined;
  const [range, part] = [wide, narrow].map((peer) => at(peer, 'ipBlock.cidr')) as [Json | undefined, Json | undefined];
  if (range !== undefined || part !== undefined) {
    const kept = stringsIn(narrow, 'ipBlock.except');
    return (
      isInside(String(part), String(range)) &&
      stringsIn(wide, 'ipBlock.except').every((hole) => kept.some((other) => isInside(hole, other)))
    );
  }
  return (['namespaceSelector', 'podSelector'] as const).every((name) => {
    const [all, some] = [at(wide, name), at(narrow, name)];
    // Without a selector of namespaces it is the policy's own; without one of pods it is all of them.
    if (name === 'namespaceSelector' && (all === undefined) !== (some === undefined)) return false;
    return selectorCovers(all ?? {}, some ?? {});
  });
}

/** Whether whatever the second one selects is selected by the first one, which asks for no more. */
function selectorCovers(wide: Json, narrow: Json): boolean {
  const given = at(narrow, 'matchLabels');
  const labels = Object.entries((at(wide, 'matchLabels') ?? {}) as object);
  return (
    labels.every(([key, value]) => isObject(given) && given[key] === value) &&
    listIn(wide, 'matchExpressions').every((one) =>
      listIn(narrow, 'matchExpressions').some((other) => sameMeaning(one, other)),
    )
  );
}

function portCovers(wide: Json | undefined, narrow: Json | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined || (at(wide, 'protocol') ?? 'TCP') !== (at(narrow, 'protocol') ?? 'TCP')) return false;
  const [[first, last], [start, end]] = [endsOf(wide), endsOf(narrow)];
  // Only the pod knows which number a name is.
  if (typeof first === 'string' || typeof start === 'string') return first === start;
  return first <= start && end <= last;
}

function endsOf(port: Json): readonly [number | string, number | string] {
  const first = at(port, 'port');
  if (typeof first === 'string') return [first, first];
  return typeof first === 'number' ? [first, Number(at(port, 'endPort') ?? first)] : [0, 65_535];
}
