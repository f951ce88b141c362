import { sparkJobRules } from '../../charts/spark-team/access.ts';
import { platformConfig } from '../fixtures.ts';
import { all, pick, render } from '../render.ts';

const manifests = render(platformConfig());

describe('Airflow, in the namespace of a team', () => {
  test('may run Spark jobs, read their state, and find and read their drivers', () => {
    expect(pick(manifests, 'Role', 'airflow-spark-jobs', 'spark-risk-models')['rules']).toEqual(sparkJobRules);
  });

  test('changes no pod but its labels, and reads no secret', () => {
    const writes = sparkJobRules.filter(({ verbs }) => verbs.some((verb) => /create|delete|update/.test(verb)));
    expect(writes.map(({ resources }) => resources)).toEqual([['sparkapplications']]);
  });

  test('has its rights from the folder of the team, so that they come and go with the namespace', () => {
    expect(pick(manifests.of('spark-risk-models'), 'Role', 'airflow-spark-jobs')).toBeDefined();
  });
});

describe('a DAG', () => {
  test('finds the connections kubernetes_default and aws_default without a click', () => {
    const { stringData } = pick(manifests, 'Secret', 'airflow-connections');
    expect(
      Object.entries(stringData as Record<string, string>).map(([name, value]) => [name, JSON.parse(value)]),
    ).toEqual([
      ['AIRFLOW_CONN_AWS_DEFAULT', { conn_type: 'aws', extra: { region_name: 'eu-west-1' } }],
      ['AIRFLOW_CONN_GIT_DEFAULT', { conn_type: 'git' }],
      ['AIRFLOW_CONN_KUBERNETES_DEFAULT', { conn_type: 'kubernetes', extra: { in_cluster: true } }],
    ]);
  });

  test('learns from one file which teams and pools its environment has', () => {
    const { data } = pick(manifests, 'ConfigMap', 'airflow-platform');
    expect(JSON.parse((data as Record<string, string>)['platform.json'] ?? '')).toMatchObject({
      teams: [{ name: 'risk-models', namespace: 'spark-risk-models', pools: ['spark-compute'] }],
      pools: [{ name: 'spark-compute', nodeGroupType: 'SparkComputeOptimized' }],
    });
  });
});

describe('a pod of Airflow', () => {
  const airflow = manifests.of('airflow-access');

  test('has an account of its own component, none of which Argo CD shares with the chart', () => {
    expect(all(airflow, 'ServiceAccount').map(({ metadata }) => metadata.name)).toEqual([
      'airflow-api-server',
      'airflow-dag-processor',
      'airflow-scheduler',
      'airflow-triggerer',
      'airflow-worker',
    ]);
  });
});
