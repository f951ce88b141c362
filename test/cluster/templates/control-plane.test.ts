import { nodeUserData } from '../../../config/node-user-data.ts';
import { platformConfig } from '../../fixtures.ts';
import { idIn, keptOnDelete, ofType, only, type Resource, type StackTemplate, synthesize, tags } from '../templates.ts';

let cluster: StackTemplate;

/** All ids that a resource waits for, directly or through others. */
function waitsFor(id: string, seen = new Set<string>()): Set<string> {
  for (const next of cluster.resources[id]?.DependsOn ?? []) {
    if (!seen.has(next)) waitsFor(next, seen.add(next));
  }
  return seen;
}

const idOf = (matches: (resource: Resource) => boolean) =>
  Object.entries(cluster.resources).find(([, resource]) => matches(resource))?.[0] ?? 'none';
/** What CloudFormation changes only with a new resource, of each resource whose name is ours: the new one could not be made. */
const createOnly: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateName'],
  'AWS::EC2::SecurityGroup': ['GroupName', 'GroupDescription', 'VpcId'],
  'AWS::EKS::Cluster': ['Name', 'RoleArn', 'BootstrapSelfManagedAddons', 'KubernetesNetworkConfig'],
  'AWS::EKS::Nodegroup': [
    'NodegroupName',
    'AmiType',
    'CapacityType',
    'DiskSize',
    'InstanceTypes',
    'NodeRole',
    'Subnets',
  ],
  'AWS::Events::Rule': ['Name'],
  'AWS::IAM::InstanceProfile': ['InstanceProfileName', 'Path'],
  'AWS::IAM::Role': ['RoleName', 'Path'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
};
const fixedForLife = ({ resources }: StackTemplate) =>
  Object.entries(resources).map(([id, { Type, Properties }]) => [
    id,
    ...(createOnly[Type] ?? []).map((name) => Properties[name]),
  ]);

const addOn = (name: string) => idOf(({ Properties }) => Properties['AddonName'] === name);
const addOnValues = (name: string) =>
  JSON.parse(String(cluster.resources[addOn(name)]?.Properties['ConfigurationValues'] ?? '{}'));

describe('in the cluster stack', () => {
  beforeAll(async () => {
    ({ cluster } = await synthesize(
      platformConfig((config) => {
        config.cluster.endpoint = { kind: 'public', allowedCidrs: ['203.0.113.0/24'] };
        config.cluster.deletionProtection = true;
        config.cluster.coreNodes = { instanceType: 'm7g.xlarge', count: 3 };
      }),
    ));
  });

  describe('the Kubernetes API', () => {
    test('sets on purpose what the defaults would set for us', () => {
      expect(only(cluster, 'AWS::EKS::Cluster').Properties).toMatchObject({
        Name: 'airflow-test',
        Version: '1.35',
        AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
        BootstrapSelfManagedAddons: false,
        ComputeConfig: { Enabled: false },
        DeletionProtection: true,
        UpgradePolicy: { SupportType: 'STANDARD' },
        ZonalShiftConfig: { Enabled: true },
        Logging: {
          ClusterLogging: {
            EnabledTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'].map((Type) => ({ Type })),
          },
        },
      });
    });

    test('is open to the address ranges of the config, and to nodes inside the VPC', () => {
      expect(only(cluster, 'AWS::EKS::Cluster').Properties['ResourcesVpcConfig']).toMatchObject({
        EndpointPrivateAccess: true,
        EndpointPublicAccess: true,
        PublicAccessCidrs: ['203.0.113.0/24'],
      });
    });

    test('is closed to the internet where the config says private', async () => {
      const closed = await synthesize(platformConfig());
      const { ResourcesVpcConfig } = only(closed.cluster, 'AWS::EKS::Cluster').Properties;

      expect(ResourcesVpcConfig).toMatchObject({ EndpointPrivateAccess: true, EndpointPublicAccess: false });
    });

    test('has its network interfaces in two zones, because EKS takes no zone that it did not start with', async () => {
      const threeZones = platformConfig((config) => {
        Object.assign(config.cluster.network, { availabilityZones: 3 });
      });
      const subnets = async (config = platformConfig()) =>
        (
          only((await synthesize(config)).cluster, 'AWS::EKS::Cluster').Properties['ResourcesVpcConfig'] as {
            SubnetIds: [];
          }
        ).SubnetIds;

      expect(await subnets()).toHaveLength(2);
      expect(await subnets(threeZones)).toEqual(await subnets());
    });

    test('has no parameter for a kubectl that nobody runs', () => {
      expect(ofType(cluster, 'AWS::SSM::Parameter')).toEqual([]);
    });

    test('has one administrator: the role of the config', () => {
      const entries = ofType(cluster, 'AWS::EKS::AccessEntry').filter(({ Properties }) => Properties['AccessPolicies']);
      expect(entries.map(({ Properties }) => Properties)).toEqual([
        {
          ClusterName: { Ref: expect.any(String) },
          PrincipalArn: 'arn:aws:iam::111122223333:role/platform-admin',
          AccessPolicies: [
            {
              PolicyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
              AccessScope: { Type: 'cluster' },
            },
          ],
        },
      ]);
    });

    test('has more of them, and people who look, each with an entry of its own', async () => {
      const many = await synthesize(
        platformConfig((draft) => {
          draft.cluster.administrators = ['platform-admin', 'on-call'];
          draft.cluster.viewers = ['auditors'];
        }),
      );
      const entries = ofType(many.cluster, 'AWS::EKS::AccessEntry').flatMap(({ Properties }) => {
        const [policy] = (Properties['AccessPolicies'] ?? []) as readonly { readonly PolicyArn: string }[];
        return policy ? [`${Properties['PrincipalArn']} ${policy.PolicyArn.split('/')[1]}`] : [];
      });
      expect(entries).toEqual([
        'arn:aws:iam::111122223333:role/platform-admin AmazonEKSClusterAdminPolicy',
        'arn:aws:iam::111122223333:role/on-call AmazonEKSClusterAdminPolicy',
        'arn:aws:iam::111122223333:role/auditors AmazonEKSViewPolicy',
      ]);
    });

    test('writes its logs where they expire', () => {
      const logs = idOf(({ Properties }) => Properties['LogGroupName'] === '/aws/eks/airflow-test/cluster');
      expect(cluster.resources[logs]).toMatchObject({ Properties: { RetentionInDays: 90 }, ...keptOnDelete });
      expect(waitsFor(idOf(({ Type }) => Type === 'AWS::EKS::Cluster'))).toContain(logs);
    });

    test('leaves no logs behind where nothing is protected', async () => {
      const unprotected = (await synthesize(platformConfig())).cluster;
      expect(only(unprotected, 'AWS::Logs::LogGroup')).toMatchObject({ DeletionPolicy: 'Delete' });
    });
  });

  describe('the core nodes', () => {
    test('carry the label and taint of the controllers, on the architecture of their instance type', () => {
      expect(only(cluster, 'AWS::EKS::Nodegroup').Properties).toMatchObject({
        AmiType: 'AL2023_ARM_64_STANDARD',
        Version: '1.35',
        ScalingConfig: { MinSize: 3, DesiredSize: 3, MaxSize: 3 },
        Labels: { NodeGroupType: 'core' },
        Taints: [{ Key: 'CriticalAddonsOnly', Value: 'true', Effect: 'NO_SCHEDULE' }],
        ForceUpdateEnabled: false,
        UpdateConfig: { MaxUnavailable: 1 },
      });
    });

    test('may get another instance type: the launch template has it, because the group could not be changed', async () => {
      const other = await synthesize(
        platformConfig((config) => {
          config.cluster.coreNodes.instanceType = 'm7i.2xlarge';
        }),
      );
      const before = (await synthesize(platformConfig())).cluster;
      const typeOf = (template: StackTemplate) =>
        (only(template, 'AWS::EC2::LaunchTemplate').Properties['LaunchTemplateData'] as { InstanceType: string })
          .InstanceType;

      expect([typeOf(before), typeOf(other.cluster)]).toEqual(['m7i.xlarge', 'm7i.2xlarge']);
      expect(fixedForLife(other.cluster)).toEqual(fixedForLife(before));
      expect(only(before, 'AWS::EKS::Nodegroup').Properties).not.toHaveProperty('InstanceTypes');
    });

    test('can be made again where EKS cannot change them: the group has no name that two would share', () => {
      const { Properties } = only(cluster, 'AWS::EKS::Nodegroup');
      expect(Object.keys(Properties)).toEqual(expect.arrayContaining(['AmiType', 'Subnets']));
      expect(Properties).not.toHaveProperty('NodegroupName');
    });

    test('are repaired by EKS when they fail', () => {
      expect(only(cluster, 'AWS::EKS::Nodegroup').Properties['NodeRepairConfig']).toEqual({ Enabled: true });
    });

    test('go before the rules that let them reach the API', () => {
      const rules = Object.entries(cluster.resources)
        .filter(([, { Type }]) => /^AWS::EC2::SecurityGroup(In|E)gress$/.test(Type))
        .map(([id]) => id);

      expect(rules).toHaveLength(6);
      expect([...waitsFor(idOf(({ Type }) => Type === 'AWS::EKS::Nodegroup'))]).toEqual(expect.arrayContaining(rules));
    });

    test('keep their role to themselves and their disks encrypted', () => {
      expect(only(cluster, 'AWS::EC2::LaunchTemplate').Properties['LaunchTemplateData']).toMatchObject({
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [{ Ebs: { VolumeType: 'gp3', Encrypted: true } }],
      });
    });

    test('pull through the proxy, with the very script of the nodes of Karpenter', async () => {
      const config = platformConfig((draft) => {
        draft.proxy = { httpsProxy: 'http://proxy.example.com:3128' };
      });
      const data = (template: StackTemplate) =>
        only(template, 'AWS::EC2::LaunchTemplate').Properties['LaunchTemplateData'] as Record<string, unknown>;
      const behind = await synthesize(config);
      expect(data(behind.cluster)['UserData']).toEqual({ 'Fn::Base64': nodeUserData(config) });
      expect(data(cluster)).not.toHaveProperty('UserData');
    });

    test('are in the security group that Karpenter gives its nodes, and in no other', () => {
      const nodes = idOf((resource) => tags(resource)['karpenter.sh/discovery'] === 'airflow-test');
      const { SecurityGroupIds } = only(cluster, 'AWS::EC2::LaunchTemplate').Properties['LaunchTemplateData'] as {
        SecurityGroupIds: unknown;
      };

      expect(SecurityGroupIds).toEqual([{ 'Fn::GetAtt': [nodes, 'GroupId'] }]);
      expect(tags(cluster.resources[nodes] as Resource)).not.toHaveProperty('kubernetes.io/cluster/airflow-test');
    });

    test('talk to each other, and with the API in both directions', () => {
      const group = (reference: unknown) =>
        tags(cluster.resources[idIn(reference)] as Resource)['karpenter.sh/discovery'] ? 'nodes' : 'api';
      const ports = ({ IpProtocol, FromPort, ToPort }: Resource['Properties']) => `${IpProtocol} ${FromPort}-${ToPort}`;
      const into = ofType(cluster, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) =>
        [group(Properties['SourceSecurityGroupId']), group(Properties['GroupId']), ports(Properties)].join(' '),
      );
      const outOf = ofType(cluster, 'AWS::EC2::SecurityGroupEgress').map(({ Properties }) =>
        [group(Properties['GroupId']), group(Properties['DestinationSecurityGroupId']), ports(Properties)].join(' '),
      );

      expect(into.sort()).toEqual([
        'api nodes tcp 1025-65535',
        'api nodes tcp 443-443',
        'nodes api tcp 443-443',
        'nodes nodes -1 undefined-undefined',
      ]);
      // The API may open connections to nodes only; theirs to anywhere is the rule that a group has by default.
      expect(outOf.sort()).toEqual(['api nodes tcp 1025-65535', 'api nodes tcp 443-443']);
    });
  });

  describe('the add-ons', () => {
    const nodes = () => idOf(({ Type }) => Type === 'AWS::EKS::Nodegroup');

    test.each(['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'])('bring %s before the first node', (name) => {
      expect(waitsFor(nodes())).toContain(addOn(name));
    });

    test.each(['coredns', 'metrics-server', 'aws-ebs-csi-driver'])('bring %s when there are nodes for it', (name) => {
      expect(waitsFor(addOn(name))).toContain(nodes());
    });

    test('run their controllers on the core nodes', () => {
      const onCore = {
        nodeSelector: { NodeGroupType: 'core' },
        tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
      };
      expect([
        addOnValues('coredns'),
        addOnValues('metrics-server'),
        addOnValues('aws-ebs-csi-driver').controller,
      ]).toEqual([onCore, onCore, onCore]);
    });

    test('give credentials to pods on every node, whatever its taints', () => {
      expect(addOnValues('eks-pod-identity-agent')).toEqual({ tolerations: [{ operator: 'Exists' }] });
    });

    test('set back what somebody changed by hand', () => {
      for (const { Properties } of ofType(cluster, 'AWS::EKS::Addon')) {
        expect(Properties['ResolveConflicts']).toBe('OVERWRITE');
      }
    });

    test('enforce NetworkPolicies', () => {
      expect(addOnValues('vpc-cni')).toMatchObject({ enableNetworkPolicy: 'true' });
    });
  });
});
