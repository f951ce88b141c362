import type { Construct } from 'constructs';
import { sparkPorts } from '../../config/names.ts';
import type { PlatformConfig, SparkTeamConfig } from '../../config/platform-config.ts';
import { proxyEnd } from '../../config/proxy.ts';
import {
  allowEgress,
  allowIngress,
  denyAll,
  fromNamespace,
  fromPods,
  fromPrometheus,
} from '../constructs/network-policy.ts';

/** Address of the EKS Pod Identity agent on each node. */
const podIdentityAgent = { ipBlock: { cidr: '169.254.170.23/32' } };

/** Anything outside the pods' reach that TLS protects: the Kubernetes API, S3 and the other AWS services. */
const anywhere = { ipBlock: { cidr: '0.0.0.0/0' } };

/** What the team's own config opens, for every pod of its namespace. */
export function teamEgress(scope: Construct, egress: NonNullable<SparkTeamConfig['egress']>): void {
  allowEgress(
    scope,
    'all-to-egress',
    {},
    egress.map(({ to, ports }) => ({
      ports,
      peers: [to.includes('/') ? { ipBlock: { cidr: to } } : fromNamespace(to)],
    })),
  );
}

const driver = { 'spark-role': 'driver' };
const executor = { 'spark-role': 'executor' };

/**
 * Nothing in and nothing out, but what Spark needs. A policy cannot tell two jobs of a team apart,
 * so teams are separated from each other and jobs of one team are not.
 */
export function sparkNetworkPolicies(
  scope: Construct,
  metricsNamespace: string | undefined,
  proxy: PlatformConfig['proxy'],
): void {
  const { driverRpc, blockManager, ui } = sparkPorts;
  denyAll(scope);

  allowIngress(scope, 'driver', driver, [
    { ports: [driverRpc, blockManager], peers: [fromPods(executor)] },
    ...(metricsNamespace ? [{ ports: [ui], peers: [fromPrometheus(metricsNamespace)] }] : []),
  ]);
  // Executors exchange shuffle blocks, also while a Spot node is taken away and its blocks move to a peer.
  allowIngress(scope, 'executor', executor, [{ ports: [blockManager], peers: [fromPods(driver), fromPods(executor)] }]);

  allowEgress(scope, 'driver', driver, [{ ports: [blockManager], peers: [fromPods(executor)] }]);
  allowEgress(scope, 'executor', executor, [
    { ports: [driverRpc, blockManager], peers: [fromPods(driver)] },
    { ports: [blockManager], peers: [fromPods(executor)] },
  ]);

  const everyPod = {};
  allowEgress(scope, 'all-to-dns', everyPod, [
    { ports: [53], peers: [fromNamespace('kube-system')] },
    { ports: [53], protocol: 'UDP', peers: [fromNamespace('kube-system')] },
  ]);
  allowEgress(scope, 'all-to-https', everyPod, [{ ports: [443], peers: [anywhere] }]);
  if (proxy) {
    const { to, ports } = proxyEnd(proxy);
    allowEgress(scope, 'all-to-proxy', everyPod, [{ ports, peers: [{ ipBlock: { cidr: to } }] }]);
  }
  allowEgress(scope, 'all-to-pod-identity', everyPod, [{ ports: [80], peers: [podIdentityAgent] }]);
}
