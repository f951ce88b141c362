/** What one container asks for. CPU is a request only, so that nothing is throttled. */
export interface PodSize {
  readonly cpuMillicores: number;
  readonly memoryMib: number;
  /** @default - `memoryMib`: what it asks for is what it may use */
  readonly memoryLimitMib?: number;
}

const size = (cpuMillicores: number, memoryMib: number, memoryLimitMib = memoryMib): PodSize => ({
  cpuMillicores,
  memoryMib,
  memoryLimitMib,
});

/** Sizes that no field of the config says. Charts write them, and rules count whether they fit on the nodes. */
export const podSizes = {
  karpenter: size(500, 1024),
  /** Each of the operator, its webhook and its certificates. */
  externalSecrets: size(50, 128, 256),
  awsLoadBalancerController: size(100, 256),
  /** Each submission starts a JVM of a few hundred MiB; without requests this pod is the first to be evicted. */
  sparkOperatorController: size(500, 2048),
  sparkOperatorWebhook: size(100, 256, 512),
  /** The Spark History Server of a team, in the team's namespace and on its quota. */
  sparkHistory: size(250, 2048),
  argoCdController: size(500, 1024, 2048),
  argoCdRepoServer: size(250, 512, 1024),
  argoCdServer: size(100, 128, 512),
  argoCdRedis: size(100, 64, 256),
  argoCdApplicationSet: size(50, 64, 256),
  /** Sidecars of Airflow's pods, and statsd. */
  airflowSidecar: size(50, 128),
  /** The Jobs that migrate the database and make the admin's login, one after the other. */
  airflowJob: size(500, 1024),
  postgresql: size(250, 512),
  prometheus: size(500, 2048, 4096),
  prometheusOperator: size(100, 128, 256),
  /** Helpers that read and copy a little, and the exporter on each node. */
  prometheusHelper: size(10, 32, 64),
  alertmanager: size(50, 128, 256),
  grafana: size(100, 256, 512),
  grafanaSidecar: size(10, 96, 192),
  kubeStateMetrics: size(50, 128, 256),
  /** On each node with GPUs. */
  devicePlugin: size(10, 64, 128),
} as const;
