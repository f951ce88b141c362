import { checkEnvironments, checkPlatformConfig } from '../../../config/check.ts';
import { zonePrefix } from '../../../config/regions.ts';
import { company } from '../../support/company.ts';
import { devLike, prodLike } from '../../support/configs.ts';
import { type Edits, edited, messageOf, refuses } from '../edit.ts';

const zones = (list: unknown) => ({ 'cluster.network.availabilityZones': list });
const behind = (...cidrs: unknown[]) => ({ 'cluster.network.transitGateway': { id: 'tgw-0abc12345', cidrs } });
const listZones = 'use two or three zones, because EKS and RDS want two';

describe('a config with a contradiction in its VPC', () => {
  refuses([
    [
      'a range of pods that is none for them',
      { 'cluster.network.podCidr': '10.64.0.0/16' },
      "cluster.network.podCidr: '10.64.0.0/16' is not valid; use a /16 of 100.64.0.0/10, e.g. '100.65.0.0/16'",
    ],
    [
      'a range of pods below a /16',
      { 'cluster.network.podCidr': '100.65.0.0/18' },
      "cluster.network.podCidr: '100.65.0.0/18' is not valid; use a /16 of 100.64.0.0/10, e.g. '100.65.0.0/16'",
    ],
    [
      'a range of pods on the VPC',
      { 'cluster.network.podCidr': '100.65.0.0/16', 'cluster.network.vpcCidr': '100.65.0.0/20' },
      "cluster.network.vpcCidr: '100.65.0.0/20' overlaps the range of the pods, 100.65.0.0/16; use e.g. '10.42.0.0/16'",
    ],
    [
      'a number of zones as text',
      zones('2'),
      "cluster.network.availabilityZones: '2' is not valid; did you mean 2? allowed: 2, 3, or a list: [...]",
    ],
    [
      'a network of its own for a cluster that is there',
      { 'cluster.existing': true },
      "cluster.network.kind: 'new' is no network of a cluster that is there (cluster.existing); use kind 'existing' with the VPC of the cluster",
    ],
    [
      'a cluster that is not there, said with false',
      { 'cluster.existing': false },
      'cluster.existing: false is not valid; use true, or leave the field out',
    ],
    ['no zones', zones([]), `cluster.network.availabilityZones: an empty list is not valid; ${listZones}`],
    ['one zone', zones(['euw1-az1']), `cluster.network.availabilityZones: a list is not valid; ${listZones}`],
    [
      'four zones',
      zones(['euw1-az1', 'euw1-az2', 'euw1-az3', 'euw1-az4']),
      'cluster.network.availabilityZones: a list is not valid; use two or three zones',
    ],
    [
      'a zone twice',
      zones(['euw1-az1', 'euw1-az1']),
      'cluster.network.availabilityZones: a list is not valid; name each zone once',
    ],
    [
      'the name of a zone, which is another zone in each account',
      zones(['eu-west-1a', 'euw1-az1']),
      "cluster.network.availabilityZones[0]: 'eu-west-1a' is not valid; use the id of a zone, which is the same in every account, e.g. 'euw1-az1'; 'aws ec2 describe-availability-zones' lists them",
    ],
    [
      'a zone of another region',
      zones(['euw1-az1', 'use1-az1']),
      "cluster.network.availabilityZones[1]: 'use1-az1' is no zone of eu-west-1; use one of there, e.g. 'euw1-az1'",
    ],
    ...(
      [
        ['us-east-1', 'use1-az3', 'use1-az1'],
        ['us-west-1', 'usw1-az2', 'usw1-az1'],
        ['ca-central-1', 'cac1-az3', 'cac1-az1'],
      ] as const
    ).map(([region, refused, fine]): [string, Edits, string] => [
      `the zone of ${region} in which EKS makes no control plane`,
      { 'aws.region': region, ...zones([fine, refused]) },
      `cluster.network.availabilityZones[1]: '${refused}' is a zone in which EKS makes no control plane; use another zone of ${region} than ${refused}`,
    ]),
    [
      'what is no transit gateway',
      { 'cluster.network.transitGateway': { id: 'vgw-0abc12345', cidrs: ['10.0.0.0/8'] } },
      "cluster.network.transitGateway.id: 'vgw-0abc12345' is not valid; use the id of a transit gateway, e.g. 'tgw-0123456789abcdef0'",
    ],
    [
      'a transit gateway with nothing behind it',
      behind(),
      "cluster.network.transitGateway.cidrs: an empty list is not valid; use at least one address range, e.g. '10.0.0.0/8'",
    ],
    [
      'a range behind the transit gateway twice',
      behind('10.0.0.0/8', '10.0.0.0/8'),
      'cluster.network.transitGateway.cidrs: a list is not valid; name each range once',
    ],
    [
      'the internet behind the transit gateway',
      behind('0.0.0.0/0'),
      "cluster.network.transitGateway.cidrs[0]: '0.0.0.0/0' is the internet, to which natGateways are the way; use the ranges of the company, e.g. '10.0.0.0/8'",
    ],
    [
      'the metadata service behind the transit gateway',
      behind('169.254.0.0/16'),
      "cluster.network.transitGateway.cidrs[0]: '169.254.0.0/16' holds no address of a host; use e.g. '10.0.0.0/8'",
    ],
    ...(
      [
        ['10.42.0.0/16', '10.42.0.0/16'],
        ['10.42.8.0/24', '10.42.0.0/16'],
        ['100.64.0.0/16', '100.64.0.0/16'],
      ] as const
    ).map(([range, own]): [string, Edits, string] => [
      `a part of the VPC behind the transit gateway: ${range}`,
      behind(range),
      `cluster.network.transitGateway.cidrs[0]: '${range}' lies in ${own}, a range of this VPC, which nothing leaves; remove it, or use a larger one`,
    ]),
  ]);

  test.each([
    ['a range behind the transit gateway that holds the VPC', behind('10.0.0.0/8', '100.64.0.0/10')],
    ['two zones by id', zones(['euw1-az3', 'euw1-az1'])],
    ['another range of pods', { 'cluster.network.podCidr': '100.127.0.0/16' }],
    [
      'the zones of a region of another partition',
      { 'aws.region': 'us-gov-west-1', ...zones(['usgw1-az1', 'usgw1-az2']) },
    ],
  ])('is accepted with %s', (_, edits: Edits) => {
    expect(() => checkPlatformConfig(edited(edits))).not.toThrow();
  });

  test.each([
    ['us-east-1', 'use1-az'],
    ['ap-southeast-2', 'apse2-az'],
    ['ap-northeast-1', 'apne1-az'],
    ['ca-central-1', 'cac1-az'],
    ['us-gov-east-1', 'usge1-az'],
    ['cn-northwest-1', 'cnnw1-az'],
  ])('knows how ids of zones in %s begin', (region, prefix) => {
    expect(zonePrefix(region)).toBe(prefix);
  });
});

describe('a VPC that is there', () => {
  const existing = { ...company.cluster.network, loadBalancerSubnets: undefined, databaseSubnets: undefined };
  const network = (edits: Edits = {}) => ({ 'cluster.network': { ...existing, ...edits } });
  const rds = { kind: 'rds', instanceClass: 'm7g.large', storageGib: 100, multiAz: true, backupRetentionDays: 14 };
  const { exposure } = company.airflow;

  refuses([
    [
      'an id of something else',
      network({ vpcId: 'subnet-0a1b' }),
      "cluster.network.vpcId: 'subnet-0a1b' is not valid; use the id of a VPC, e.g. 'vpc-0123456789abcdef0'",
    ],
    [
      'a subnet by its name',
      network({ nodeSubnets: ['nodes-a', 'subnet-0b'] }),
      "cluster.network.nodeSubnets[0]: 'nodes-a' is not valid; use the id of a subnet, e.g. 'subnet-0123456789abcdef0'",
    ],
    [
      'one subnet',
      network({ controlPlaneSubnets: ['subnet-0a'] }),
      'cluster.network.controlPlaneSubnets: a list is not valid; use two subnets or more, in two zones, because EKS wants its API in two',
    ],
    [
      'a subnet twice',
      network({ nodeSubnets: ['subnet-0a', 'subnet-0a'] }),
      'cluster.network.nodeSubnets: a list is not valid; name each subnet once',
    ],
    [
      'no ranges',
      network({ vpcCidrs: [] }),
      "cluster.network.vpcCidrs: an empty list is not valid; use at least one address range, e.g. '10.60.0.0/22'",
    ],
    [
      'a range of the whole company',
      network({ podCidrs: ['172.16.0.0/12'] }),
      "cluster.network.podCidrs[0]: '172.16.0.0/12' is larger than a VPC can be; use the ranges of its subnets, e.g. '10.60.0.0/22'",
    ],
    [
      'a range of no host',
      network({ vpcCidrs: ['169.254.0.0/16'] }),
      "cluster.network.vpcCidrs[0]: '169.254.0.0/16' is a range that no VPC has; use e.g. '10.60.0.0/22'",
    ],
    [
      'ranges of pods and load balancers that overlap',
      network({ podCidrs: ['100.64.0.0/16', '10.60.0.0/16'] }),
      "cluster.network.podCidrs[1]: '10.60.0.0/16' overlaps 10.60.0.0/24 of vpcCidrs; use the ranges of each side's own subnets, or remove podCidrs where nodes and load balancers share subnets",
    ],
    [
      'RDS without subnets',
      { ...network(), 'airflow.database': rds },
      "cluster.network.databaseSubnets: is missing; airflow.database of kind 'rds' is in them: use the ids of two subnets or more",
    ],
    [
      'a load balancer without subnets',
      { ...network(), 'airflow.exposure': exposure },
      "cluster.network.loadBalancerSubnets: is missing; airflow.exposure of kind 'alb' has its load balancer in them: use the ids of two subnets or more",
    ],
    [
      'a field of a new one',
      network({ natGateways: 'one' }),
      'cluster.network.natGateways: is not a field; known fields: kind, vpcId, vpcCidrs, podCidrs, controlPlaneSubnets, nodeSubnets, loadBalancerSubnets, databaseSubnets',
    ],
    [
      'another kind',
      { 'cluster.network.kind': 'exsting' },
      "cluster.network.kind: 'exsting' is not valid; did you mean 'existing'? allowed: 'new', 'existing'",
    ],
  ]);

  test('needs subnets for what is in them only, and one range where nodes and load balancers share it', () => {
    expect(() => checkPlatformConfig(edited(network({ podCidrs: undefined })))).not.toThrow();
  });

  test('lets a team reach a database in a range that nodes share', () => {
    const egress = { 'teams[0].egress': [{ to: '10.60.0.9/32', ports: [5432] }] };
    expect(() => checkPlatformConfig(edited({ ...network({ podCidrs: undefined }), ...egress }))).not.toThrow();
    const closed = edited({ ...network({ podCidrs: ['10.60.0.0/24'], vpcCidrs: ['10.60.1.0/24'] }), ...egress });
    expect(messageOf(() => checkPlatformConfig(closed))).toMatch(/holds 10\.60\.0\.0\/24: the pods of this cluster/);
  });
});

describe('environments whose networks are joined', () => {
  const peered = (edits: Edits = {}) => edited({ 'cluster.network.peers': ['dev'], ...edits }, prodLike);
  const refusal = (...list: unknown[]) =>
    messageOf(() => checkEnvironments(list))
      .split('\n')
      .map((line) => line.trim());

  test('are refused where a range of both is the same', () => {
    expect(refusal(devLike, peered())).toEqual([
      'config/environments/prod.ts has 1 problem:',
      "cluster.network.podCidr: '100.64.0.0/16' overlaps 100.64.0.0/16 of its peer 'dev', and AWS peers no VPCs that share a range; use e.g. '100.65.0.0/16'",
    ]);
    expect(
      refusal(
        peered({ 'cluster.network.podCidr': '100.65.0.0/16', 'cluster.network.vpcCidr': '10.42.16.0/20' }),
        devLike,
      ),
    ).toEqual([
      'config/environments/prod.ts has 1 problem:',
      "cluster.network.vpcCidr: '10.42.16.0/20' overlaps 10.42.0.0/16 of its peer 'dev', and AWS peers no VPCs that share a range; use e.g. '10.44.0.0/16'",
    ]);
  });

  test('are accepted where no range is the same, and where nothing joins them', () => {
    expect(checkEnvironments([devLike, peered({ 'cluster.network.podCidr': '100.65.0.0/16' })])).toHaveLength(2);
    expect(checkEnvironments([devLike, prodLike])).toHaveLength(2);
  });

  test.each([
    ['dve', "'dve' is not an environment; use one of config/environments/index.ts"],
    ['prod', "'prod' is this environment; name the other one"],
  ])('are refused where the peer is none: %s', (name, text) => {
    expect(refusal(devLike, peered({ 'cluster.network.peers': [name] }))).toContain(
      `cluster.network.peers[0]: ${text}`,
    );
  });

  test('are refused behind one transit gateway with one range', () => {
    const transitGateway = { id: 'tgw-0abc12345', cidrs: ['172.16.0.0/12'] };
    const both = (vpcCidr: string, id: string) => [
      edited({ 'cluster.network.transitGateway': transitGateway }, devLike),
      edited(
        { 'cluster.network.transitGateway': { ...transitGateway, id }, 'cluster.network.vpcCidr': vpcCidr },
        prodLike,
      ),
    ];
    expect(refusal(...both('10.42.0.0/16', transitGateway.id))).toEqual([
      'config/environments/prod.ts has 1 problem:',
      "cluster.network.vpcCidr: '10.42.0.0/16' overlaps 10.42.0.0/16 of environment 'dev', and both are behind tgw-0abc12345, which has one way to a range; use another range",
    ]);
    expect(checkEnvironments(both('10.43.0.0/16', transitGateway.id))).toHaveLength(2);
    expect(checkEnvironments(both('10.42.0.0/16', 'tgw-0def12345'))).toHaveLength(2);
  });
});
