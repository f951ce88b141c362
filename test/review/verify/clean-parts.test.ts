import { prodLike } from '../../support/configs.ts';
import { staysClean } from './clean.ts';

staysClean([
  ['a load balancer', ({ airflow }) => (airflow.exposure = structuredClone(prodLike.airflow.exposure) as never)],
  ['monitoring', (draft) => (draft.monitoring = { kind: 'prometheus', retentionDays: 7, storageGib: 20 })],
  ['secrets of another revision', (draft) => (draft.secretsRevision = 2)],
  [
    'another image of Spark, and its history',
    (draft) =>
      (draft.spark = { image: 'registry.example.org/spark:4.0.4', history: { kind: 's3', retentionDays: 30 } }),
  ],
  ['another version of a chart', (draft) => (draft.versions = { ...draft.versions, airflowChart: '1.22.1' })],
]);
