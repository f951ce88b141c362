import type { Template } from '../../../../review/verify/check.ts';
import { applicationOf, type Files, objectOf } from '../../tree/objects.ts';

/** An Application that installs a chart with these values, into the namespace of its name. */
export function chartOf(name: string, chart: string, valuesObject: object): string {
  return applicationOf(name, (application) => {
    application.spec['source'] = {
      chart,
      repoURL: 'https://charts.example',
      targetRevision: '1.0.0',
      helm: { valuesObject },
    };
  });
}

const account = (name: string) => ({ serviceAccount: { create: false, name } });

export const files: Files = {
  'root/Application.karpenter.yaml': chartOf('karpenter', 'karpenter', {
    serviceAccount: { name: 'karpenter' },
    settings: { clusterName: 'shop', interruptionQueue: 'shop-karpenter' },
    controller: { env: [{ name: 'AWS_REGION', value: 'eu-west-1' }] },
  }),
  'root/Application.load-balancer.yaml': chartOf('load-balancer', 'aws-load-balancer-controller', {
    clusterName: 'shop',
    vpcTags: { Name: 'shop-vpc' },
  }),
  'root/Application.airflow.yaml': chartOf('airflow', 'airflow', {
    scheduler: account('airflow-scheduler'),
    workers: { kubernetes: account('airflow-worker') },
    config: { logging: { remote_base_log_folder: 's3://shop-logs-111122223333-eu-west-1/airflow' } },
  }),
  'access/ServiceAccount.airflow-scheduler.yaml': objectOf('ServiceAccount', 'airflow-scheduler', {
    metadata: { namespace: 'airflow' },
  }),
  'access/ServiceAccount.airflow-worker.yaml': objectOf('ServiceAccount', 'airflow-worker', {
    metadata: { namespace: 'airflow' },
  }),
  'access/ServiceAccount.driver.yaml': objectOf('ServiceAccount', 'driver', { metadata: { namespace: 'spark-a' } }),
  'access/ConfigMap.platform.yaml': objectOf('ConfigMap', 'platform', {
    metadata: { namespace: 'airflow' },
    data: {
      'platform.json': JSON.stringify({
        spark: { serviceAccounts: { driver: 'driver' } },
        teams: [{ namespace: 'spark-a' }],
      }),
    },
  }),
  'access/Secret.connections.yaml': objectOf('Secret', 'connections', {
    metadata: { namespace: 'airflow' },
    stringData: { AIRFLOW_CONN_AWS_DEFAULT: '{"conn_type":"aws","extra":{"region_name":"eu-west-1"}}' },
  }),
  'secrets/ExternalSecret.key.yaml': objectOf('ExternalSecret', 'key', {
    spec: { dataFrom: [{ extract: { key: 'shop/airflow/key' } }] },
  }),
  'secrets/ExternalSecret.token.yaml': objectOf('ExternalSecret', 'token', {
    spec: { data: [{ remoteRef: { key: 'shop/airflow/token' } }] },
  }),
  'pools/EC2NodeClass.all.yaml': objectOf('EC2NodeClass', 'all', {
    spec: {
      instanceProfile: 'shop-node',
      subnetSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'shop' } }],
      securityGroupSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'shop' } }],
    },
  }),
};

const tags = (values: Readonly<Record<string, string>>) => ({
  Tags: Object.entries(values).map(([Key, Value]) => ({ Key, Value })),
});
const discovered = tags({ 'karpenter.sh/discovery': 'shop', Name: 'nodes' });
const zone = (index: number) => ({ AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': 'eu-west-1' }] } });
const bound = (Namespace: string, ServiceAccount: string) => [
  'AWS::EKS::PodIdentityAssociation',
  { Namespace, ServiceAccount },
];

const stacks: Readonly<Record<string, readonly unknown[]>> = {
  network: [
    ['AWS::EC2::VPC', tags({ Name: 'shop-vpc' })],
    ['AWS::EC2::Subnet', { ...zone(0), ...discovered }],
    ['AWS::EC2::Subnet', { ...zone(1), ...discovered }],
    ['AWS::EC2::Subnet', { ...zone(1), ...tags({ Name: 'public' }) }],
  ],
  data: [
    ['AWS::SecretsManager::Secret', { Name: 'shop/airflow/key' }],
    ['AWS::SecretsManager::Secret', { Name: 'shop/airflow/token' }],
    ['AWS::S3::Bucket', { BucketName: 'shop-logs-111122223333-eu-west-1' }],
    ['AWS::Logs::LogGroup', { LogGroupName: '/airflow/shop/tasks' }],
  ],
  cluster: [
    ['AWS::EKS::Cluster', { Name: 'shop' }],
    [
      'AWS::EKS::Nodegroup',
      {
        Labels: { NodeGroupType: 'core' },
        Taints: [{ Key: 'CriticalAddonsOnly', Value: 'true', Effect: 'NO_SCHEDULE' }],
      },
    ],
    ['AWS::EC2::SecurityGroup', discovered],
    ['AWS::EC2::SecurityGroup', {}],
    ['AWS::SQS::Queue', { QueueName: 'shop-karpenter' }],
    ['AWS::IAM::InstanceProfile', { InstanceProfileName: 'shop-node' }],
    bound('karpenter', 'karpenter'),
    bound('airflow', 'airflow-scheduler'),
    bound('airflow', 'airflow-worker'),
    bound('spark-a', 'driver'),
  ],
};

/** What `cdk.out` has for the files above, and for another environment. */
export const templates: readonly Template[] = [
  ...Object.entries(stacks).map(([part, resources]) => template(`shop-${part}`, resources)),
  template('other-cluster', [['AWS::EKS::Cluster', { Name: 'other' }], bound('other', 'nobody')]),
];

function template(stack: string, resources: readonly unknown[]): Template {
  const entries = (resources as [string, object][]).map(([Type, Properties], index) => [
    `R${index}`,
    { Type, Properties },
  ]);
  return { stack, body: { Resources: Object.fromEntries(entries) } };
}
