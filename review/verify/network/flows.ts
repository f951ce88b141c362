import type { PodEnd, Port } from '../../kinds/network/policies.ts';
import { platformFile } from '../../kinds/platform-file.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import type { Tree } from '../../tree/tree.ts';
import { balancedPods, hookedPorts, scrapedPorts } from './callers.ts';

/** Who talks to whom, on which port. What no flow needs, no policy is to allow. */
export interface Flow {
  /** Reason for people: `tasks ask the execution API`. */
  readonly why: string;
  /** Ports of the receiver; none where it is no receiver of this flow. */
  to(receiver: Pod, tree: Tree): readonly Port[];
  /** Senders: pods of the receiver's namespace, pods of any namespace, or addresses of the VPC. */
  readonly from: 'inside' | 'anywhere' | 'vpc';
  /** Which pods send; absent for addresses. */
  readonly sender?: (sender: PodEnd) => boolean;
  /** Pods which need it; absent where those that may send are those that need it. */
  readonly needs?: (sender: PodEnd) => boolean;
}

const is = (key: string, ...values: readonly string[]) => {
  return ({ labels }: Pick<PodEnd, 'labels'>) => values.includes(labels[key] ?? '');
};

const ofAirflow = is('tier', 'airflow');
const component =
  (...names: readonly string[]) =>
  (pod: Pick<PodEnd, 'labels'>) =>
    ofAirflow(pod) && is('component', ...names)(pod);
const inSpark = (role: 'driver' | 'executor') => is('spark-role', role);
const named = (name: string) => is('app.kubernetes.io/name', name);

/** A port that the pods of the receiver name. */
function port(receives: (pod: Pod) => boolean, name: string, protocol: Port['protocol'] = 'TCP'): Flow['to'] {
  return (pod) => {
    const number = pod.ports[name];
    return receives(pod) && number !== undefined ? [{ number, protocol }] : [];
  };
}

/**
 * Every flow inside the cluster. Probes come from the node, and port forwarding too: no policy is asked for either.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const flows: readonly Flow[] = [
  {
    why: 'tasks ask the execution API of Airflow, and its parts ask for its health',
    to: port(component('api-server'), 'api-server'),
    from: 'inside',
    sender: ofAirflow,
    needs: component('worker'),
  },
  {
    why: 'the page of a deferred task reads its log from the triggerer',
    to: port(component('triggerer'), 'triggerer-logs'),
    from: 'inside',
    sender: component('api-server'),
  },
  {
    why: 'the parts of Airflow, and none of its tasks, use the metadata database',
    to: port(component('pgbouncer'), 'pgbouncer'),
    from: 'inside',
    sender: component(
      ...['api-server', 'scheduler', 'dag-processor', 'triggerer'],
      ...['run-airflow-migrations', 'create-user-job', 'database-cleanup', 'airflow-cleanup-pods'],
    ),
  },
  {
    why: 'PgBouncer opens the connections to a database in the cluster',
    to: port(named('postgresql'), 'postgresql'),
    from: 'inside',
    sender: component('pgbouncer'),
  },
  {
    why: 'every part of Airflow sends its metrics',
    to: port(component('statsd'), 'statsd-ingest', 'UDP'),
    from: 'inside',
    sender: ofAirflow,
  },
  {
    why: 'an executor asks its driver for work',
    to: port(inSpark('driver'), 'driverRpc'),
    from: 'inside',
    sender: inSpark('executor'),
  },
  ...(['driver', 'executor'] as const).map(
    (role): Flow => ({
      why: `blocks of data go to the ${role} of a Spark job`,
      to: port(inSpark(role), 'blockManager'),
      from: 'inside',
      sender: role === 'driver' ? inSpark('executor') : is('spark-role', 'driver', 'executor'),
    }),
  ),
  {
    why: 'the parts of the monitoring stack talk to each other',
    to: (pod) =>
      (pod.source === 'chart' || pod.item.chart !== undefined) && monitoringParts.some((name) => named(name)(pod))
        ? Object.values(pod.ports).map((number) => ({ number, protocol: 'TCP' }))
        : [],
    from: 'inside',
    sender: () => true,
    needs: is('app.kubernetes.io/name', 'prometheus', 'grafana'),
  },
  { why: 'Prometheus reads metrics', to: scrapedPorts, from: 'anywhere', sender: named('prometheus') },
  { why: 'the Kubernetes API calls an admission webhook', to: hookedPorts, from: 'vpc' },
  { why: 'a load balancer sends requests and health checks', to: balancedPods, from: 'vpc' },
];

const monitoringParts = [
  ...['kube-prometheus-stack-prometheus-operator', 'prometheus', 'alertmanager', 'grafana'],
  ...['kube-state-metrics', 'prometheus-node-exporter'],
];

/** Where pods connect to beyond the other pods of a tree. */
export interface Outside {
  readonly why: string;
  readonly end: PodEnd | { readonly cidr: string };
  readonly ports: readonly Port[];
}

/** What is the same in every tree, and the proxy where there is one. */
export function outside(tree: Tree): readonly Outside[] {
  const proxy = platformFile(tree)?.proxy;
  if (proxy === undefined) return always;
  const why = 'what is on the internet is reached through the proxy';
  return [
    ...always,
    { why, end: { cidr: proxy.to }, ports: proxy.ports.map((number) => ({ number, protocol: 'TCP' })) },
  ];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html for the address of the agent. */
const always: readonly Outside[] = [
  {
    why: 'names are resolved by CoreDNS',
    end: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    ports: [
      { number: 53, protocol: 'UDP' },
      { number: 53, protocol: 'TCP' },
    ],
  },
  {
    why: 'the agent of EKS Pod Identity gives credentials',
    end: { cidr: '169.254.170.23/32' },
    ports: [{ number: 80, protocol: 'TCP' }],
  },
  {
    why: 'S3, other services of AWS and the Kubernetes API answer by HTTPS',
    end: { cidr: '0.0.0.0/0' },
    ports: [{ number: 443, protocol: 'TCP' }],
  },
];
