import { platformConfig } from '../../fixtures.ts';
import { everything } from '../../support/configs.ts';
import { ofType, only, type StackTemplate, synthesize, tags } from '../templates.ts';

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
