import { chart } from '../compare/trees.ts';
import { deployment, type Fixture, settings } from './fixture.ts';

const airflow = (values: object, source: object = {}) => chart('airflow', values, source);
const template = (cpu: string) =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: base\n      resources:\n        requests:\n          cpu: ${cpu}\n`;
const mounted = deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] });
const memory = (limit: string) => ({ resources: { requests: { memory: '1Gi' }, limits: { memory: limit } } });

export const restarts: readonly Fixture[] = [
  {
    rule: 'restarts/airflow',
    before: [airflow({ config: { core: { parallelism: 1 } } })],
    after: [airflow({ config: { core: { parallelism: 2 } } })],
    says: /^warn .*api-server, scheduler, dag-processor and triggerer restart/,
    near: {
      before: [airflow({ cleanup: { schedule: '1 * * * *' } })],
      after: [airflow({ cleanup: { schedule: '2 * * * *' } })],
    },
  },
  {
    rule: 'restarts/airflow',
    before: [airflow({ podTemplate: 'kind: Pod\nname: "a"\n' })],
    after: [airflow({ podTemplate: "kind: Pod\nname: 'a'\n" })],
    says: /^warn .*for a change that means nothing/,
    near: { before: [airflow({ scheduler: { replicas: 2 } })], after: [airflow({ scheduler: { replicas: 3 } })] },
  },
  {
    rule: 'restarts/chart',
    before: [chart('spark-operator', { spark: { jobNamespaces: ['a', 'b'] } })],
    after: [chart('spark-operator', { spark: { jobNamespaces: ['a'] } })],
    says: /^warn .*spark-operator-controller and spark-operator-webhook restart/,
    near: { after: [chart('spark-operator', { spark: { jobNamespaces: ['b', 'a'] } })] },
  },
  {
    rule: 'restarts/pods',
    before: [deployment()],
    after: [deployment({}, { template: { metadata: { annotations: { 'checksum/config': 'a' } }, spec: {} } })],
    says: /^warn .*its pods restart/,
    near: { after: [deployment({}, { replicas: 2 })] },
  },
  {
    rule: 'restarts/migration',
    before: [airflow({ airflowVersion: '3.2.0' })],
    after: [airflow({ airflowVersion: '3.3.0' })],
    says: /^danger .*changes the schema of the metadata database/,
    near: { before: [airflow({ airflowVersion: '3.3.0' })], after: [airflow({ airflowVersion: '3.3.1' })] },
  },
  {
    rule: 'restarts/migration',
    before: [airflow({ airflowVersion: '3.2.0', defaultAirflowTag: '3.2.0-1' })],
    after: [airflow({ airflowVersion: '3.3.0', defaultAirflowTag: '3.3.0-1' })],
    says: /^danger .*a new Airflow \(3\.2\.0 → 3\.3\.0\)/,
    near: { after: [airflow({ airflowVersion: '3.2.0', defaultAirflowTag: '3.2.0-2' })] },
  },
  {
    rule: 'restarts/task-pods',
    before: [airflow({ podTemplate: template('1') })],
    after: [airflow({ podTemplate: template('2') })],
    says: /^info .*new task pods are made from the new template/,
    near: { after: [airflow({ podTemplate: template('1000m') })] },
  },
  {
    rule: 'restarts/executor',
    before: [airflow({ executor: 'KubernetesExecutor' })],
    after: [airflow({ executor: 'CeleryExecutor' })],
    says: /^danger .*another executor/,
    near: { after: [airflow({ executor: 'KubernetesExecutor', config: { core: { load_examples: 'False' } } })] },
  },
  {
    rule: 'restarts/settings',
    before: [airflow({ config: { logging: { remote_logging: 'True' } } })],
    after: [airflow({ config: { logging: { remote_logging: 'False' } } })],
    says: /^danger .*task logs stay in the pods and go with them/,
    near: {
      before: [airflow({ config: { logging: { remote_logging: 'False' } } })],
      after: [airflow({ config: { logging: { remote_logging: 'True' } } })],
    },
  },
  {
    rule: 'restarts/silent',
    before: [settings({ a: '1' }), mounted],
    after: [settings({ a: '2' }), mounted],
    says: /^warn .*keep the old content until they restart/,
    near: { before: [settings({ a: '1' })], after: [settings({ a: '2' })] },
  },
  {
    rule: 'restarts/replicas',
    before: [deployment({}, { replicas: 2 })],
    after: [deployment({}, { replicas: 1 })],
    says: /^danger .*no longer highly available/,
    near: { before: [deployment({}, { replicas: 3 })], after: [deployment({}, { replicas: 2 })] },
  },
  {
    rule: 'restarts/memory',
    before: [deployment(memory('4Gi'))],
    after: [deployment(memory('2Gi'))],
    says: /^warn .*falls from 4Gi to 2Gi/,
    near: { after: [deployment(memory('4096Mi'))] },
  },
  {
    rule: 'restarts/disruption-budget',
    before: [airflow({ scheduler: { podDisruptionBudget: { enabled: true } } })],
    after: [airflow({ scheduler: { podDisruptionBudget: { enabled: false } } })],
    says: /^warn .*no PodDisruptionBudget any more/,
    near: {
      after: [airflow({ scheduler: { podDisruptionBudget: { enabled: true, config: { maxUnavailable: 1 } } } })],
    },
  },
];
