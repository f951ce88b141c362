import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import { company } from '../support/company.ts';
import { healthyWorld } from './healthy-world.ts';
import type { World } from './world.ts';

const ample = { 'L-1216C47A': 5000, 'L-34B43A08': 5000, 'L-0263D0A3': 20, 'L-F678F1CE': 20 };

function withQuotas(quotas: Readonly<Record<string, number>>, overrides?: Parameters<typeof healthyWorld>[0]): World {
  const out = Object.entries({ ...ample, ...quotas }).map(([code, value]) => ({ code, value }));
  return healthyWorld(overrides).answer('aws service-quotas list-service-quotas *', { out });
}

const ours = { stack: 'airflow-test-network' };
const ask = 'aws service-quotas request-service-quota-increase --service-code';

async function problems(world: World): Promise<readonly string[]> {
  const { code, stderr } = await world.run(clusterDeploy, 'test');
  expect(code).toBe(1);
  expect(world.calls().filter((line) => line.startsWith('npx cdk'))).toEqual([]);
  return stderr
    .split('\n')
    .filter((line) => !line.startsWith('warning'))
    .slice(1)
    .map((line) => line.trim());
}

describe('cluster:deploy, before the first stack, asks for quotas and', () => {
  test('refuses core nodes that a new account may not have', async () => {
    expect(await problems(withQuotas({ 'L-1216C47A': 5 }))).toEqual([
      `cluster.coreNodes: take 8 vCPUs, and the account may have 5 of their kind; ask AWS for more with '${ask} ec2 --quota-code L-1216C47A --desired-value 8 --region eu-west-1'`,
    ]);
  });

  test('warns of pools that may grow beyond one, On-Demand and Spot by themselves, and goes on', async () => {
    const { code, stderr } = await withQuotas({ 'L-1216C47A': 100, 'L-34B43A08': 32 }).run(clusterDeploy, 'test');
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes('nodePools'))).toEqual([
      `warning: nodePools: airflow, airflow-task, spark-driver may grow to 192 vCPUs On-Demand together, and the account may have 100 of their kind; lower limitVcpus, or ask AWS for more with '${ask} ec2 --quota-code L-1216C47A --desired-value 192 --region eu-west-1'`,
      `warning: nodePools: spark-compute may grow to 64 vCPUs Spot together, and the account may have 32 of their kind; lower limitVcpus, or ask AWS for more with '${ask} ec2 --quota-code L-34B43A08 --desired-value 64 --region eu-west-1'`,
    ]);
  });

  test('counts families of another quota by that', async () => {
    const large = withQuotas({ 'L-7295265B': 0 }, (draft) => {
      Object.assign(draft.nodePools[1] as object, { instanceCategories: ['m', 'x'] });
    });
    const { stderr } = await large.run(clusterDeploy, 'test');
    expect(stderr).toMatch(/nodePools: airflow-task may grow to 64 vCPUs On-Demand .* --quota-code L-7295265B /);
  });

  test('refuses NAT gateways without an Elastic IP, and a VPC too many; those of an earlier deployment are its own', async () => {
    const quotas = { 'L-0263D0A3': 5, 'L-F678F1CE': 5 };
    const taken = (...own: readonly object[]) =>
      withQuotas(quotas, (draft) => Object.assign(draft.cluster.network, { natGateways: 'per-zone' }))
        .answer('aws ec2 describe-addresses *', { out: [...Array(4).fill({ stack: null }), ...own] })
        .answer('aws ec2 describe-vpcs *', { out: [...Array(5).fill({ stack: 'other' }), ...own] });
    expect(await problems(taken(ours))).toEqual([
      `cluster.network.natGateways: 'per-zone' takes 2 Elastic IP addresses, and 4 of 5 in eu-west-1 are taken; release some, or ask AWS for more with '${ask} ec2 --quota-code L-0263D0A3 --desired-value 6 --region eu-west-1'`,
      `cluster.network.kind: 'new' makes a VPC, and 5 of 5 in eu-west-1 are there; use one of them with kind 'existing', or ask AWS for more with '${ask} vpc --quota-code L-F678F1CE --desired-value 6 --region eu-west-1'`,
    ]);

    const again = withQuotas(quotas)
      .answer('aws ec2 describe-addresses *', { out: [...Array(4).fill({ stack: null }), ours] })
      .answer('aws ec2 describe-vpcs *', { out: [...Array(4).fill({ stack: null }), ours] });
    expect((await again.run(clusterDeploy, 'test')).code).toBe(0);
  });

  test('asks for neither in a VPC that is there', async () => {
    const world = withQuotas({ 'L-F678F1CE': 0 }, (draft) => {
      draft.cluster.network = structuredClone(company.cluster.network) as typeof draft.cluster.network;
    });
    await world.run(clusterDeploy, 'test');
    expect(world.calls().filter((line) => /describe-(addresses|vpcs)|--service-code vpc/.test(line))).toEqual([]);
  });

  test('goes on with a warning where the person may not see them', async () => {
    const err = 'An error occurred (AccessDeniedException) when calling the ListServiceQuotas operation';
    const world = healthyWorld().answer('aws service-quotas *', { code: 254, err });
    const { code, stderr } = await world.run(clusterDeploy, 'test');
    expect(code).toBe(0);
    expect(stderr).toContain(`warning: quotas of ec2 were not checked: ${err}`);
  });
});
