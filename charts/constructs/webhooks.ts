import type { IgnoreDifferences } from '../argo/application.ts';

/** Operators write the certificate of their webhook into its configuration; Git has none to compare with. */
export const caBundleIsInjected: readonly IgnoreDifferences[] = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
].map((kind) => ({
  group: 'admissionregistration.k8s.io',
  kind,
  jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
}));
