import type { PlatformConfig } from '../../config/platform-config.ts';
import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import type { Mutable } from '../fixtures.ts';
import { healthyWorld, offers, zoneNames, zones } from './healthy-world.ts';
import type { World } from './world.ts';

const inRegion = (region: string, availabilityZones: 2 | 3) => (draft: Mutable<PlatformConfig>) => {
  draft.aws.region = region;
  Object.assign(draft.cluster.network, { availabilityZones });
};

const withDatabase = (multiAz: boolean) => (draft: Mutable<PlatformConfig>) => {
  draft.versions.postgresql = '17.6-alpine';
  draft.airflow.database = {
    kind: 'rds',
    instanceClass: 'm7g.large',
    storageGib: 100,
    multiAz,
    backupRetentionDays: 14,
  };
};

/** What follows the field in the lines of the refusal. */
async function refusal(world: World): Promise<Readonly<Record<string, string>>> {
  const { code, stdout, stderr } = await world.run(clusterDeploy, 'test');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(world.calls().filter((line) => !/^aws \S+ (get|list|describe)-/.test(line))).toEqual([]);
  const [head, ...lines] = stderr.split('\n');
  expect(head).toMatch(/^cluster:deploy: AWS has not all of config\/environments\/test\.ts in account 123456789012, /);
  return Object.fromEntries(lines.map((line) => line.trim().split(/: (.*)/, 2)));
}

async function accepted(world: World): Promise<boolean> {
  return (await world.run(clusterDeploy, 'test')).code === 0;
}

describe('cluster:deploy, before it changes anything, asks for the zones, and', () => {
  const offered = (found: readonly { readonly name: string; readonly id: string }[]) => ({ out: found });

  test('refuses more than the region shows to the account', async () => {
    const world = healthyWorld(inRegion('eu-west-1', 3)).answer(
      'aws ec2 describe-availability-zones *',
      offered(zones.slice(0, 2)),
    );
    expect(await refusal(world)).toEqual({
      'cluster.network.availabilityZones':
        '3 is more than CloudFormation finds in eu-west-1 (eu-west-1a, eu-west-1b); use 2',
    });
  });

  test('counts as CloudFormation does, which leaves out zones without a default subnet', async () => {
    const subnets = zones.slice(1).map(({ name }) => ({ zone: name, id: `subnet-${name}` }));
    const world = () => healthyWorld(inRegion('eu-west-1', 3)).answer('aws ec2 describe-subnets *', { out: subnets });
    expect(await refusal(world())).toEqual({
      'cluster.network.availabilityZones':
        "3 is more than CloudFormation finds in eu-west-1 (eu-west-1b, eu-west-1c), which leaves out zones without a default subnet; use 2, or run 'aws ec2 create-default-subnet --availability-zone eu-west-1a --region eu-west-1'",
    });
    const none = healthyWorld(inRegion('eu-west-1', 3)).answer('aws ec2 describe-subnets *', { out: [] });
    expect(await accepted(none)).toBe(true);
  });

  describe('where one of the first is a zone in which EKS makes no control plane,', () => {
    const found = ['use1-az6', 'use1-az3', 'use1-az1'].map((id, index) => ({ name: `us-east-1${'abc'[index]}`, id }));
    const world = (availabilityZones: 2 | 3, subnets: readonly string[]) =>
      healthyWorld(inRegion('us-east-1', availabilityZones))
        .answer('aws ec2 describe-availability-zones *', offered(found.toReversed()))
        .answer('aws ec2 describe-subnets *', { out: subnets.map((zone) => ({ zone, id: `subnet-${zone}` })) })
        .answer('aws ec2 describe-instance-type-offerings *', {
          out: found.map(({ name }) => ({ type: 'm7i.xlarge', zone: name })),
        });

    test('says so, and how CloudFormation leaves it out', async () => {
      expect(await refusal(world(2, ['us-east-1a', 'us-east-1b', 'us-east-1c']))).toEqual({
        'cluster.network.availabilityZones':
          "2 takes us-east-1b, which is use1-az3 in this account, and there EKS makes no control plane; CloudFormation leaves out a zone without a default subnet: if nothing uses it, run 'aws ec2 delete-subnet --subnet-id subnet-us-east-1b --region us-east-1' ('aws ec2 create-default-subnet --availability-zone us-east-1b --region us-east-1' brings it back)",
      });
    });

    test('goes on where it is none of the first by their names', async () => {
      const last = [found[0], found[2], found[1]].map((zone, index) => ({
        id: zone?.id ?? '',
        name: `us-east-1${'abc'[index]}`,
      }));
      const sorted = world(2, []).answer('aws ec2 describe-availability-zones *', offered(last.toReversed()));
      expect(await accepted(sorted)).toBe(true);
    });

    test('goes on where CloudFormation leaves it out already', async () => {
      expect(await accepted(world(2, ['us-east-1a', 'us-east-1c']))).toBe(true);
    });

    test('names another region where the account has no default subnets at all', async () => {
      expect((await refusal(world(2, [])))['cluster.network.availabilityZones']).toMatch(
        /no control plane; use another region$/,
      );
    });
  });
});

describe('cluster:deploy with zones by id, before it changes anything,', () => {
  const byId =
    (...availabilityZones: string[]) =>
    (draft: Mutable<PlatformConfig>) => {
      Object.assign(draft.cluster.network, { availabilityZones });
    };

  test('refuses one that the account does not have', async () => {
    expect(await refusal(healthyWorld(byId('euw1-az1', 'euw1-az4')))).toEqual({
      'cluster.network.availabilityZones[1]':
        "'euw1-az4' is no zone that the account has in eu-west-1; use some of euw1-az1, euw1-az2, euw1-az3",
    });
  });

  test('asks for the type of the core nodes in those zones only', async () => {
    const world = healthyWorld(byId('euw1-az3', 'euw1-az2')).answer('aws ec2 describe-instance-type-offerings *', {
      out: offers(['m7i.xlarge', 'm7i.2xlarge'], ['m7i.xlarge eu-west-1c']),
    });
    expect(Object.values(await refusal(world))).toEqual([expect.stringContaining('is not offered in eu-west-1c;')]);
  });
});

describe('cluster:deploy with a transit gateway, before it changes anything,', () => {
  const gateway = (answer: object) => ({
    state: 'available',
    owner: '123456789012',
    accepts: 'disable',
    propagates: 'enable',
    ...answer,
  });
  const behind = (...out: object[]) =>
    healthyWorld((draft) => {
      Object.assign(draft.cluster.network, { transitGateway: { id: 'tgw-0abc12345', cidrs: ['10.0.0.0/8'] } });
    }).answer('aws ec2 describe-transit-gateways *', { out });

  test('goes on with one of the account, and asks for none where there is no field', async () => {
    const { code, stderr } = await behind(gateway({})).run(clusterDeploy, 'test');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const world = healthyWorld();
    await world.run(clusterDeploy, 'test');
    expect(world.calls().filter((line) => line.includes('transit'))).toEqual([]);
  });

  test.each([
    [[], 'is no transit gateway that account 123456789012 sees in eu-west-1; its owner shares it through AWS RAM'],
    [[gateway({ state: 'deleting' })], 'is deleting; use one that is available'],
  ])('refuses one that is not there: %j', async (out, text) => {
    expect(await refusal(behind(...out))).toEqual({ 'cluster.network.transitGateway.id': `'tgw-0abc12345' ${text}` });
  });

  test('warns of what the owner has to do', async () => {
    const { code, stderr } = await behind(gateway({ owner: '444455556666', propagates: 'disable' })).run(
      clusterDeploy,
      'test',
    );
    expect(code).toBe(0);
    expect(stderr.split('\n')).toEqual([
      'warning: cluster.network.transitGateway.id: account 444455556666 has to accept the attachment while the network stack waits for it',
      'warning: cluster.network.transitGateway.id: its owner has to add a route to 10.42.0.0/16, or no answer finds its way back',
    ]);
  });
});

describe('cluster:deploy, before it changes anything, asks for', () => {
  test('the type of the core nodes in each zone of the cluster', async () => {
    const world = healthyWorld().answer('aws ec2 describe-instance-type-offerings *', {
      out: offers(['m7i.xlarge', 'm7i.2xlarge'], ['m7i.xlarge eu-west-1b']),
    });
    expect(await refusal(world)).toEqual({
      'cluster.coreNodes.instanceType':
        "'m7i.xlarge' is not offered in eu-west-1b; use a type that is, e.g. of the generation before",
    });
  });

  test.each([
    ['the class of the database, where there is one', false, [], false],
    ['a class that may have a standby, where one is wanted', true, [false], false],
    ['nothing more of it where no standby is wanted', false, [false], true],
    ['and takes it where one kind of the class may have a standby', true, [false, true], true],
  ] as const)('%s', async (_, multiAz, found, fine) => {
    const world = healthyWorld(withDatabase(multiAz))
      .answer('aws rds describe-orderable-db-instance-options *', {
        out: found.map((multi) => ({ multiAz: multi, zones: zoneNames })),
      })
      .answer('aws rds describe-db-engine-versions *', { out: ['17.6'] });
    if (fine) expect(await accepted(world)).toBe(true);
    else {
      expect(await refusal(world)).toEqual({
        'airflow.database.instanceClass': `'m7g.large' is not offered for PostgreSQL 17.6 with gp3${multiAz ? ' and a standby' : ''} in eu-west-1; use another class, e.g. of the generation before`,
      });
    }
    expect(world.calls().join('\n')).toContain('--engine-version 17.6 --db-instance-class db.m7g.large');
  });

  test.each([
    ['one zone of the environment, where a standby is wanted', true, ['eu-west-1a', 'eu-west-1c'], 'eu-west-1a'],
    ['no zone of the environment', false, ['eu-west-1c'], 'none'],
  ] as const)('a class of the database that is in more than %s', async (_, multiAz, found, where) => {
    const world = healthyWorld(withDatabase(multiAz)).answer('aws rds describe-orderable-db-instance-options *', {
      out: [{ multiAz: true, zones: found }],
    });
    expect(await refusal(world)).toEqual({
      'airflow.database.instanceClass': `'m7g.large' is offered in ${where} of eu-west-1a, eu-west-1b, and the database needs ${multiAz ? 2 : 1}; use another class, e.g. of the generation before`,
    });
  });

  test('at least one instance type of each pool, and warns where a zone has none', async () => {
    const small = (draft: Mutable<PlatformConfig>) => {
      draft.cluster.coreNodes.instanceType = 'm7i.large';
      for (const pool of draft.nodePools.slice(0, 1))
        Object.assign(pool, { instanceFamilies: ['r7gd'], instanceCategories: undefined });
    };
    const offering = (types: string[], without: string[]) =>
      healthyWorld(small).answer('aws ec2 describe-instance-type-offerings *', { out: offers(types, without) });

    expect(await refusal(offering(['m7i.large', 'm7i.xlarge'], []))).toEqual({
      'nodePools[0]':
        "no instance type of 'airflow' is offered in eu-west-1a, eu-west-1b; use other families, categories or sizes, e.g. of the generation before",
    });
    const { code, stderr } = await offering(['m7i.large', 'm7i.xlarge', 'r7gd.xlarge'], ['r7gd.xlarge eu-west-1b']).run(
      clusterDeploy,
      'test',
    );
    expect(stderr).toContain(
      "warning: nodePools[0]: no instance type of 'airflow' is offered in eu-west-1b, so it has no node there",
    );
    expect(code).toBe(0);
  });

  test('the version of PostgreSQL', async () => {
    const unknown = { code: 254, err: 'An error occurred (InvalidParameterCombination): Cannot find version 17.6' };
    const world = healthyWorld(withDatabase(false))
      .answer('aws rds describe-orderable-db-instance-options *', { out: [] })
      .answer('aws rds describe-db-engine-versions *', unknown);
    expect(await refusal(world)).toEqual({
      'versions.postgresql':
        "'17.6-alpine' means PostgreSQL 17.6, which RDS does not have in eu-west-1; use an older one until it does",
    });
  });

  test('no database where it is in the cluster', async () => {
    const world = healthyWorld();
    await world.run(clusterDeploy, 'test');
    expect(world.calls().filter((line) => line.startsWith('aws rds'))).toEqual([]);
  });

  test("the image of Karpenter's nodes", async () => {
    const err = 'An error occurred (ParameterNotFound) when calling the GetParameter operation:';
    const world = healthyWorld((draft) => {
      draft.versions.al2023Ami = 'v20260101';
    }).answer('aws ssm get-parameter *', { code: 254, err });
    expect(await refusal(world)).toEqual({
      'versions.al2023Ami':
        "'v20260101' has no image for Kubernetes 1.35 in eu-west-1; use 'v' and the date at the end of what 'aws ssm get-parameter --name /aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/release_version --query Parameter.Value --region eu-west-1' says",
    });
  });

  test('the image of Graviton nodes too, where a pool has some', async () => {
    const world = healthyWorld((draft) => {
      Object.assign(draft.nodePools[3] as object, { architecture: 'arm64' });
    }).answer('aws ssm get-parameter *arm64* *', { code: 254, err: 'ParameterNotFound' });
    expect(await refusal(world)).toEqual({
      'versions.al2023Ami': expect.stringContaining('/arm64/standard/recommended/'),
    });
  });

  test("the image with NVIDIA's driver, where a pool has GPUs", async () => {
    const world = healthyWorld((draft) => {
      const [, tasks] = structuredClone(draft.nodePools);
      Object.assign(tasks as object, { instanceCategories: ['g'], accelerator: { kind: 'nvidia', limitGpus: 4 } });
      draft.nodePools.push({ ...tasks, name: 'gpu', nodeGroupType: 'Gpu' } as (typeof draft.nodePools)[0]);
    }).answer('aws ssm get-parameter *nvidia* *', { code: 254, err: 'ParameterNotFound' });
    expect(await refusal(world)).toMatchObject({
      'versions.al2023Ami': expect.stringContaining('/x86_64/nvidia/recommended/'),
    });
  });

  test('all of it at once, and reports each that is missing', async () => {
    const world = healthyWorld()
      .answer('aws ec2 describe-availability-zones *', { out: zones.slice(0, 1) })
      .answer('aws ec2 describe-instance-type-offerings *', { out: offers(['m7i.large']) })
      .answer('aws ssm get-parameter *', { code: 254, err: 'ParameterNotFound' });
    expect(Object.keys(await refusal(world))).toEqual([
      'cluster.network.availabilityZones',
      'cluster.coreNodes.instanceType',
      'versions.al2023Ami',
    ]);
  });
});
