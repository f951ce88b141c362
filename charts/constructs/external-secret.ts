import type { Construct } from 'constructs';
import type { PlatformSecret, SecretTarget } from '../../config/secrets.ts';
import {
  ExternalSecretSpecTargetCreationPolicy as CreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy as DeletionPolicy,
  ExternalSecretSpecTargetTemplateEngineVersion as EngineVersion,
  ExternalSecret,
  ExternalSecretSpecTargetTemplateMergePolicy as MergePolicy,
  ExternalSecretSpecRefreshPolicy as RefreshPolicy,
  ExternalSecretSpecSecretStoreRefKind as StoreKind,
} from '../../imports/crds/external-secrets.io.ts';

/** The store that all of them read from. */
export const secretStore = 'aws-secrets-manager';

/** Foreign CRDs may not be there yet when the sync is tried. */
export const skipDryRun = 'SkipDryRunOnMissingResource=true';

/** An ExternalSecret for each Secret that these secrets make in a namespace. */
export function externalSecrets(
  scope: Construct,
  secrets: readonly PlatformSecret[],
  { isIn, wave }: { readonly isIn: (namespace: string) => boolean; readonly wave: number },
): void {
  for (const secret of secrets) {
    for (const target of secret.targets.filter(({ namespace }) => isIn(namespace))) {
      externalSecret(scope, secret, target, wave);
    }
  }
}

function externalSecret(
  scope: Construct,
  { remoteName, source }: PlatformSecret,
  { namespace, name, data, type, labels }: SecretTarget,
  wave: number,
): void {
  new ExternalSecret(scope, `secret-${namespace}-${name}`, {
    metadata: {
      name,
      namespace,
      annotations: {
        'argocd.argoproj.io/sync-wave': String(wave),
        'argocd.argoproj.io/sync-options': skipDryRun,
      },
    },
    spec: {
      // A key that is fetched hourly would reach pods one by one, whenever one happens to restart. What a person fills
      // in is fetched hourly nevertheless, because it may be filled in late.
      refreshPolicy: source.kind === 'by-hand' ? RefreshPolicy.PERIODIC : RefreshPolicy.ON_CHANGE,
      // The form in which the operator writes it back: `1h` would be a difference forever.
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: StoreKind.CLUSTER_SECRET_STORE, name: secretStore },
      dataFrom: [{ extract: { key: remoteName } }],
      target: {
        name,
        creationPolicy: CreationPolicy.OWNER,
        deletionPolicy: DeletionPolicy.RETAIN,
        template: {
          engineVersion: EngineVersion.V2,
          mergePolicy: MergePolicy.REPLACE,
          data,
          ...(type ? { type } : {}),
          ...(labels ? { metadata: { labels } } : {}),
        },
      },
    },
  });
}
