import { mapSchema } from '../../imports/generator/schema.ts';
import { isObject, type Schema } from '../../imports/json.ts';
import { chartSchema, problems } from './validate.ts';

const schema = chartSchema('airflow');
const airflow = (values: unknown): string[] => problems(schema, values);
const unknownKey = (path: string, key: string): string => `${[...path.split('/').slice(1), key].join('.')} is unknown`;

describe('Airflow values: a typo that the chart itself ignores is refused', () => {
  test.each([
    ['at the top level', { fernetKeySecretNam: 'airflow-fernet' }, '', 'fernetKeySecretNam'],
    ['in workers.kubernetes', { workers: { kubernetes: { resource: {} } } }, '/workers/kubernetes', 'resource'],
    ['in workers.celery', { workers: { celery: { replica: 2 } } }, '/workers/celery', 'replica'],
    ['in a service account', { scheduler: { serviceAccount: { nmae: 'x' } } }, '/scheduler/serviceAccount', 'nmae'],
    ['in ingress', { ingress: { apiserver: { enabled: true } } }, '/ingress', 'apiserver'],
    ['in rbac', { rbac: { enabled: false } }, '/rbac', 'enabled'],
    ['in the global securityContexts', { securityContexts: { container: {} } }, '/securityContexts', 'container'],
    ['in kerberos', { kerberos: { enable: true } }, '/kerberos', 'enable'],
    ['in the PostgreSQL sub-chart', { postgresql: { enable: false } }, '/postgresql', 'enable'],
    [
      'in a disruption budget',
      { scheduler: { podDisruptionBudget: { config: { maxUnavailble: 1 } } } },
      '/scheduler/podDisruptionBudget/config',
      'maxUnavailble',
    ],
    ['in an embedded Kubernetes type', { affinity: { nodeAfinity: {} } }, '/affinity', 'nodeAfinity'],
  ])('%s', (_, values, path, key) => {
    expect(airflow(values)).toEqual([unknownKey(path, key)]);
  });

  test('anywhere else: no section with listed keys takes another one, except where the chart appends to a probe', () => {
    const open: string[] = [];
    mapSchema(schema, (part, path) => {
      if (isObject(part['properties']) && part['additionalProperties'] !== false) {
        open.push(path.join('.'));
      }
      return part;
    });
    expect(open).toEqual(['dags.gitSync.livenessProbe']);
  });
});

describe('Airflow values: what the chart refuses when Argo CD renders it is refused earlier', () => {
  test.each([
    ['a list in config', { config: { core: { executor: ['KubernetesExecutor'] } } }],
    ['a DAG bundle without a class', { dagProcessor: { dagBundleConfigList: [{ name: 'dags' }] } }],
    [
      'a list in the arguments of a DAG bundle',
      { dagProcessor: { dagBundleConfigList: [{ name: 'dags', classpath: 'x', kwargs: { sparse_dirs: ['dags'] } }] } },
    ],
    ['valueFrom in the global env', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }],
    ['a variable of a component without a value', { scheduler: { env: [{ name: 'A' }] } }],
    ['extraEnv that is not text', { extraEnv: [{ name: 'A', value: 'b' }] }],
    ['extraEnvFrom that is not text', { extraEnvFrom: [{ secretRef: { name: 's' } }] }],
    ['a podTemplate that is not text', { podTemplate: { spec: {} } }],
    ['extraEnv of a component', { dagProcessor: { extraEnv: '' } }],
    ['an executor that is not the name of a class', { executor: 'kubernetes' }],
  ])('%s', (_, values) => {
    expect(airflow(values)).not.toEqual([]);
  });
});

describe('Airflow values: what the chart understands is accepted', () => {
  test.each([
    ['any section and key of airflow.cfg', { config: { my_section: { my_key: 1, other: 'x', flag: true } } }],
    [
      'labels, annotations and node selectors of your own',
      { labels: { team: 'a' }, nodeSelector: { pool: 'airflow' } },
    ],
    ['null where it switches a default off', { createUserJob: { ttlSecondsAfterFinished: null } }],
    ['part of a section, because Helm merges the defaults', { apiServer: { startupProbe: { failureThreshold: 30 } } }],
    ['a key that chart 1.22 reads without listing it', { enableServiceLinks: false }],
    [
      'a variable from a secret',
      { apiServer: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] } },
    ],
    [
      'quantities as text and as numbers',
      { workers: { kubernetes: { resources: { requests: { cpu: 1, memory: '1Gi' } } } } },
    ],
  ])('%s', (_, values) => {
    expect(airflow(values)).toEqual([]);
  });
});

describe('every closed schema of values', () => {
  test.each([
    'airflow',
    'argo-cd',
    'aws-load-balancer-controller',
    'external-secrets',
    'karpenter',
    'kube-prometheus-stack',
    'prometheus-operator-crds',
    'spark-operator',
  ])('refuses an unknown top-level key: %s', (chart) => {
    const closed: Schema = chartSchema(chart);
    expect(problems(closed, { notAKey: true })).toEqual([unknownKey('', 'notAKey')]);
  });
});
