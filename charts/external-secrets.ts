import type { Construct } from 'constructs';
import { helmRepositories, namespaces } from '../config/names.ts';
import { onCoreNodes } from '../config/placement.ts';
import { podSizes } from '../config/pod-sizes.ts';
import { proxyVariables } from '../config/proxy.ts';
import type { Platform } from '../config/resolve.ts';
import type { ExternalSecretsValues } from '../imports/values/external-secrets.ts';
import { allowIngress, denyAllIngress, fromVpc } from './constructs/network-policy.ts';
import { resources } from './constructs/resources.ts';
import { trustedConfigMap, trustedFolder } from './constructs/trusted-ca.ts';
import { caBundleIsInjected } from './constructs/webhooks.ts';
import { PlatformChart } from './platform-chart.ts';

/** External Secrets Operator: brings the values of Secrets Manager into the cluster. */
export class ExternalSecretsChart extends PlatformChart {
  constructor(scope: Construct, platform: Pick<Platform, 'aws' | 'cluster' | 'proxy' | 'trustedCa' | 'versions'>) {
    const { cluster, versions } = platform;
    const { controllerReplicas } = cluster;
    const highlyAvailable = controllerReplicas > 1;
    const common = {
      ...onCoreNodes,
      replicaCount: controllerReplicas,
      resources: resources(podSizes.externalSecrets),
      podDisruptionBudget: { enabled: highlyAvailable, minAvailable: 1 },
    };
    const trust = trustedFolder('external-secrets', platform);
    const env = [...proxyVariables(platform), ...(trust ? [trust.env] : [])];
    const values: ExternalSecretsValues = {
      ...common,
      // Pod Identity is bound to this account name.
      serviceAccount: { name: 'external-secrets' },
      leaderElect: highlyAvailable,
      ...(env.length > 0 ? { extraEnv: env } : {}),
      ...(trust ? { extraVolumes: [trust.volume], extraVolumeMounts: [trust.mount] } : {}),
      // The CRDs are part of this Application, and kept in step with the operator.
      installCRDs: true,
      webhook: common,
      certController: common,
    };

    super(scope, 'external-secrets', {
      namespace: namespaces.externalSecrets,
      podSecurity: 'restricted',
      project: 'platform',
      // Its CRDs go with the Application, and with them every Secret that an ExternalSecret owns.
      onDelete: 'orphan',
      bringsCrds: true,
      ignoreDifferences: caBundleIsInjected,
      helm: {
        repoUrl: helmRepositories.platform.externalSecrets,
        chart: 'external-secrets',
        version: versions.externalSecretsChart,
        releaseName: 'external-secrets',
        values,
      },
    });

    trustedConfigMap(this, trust);

    // Its pods hold the values of all secrets. Only the API server calls them.
    denyAllIngress(this);
    allowIngress(this, 'webhook', { 'app.kubernetes.io/name': 'external-secrets-webhook' }, [
      { ports: [10250], peers: fromVpc(cluster) },
    ]);
  }
}
