import type { Construct } from 'constructs';
import { helmRepositories, namespaces, type PlatformNames } from '../config/names.ts';
import type { NetworkConfig } from '../config/network.ts';
import { onCoreNodes } from '../config/placement.ts';
import { podSizes } from '../config/pod-sizes.ts';
import { proxyVariables } from '../config/proxy.ts';
import type { Platform } from '../config/resolve.ts';
import type { AwsLoadBalancerControllerValues } from '../imports/values/aws-load-balancer-controller.ts';
import { resources } from './constructs/resources.ts';
import { trustedConfigMap, trustedFolder } from './constructs/trusted-ca.ts';
import { caBundleIsInjected } from './constructs/webhooks.ts';
import { PlatformChart } from './platform-chart.ts';

/** A VPC of our own is found by its name, because its id is an output of CDK; that of a company has none of our tags, and neither have its subnets. */
function inVpc(network: NetworkConfig, names: PlatformNames): AwsLoadBalancerControllerValues {
  if (network.kind === 'new') return { vpcTags: { Name: names.vpc } };
  const ids = network.loadBalancerSubnets;
  // For every Ingress of the class, whoever makes it.
  return { vpcId: network.vpcId, ...(ids ? { ingressClassParams: { spec: { subnets: { ids } } } } : {}) };
}

/** AWS Load Balancer Controller: an Application Load Balancer for each Ingress of class `alb`. */
export class AwsLoadBalancerControllerChart extends PlatformChart {
  constructor(
    scope: Construct,
    platform: Pick<Platform, 'aws' | 'cluster' | 'names' | 'proxy' | 'trustedCa' | 'versions'>,
  ) {
    const { aws, cluster, names, versions } = platform;
    const trust = trustedFolder('aws-load-balancer-controller', platform);
    const env = [...proxyVariables(platform), ...(trust ? [trust.env] : [])];
    const values: AwsLoadBalancerControllerValues = {
      ...onCoreNodes,
      ...(env.length > 0 ? { env: Object.fromEntries(env.map(({ name, value }) => [name, value])) } : {}),
      ...(trust ? { extraVolumes: [trust.volume], extraVolumeMounts: [trust.mount] } : {}),
      replicaCount: cluster.controllerReplicas,
      clusterName: cluster.name,
      // The hop limit of the nodes keeps pods from asking the instance for region and VPC.
      region: aws.region,
      ...inVpc(cluster.network, names),
      serviceAccount: { create: true, name: 'aws-load-balancer-controller' },
      // Otherwise no Service in the whole cluster can be made while this controller is down.
      enableServiceMutatorWebhook: false,
      // Its role may do neither: WAF Classic is retired, and Shield Advanced is bought for an organization, not for a cluster.
      enableWaf: false,
      enableShield: false,
      ...(aws.tags ? { defaultTags: aws.tags } : {}),
      resources: resources(podSizes.awsLoadBalancerController),
      podDisruptionBudget: cluster.controllerReplicas > 1 ? { maxUnavailable: 1 } : {},
    };

    super(scope, 'aws-load-balancer-controller', {
      namespace: namespaces.kubeSystem,
      project: 'platform',
      bringsCrds: true,
      // The chart makes a new certificate at each render; the first one stays in force.
      ignoreDifferences: [
        { kind: 'Secret', name: 'aws-load-balancer-tls', jsonPointers: ['/data'] },
        ...caBundleIsInjected,
      ],
      helm: {
        repoUrl: helmRepositories.platform.awsLoadBalancerController,
        chart: 'aws-load-balancer-controller',
        version: versions.awsLoadBalancerControllerChart,
        releaseName: 'aws-load-balancer-controller',
        values,
      },
    });
    trustedConfigMap(this, trust);
  }
}
