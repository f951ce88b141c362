import type { Construct } from 'constructs';
import { helmRepositories, namespaces } from '../config/names.ts';
import { onCoreNodes } from '../config/placement.ts';
import { podSizes } from '../config/pod-sizes.ts';
import { proxyVariables } from '../config/proxy.ts';
import type { Platform } from '../config/resolve.ts';
import type { KarpenterValues } from '../imports/values/karpenter.ts';
import { resources } from './constructs/resources.ts';
import { trustedConfigMap, trustedFolder } from './constructs/trusted-ca.ts';
import { PlatformChart } from './platform-chart.ts';

/** Karpenter's CRDs, apart from the controller: Helm never upgrades CRDs that come inside a chart. */
export class KarpenterCrdChart extends PlatformChart {
  constructor(scope: Construct, { versions }: Pick<Platform, 'versions'>) {
    super(scope, 'karpenter-crd', {
      namespace: namespaces.kubeSystem,
      project: 'platform',
      // With the CRDs every NodePool would go, and with the pools every node.
      onDelete: 'orphan',
      bringsCrds: true,
      helm: {
        repoUrl: helmRepositories.platform.karpenter,
        chart: 'karpenter-crd',
        version: versions.karpenterChart,
        releaseName: 'karpenter-crd',
        values: {},
      },
    });
  }
}

/** The controller that launches and removes nodes. It runs on the core node group and never on its own nodes. */
export class KarpenterChart extends PlatformChart {
  constructor(
    scope: Construct,
    platform: Pick<Platform, 'aws' | 'cluster' | 'names' | 'proxy' | 'trustedCa' | 'versions'>,
  ) {
    const { aws, cluster, names, versions } = platform;
    const trust = trustedFolder('karpenter', platform);
    const values: KarpenterValues = {
      serviceAccount: { name: 'karpenter' },
      replicas: cluster.controllerReplicas,
      // Karpenter starts before CoreDNS has a node to run on.
      dnsPolicy: 'Default',
      ...onCoreNodes,
      settings: {
        clusterName: cluster.name,
        // Without the queue a Spot interruption kills executors before they hand over their shuffle blocks.
        interruptionQueue: names.interruptionQueue,
      },
      controller: {
        env: [{ name: 'AWS_REGION', value: aws.region }, ...proxyVariables(platform), ...(trust ? [trust.env] : [])],
        ...(trust ? { extraVolumeMounts: [trust.mount] } : {}),
        resources: resources(podSizes.karpenter),
      },
      ...(trust ? { extraVolumes: [trust.volume] } : {}),
    };

    super(scope, 'karpenter', {
      namespace: namespaces.kubeSystem,
      project: 'platform',
      helm: {
        repoUrl: helmRepositories.platform.karpenter,
        chart: 'karpenter',
        version: versions.karpenterChart,
        releaseName: 'karpenter',
        skipCrds: true,
        values,
      },
    });
    trustedConfigMap(this, trust);
  }
}
