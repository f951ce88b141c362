import { at, isObject, type Json, type JsonObject, listIn, objectIn, stringsIn } from '../../../imports/json.ts';
import { chartFacts } from '../../kinds/helm/index.ts';
import type { Port } from '../../kinds/network/policies.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import { type Labels, selects } from '../../kinds/selector.ts';
import { chartsIn } from '../../tree/application.ts';
import { type Item, isApplication, type Tree } from '../../tree/tree.ts';

const tcp = (number: number): Port => ({ number, protocol: 'TCP' });

/** Ports that a PodMonitor or a ServiceMonitor of the tree names. */
export function scrapedPorts(pod: Pod, tree: Tree): readonly Port[] {
  const byPods = tree
    .ofKind('PodMonitor')
    .filter((monitor) => isWatched(monitor, pod.namespace, pod.labels))
    .flatMap(({ manifest }) => listIn(manifest, 'spec.podMetricsEndpoints'))
    .flatMap((endpoint) => numberOf(endpoint, pod));
  const byServices = tree.ofKind('ServiceMonitor').flatMap((monitor) => {
    const endpoints = listIn(monitor.manifest, 'spec.endpoints');
    // A chart that nobody rendered has no Services here; its pods have the same labels.
    if (pod.source === 'chart') {
      return isWatched(monitor, pod.namespace, pod.labels) ? endpoints.flatMap((one) => numberOf(one, pod)) : [];
    }
    return tree
      .ofKindIn('Service', pod.namespace)
      .filter(({ manifest }) => isWatched(monitor, pod.namespace, objectIn(manifest, 'metadata.labels') as Labels))
      .flatMap(({ id }) => endpoints.flatMap((one) => servicePorts(pod, tree, id.name, at(one, 'port'))))
      .flatMap(({ number }) => (number === undefined ? [] : [number]));
  });
  return [...new Set([...byPods, ...byServices])].map(tcp);
}

function isWatched({ id, manifest }: Item, namespace: string, labels: Labels): boolean {
  const namespaces = stringsIn(manifest, 'spec.namespaceSelector.matchNames');
  const isInside =
    at(manifest, 'spec.namespaceSelector.any') === true ||
    (namespaces.length > 0 ? namespaces : [id.namespace]).includes(namespace);
  return isInside && selects(at(manifest, 'spec.selector'), labels);
}

/** The Service between a ServiceMonitor and its pods may call the port otherwise: then it is the pod's port of metrics. */
function numberOf(endpoint: Json, { ports }: Pod): readonly number[] {
  const { portNumber, targetPort, port } = objectIn(endpoint);
  const stated = portNumber ?? targetPort;
  if (typeof stated === 'number') return [stated];
  const found = ports[String(port ?? stated)] ?? ports['metrics'] ?? ports['http-metrics'];
  return found === undefined ? [] : [found];
}

const webhookKinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** Ports of webhooks, by the name that each known chart gives to them, or by the Service that a configuration names. */
export function hookedPorts(pod: Pod, tree: Tree): readonly Port[] {
  if (pod.source === 'chart') {
    const makesWebhooks = isApplication(pod.item.manifest) && chartsIn(pod.item.manifest).some(bringsWebhooks);
    const port = pod.ports['webhook'] ?? pod.ports['webhook-server'];
    return makesWebhooks && port !== undefined ? [tcp(port)] : [];
  }
  return webhookKinds
    .flatMap((kind) => tree.ofKind(kind))
    .flatMap(({ manifest }) => listIn(manifest, 'webhooks'))
    .map((webhook) => objectIn(webhook, 'clientConfig.service'))
    .filter((service) => service['namespace'] === pod.namespace)
    .flatMap((service) => servicePorts(pod, tree, String(service['name']), service['port'] ?? 443));
}

function bringsWebhooks({ chart }: { readonly chart: string }): boolean {
  const kinds = chartFacts(chart)?.clusterWide ?? [];
  return kinds.some((kind) => webhookKinds.includes(kind.split('/')[1] ?? ''));
}

/** Ports behind an Ingress, or behind a Service that is itself a load balancer. */
export function balancedPods(pod: Pod, tree: Tree): readonly Port[] {
  const behindIngress = tree
    .ofKind('Ingress')
    .filter(({ id }) => id.namespace === pod.namespace)
    .flatMap(({ manifest }) => backendsOf(manifest))
    .flatMap((service) =>
      servicePorts(pod, tree, String(service['name']), at(service, 'port.name') ?? at(service, 'port.number')),
    );
  const balancers = tree
    .ofKind('Service')
    .filter(({ id, manifest }) => id.namespace === pod.namespace && at(manifest, 'spec.type') === 'LoadBalancer')
    .flatMap(({ id, manifest }) =>
      listIn(manifest, 'spec.ports').flatMap((port) => servicePorts(pod, tree, id.name, at(port, 'port'))),
    );
  return [...behindIngress, ...balancers];
}

/** Services that an Ingress sends requests to. */
export function backendsOf(ingress: JsonObject): readonly JsonObject[] {
  const paths = listIn(ingress, 'spec.rules').flatMap((rule) => listIn(rule, 'http.paths'));
  return [objectIn(ingress, 'spec.defaultBackend.service'), ...paths.map((path) => objectIn(path, 'backend.service'))];
}

/** Where a port of a Service arrives in a pod; nothing where the pod is not behind the Service. */
function servicePorts(pod: Pod, tree: Tree, name: string, port: Json | undefined): readonly Port[] {
  const service = tree.get({ group: '', kind: 'Service', namespace: pod.namespace, name });
  if (service === undefined) return isOfChart(pod, name) ? named(pod, port) : [];
  // A Service has a plain map of labels, and one without them has no pods of its own.
  const matchLabels = objectIn(service.manifest, 'spec.selector');
  if (Object.keys(matchLabels).length === 0 || !selects({ matchLabels }, pod.labels)) return [];
  return listIn(service.manifest, 'spec.ports')
    .filter((one) => isObject(one) && (one['port'] === port || one['name'] === port))
    .flatMap((one) => named(pod, at(one, 'targetPort') ?? at(one, 'port')));
}

/** The chart of Airflow calls its Services `<release>-<component>`. */
function isOfChart({ source, labels }: Pod, service: string): boolean {
  return source === 'chart' && service === `${labels['release']}-${labels['component']}`;
}

function named({ ports }: Pod, port: Json | undefined): readonly Port[] {
  const number = typeof port === 'number' ? port : ports[String(port)];
  return number === undefined ? [] : [tcp(number)];
}
