import type { ExistingNetwork } from '../../../config/network.ts';
import { platformConfig } from '../../fixtures.ts';
import { company } from '../../support/company.ts';
import { type EnvironmentTemplates, ofType, only, synthesize } from '../templates.ts';

const network = company.cluster.network as ExistingNetwork;

describe('an environment in a VPC that is there', () => {
  let templates: EnvironmentTemplates;

  beforeAll(async () => {
    templates = await synthesize(company);
  });

  test('has two stacks, of which none waits for the other, and exports nothing', () => {
    const { data, cluster } = templates;
    expect(templates.network.resources).toEqual({});
    expect([data.dependencies, cluster.dependencies]).toEqual([[], []]);
    expect([data.outputs, cluster.outputs]).toEqual([{}, {}]);
  });

  test('changes nothing of the VPC: no subnet, no route, no tag', () => {
    const types = [templates.data, templates.cluster].flatMap(({ resources }) =>
      Object.values(resources).map(({ Type }) => Type),
    );
    const made = new Set(types.filter((type) => type.startsWith('AWS::EC2::')));
    expect([...made].sort()).toEqual([
      'AWS::EC2::LaunchTemplate',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::EC2::SecurityGroupIngress',
    ]);
  });

  test('has each part in its subnets', () => {
    const { cluster, data } = templates;
    expect(only(cluster, 'AWS::EKS::Cluster').Properties['ResourcesVpcConfig']).toMatchObject({
      SubnetIds: network.controlPlaneSubnets,
    });
    expect(only(cluster, 'AWS::EKS::Nodegroup').Properties['Subnets']).toEqual(network.nodeSubnets);
    expect(only(data, 'AWS::RDS::DBSubnetGroup').Properties['SubnetIds']).toEqual(network.databaseSubnets);
    const groups = [...ofType(cluster, 'AWS::EC2::SecurityGroup'), ...ofType(data, 'AWS::EC2::SecurityGroup')];
    expect(groups.map(({ Properties }) => Properties['VpcId'])).toEqual(Array(3).fill(network.vpcId));
  });

  test.each([
    ['nodes and pods', company, ['100.64.0.0/16']],
    [
      'the whole range where nodes share it',
      { ...company, cluster: { ...company.cluster, network: { ...network, podCidrs: undefined } } },
      network.vpcCidrs,
    ],
  ])('lets %s in to the database', async (_, config, ranges) => {
    const { data } = await synthesize(JSON.parse(JSON.stringify(config)));
    const rules = only(data, 'AWS::EC2::SecurityGroup').Properties['SecurityGroupIngress'];
    expect(rules).toEqual(ranges.map((CidrIp) => expect.objectContaining({ CidrIp, FromPort: 5432, ToPort: 5432 })));
  });

  test('may have none of what it does not use', async () => {
    const small = platformConfig((draft) => {
      const { loadBalancerSubnets: _, databaseSubnets: __, ...used } = structuredClone(network);
      draft.cluster.network = used as typeof draft.cluster.network;
    });
    expect(ofType((await synthesize(small)).data, 'AWS::RDS::DBSubnetGroup')).toEqual([]);
  });
});
