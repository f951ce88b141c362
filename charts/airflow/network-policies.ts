import type { Construct } from 'constructs';
import { namespaces } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import {
  allowIngress,
  denyAllIngress,
  fromPods,
  fromPodsWith,
  fromPrometheus,
  fromVpc,
} from '../constructs/network-policy.ts';

/**
 * What reads and writes the metadata database, by the label of the chart. Task pods ask the API instead: the code of a DAG
 * has no way to other people's connections. The job that removes pods writes into the log of commands.
 */
const usersOfDatabase = [
  ...['api-server', 'scheduler', 'dag-processor', 'triggerer'],
  ...['run-airflow-migrations', 'create-user-job', 'database-cleanup', 'airflow-cleanup-pods'],
];

/**
 * Who may open connections to Airflow's pods. Outgoing traffic is free: a DAG may call any service.
 * The VPC CNI enforces policies only for pods that a controller owns, which task pods are not: nothing holds back what a task
 * opens, nor what opens a connection to it. So every namespace guards its own pods, and the database and the API ask who it is.
 * The chart's own policies are off, because by default they deny the workers the execution API.
 */
export function airflowNetworkPolicies(
  scope: Construct,
  config: Pick<Platform, 'airflow' | 'cluster' | 'monitoring'>,
): void {
  const component = (name: string) => ({ tier: 'airflow', component: name });
  const airflowPods = fromPods({ tier: 'airflow' });
  const prometheus = config.monitoring.kind === 'prometheus' ? [fromPrometheus(namespaces.monitoring)] : [];
  const { exposure } = config.airflow;

  denyAllIngress(scope);

  allowIngress(scope, 'api-server', component('api-server'), [
    { ports: [8080], peers: [airflowPods] },
    // The load balancer sends health checks and requests from the VPC's own subnets.
    ...(exposure.kind === 'alb' ? [{ ports: [8080], peers: fromVpc(config.cluster) }] : []),
  ]);

  // The log of a deferred task is served by the triggerer; that of a running task comes from the Kubernetes API.
  allowIngress(scope, 'trigger-logs', component('triggerer'), [
    { ports: [8794], peers: [fromPods(component('api-server'))] },
  ]);

  allowIngress(scope, 'pgbouncer', component('pgbouncer'), [
    { ports: [6543], peers: [fromPodsWith({ tier: 'airflow' }, 'component', usersOfDatabase)] },
    ...prometheus.map((peer) => ({ ports: [9127], peers: [peer] })),
  ]);

  if (prometheus.length > 0) {
    allowIngress(scope, 'statsd', component('statsd'), [
      { ports: [9125], protocol: 'UDP', peers: [airflowPods] },
      { ports: [9102], peers: prometheus },
    ]);
  }
}
