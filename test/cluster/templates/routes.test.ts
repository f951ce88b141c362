import { platformConfig } from '../../fixtures.ts';
import { everything } from '../../support/configs.ts';
import { ofType, only, type Resource, type StackTemplate, synthesize } from '../templates.ts';

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
