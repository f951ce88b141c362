import { at, type JsonObject, listIn } from '../../../imports/json.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import { chartFacts } from '../helm/index.ts';
import type { Pod } from './pod.ts';
import { containersOf, podTemplateOf, standingReplicas } from './workload.ts';

/** Pods of the objects of a tree, those that charts render too. */
export function objectPods(tree: Tree): readonly Pod[] {
  return tree.items.flatMap((item) => {
    const template = podTemplateOf(item.manifest);
    if (template === undefined) return [];
    const { path, ...pod } = template;
    const spec = path === '' ? 'spec' : `${path}.spec`;
    return [
      {
        ...pod,
        name: `${item.id.kind} ${item.id.name}`,
        item,
        namespace: item.id.namespace ?? '',
        source: 'object' as const,
        standing: standingReplicas(item.manifest),
        daemon: item.id.kind === 'DaemonSet',
        beforeKarpenter: isBeforeKarpenter(item),
        showsSecurity: true,
        companions: [],
        ports: portsOf(pod.spec),
        field: (inside: string) => (inside === '' ? spec : `${spec}.${inside}`),
      },
    ];
  });
}

function isBeforeKarpenter({ chart = '' }: Item): boolean {
  return chartFacts(chart.split(' ')[0] ?? '')?.pods.some(({ beforeKarpenter }) => beforeKarpenter) ?? false;
}

/** Numbers of the ports that the containers of a pod name. */
export function portsOf(spec: JsonObject): Readonly<Record<string, number>> {
  const ports = containersOf(spec).flatMap(({ body }) => listIn(body, 'ports'));
  return Object.fromEntries(
    ports.flatMap((port) => {
      const [name, number] = [at(port, 'name'), at(port, 'containerPort')];
      return typeof name === 'string' && typeof number === 'number' ? [[name, number] as const] : [];
    }),
  );
}
