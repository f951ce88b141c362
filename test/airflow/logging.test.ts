import { connections } from '../../charts/airflow/access.ts';
import { airflowServiceAccounts, identities, type Purpose } from '../../config/identities.ts';
import { namespaces, platformNames } from '../../config/names.ts';
import { platformConfig } from '../fixtures.ts';
import { cloudwatch, valuesOf, variants } from './variants.ts';

const names = platformNames(platformConfig());

describe('the log of a finished task', () => {
  test('goes to the log bucket, below the prefix that IAM grants', () => {
    expect(valuesOf().config?.['logging']).toEqual({
      remote_logging: 'True',
      remote_base_log_folder: `s3://${names.buckets.logs}/airflow`,
      remote_log_conn_id: 'aws_default',
      delete_local_logs: 'True',
      encrypt_s3_logs: 'False',
    });
  });

  test('goes to CloudWatch instead, in the form whose fourth and seventh parts Airflow reads', () => {
    const folder = String(valuesOf(cloudwatch).config?.['logging']?.['remote_base_log_folder']);
    const [scheme, arn = ''] = folder.split('://');
    const parts = arn.split(':');
    expect(scheme).toBe('cloudwatch');
    expect([parts[3], parts[6], parts.length]).toEqual(['eu-west-1', names.taskLogGroup, 7]);
  });

  test.each([
    ['eu-west-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('goes in %s to a log group of the partition %s', (region, partition) => {
    const { config } = valuesOf((draft) => {
      cloudwatch(draft);
      draft.aws.region = region;
    });
    expect(config?.['logging']?.['remote_base_log_folder']).toBe(
      `cloudwatch://arn:${partition}:logs:${region}:111122223333:log-group:${names.taskLogGroup}`,
    );
  });

  test('is stored with a connection that exists: unnamed, each task asks for it in vain (apache/airflow#58140)', () => {
    const { config } = valuesOf();
    const variable = `AIRFLOW_CONN_${String(config?.['logging']?.['remote_log_conn_id']).toUpperCase()}`;
    expect(connections(platformConfig())).toHaveProperty(variable);
  });
});

describe.each(variants)('options of airflow.cfg with %s', (_, edit) => {
  const { config = {} } = valuesOf(edit);

  test('know no [core] remote_logging, which Airflow 3 does not read', () => {
    const logging = Object.keys(config['core'] ?? {}).filter((option) => option.startsWith('remote_'));
    expect(logging).toEqual([]);
    expect(config['logging']).toMatchObject({ remote_logging: 'True' });
  });

  test('delete task pods in the section that the executor reads, and keep failed ones to look at', () => {
    const sections = Object.keys(config).filter((section) => 'delete_worker_pods' in (config[section] ?? {}));
    expect(sections).toEqual(['kubernetes_executor']);
    expect(config['kubernetes_executor']).toMatchObject({
      delete_worker_pods: 'True',
      delete_worker_pods_on_failure: 'False',
    });
  });

  test('open no door: connections are not tested and the config is not shown', () => {
    expect(config['core']).not.toHaveProperty('test_connection');
    expect(config['api'] ?? {}).not.toHaveProperty('expose_config');
    expect(config['core']).not.toHaveProperty('auth_manager');
  });
});

describe('who may touch task logs in AWS', () => {
  const rows = identities(platformConfig()).filter(({ namespace }) => namespace === namespaces.airflow);
  const accountsFor = (...purposes: Purpose[]) =>
    rows.filter(({ purpose }) => purposes.includes(purpose)).map(({ serviceAccount }) => serviceAccount);

  test('is each component that writes: task pods, and the triggerer, whose logs others forget', () => {
    const { triggerer, worker } = airflowServiceAccounts;
    expect(accountsFor('task-log-writer', 'task-runner').sort()).toEqual([triggerer, worker].sort());
  });

  test('and the API server, which shows them, and the scheduler, but they may not change them', () => {
    const { apiServer, scheduler } = airflowServiceAccounts;
    expect(accountsFor('task-log-reader')).toEqual([apiServer, scheduler]);
  });

  test('and not the DAG processor, which only reads DAGs', () => {
    expect(accountsFor('dag-reader')).toEqual([airflowServiceAccounts.dagProcessor]);
  });
});
