import type { AirflowValues } from '../../imports/values/airflow.ts';
import type { KarpenterValues } from '../../imports/values/karpenter.ts';

/** Values that must not compile: `npm run check` fails as soon as one of these lines becomes legal. */
export const refused: readonly AirflowValues[] = [
  // @ts-expect-error a typo at the top level
  { fernetKeySecretNam: 'airflow-fernet' },
  // @ts-expect-error a typo in workers.kubernetes
  { workers: { kubernetes: { serviceAcount: { create: false } } } },
  // @ts-expect-error the global container context is called `containers`
  { securityContexts: { container: { runAsNonRoot: true } } },
  // @ts-expect-error a typo in an embedded Kubernetes type
  { tolerations: [{ key: 'dedicated', operater: 'Exists' }] },
  // @ts-expect-error a variable without a name
  { scheduler: { env: [{ value: 'x' }] } },
  // @ts-expect-error only fields that the chart lets be null may be null
  { airflowVersion: null },
];

// @ts-expect-error a typo in a chart without a schema
export const refusedKarpenter: KarpenterValues = { settings: { clusterNam: 'dev' } };
