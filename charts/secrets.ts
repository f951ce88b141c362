import type { Construct } from 'constructs';
import { namespaces } from '../config/names.ts';
import type { Platform } from '../config/resolve.ts';
import { secretsInCluster } from '../config/secrets.ts';
import {
  ClusterSecretStoreSpecProviderAwsService as AwsService,
  ClusterSecretStore,
  ClusterSecretStoreSpecProviderAwsSessionTagsPolicy as SessionTagsPolicy,
} from '../imports/crds/external-secrets.io.ts';
import { clusterScoped } from './constructs/cluster-scoped.ts';
import { externalSecrets, secretStore, skipDryRun } from './constructs/external-secret.ts';
import { sharedNamespaces } from './constructs/namespace.ts';
import { PlatformChart } from './platform-chart.ts';

/** Copies of the secrets in Secrets Manager. Git holds their names, AWS and the cluster hold their values. */
export class SecretsChart extends PlatformChart {
  constructor(scope: Construct, config: Platform) {
    super(scope, 'secrets', {
      namespace: namespaces.airflow,
      project: 'platform',
      confirmDelete: true,
      retryForever: true,
    });
    const secrets = secretsInCluster(config);
    const readers = [...new Set(secrets.flatMap(({ targets }) => targets.map(({ namespace }) => namespace)))].sort();

    clusterScoped(
      new ClusterSecretStore(this, 'store', {
        metadata: {
          name: secretStore,
          annotations: { 'argocd.argoproj.io/sync-wave': '0', 'argocd.argoproj.io/sync-options': skipDryRun },
        },
        spec: {
          // A team that may make ExternalSecrets in its own namespace must not read the platform's secrets.
          conditions: [{ namespaces: readers }],
          provider: {
            aws: {
              service: AwsService.SECRETS_MANAGER,
              region: config.aws.region,
              // The CRD's own default, written out so that Argo CD sees no difference.
              sessionTagsPolicy: SessionTagsPolicy.NONE,
            },
          },
        },
      }),
    );

    // After the store, and in the namespaces that stay; the others have their own in their Applications.
    externalSecrets(this, secrets, { isIn: (namespace) => sharedNamespaces.includes(namespace), wave: 1 });
  }
}
