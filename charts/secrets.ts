import type { Construct } from 'constructs';
import { namespaces } from '../config/names.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import { type PlatformSecret, type SecretTarget, secretsInCluster } from '../config/secrets.ts';
import {
  ClusterSecretStoreSpecProviderAwsService as AwsService,
  ClusterSecretStore,
  ExternalSecretSpecTargetCreationPolicy as CreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy as DeletionPolicy,
  ExternalSecretSpecTargetTemplateEngineVersion as EngineVersion,
  ExternalSecret,
  ExternalSecretSpecTargetTemplateMergePolicy as MergePolicy,
  ExternalSecretSpecRefreshPolicy as RefreshPolicy,
  ClusterSecretStoreSpecProviderAwsSessionTagsPolicy as SessionTagsPolicy,
  ExternalSecretSpecSecretStoreRefKind as StoreKind,
} from '../imports/crds/external-secrets.io.ts';
import { clusterScoped } from './constructs/cluster-scoped.ts';
import { PlatformChart } from './platform-chart.ts';

const storeName = 'aws-secrets-manager';
const skipDryRun = 'SkipDryRunOnMissingResource=true';

/** Copies of the secrets in Secrets Manager. Git holds their names, AWS and the cluster hold their values. */
export class SecretsChart extends PlatformChart {
  constructor(scope: Construct, config: PlatformConfig) {
    super(scope, 'secrets', { namespace: namespaces.airflow, project: 'platform', confirmPrune: true });
    const secrets = secretsInCluster(config);
    const readers = [...new Set(secrets.flatMap(({ targets }) => targets.map(({ namespace }) => namespace)))].sort();

    clusterScoped(
      new ClusterSecretStore(this, 'store', {
        metadata: {
          name: storeName,
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

    for (const secret of secrets) {
      for (const target of secret.targets) this.addExternalSecret(secret, target);
    }
  }

  private addExternalSecret({ remoteName, source }: PlatformSecret, target: SecretTarget): void {
    const { namespace, name, data, labels } = target;
    new ExternalSecret(this, `secret-${namespace}-${name}`, {
      metadata: {
        name,
        namespace,
        annotations: {
          'argocd.argoproj.io/sync-wave': '1',
          'argocd.argoproj.io/sync-options': skipDryRun,
        },
      },
      spec: {
        // A key that is fetched hourly would reach pods one by one, whenever one happens to restart. What a person fills
        // in is fetched hourly nevertheless, because it may be filled in late.
        refreshPolicy: source.kind === 'by-hand' ? RefreshPolicy.PERIODIC : RefreshPolicy.ON_CHANGE,
        // The form in which the operator writes it back: `1h` would be a difference for ever.
        refreshInterval: '1h0m0s',
        secretStoreRef: { kind: StoreKind.CLUSTER_SECRET_STORE, name: storeName },
        dataFrom: [{ extract: { key: remoteName } }],
        target: {
          name,
          creationPolicy: CreationPolicy.OWNER,
          deletionPolicy: DeletionPolicy.RETAIN,
          template: {
            engineVersion: EngineVersion.V2,
            mergePolicy: MergePolicy.REPLACE,
            data,
            ...(labels ? { metadata: { labels } } : {}),
          },
        },
      },
    });
  }
}
