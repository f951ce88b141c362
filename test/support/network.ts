import { at, listIn, objectIn } from '../../imports/json.ts';
import { all, type Manifest } from '../render.ts';

/** Ports that some policy opens for a pod with these labels, e.g. `8080/TCP`. A rule without ports opens `all`. */
export function openPorts(
  manifests: readonly Manifest[],
  namespace: string,
  direction: 'ingress' | 'egress',
  labels: Record<string, string>,
): readonly string[] {
  const rules = all(manifests, 'NetworkPolicy')
    .filter(({ metadata, spec }) => metadata.namespace === namespace && selects(spec, labels))
    .flatMap(({ spec }) => listIn(spec, direction));
  const ports = rules.flatMap((rule) => {
    const listed = listIn(rule, 'ports');
    return listed.length > 0 ? listed.map((port) => `${at(port, 'port')}/${at(port, 'protocol')}`) : ['all'];
  });
  return [...new Set(ports)].sort();
}

function selects(spec: Manifest['spec'], labels: Record<string, string>): boolean {
  return Object.entries(objectIn(spec, 'podSelector.matchLabels')).every(([key, value]) => labels[key] === value);
}
