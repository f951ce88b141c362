import { at, type Json, listIn, objectIn } from '../../../../imports/json.ts';
import { podsOf } from '../../../kinds/pods/index.ts';
import type { Pod } from '../../../kinds/pods/pod.ts';
import { containersOf } from '../../../kinds/pods/workload.ts';
import { selects } from '../../../kinds/selector.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { backendsOf } from '../../../verify/network/callers.ts';
import { type Said, saidWith, type Verdict } from '../../verdict.ts';
import { distinct, some } from '../../words.ts';

export const service: Verdict = {
  rule: 'identity/service',
  severity: 'danger',
  promise: 'Where a Service reaches no pod any more, other pods, or a port that none of them has',
  judgeAll({ before, after, changes }) {
    return after.ofKind('Service').map((item) => {
      const was = before.get(item.id);
      if (item.id.group !== '' || !was) return [];
      const change = changes.find(({ after: changed }) => changed === item);
      const [old, now] = [selected(was, before), selected(item, after)];
      return saidWith({ objects: [item], ...(change && { differences: change.differences }) }, [
        ofPods(was, item, old, now),
        ofTargets(was, item, old, now),
        ofPorts(was, item, after),
      ]);
    });
  },
};

/** Pods behind a Service; none where it has no selector, or is an alias. */
function selected({ id, manifest }: Item, tree: Tree): readonly Pod[] {
  const matchLabels = selectorOf(manifest);
  if (Object.keys(matchLabels).length === 0 || isAlias(manifest)) return [];
  return podsOf(tree).filter(({ namespace, labels }) => namespace === id.namespace && selects({ matchLabels }, labels));
}

const selectorOf = (manifest: Json) => objectIn(manifest, 'spec.selector');
const isAlias = (manifest: Json) => at(manifest, 'spec.type') === 'ExternalName';

/** Its name is that of the pods themselves: callers use the ports of the pods. */
const isHeadless = ({ manifest }: Item) => at(manifest, 'spec.clusterIP') === 'None';

function ofPods(was: Item, item: Item, old: readonly Pod[], now: readonly Pod[]): Said {
  if (isAlias(item.manifest)) {
    if (isAlias(was.manifest)) return [];
    return {
      message: `its name leads to ${at(item.manifest, 'spec.externalName')} from now on, and no longer to its pods`,
      remedy: 'check who calls it, and that this address is meant',
    };
  }
  const labels = (one: Item) => JSON.stringify(selectorOf(one.manifest));
  const names = (pods: readonly Pod[]) => some(distinct(pods.map(({ name }) => name)));
  if (old.length > 0 && now.length === 0) {
    return {
      message: 'it reaches no pod any more: whoever calls its name gets no answer',
      why: `before: ${names(old)}`,
      remedy: 'give the selector the labels that the pods have',
    };
  }
  if (labels(was) === labels(item)) return [];
  const kept = now.filter(({ name }) => old.some((pod) => pod.name === name));
  if (old.length === 0) {
    if (now.length > 0) return [];
    return {
      severity: 'warn',
      message: 'it selects pods by other labels, and no pod of this tree has them',
      remedy: 'check that a chart or an operator makes pods with these labels',
    };
  }
  if (kept.length === old.length && kept.length === now.length) return [];
  return {
    severity: kept.length > 0 ? 'warn' : 'danger',
    message: `it reaches other pods from now on: ${names(now)}`,
    why: `before: ${names(old)}`,
    remedy: 'check that these pods answer what its callers ask',
  };
}

interface Port {
  readonly name: string;
  readonly number: string;
  /** Name or number of the port in the pods. */
  readonly target: string;
}

function portsOf(manifest: Json): readonly Port[] {
  return listIn(manifest, 'spec.ports').map((port) => {
    const number = String(at(port, 'port'));
    return { name: String(at(port, 'name') ?? ''), number, target: String(at(port, 'targetPort') ?? number) };
  });
}

/** A number that no container lists may be open all the same; one that was listed before is meant. */
function ofTargets(was: Item, item: Item, old: readonly Pod[], now: readonly Pod[]): Said {
  const isThere = (pods: readonly Pod[], target: string) => pods.some((pod) => targetsOf(pod).has(target));
  const hadAll = portsOf(was.manifest).every(({ target }) => isThere(old, target));
  const lost = portsOf(item.manifest).filter(({ target }) => !isThere(now, target));
  if (!hadAll || now.length === 0 || lost.length === 0) return [];
  const text = `no container of its pods has the port ${some(lost.map(({ target }) => target))}`;
  const remedy = 'give targetPort a port of the containers, by its name or number';
  return isHeadless(item)
    ? { severity: 'warn', message: `${text}: a monitor or a load balancer that follows it finds none`, remedy }
    : { message: `${text}: whoever calls it is refused`, remedy };
}

function targetsOf({ ports, spec }: Pod): ReadonlySet<string> {
  const numbers = containersOf(spec).flatMap(({ body }) =>
    listIn(body, 'ports').map((port) => at(port, 'containerPort')),
  );
  return new Set([...Object.keys(ports), ...Object.values(ports), ...numbers].map(String));
}

function ofPorts(was: Item, item: Item, after: Tree): Said {
  if (isAlias(item.manifest) || isHeadless(item)) return [];
  const now = portsOf(item.manifest);
  const gone = portsOf(was.manifest).filter(({ number }) => !now.some((port) => port.number === number));
  const renamed = portsOf(was.manifest).filter(
    ({ name, number }) =>
      name !== '' && !now.some((port) => port.name === name) && !gone.some((port) => port.number === number),
  );
  const named = renamed.filter(({ name }) => isNamed(item, name, after));
  return [
    gone.length > 0 && {
      message: `its port ${some(gone.map(({ number }) => number))} goes: whoever calls it there gets no answer`,
      remedy: 'keep the port until nobody calls it, or change the callers first',
    },
    renamed.length > 0 && {
      severity: named.length > 0 ? 'danger' : 'warn',
      message: `its port is no longer called ${some(renamed.map(({ name }) => name))}${named.length > 0 ? ', and an Ingress names it: the Ingress finds no port' : ': an Ingress or a ServiceMonitor that names it finds no port'}`,
      remedy: 'keep the name, or change who names it in the same pull request',
    },
  ];
}

function isNamed({ id }: Item, port: string, tree: Tree): boolean {
  return tree
    .ofKindIn('Ingress', id.namespace ?? '')
    .flatMap(({ manifest }) => backendsOf(manifest))
    .some((backend) => backend['name'] === id.name && at(backend, 'port.name') === port);
}
