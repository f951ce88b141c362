import { describe, expect, test } from '@jest/globals';
import { deploy } from '../../../cluster/commands/deploy.ts';
import { healthyWorld } from './healthy-world.ts';
import type { World } from './world.ts';

/** Refused by cluster:deploy in one line, when nothing but questions was asked of AWS. */
async function refusal(world: World): Promise<string> {
  const { code, stdout, stderr } = await world.run(deploy, 'test');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(world.calls().filter((line) => !/^aws \S+ (get|list)-/.test(line))).toEqual([]);
  expect(stderr).not.toContain('\n');
  return stderr;
}

describe('cluster:deploy, before it changes anything, wants a role of the administrators that', () => {
  const sso = 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef';
  const getRole = 'aws iam get-role --role-name AWSReservedSSO_Admin_0123456789abcdef *';
  const worldWith = (adminRoleName: string) =>
    healthyWorld((draft) => {
      draft.cluster.adminRoleName = adminRoleName;
    }).answer(getRole, { out: `arn:aws:iam::123456789012:role/${sso}\n` });

  test('exists', async () => {
    const err = 'An error occurred (NoSuchEntity) when calling the GetRole operation';
    const world = healthyWorld().answer('aws iam get-role --role-name platform-admin *', { code: 254, err });
    expect(await refusal(world)).toBe(
      "cluster:deploy: cluster.adminRoleName: 'platform-admin' is not an IAM role of account 123456789012; put what follows ':role/' in a line of \"aws iam list-roles --query 'Roles[].Arn' --output table --region eu-west-1\" into config/environments/test.ts",
    );
  });

  test('is written with its path, as the access entry needs it', async () => {
    expect(await refusal(worldWith('AWSReservedSSO_Admin_0123456789abcdef'))).toBe(
      `cluster:deploy: cluster.adminRoleName: 'AWSReservedSSO_Admin_0123456789abcdef' is not an IAM role of account 123456789012, but '${sso}' is: put that into config/environments/test.ts`,
    );
  });

  test('may be one of IAM Identity Center', async () => {
    const world = worldWith(sso);
    expect((await world.run(deploy, 'test')).code).toBe(0);
    expect(world.calls().some((line) => line.startsWith('npx cdk deploy '))).toBe(true);
  });

  test('lies in the partition of the region', async () => {
    const world = healthyWorld((draft) => {
      draft.aws.region = 'cn-north-1';
    }).answer('aws iam get-role --role-name platform-admin *', {
      out: 'arn:aws-cn:iam::123456789012:role/platform-admin',
    });
    expect((await world.run(deploy, 'test')).code).toBe(0);
  });
});
