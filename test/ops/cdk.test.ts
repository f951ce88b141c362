import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import { clusterDiff } from '../../ops/cluster-diff.ts';
import { platformConfig } from '../fixtures.ts';
import { company } from '../support/company.ts';
import { healthyWorld } from './healthy-world.ts';

const account = 'aws sts get-caller-identity --query Account --output text --region eu-west-1';
const adminRole = 'aws iam get-role --role-name platform-admin --query Role.Arn --output text --region eu-west-1';
const names = [
  'aws secretsmanager list-secrets --include-planned-deletion --filters Key=name,Values=airflow-test/ --query SecretList --output json --region eu-west-1',
  "aws s3api list-buckets --query 'Buckets[].Name' --output json --region eu-west-1",
  "aws logs describe-log-groups --log-group-name-prefix /airflow/airflow-test/tasks --query 'logGroups[].logGroupName' --output json --region eu-west-1",
  'aws cloudformation list-stack-resources --stack-name airflow-test-data --query StackResourceSummaries --output json --region eu-west-1',
];
const region = [
  "aws ec2 describe-availability-zones --filters Name=zone-type,Values=availability-zone Name=state,Values=available --query 'AvailabilityZones[].{name:ZoneName,id:ZoneId}' --output json --region eu-west-1",
  "aws ec2 describe-subnets --filters Name=default-for-az,Values=true --query 'Subnets[].{zone:AvailabilityZone,id:SubnetId}' --output json --region eu-west-1",
  "aws ec2 describe-instance-type-offerings --location-type availability-zone --query 'InstanceTypeOfferings[].{type:InstanceType,zone:Location}' --output json --region eu-west-1",
  `aws ssm get-parameter --name /aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.35-${platformConfig().versions.al2023Ami}/image_id --query Parameter.Value --region eu-west-1 --output text`,
  'aws service-quotas list-service-quotas --service-code ec2 --query \'Quotas[?contains(`["L-1216C47A","L-34B43A08","L-DB2E81BA","L-3819A6DF","L-417A185B","L-7212CCBC","L-7295265B","L-E3A00192","L-0263D0A3"]`, QuotaCode)].{code:QuotaCode,value:Value}\' --output json --region eu-west-1',
  'aws service-quotas list-service-quotas --service-code vpc --query \'Quotas[?contains(`["L-F678F1CE"]`, QuotaCode)].{code:QuotaCode,value:Value}\' --output json --region eu-west-1',
];
const checks = [account, adminRole, ...names, ...region];
const spotRole = 'aws iam get-role --role-name AWSServiceRoleForEC2Spot --region eu-west-1';
const makeSpotRole = 'aws iam create-service-linked-role --aws-service-name spot.amazonaws.com --region eu-west-1';
const stacks = 'airflow-test-network airflow-test-data airflow-test-cluster';

describe('the wrappers of cdk', () => {
  test('cluster:diff compares the three stacks of the environment', async () => {
    const world = healthyWorld();
    await world.run(clusterDiff, 'test');
    expect(world.calls()).toEqual([account, `npx cdk diff ${stacks}`]);
  });

  test('cluster:deploy makes them, and says what comes next', async () => {
    const world = healthyWorld();
    const { stdout } = await world.run(clusterDeploy, 'test');
    expect(world.calls()).toEqual([...checks, spotRole, `npx cdk deploy ${stacks}`]);
    expect(stdout).toBe('next: npm run bootstrap -- test');
  });

  test('cluster:deploy makes the role without which a fresh account starts no Spot instance', async () => {
    const missing = { code: 254, err: 'An error occurred (NoSuchEntity) when calling the GetRole operation' };
    const world = healthyWorld().answer('aws iam get-role --role-name AWSServiceRoleForEC2Spot *', missing);
    expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
    expect(world.calls()).toEqual([...checks, spotRole, makeSpotRole, `npx cdk deploy ${stacks}`]);

    expect((await world.run(clusterDeploy, 'test', '--dry-run')).stdout).toContain(makeSpotRole);
  });

  test('cluster:deploy stops where it may not see that role, and makes none', async () => {
    const world = healthyWorld().answer('aws iam get-role --role-name AWSServiceRoleForEC2Spot *', {
      code: 254,
      err: 'AccessDenied',
    });
    const { code, stderr } = await world.run(clusterDeploy, 'test');
    expect(stderr).toContain('AccessDenied');
    expect(code).toBe(1);
    expect(world.calls()).toEqual([...checks, spotRole]);
  });

  test('cluster:deploy asks for no such role where no pool offers Spot', async () => {
    const world = healthyWorld((draft) => {
      for (const pool of draft.nodePools) if (pool.role === 'spark-executor') pool.capacity = 'on-demand';
    });
    await world.run(clusterDeploy, 'test');
    expect(world.calls()).toEqual([...checks, `npx cdk deploy ${stacks}`]);
  });

  test('cluster:deploy asks for it where only tasks may run on Spot', async () => {
    const world = healthyWorld((draft) => {
      for (const pool of draft.nodePools) {
        if (pool.role === 'spark-executor') pool.capacity = 'on-demand';
        if (pool.role === 'airflow-task') pool.capacity = 'spot-first';
      }
    });
    await world.run(clusterDeploy, 'test');
    expect(world.calls()).toContain(spotRole);
  });

  test('cluster:deploy makes the folders that Spark refuses to write event logs without', async () => {
    const world = healthyWorld((draft) => {
      draft.spark.history = { kind: 's3', retentionDays: 30 };
    });
    await world.run(clusterDeploy, 'test');
    const bucket = 'airflow-test-spark-123456789012-eu-west-1';
    expect(world.calls().at(-1)).toBe(
      `aws s3api put-object --bucket ${bucket} --key event-logs/spark-risk-models/ --region eu-west-1`,
    );
  });

  describe('with aws.audit, cluster:deploy', () => {
    const list = 'aws cloudformation list-stack-resources --stack-name airflow-test-network *';
    const group = 'sg-0123456789abcdef0';
    const audited = (rules: readonly object[]) =>
      healthyWorld((draft) => {
        draft.aws.audit = { retentionDays: 365 };
      })
        .answer(list, { out: ['vpc-0123456789abcdef0'] })
        .answer('aws ec2 describe-security-groups *', { out: [group] })
        .answer('aws ec2 describe-security-group-rules *', { out: rules });
    const revoke = (direction: string, ...rules: readonly string[]) =>
      `aws ec2 revoke-security-group-${direction} --group-id ${group} --security-group-rule-ids ${rules.join(' ')} --region eu-west-1`;

    test('takes every rule out of the default security group, after the stacks', async () => {
      const world = audited([
        { id: 'sgr-1', egress: false },
        { id: 'sgr-2', egress: true },
        { id: 'sgr-3', egress: false },
      ]);
      expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
      expect(world.calls().slice(-2)).toEqual([revoke('ingress', 'sgr-1', 'sgr-3'), revoke('egress', 'sgr-2')]);
      expect(world.calls().indexOf(`npx cdk deploy ${stacks}`)).toBe(world.calls().length - 6);
    });

    test('changes nothing the second time', async () => {
      const world = audited([]);
      await world.run(clusterDeploy, 'test');
      expect(world.calls().filter((call) => call.includes('revoke'))).toEqual([]);
    });

    test('asks for no group in a VPC of somebody else', async () => {
      const world = audited([]);
      Object.assign(world.config.cluster, { network: company.cluster.network });
      await world.run(clusterDeploy, 'test');
      expect(world.calls().filter((call) => call.includes('describe-security-groups'))).toEqual([]);
    });

    test('says in a dry run which group it would close', async () => {
      const { stdout } = await audited([]).run(clusterDeploy, 'test', '--dry-run');
      expect(stdout).toContain('aws ec2 revoke-security-group-ingress --group-id');
    });
  });

  test('cluster:deploy leaves the question about permissions to CDK, unless the cluster is named', async () => {
    const world = healthyWorld();
    await world.run(clusterDeploy, 'test', '--yes', 'airflow-test');
    expect(world.calls()).toEqual([...checks, spotRole, `npx cdk deploy ${stacks} --require-approval never`]);
  });

  test('cluster:deploy stops at a wrong name', async () => {
    const world = healthyWorld();
    const { code, stderr } = await world.run(clusterDeploy, 'test', '--yes', 'airflow-prod');
    expect(stderr).toBe(
      "cluster:deploy: --yes: 'airflow-prod' is not a name to confirm, nothing was changed; give 'airflow-test'",
    );
    expect(code).toBe(1);
    expect(world.calls()).toEqual([]);
  });

  test('cluster:deploy reports which secrets a person fills in', async () => {
    const world = healthyWorld((draft) => {
      draft.git.access = 'token';
    });
    const { stdout } = await world.run(clusterDeploy, 'test');
    expect(stdout).toContain(
      `once, for 'airflow-test/argocd/repository': write {"username":"…","token":"…"} into secret.json, run 'aws secretsmanager put-secret-value --secret-id airflow-test/argocd/repository --secret-string file://secret.json --region eu-west-1' and delete the file`,
    );
  });

  test.each([
    ['cluster:diff', clusterDiff],
    ['cluster:deploy', clusterDeploy],
  ])('%s fails when cdk fails', async (_, command) => {
    const world = healthyWorld().answer('cdk *', { code: 1 });
    const { code, stderr } = await world.run(command, 'test');
    expect(stderr).toContain('failed with exit code 1');
    expect(code).toBe(1);
  });

  test.each([
    ['cluster:diff', clusterDiff],
    ['cluster:deploy', clusterDeploy],
  ])('%s --dry-run prints exactly what a run starts, ready to paste, and starts nothing', async (script, command) => {
    const world = healthyWorld();
    const { stdout } = await world.run(command, 'test', '--dry-run');
    expect(world.calls()).toEqual([]);
    await world.run(command, 'test');
    expect(stdout.split('\n').filter((line) => !line.startsWith('#'))).toEqual(world.calls());
    const verb = script.replace('cluster:', '');
    expect(stdout).toContain(`\nnpx cdk ${verb} ${stacks}`);
    // What is printed goes through npx; what is started is the program itself, found in node_modules/.bin.
    expect(world.everyArgv().at(-1)).toEqual(['cdk', verb, ...stacks.split(' ')]);
  });
});
