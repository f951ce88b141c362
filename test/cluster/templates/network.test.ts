import { platformConfig } from '../../fixtures.ts';
import { everyAwsChoice, everything } from '../../support/configs.ts';
import {
  type EnvironmentTemplates,
  ofType,
  only,
  type Resource,
  type StackTemplate,
  synthesize,
  tags,
} from '../templates.ts';

const subnets = (network: StackTemplate, range: RegExp) =>
  ofType(network, 'AWS::EC2::Subnet').filter(({ Properties }) => range.test(String(Properties['CidrBlock'])));

describe('the network of an environment', () => {
  let network: StackTemplate;

  beforeAll(async () => {
    ({ network } = await synthesize(platformConfig()));
  });

  test('gives nodes and pods a subnet of 100.64.0.0/16 in each zone', () => {
    expect(only(network, 'AWS::EC2::VPCCidrBlock').Properties['CidrBlock']).toBe('100.64.0.0/16');
    expect(subnets(network, /^100\./).map(({ Properties }) => Properties['CidrBlock'])).toEqual([
      '100.64.0.0/18',
      '100.64.64.0/18',
    ]);
  });

  test('lets Karpenter find the node subnets by tag, and only those', () => {
    const found = ofType(network, 'AWS::EC2::Subnet').filter((subnet) => tags(subnet)['karpenter.sh/discovery']);

    expect(found).toEqual(subnets(network, /^100\./));
    expect(found.map((subnet) => tags(subnet)['karpenter.sh/discovery'])).toEqual(['airflow-test', 'airflow-test']);
  });

  test('sends load balancers to the subnets of the company range', () => {
    const internal = ofType(network, 'AWS::EC2::Subnet').filter(
      (subnet) => tags(subnet)['kubernetes.io/role/internal-elb'],
    );
    const external = ofType(network, 'AWS::EC2::Subnet').filter((subnet) => tags(subnet)['kubernetes.io/role/elb']);

    expect([...internal, ...external].map(({ Properties }) => Properties['CidrBlock'])).toEqual([
      '10.42.1.0/25',
      '10.42.1.128/25',
      '10.42.0.0/26',
      '10.42.0.64/26',
    ]);
  });

  test('is found by the Load Balancer Controller by its name', () => {
    expect(tags(only(network, 'AWS::EC2::VPC'))['Name']).toBe('airflow-test-vpc');
  });

  test('gives nothing a public address of its own accord', () => {
    for (const { Properties } of ofType(network, 'AWS::EC2::Subnet')) {
      expect(Properties['MapPublicIpOnLaunch']).not.toBe(true);
    }
  });

  test('reaches S3 without a NAT gateway, from the nodes and from the private subnets', () => {
    const { RouteTableIds } = only(network, 'AWS::EC2::VPCEndpoint').Properties;
    const tables = (id: string) =>
      Object.keys(network.resources).filter(
        (name) => network.resources[name]?.Type === 'AWS::EC2::RouteTable' && name.startsWith(id),
      );
    const wanted = [...tables('VpcprivateSubnet'), ...tables('NodeSubnet')];

    expect(wanted).toHaveLength(4);
    expect(RouteTableIds).toEqual(wanted.map((Ref) => ({ Ref })));
  });

  test('adds the range before the subnets that lie in it', () => {
    for (const subnet of subnets(network, /^100\./)) expect(subnet.DependsOn).toContain('NodeRange');
  });

  test('takes the zones from CloudFormation, without asking AWS', () => {
    const zones = new Set(
      ofType(network, 'AWS::EC2::Subnet').map((subnet) => JSON.stringify(subnet.Properties['AvailabilityZone'])),
    );
    expect([...zones]).toEqual(
      [0, 1].map((index) => JSON.stringify({ 'Fn::Select': [index, { 'Fn::GetAZs': 'eu-west-1' }] })),
    );
  });

  test('fits into a /22, the smallest that the config allows', async () => {
    const { network: small } = await synthesize(
      platformConfig((config) => {
        Object.assign(config.cluster.network, { vpcCidr: '10.42.0.0/22', availabilityZones: 3 });
      }),
    );
    expect(ofType(small, 'AWS::EC2::Subnet')).toHaveLength(12);
  });
});

/** Range, zone and zone id of each subnet, by its id in the template. */
async function subnetsWith(availabilityZones: number | string[]): Promise<Record<string, unknown[]>> {
  const { network } = await synthesize(
    platformConfig((config) => {
      Object.assign(config.cluster.network, { availabilityZones });
    }),
  );
  const subnets = Object.entries(network.resources).filter(([, { Type }]) => Type === 'AWS::EC2::Subnet');
  return Object.fromEntries(
    subnets.map(([id, { Properties }]) => [
      id,
      [Properties['CidrBlock'], Properties['AvailabilityZone'], Properties['AvailabilityZoneId']],
    ]),
  );
}

async function rangesWith(availabilityZones: number): Promise<Record<string, unknown>> {
  const subnets = await subnetsWith(availabilityZones);
  return Object.fromEntries(Object.entries(subnets).map(([id, [range]]) => [id, range]));
}

describe('a third zone', () => {
  test('can be added to a network that is there: no subnet moves, and the new ones overlap with none', async () => {
    const [two, three] = [await rangesWith(2), await rangesWith(3)];

    expect(Object.keys(two)).toHaveLength(8);
    expect(three).toMatchObject(two);
    expect(new Set(Object.values(three)).size).toBe(12);
  });
});

describe('zones by id', () => {
  test('are written as ids, so that they are the same in every account; no subnet moves when a third is added', async () => {
    const two = await subnetsWith(['euw1-az3', 'euw1-az1']);
    const three = await subnetsWith(['euw1-az3', 'euw1-az1', 'euw1-az2']);

    expect(Object.values(two).map(([, name]) => name)).toEqual(Array(8).fill(undefined));
    expect(Object.values(two).filter(([, , id]) => id === 'euw1-az3')).toHaveLength(4);
    expect(three).toMatchObject(two);
    expect(Object.values(three)).toHaveLength(12);
  });
});

describe('another range of pods', () => {
  test('is that of node subnets and of what the database lets in', async () => {
    const { network, data } = await synthesize(everything);
    expect(only(network, 'AWS::EC2::VPCCidrBlock').Properties['CidrBlock']).toBe('100.65.0.0/16');
    expect(subnets(network, /^100\./).map(({ Properties }) => Properties['CidrBlock'])).toEqual([
      '100.65.0.0/18',
      '100.65.64.0/18',
    ]);
    expect(JSON.stringify(data.resources)).not.toContain('100.64.');
    expect(only(data, 'AWS::EC2::SecurityGroup').Properties['SecurityGroupIngress']).toEqual([
      expect.objectContaining({ CidrIp: '100.65.0.0/16' }),
    ]);
  });
});

describe('a transit gateway', () => {
  const ranges = ['10.0.0.0/8', '172.16.0.0/12'];
  const resource = (network: StackTemplate, reference: unknown) =>
    network.resources[String((reference as { Ref: string }).Ref)] as Resource;
  /** Destination and target of the routes of the subnets in a range, without those to the internet. */
  const routes = (network: StackTemplate, place: RegExp) =>
    ofType(network, 'AWS::EC2::SubnetRouteTableAssociation')
      .filter(({ Properties }) => place.test(String(resource(network, Properties['SubnetId']).Properties['CidrBlock'])))
      .map(({ Properties }) =>
        ofType(network, 'AWS::EC2::Route').filter(
          (route) =>
            JSON.stringify(route.Properties['RouteTableId']) === JSON.stringify(Properties['RouteTableId']) &&
            route.Properties['DestinationCidrBlock'] !== '0.0.0.0/0',
        ),
      );
  let network: StackTemplate;

  beforeAll(async () => {
    ({ network } = await synthesize(everything));
  });

  test('is attached to the private subnets', () => {
    const { Properties } = only(network, 'AWS::EC2::TransitGatewayAttachment');
    expect(Properties['TransitGatewayId']).toBe('tgw-0123456789abcdef0');
    const cidrs = (Properties['SubnetIds'] as unknown[]).map((id) => resource(network, id).Properties['CidrBlock']);
    expect(cidrs).toEqual(['10.45.1.0/25', '10.45.1.128/25']);
  });

  test('is the way of the private subnets to each range, once they are attached', () => {
    const found = routes(network, /^10\.45\.1\./);
    expect(found.map((list) => list.map(({ Properties }) => Properties['DestinationCidrBlock']))).toEqual([
      ranges,
      ranges,
    ]);
    for (const { Properties, DependsOn } of found.flat()) {
      expect(Properties['TransitGatewayId']).toBe('tgw-0123456789abcdef0');
      expect(DependsOn).toEqual([expect.stringMatching(/^TransitGatewayAttachment/)]);
    }
  });

  test('sees addresses of the private subnets: nodes and pods go through a private NAT gateway of their zone', () => {
    const found = routes(network, /^100\./);
    expect(found.map((list) => list.map(({ Properties }) => Properties['DestinationCidrBlock']))).toEqual([
      ranges,
      ranges,
    ]);
    const places = found.map((list) =>
      list.map(({ Properties }) => {
        const gateway = resource(network, Properties['NatGatewayId']).Properties;
        expect(gateway['ConnectivityType']).toBe('private');
        expect(gateway).not.toHaveProperty('AllocationId');
        return resource(network, gateway['SubnetId']).Properties['CidrBlock'];
      }),
    );
    expect(places).toEqual([Array(2).fill('10.45.1.0/25'), Array(2).fill('10.45.1.128/25')]);
  });

  test('is not the way of public and database subnets', () => {
    expect(routes(network, /^10\.45\.0\.|^10\.45\.2\./).flat()).toEqual([]);
  });

  test('takes one private NAT gateway where natGateways is one', async () => {
    const { network: one } = await synthesize(
      platformConfig((config) => {
        Object.assign(config.cluster.network, { transitGateway: { id: 'tgw-0abc12345', cidrs: ranges } });
      }),
    );
    const gateways = ofType(one, 'AWS::EC2::NatGateway').map(({ Properties }) => Properties['ConnectivityType']);
    expect(gateways.sort()).toEqual(['private', undefined]);
    expect(routes(one, /^100\./).flat()).toHaveLength(4);
  });
});

describe('NAT gateways', () => {
  const gateways = async (natGateways: 'one' | 'per-zone') => {
    const { network } = await synthesize(
      platformConfig((config) => {
        Object.assign(config.cluster.network, { natGateways });
      }),
    );
    return {
      count: ofType(network, 'AWS::EC2::NatGateway').length,
      ofNodeRoutes: Object.entries(network.resources)
        .filter(([id, { Type }]) => Type === 'AWS::EC2::Route' && id.startsWith('NodeSubnet'))
        .map(([, { Properties }]) => JSON.stringify(Properties['NatGatewayId'])),
    };
  };

  test('are one for all zones where the config says so', async () => {
    const { count, ofNodeRoutes } = await gateways('one');
    expect([count, new Set(ofNodeRoutes).size]).toEqual([1, 1]);
  });

  test('are one for each zone otherwise, and nodes use that of their zone', async () => {
    const { count, ofNodeRoutes } = await gateways('per-zone');
    expect([count, new Set(ofNodeRoutes).size]).toEqual([2, 2]);
  });
});

describe('the stacks of an environment', () => {
  let templates: EnvironmentTemplates;

  beforeAll(async () => {
    templates = await synthesize(everyAwsChoice);
  });

  test('can be destroyed one by one: nothing depends on the cluster, and the cluster not on the data', () => {
    expect(templates.network.dependencies).toEqual([]);
    expect(templates.data.dependencies).toEqual(['airflow-test-network']);
    expect(templates.cluster.dependencies).toEqual(['airflow-test-network']);
  });

  test('have no output, but for what the network exports to the other two', () => {
    expect(templates.data.outputs).toEqual({});
    expect(templates.cluster.outputs).toEqual({});
    for (const [name, { Export }] of Object.entries(templates.network.outputs)) {
      expect(name).toMatch(/^ExportsOutput/);
      expect(Export?.Name).toMatch(/^airflow-test-network:/);
    }
  });

  test('run no code of ours: no Lambda function, no custom resource, no file to upload', () => {
    const stacks: readonly StackTemplate[] = Object.values(templates);
    for (const { resources } of stacks) {
      for (const { Type } of Object.values(resources)) {
        expect(Type).not.toMatch(/^(AWS::Lambda::|AWS::CloudFormation::CustomResource|Custom::)/);
      }
    }
  });

  test('are protected from deletion where the cluster is', async () => {
    const stacks: readonly StackTemplate[] = Object.values(templates);
    expect(stacks.map((stack) => stack.terminationProtection)).toEqual([true, true, true]);
    expect((await synthesize(platformConfig())).network.terminationProtection).toBe(false);
  });
});
