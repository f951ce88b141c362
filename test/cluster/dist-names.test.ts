import type { JsonObject } from '../../imports/json.ts';
import { prodLike } from '../support/configs.ts';
import { type DistNames, distNames, readDist } from './dist-names.ts';

const rendered = JSON.stringify(readDist(prodLike));

/** Names in the manifests of prod after somebody wrote `wrong` for `right`. */
function namesAfter(right: string, wrong: string): DistNames {
  expect(rendered).toContain(right);
  return distNames(JSON.parse(rendered.replaceAll(right, wrong)) as JsonObject[]);
}

describe('the names that are read from dist/', () => {
  test.each([
    [
      'the template of task pods, which is text',
      'serviceAccountName: airflow-worker',
      'serviceAccountName: airflow-wrker',
      'airflow/airflow-wrker',
    ],
    [
      "the DAGs' config, which is JSON in a ConfigMap",
      '"driver\\": \\"spark-driver',
      '"driver\\": \\"spark-drivr',
      'spark-team-a/spark-drivr',
    ],
    [
      'a RoleBinding',
      '"kind":"ServiceAccount","name":"airflow-worker"',
      '"kind":"ServiceAccount","name":"worker"',
      'airflow/worker',
    ],
  ])('include the service account in %s', (_, right, wrong, account) => {
    const { usedAccounts, serviceAccounts } = namesAfter(right, wrong);

    expect(usedAccounts).toContain(account);
    expect(serviceAccounts).not.toContain(account);
  });

  test.each([
    [
      'region',
      '-spark-111122223333-eu-west-1',
      '-spark-111122223333-eu-west-2',
      'airflow-prod-spark-111122223333-eu-west-2',
    ],
    ['account', '-spark-111122223333-', '-spark-444455556666-', 'airflow-prod-spark-444455556666-eu-west-1'],
    ['cluster', 'airflow-prod-logs-', 'airflow-dev-logs-', 'airflow-dev-logs-111122223333-eu-west-1'],
    ['form', 's3://airflow-prod-logs-111122223333-eu-west-1', 's3://logs', 'logs'],
  ])('include a bucket with the wrong %s', (_, right, wrong, bucket) => {
    expect(namesAfter(right, wrong).stores).toContain(bucket);
  });

  test('include a log group, without the rest of its ARN', () => {
    const folder = 'cloudwatch://arn:aws:logs:eu-west-1:111122223333:log-group:/airflow/airflow-dev/tasks';
    const { stores } = namesAfter('s3://airflow-prod-logs-111122223333-eu-west-1/airflow', folder);

    expect(stores).toContain('/airflow/airflow-dev/tasks');
  });

  test.each([
    [
      'External Secrets',
      '"region":"eu-west-1","service":"SecretsManager"',
      '"region":"eu-west-2","service":"SecretsManager"',
    ],
    ['Karpenter', '"name":"AWS_REGION","value":"eu-west-1"', '"name":"AWS_REGION","value":"eu-west-2"'],
    ['the Load Balancer Controller', '"region":"eu-west-1","replicaCount"', '"region":"eu-west-2","replicaCount"'],
    ["Airflow's connection to AWS", 'region_name\\":\\"eu-west-1', 'region_name\\":\\"eu-west-2'],
  ])('include the region of %s', (_, right, wrong) => {
    expect(namesAfter(right, wrong).regions).toEqual(['eu-west-1', 'eu-west-2']);
  });

  test('include those of an Application with several sources', () => {
    const application = (spec: object) => [{ kind: 'Application', spec } as unknown as JsonObject];
    const source = { helm: { valuesObject: { clusterName: 'airflow-dev' } } };

    expect(distNames(application({ sources: [{}, source] })).clusterNames).toEqual(['airflow-dev']);
    expect(distNames(application({ source })).clusterNames).toEqual(['airflow-dev']);
  });

  test.each(['subnetSelectorTerms', 'securityGroupSelectorTerms'])(
    'are not read from a node class without %s: it would find nothing, and nothing would be compared',
    (field) => {
      expect(() => namesAfter(`"${field}"`, '"others"')).toThrow(`a node class has no ${field}`);
    },
  );
});
