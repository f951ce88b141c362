import type { ExistingNetwork } from '../../config/network.ts';
import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import { clusterDiff } from '../../ops/cluster-diff.ts';
import { teardown } from '../../ops/teardown.ts';
import { company } from '../support/company.ts';
import { healthyWorld, offers, zones } from './healthy-world.ts';
import type { World } from './world.ts';

const network = structuredClone(company.cluster.network) as ExistingNetwork;

/** The subnets of the network as AWS describes them, each in the next zone, after an edit. */
function subnets(edit: Readonly<Record<string, object>> = {}) {
  const of = (ids: readonly string[] | undefined, cidr: (index: number) => string) =>
    (ids ?? []).map((id, index) => ({
      id,
      vpc: network.vpcId,
      zone: zones[index]?.name,
      zoneId: zones[index]?.id,
      cidr: cidr(index),
      free: 200,
      ...edit[id],
    }));
  return [
    ...of(network.controlPlaneSubnets, (index) => `10.60.${index}.0/26`),
    ...of(network.loadBalancerSubnets, (index) => `10.60.${index}.64/26`),
    ...of(network.nodeSubnets, (index) => `100.64.${64 * index}.0/18`),
    ...of(network.databaseSubnets, (index) => `10.60.9.${32 * index}/27`),
  ].filter(({ id }) => edit[id] !== gone);
}
const gone = {};

function world(found: readonly object[]): World {
  return healthyWorld((draft) => {
    draft.cluster.network = structuredClone(network) as typeof draft.cluster.network;
  })
    .answer('aws ec2 describe-subnets *', { out: found })
    .answer('aws ec2 describe-vpc-attribute *', { out: true });
}

async function refusal(of: World): Promise<readonly string[]> {
  const { code, stderr } = await of.run(clusterDeploy, 'test');
  expect(code).toBe(1);
  expect(of.calls().filter((line) => line.startsWith('npx cdk'))).toEqual([]);
  return stderr
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}

const [control, , other] = [...network.controlPlaneSubnets, network.nodeSubnets[1]] as [string, string, string];
const [balancer, second] = network.loadBalancerSubnets as [string, string];

describe('cluster:deploy into a VPC that is there', () => {
  test('deploys no network stack, and asks nothing about zones and their default subnets', async () => {
    const fine = world(subnets());
    expect(await fine.run(clusterDeploy, 'test')).toMatchObject({ code: 0 });
    const calls = fine.calls();
    expect(calls).toContain('npx cdk deploy airflow-test-data airflow-test-cluster');
    expect(calls.filter((line) => /availability-zones|default-for-az/.test(line))).toEqual([]);
    expect(calls.filter((line) => line.startsWith('aws ec2 describe-subnets'))).toHaveLength(1);
  });

  test('compares no network stack', async () => {
    const fine = world(subnets());
    await fine.run(clusterDiff, 'test');
    expect(fine.calls()).toContain('npx cdk diff airflow-test-data airflow-test-cluster');
  });

  test('is left where it is by a teardown with the data', async () => {
    const { stdout } = await world([]).run(teardown, 'test', '--dry-run', '--including-data');
    expect(stdout).toContain('this also deletes the stack with the database of');
    expect(stdout.split('\n').filter((line) => line.startsWith('npx cdk destroy'))).toEqual([
      'npx cdk destroy airflow-test-cluster --exclusively --force',
      'npx cdk destroy airflow-test-data --exclusively --force',
    ]);
  });

  test('plans the same in a dry run, without an answer of AWS', async () => {
    const { code, stdout } = await world([]).run(clusterDeploy, 'test', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('npx cdk deploy airflow-test-data airflow-test-cluster');
  });

  test.each([
    [
      'a subnet that is not there',
      { [control]: gone },
      `cluster.network.controlPlaneSubnets[0]: '${control}' is no subnet that account 123456789012 sees in eu-west-1; use one that is there`,
    ],
    [
      'a subnet of another VPC',
      { [other]: { vpc: 'vpc-0def' } },
      `cluster.network.nodeSubnets[1]: '${other}' is in vpc-0def, not in ${network.vpcId}; use a subnet of that VPC`,
    ],
    [
      'a range that is not named, from which nothing would be let in',
      { [other]: { cidr: '10.61.0.0/20' } },
      `cluster.network.nodeSubnets[1]: '${other}' has the range 10.61.0.0/20, which lies in none of cluster.network.podCidrs; add it there`,
    ],
    [
      'a range that is larger than the one that is named',
      { [control]: { cidr: '10.60.0.0/22' } },
      `cluster.network.controlPlaneSubnets[0]: '${control}' has the range 10.60.0.0/22, which lies in none of cluster.network.vpcCidrs; add it there`,
    ],
    [
      'a zone in which EKS makes no control plane',
      { [control]: { zone: 'us-east-1b', zoneId: 'use1-az3' } },
      `cluster.network.controlPlaneSubnets[0]: '${control}' is in us-east-1b, which is use1-az3, and there EKS makes no control plane; use a subnet of another zone`,
    ],
    [
      'a purpose in one zone',
      { [control]: { zone: 'eu-west-1b' } },
      'cluster.network.controlPlaneSubnets: are all in eu-west-1b; use subnets of two zones or more',
    ],
  ])('refuses %s', async (_, edit: Readonly<Record<string, object>>, line) => {
    expect(await refusal(world(subnets(edit)))).toEqual([line]);
  });

  test('refuses two subnets for load balancers in one zone beside others, because a load balancer takes one', async () => {
    const third = 'subnet-0ccccccccccccccc3';
    const found = [...subnets(), { ...subnets().find(({ id }) => id === balancer), id: third }];
    const more = healthyWorld((draft) => {
      const loadBalancerSubnets = [balancer, second, third];
      draft.cluster.network = { ...structuredClone(network), loadBalancerSubnets } as typeof draft.cluster.network;
    })
      .answer('aws ec2 describe-subnets *', { out: found })
      .answer('aws ec2 describe-vpc-attribute *', { out: true });
    expect(await refusal(more)).toEqual([
      'cluster.network.loadBalancerSubnets: are two in one zone, and a load balancer takes one subnet of a zone; remove the others',
    ]);
  });

  test('refuses a VPC without DNS names, in which no node finds the API', async () => {
    const off = world(subnets()).answer('aws ec2 describe-vpc-attribute * enableDnsHostnames *', { out: false });
    expect(await refusal(off)).toEqual([
      `cluster.network.vpcId: '${network.vpcId}' does not have enableDnsHostnames, without which nodes do not find the Kubernetes API; ask its owner to turn it on`,
    ]);
  });

  test('warns of a subnet that is nearly full, and goes on: a cluster that runs may have filled it', async () => {
    const { code, stderr } = await world(subnets({ [control]: { free: 3 } })).run(clusterDeploy, 'test');
    expect(code).toBe(0);
    expect(stderr).toContain(
      `warning: cluster.network.controlPlaneSubnets[0]: '${control}' has 3 free addresses left, and should have 6`,
    );
  });

  test('warns of node subnets without a way out, by their own route table or that of the VPC, and goes on', async () => {
    const [first, , third] = network.nodeSubnets;
    const tables = [
      { main: true, subnets: [], out: [] },
      { main: null, subnets: [first], out: ['active'] },
      { main: null, subnets: [third], out: [] },
    ];
    const closed = world(subnets()).answer('aws ec2 describe-route-tables *', { out: tables });
    const { code, stderr } = await closed.run(clusterDeploy, 'test');
    expect(code).toBe(0);
    expect(stderr).toContain(
      `warning: cluster.network.nodeSubnets: ${other}, ${third}: no route to 0.0.0.0/0; without endpoints`,
    );
  });

  test('asks for the type of the core nodes in the zones of the node subnets', async () => {
    const lacking = world(subnets()).answer('aws ec2 describe-instance-type-offerings *', {
      out: offers(['m7i.xlarge', 'm7i.2xlarge'], ['m7i.xlarge eu-west-1b', 'm7i.xlarge eu-west-1c']),
    });
    expect(await refusal(lacking)).toEqual([expect.stringContaining('is not offered in eu-west-1b, eu-west-1c;')]);
  });
});
