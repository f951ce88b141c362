import type { PlatformConfig } from '../../config/platform-config.ts';
import { bootstrap } from '../../ops/bootstrap.ts';
import type { Command } from '../../ops/cli/command.ts';
import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import { clusterDiff } from '../../ops/cluster-diff.ts';
import { teardown } from '../../ops/teardown.ts';
import { type Resource, synthesize } from '../cluster/templates.ts';
import type { Mutable } from '../fixtures.ts';
import { company } from '../support/company.ts';
import { prodLike } from '../support/configs.ts';
import { application, healthyWorld, items, named, zones } from './healthy-world.ts';
import type { World } from './world.ts';

/** A world with a cluster that others made, and of what they make for it nothing yet but the subnets. */
function emptyWorld(edit: (draft: Mutable<PlatformConfig>) => void = () => {}): World {
  const world = healthyWorld((draft) => {
    edit(draft);
    draft.cluster.network = structuredClone(company.cluster.network) as Mutable<typeof company.cluster.network>;
    draft.cluster.existing = true;
    draft.cluster.viewers = ['auditors'];
    draft.spark.history = { kind: 's3', retentionDays: 30 };
    for (const pool of draft.nodePools) if (pool.role === 'airflow-task') pool.capacity = 'spot';
  });
  const { network } = world.config.cluster;
  if (network.kind === 'new') throw new Error('the network of a company is there');
  const inRange = (ids: readonly string[] | undefined, cidr: string) =>
    (ids ?? []).map((id, index) => {
      const { name, id: zoneId } = zones[index] ?? {};
      return { id, vpc: network.vpcId, zone: name, zoneId, cidr, free: 200 };
    });
  const subnets = [
    ...inRange([...network.controlPlaneSubnets], '10.60.0.0/26'),
    ...inRange(network.loadBalancerSubnets, '10.60.1.0/26'),
    ...inRange(network.nodeSubnets, '100.64.0.0/18'),
    ...inRange(network.databaseSubnets, '10.60.9.0/27'),
  ];
  const unknown = { code: 254, err: 'An error occurred (NoSuchEntity) when calling the operation' };
  const flag = '--enable-network-policy=true';
  const cni = { ...named('aws-node', 'kube-system'), spec: { template: { spec: { containers: [{ args: [flag] }] } } } };
  return world
    .answer('aws ec2 describe-subnets *', { out: subnets })
    .answer('aws ec2 describe-vpc-attribute *', { out: true })
    .answer('aws eks list-*', { out: [] })
    .answer('aws sqs list-queues *', { out: null })
    .answer('aws iam get-*', unknown)
    .answer('kubectl * get daemonsets * metadata.name=aws-node *', items(cni))
    .answer('kubectl * get csidrivers *', items(named('ebs.csi.aws.com')))
    .answer('aws s3api put-object *', { out: {} });
}

const withRecords = (draft: Mutable<PlatformConfig>) => {
  draft.aws.audit = { retentionDays: 365 };
  draft.airflow.database = structuredClone(prodLike.airflow.database) as typeof draft.airflow.database;
};

/** Its lines about what is missing, without the sentence before them. */
async function missing(world: World): Promise<readonly string[]> {
  const { code, stderr } = await world.run(bootstrap, 'test');
  expect(code).toBe(1);
  expect(world.calls().filter((line) => !/^aws \S+ (get|list|describe)-|^git /.test(line))).toEqual([]);
  const [first, ...lines] = stderr.split('\n');
  expect(first).toBe(
    "bootstrap: cluster 'airflow-test' lacks what its owner has to make; 'npm run cluster:synth' writes each with all it needs into cdk.out/:",
  );
  return lines.map((line) => line.trim());
}

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** Somebody has made everything that the lines ask for. */
async function fullWorld(): Promise<World> {
  const world = emptyWorld();
  const lines = await missing(world);
  world.forgetCalls();
  const names = (what: string) => lines.flatMap((line) => line.match(`^${what} ([^:]+):`)?.[1] ?? []);
  const associations = names('Pod Identity association of').map((account) => account.split('/'));
  return world
    .answer('aws eks list-pod-identity-associations *', {
      out: associations.map(([namespace, serviceAccount]) => ({ namespace, serviceAccount })),
    })
    .answer('aws eks list-access-entries *', { out: ['nodes', 'platform-admin', 'auditors'].map(role) })
    .answer('aws iam get-instance-profile *', { out: [role('nodes')] })
    .answer('aws iam get-role *', { out: '' })
    .answer('aws sqs list-queues *', { out: names('queue').map((name) => `https://sqs.example.com/1/${name}`) })
    .answer('aws ec2 describe-security-groups *', { out: ['sg-0abc'] })
    .answer('aws secretsmanager list-secrets *', { out: names('secret').map((Name) => ({ Name, ARN: Name })) })
    .answer('aws s3api list-buckets *', { out: names('bucket') })
    .answer('aws logs describe-log-groups *', { out: names('log group') });
}

describe('bootstrap of a cluster that others made', () => {
  test.each<[string, ((draft: Mutable<PlatformConfig>) => void) | undefined]>([
    ['', undefined],
    [', with the bucket and the log groups of the records', withRecords],
  ])('names each thing that is missing, as the templates of cluster:synth make it%s', async (_, edit) => {
    const world = emptyWorld(edit);
    const lines = await missing(world);
    const templates = await synthesize(world.config);
    const made = Object.values({ ...templates.data.resources, ...templates.cluster.resources })
      .map(nameOf)
      // The log of the cluster itself belongs to its owner.
      .filter((one) => one !== 'AWS::Logs::LogGroup /aws/eks/airflow-test/cluster');
    const asked = lines.flatMap(
      (line) => line.match(/make it as (AWS::\S+ \S+) of airflow-test-(data|cluster)\./)?.[1] ?? [],
    );
    expect(new Set(asked).size).toBeGreaterThan(15);
    const types = ['Bucket', 'Secret', 'LogGroup', 'Queue', 'InstanceProfile'].map((type) => new RegExp(`::${type} `));
    for (const type of types) {
      expect(asked.filter((one) => type.test(one)).sort()).toEqual(made.filter((one) => type.test(one)).sort());
    }
    const roles = asked.filter((one) => one.startsWith('AWS::IAM::Role '));
    expect(made).toEqual(expect.arrayContaining(roles));
  });

  test('says how to make an association, and what else nobody sees in a template', async () => {
    const lines = await missing(emptyWorld());
    expect(lines).toEqual(
      expect.arrayContaining([
        "Pod Identity association of kube-system/karpenter: make it as AWS::IAM::Role airflow-test-eu-west-1-karpenter of airflow-test-cluster.template.json, then run 'aws eks create-pod-identity-association --cluster-name airflow-test --namespace kube-system --service-account karpenter --role-arn arn:aws:iam::123456789012:role/airflow-test-eu-west-1-karpenter --region eu-west-1'",
        "role of EC2 Spot: run 'aws iam create-service-linked-role --aws-service-name spot.amazonaws.com --region eu-west-1'",
        "security group of Karpenter's nodes: give the one of the nodes the tag karpenter.sh/discovery=airflow-test",
        `access entry of ${role('auditors')}: make it as AWS::EKS::AccessEntry of this role of airflow-test-cluster.template.json`,
      ]),
    );
  });

  test('goes on where everything is there, and makes the folders of event logs, which Spark wants', async () => {
    const world = await fullWorld();
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect({ code, stderr: stderr.includes('warning: the VPC CNI') }).toEqual({ code: 0, stderr: false });
    const made = world.calls().filter((line) => / (create|put|delete)-/.test(line));
    expect(made).toEqual(
      world.config.teams.map(({ name }) => expect.stringContaining(`--key event-logs/spark-${name}/`)),
    );
  });

  test.each([
    [
      'aws eks list-access-entries *',
      { out: ['platform-admin', 'auditors'].map(role) },
      `access entry of ${role('nodes')}`,
    ],
    ['aws sqs list-queues *', { out: ['https://sqs.example.com/1/airflow-test-karpenter-old'] }, 'queue '],
    ['aws ec2 describe-security-groups *', { out: [] }, 'security group of '],
    ['aws ec2 describe-vpc-attribute * enableDnsSupport *', { out: false }, 'cluster.network.vpcId: '],
  ])('says the one thing that is missing when %s answers without it', async (call, answer, line) => {
    const world = (await fullWorld()).answer(call, answer);
    expect(await missing(world)).toEqual([expect.stringContaining(line)]);
  });

  test('refuses a cluster with controllers of its own, but for a second run', async () => {
    const kinds = items(named('nodepools.karpenter.sh'), named('prometheuses.monitoring.coreos.com'));
    const world = (await fullWorld())
      .answer('kubectl * get customresourcedefinitions *', kinds)
      .answer('kubectl * get applications.argoproj.io *', items(application('shop')));
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(code).toBe(1);
    expect(stderr).toContain("cluster 'airflow-test' has Argo CD, Karpenter already, and the platform brings its own;");
    expect(world.calls().filter((line) => /apply|helm/.test(line))).toEqual([]);

    const second = (await fullWorld()).answer('kubectl * get customresourcedefinitions *', kinds);
    expect((await second.run(bootstrap, 'test')).code).toBe(0);
  });

  test('refuses one without the driver of volumes, and warns where network policies are not kept', async () => {
    const bare = (await fullWorld()).answer('kubectl * get csidrivers *', items());
    expect((await bare.run(bootstrap, 'test')).stderr).toContain("has no CSI driver 'ebs.csi.aws.com'; install");
    const open = (await fullWorld()).answer('kubectl * get daemonsets * metadata.name=aws-node *', items());
    const { code, stderr } = await open.run(bootstrap, 'test');
    expect(code).toBe(0);
    expect(stderr).toContain('warning: the VPC CNI does not keep network policies');
  });

  test('plans the same in a dry run, which asks nobody', async () => {
    const { code, stdout } = await emptyWorld().run(bootstrap, 'test', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('aws eks list-pod-identity-associations --cluster-name airflow-test');
  });
});

describe.each<[string, Command]>([
  ['cluster:deploy', clusterDeploy],
  ['cluster:diff', clusterDiff],
  ['teardown', teardown],
])('%s of a cluster that others made', (script, command) => {
  test.each([[[]], [['--dry-run']]])('refuses before it asks anybody, with %p', async (argv) => {
    const world = emptyWorld();
    expect(await world.run(command, 'test', ...argv)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${script}: cluster 'airflow-test' is made by others (cluster.existing), and so has no stack here; 'npm run bootstrap -- test' says what it lacks, and docs/company.md, 'A cluster that is there', how the platform comes and goes`,
    });
    expect(world.calls()).toEqual([]);
  });
});

function nameOf({ Type, Properties }: Resource): string {
  const keys = ['BucketName', 'Name', 'QueueName', 'InstanceProfileName', 'RoleName', 'LogGroupName'];
  return `${Type} ${keys.flatMap((key) => Properties[key] ?? [])[0]}`;
}
