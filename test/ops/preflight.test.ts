import { platformNames } from '../../config/names.ts';
import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import { healthyWorld } from './healthy-world.ts';
import type { World } from './world.ts';

/** Refused by cluster:deploy in one line, when nothing but questions was asked of AWS. */
async function refusal(world: World): Promise<string> {
  const { code, stdout, stderr } = await world.run(clusterDeploy, 'test');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(world.calls().filter((line) => !/^aws \S+ (get|list|describe)-/.test(line))).toEqual([]);
  expect(stderr).not.toContain('\n');
  return stderr;
}

describe('cluster:deploy, before it changes anything, wants a role of the administrators that', () => {
  const sso = 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef';
  const getRole = 'aws iam get-role --role-name AWSReservedSSO_Admin_0123456789abcdef *';
  const worldWith = (role: string) =>
    healthyWorld((draft) => {
      draft.cluster.administrators = [role];
    }).answer(getRole, { out: `arn:aws:iam::123456789012:role/${sso}\n` });

  test('exists', async () => {
    const err = 'An error occurred (NoSuchEntity) when calling the GetRole operation';
    const world = healthyWorld().answer('aws iam get-role --role-name platform-admin *', { code: 254, err });
    expect(await refusal(world)).toBe(
      "cluster:deploy: cluster.administrators[0]: 'platform-admin' is not an IAM role of account 123456789012; put what follows ':role/' in a line of \"aws iam list-roles --query 'Roles[].Arn' --output table --region eu-west-1\" into config/environments/test.ts",
    );
  });

  test('is written with its path, as the access entry needs it', async () => {
    expect(await refusal(worldWith('AWSReservedSSO_Admin_0123456789abcdef'))).toBe(
      `cluster:deploy: cluster.administrators[0]: 'AWSReservedSSO_Admin_0123456789abcdef' is not an IAM role of account 123456789012, but '${sso}' is: put that into config/environments/test.ts`,
    );
  });

  test('may be one of IAM Identity Center', async () => {
    const world = worldWith(sso);
    expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
    expect(world.calls().some((line) => line.startsWith('npx cdk deploy '))).toBe(true);
  });

  test('can have the boundary only where that is there', async () => {
    const boundary = 'arn:aws:iam::123456789012:policy/boundary';
    const world = healthyWorld((draft) => {
      draft.aws.permissionsBoundaryArn = boundary;
    }).answer(`aws iam get-policy --policy-arn ${boundary} *`, {
      code: 254,
      err: 'An error occurred (NoSuchEntity) when calling the GetPolicy operation',
    });
    expect(await refusal(world)).toContain(
      `cluster:deploy: aws.permissionsBoundaryArn: '${boundary}' is no policy of account 123456789012; use one of "aws iam list-policies`,
    );
  });

  test.each([
    [
      { code: 254, err: 'An error occurred (NotFoundException) when calling the DescribeKey operation' },
      'is no key of',
    ],
    [{ out: 'PendingDeletion' }, 'is PendingDeletion; enable it, or use a key that is'],
  ])('needs a key that is there and on (%j)', async (answer, message) => {
    const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012';
    const world = healthyWorld((draft) => {
      draft.aws.encryption = { kind: 'customer-key', keyArn };
    }).answer(`aws kms describe-key --key-id ${keyArn} *`, answer);
    expect(await refusal(world)).toContain(`cluster:deploy: aws.encryption.keyArn: '${keyArn}' ${message}`);
  });

  test('is looked for in each list of the cluster', async () => {
    const world = healthyWorld((draft) => {
      draft.cluster.viewers = ['auditors'];
    }).answer('aws iam get-role --role-name auditors *', {
      code: 254,
      err: 'An error occurred (NoSuchEntity) when calling the GetRole operation',
    });
    expect(await refusal(world)).toContain(
      "cluster:deploy: cluster.viewers[0]: 'auditors' is not an IAM role of account 123456789012; put what follows ':role/'",
    );
  });

  test('may be that of the people of a team too, and of each role once', async () => {
    const world = healthyWorld((draft) => {
      draft.teams = ['a', 'b'].map((name) => ({ ...(draft.teams[0] as object), name, viewers: ['analysts'] })) as never;
    }).answer('aws iam get-role --role-name analysts *', {
      code: 254,
      err: 'An error occurred (NoSuchEntity) when calling the GetRole operation',
    });
    expect(await refusal(world)).toContain(
      "cluster:deploy: teams[0].viewers[0]: 'analysts' is not an IAM role of account 123456789012; put what follows ':role/'",
    );
    world.answer('aws iam get-role --role-name analysts *', { out: 'arn:aws:iam::123456789012:role/analysts' });
    expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
  });

  test('lies in the partition of the region', async () => {
    const world = healthyWorld((draft) => {
      draft.aws.region = 'cn-north-1';
    }).answer('aws iam get-role --role-name platform-admin *', {
      out: 'arn:aws-cn:iam::123456789012:role/platform-admin',
    });
    expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
  });
});

describe('cluster:deploy, before it changes anything, looks for what holds a name which the data stack needs', () => {
  const id = (name: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`;
  const secret = (path: string) => ({ Name: `airflow-test/${path}`, ARN: id(`airflow-test/${path}`) });
  const made = (path: string, ResourceStatus = 'CREATE_COMPLETE') => ({
    PhysicalResourceId: id(`airflow-test/${path}`),
    ResourceStatus,
  });
  const worldWith = (secrets: readonly object[], resources: readonly object[]) =>
    healthyWorld((draft) => {
      draft.monitoring = { kind: 'prometheus', retentionDays: 15, storageGib: 50 };
    })
      .answer('aws secretsmanager list-secrets *', { out: secrets })
      .answer('aws cloudformation list-stack-resources *', { out: resources });
  const { buckets, taskLogGroup } = platformNames(healthyWorld().config);
  const remove = (path: string) =>
    `aws secretsmanager delete-secret --secret-id airflow-test/${path} --force-delete-without-recovery --region eu-west-1`;

  test('and goes on where they are those of the stack, or of nobody', async () => {
    const world = worldWith(
      [secret('airflow/jwt'), secret('our/own')],
      [made('airflow/jwt', 'UPDATE_COMPLETE'), { ResourceStatus: 'CREATE_IN_PROGRESS' }],
    ).answer('aws s3api list-buckets *', { out: 'null\n' });
    expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
  });

  test('and stops at one that was kept when monitoring was switched off', async () => {
    const world = worldWith([secret('airflow/jwt'), secret('monitoring/grafana')], [made('airflow/jwt')]);
    expect(await refusal(world)).toBe(
      `cluster:deploy: secret 'airflow-test/monitoring/grafana': left from before and not of the stack airflow-test-data, which needs the name; save what is needed again (docs/operations.md, 'Names left from before'), then run '${remove('monitoring/grafana')}'`,
    );
  });

  test.each(['DELETE_SKIPPED', 'DELETE_COMPLETE'])('and stops at one that the stack let go: %s', async (gone) => {
    const world = worldWith([secret('monitoring/grafana')], [made('monitoring/grafana', gone)]);
    expect(await refusal(world)).toContain("secret 'airflow-test/monitoring/grafana': left from before");
  });

  test('and stops at all of a stack that is not there any more, with a line that deletes them', async () => {
    const world = worldWith([secret('airflow/fernet'), secret('airflow/jwt')], []).answer(
      'aws cloudformation list-stack-resources *',
      {
        code: 254,
        err: 'An error occurred (ValidationError) when calling the ListStackResources operation: Stack with id airflow-test-data does not exist',
      },
    );
    const line = await refusal(world);
    expect(line).toContain("secret 'airflow-test/airflow/fernet', secret 'airflow-test/airflow/jwt': left from before");
    expect(line).toContain(`then run '${remove('airflow/fernet')} && ${remove('airflow/jwt')}'`);
  });

  test('and makes them where there was no stack and no secret yet', async () => {
    const world = worldWith([], []).answer('aws cloudformation list-stack-resources *', {
      code: 254,
      err: 'An error occurred (ValidationError) …: Stack with id airflow-test-data does not exist',
    });
    expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
  });

  test('and stops at buckets and task logs of such a stack', async () => {
    const world = worldWith([], [])
      .answer('aws s3api list-buckets *', { out: ['our-own', buckets.dags, buckets.spark] })
      .answer('aws logs describe-log-groups *', { out: [taskLogGroup, `${taskLogGroup}-of-us`] });
    expect(await refusal(world)).toBe(
      `cluster:deploy: bucket '${buckets.dags}', bucket '${buckets.spark}', log group '${taskLogGroup}': left from before and not of the stack airflow-test-data, which needs the names; save what is needed again (docs/operations.md, 'Names left from before'), then empty each bucket with 'Empty' in the S3 console, and run '${[
        `aws s3api delete-bucket --bucket ${buckets.dags} --region eu-west-1`,
        `aws s3api delete-bucket --bucket ${buckets.spark} --region eu-west-1`,
        `aws logs delete-log-group --log-group-name ${taskLogGroup} --region eu-west-1`,
      ].join(' && ')}'`,
    );
  });

  test('and goes on with buckets and task logs of its own', async () => {
    const own = [buckets.logs, taskLogGroup].map((id) => ({
      PhysicalResourceId: id,
      ResourceStatus: 'CREATE_COMPLETE',
    }));
    const world = worldWith([], own)
      .answer('aws s3api list-buckets *', { out: [buckets.logs] })
      .answer('aws logs describe-log-groups *', { out: [taskLogGroup] });
    expect((await world.run(clusterDeploy, 'test')).code).toBe(0);
  });
});

describe('cluster:deploy of a protected cluster', () => {
  const protectedWorld = () =>
    healthyWorld((draft) => {
      draft.cluster.deletionProtection = true;
    });
  const notFound = { code: 254, err: 'An error occurred (ResourceNotFoundException) when calling DescribeCluster' };

  test('warns before the first deployment, which could not be rolled back', async () => {
    const world = protectedWorld().answer('aws eks describe-cluster *', notFound);
    const { code, stderr } = await world.run(clusterDeploy, 'test');
    expect(stderr).toContain(
      "warning: cluster 'airflow-test' is not there yet, and a first deployment that fails cannot be rolled back where deletionProtection is true; better set it to false in config/environments/test.ts until the cluster is there",
    );
    expect(code).toBe(0);
    const calls = world.calls();
    const position = (start: string) => calls.findIndex((line) => line.startsWith(start));
    expect(position('aws eks describe-cluster')).toBeGreaterThan(-1);
    expect(position('aws eks describe-cluster')).toBeLessThan(position('npx cdk deploy'));
  });

  test.each([
    ['is there', protectedWorld],
    ['is not protected', () => healthyWorld().answer('aws eks describe-cluster *', notFound)],
  ])('does not warn where the cluster %s', async (_, make) => {
    const { code, stderr } = await make().run(clusterDeploy, 'test');
    expect(stderr).not.toContain('warning');
    expect(code).toBe(0);
  });
});
