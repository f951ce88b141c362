import { dnsSuffix } from './names.ts';
import { podCidrs, vpcCidrs } from './network.ts';
import type { PlatformConfig } from './platform-config.ts';

type Config = Pick<PlatformConfig, 'aws' | 'cluster' | 'proxy'>;

/** EKS takes one of the two for Services, which the VPC does not overlap; the Kubernetes API is the first address. */
const serviceCidrs = ['10.100.0.0/16', '172.20.0.0/16'];
const kubernetesApi = ['10.100.0.1', '172.20.0.1'];

/** The node's own service, and the agent of Pod Identity on it. */
const onTheNode = ['localhost', '127.0.0.1', '169.254.169.254', '169.254.170.23'];

/**
 * What is reached without the proxy: the cluster, its network, and S3 through its endpoint. Python's urllib knows no ranges, so single
 * addresses stand beside them; a name without a dot in front means its subdomains to all of Go, Python and curl.
 */
export function noProxy({ aws, cluster, proxy }: Config): readonly string[] {
  const { network } = cluster;
  const suffix = dnsSuffix(aws.region);
  return [
    ...onTheNode,
    ...kubernetesApi,
    ...serviceCidrs,
    ...vpcCidrs(network),
    ...podCidrs(network),
    ...['.svc', '.cluster.local', `${aws.region}.eks.${suffix}`, `s3.${aws.region}.${suffix}`],
    ...(proxy?.noProxy ?? []),
  ];
}

/**
 * Environment variables of a program that connects to what is outside of the network; none without a proxy. Only HTTPS goes through it:
 * plain HTTP stays inside. Most programs read both cases, some only one.
 */
export function proxyVariables(config: Config): { name: string; value: string }[] {
  if (config.proxy === undefined) return [];
  const { httpsProxy } = config.proxy;
  const direct = noProxy(config).join(',');
  return [
    { name: 'HTTPS_PROXY', value: httpsProxy },
    { name: 'NO_PROXY', value: direct },
    { name: 'https_proxy', value: httpsProxy },
    { name: 'no_proxy', value: direct },
  ];
}

/** Where a policy lets pods reach the proxy: a name has addresses that no policy knows. */
export function proxyEnd({ httpsProxy }: NonNullable<PlatformConfig['proxy']>): {
  readonly to: string;
  readonly ports: readonly number[];
} {
  const { hostname, port, protocol } = new URL(httpsProxy);
  return {
    to: /^[\d.]+$/.test(hostname) ? `${hostname}/32` : '0.0.0.0/0',
    ports: [Number(port) || (protocol === 'https:' ? 443 : 80)],
  };
}
