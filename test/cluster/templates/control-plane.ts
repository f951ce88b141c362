import { beforeAll, describe, expect, test } from '@jest/globals';
import { platformConfig } from '../../fixtures.ts';
import { ofType, only, type Resource, type StackTemplate, synthesize, tags } from '../templates.ts';

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

    test('writes its logs where they expire', () => {
      const logs = idOf(({ Properties }) => Properties['LogGroupName'] === '/aws/eks/airflow-test/cluster');
      expect(cluster.resources[logs]?.Properties['RetentionInDays']).toBe(90);
      expect(waitsFor(idOf(({ Type }) => Type === 'AWS::EKS::Cluster'))).toContain(logs);
    });
  });

  describe('the core nodes', () => {
    test('carry the label and taint of the controllers, on the architecture of their instance type', () => {
      expect(only(cluster, 'AWS::EKS::Nodegroup').Properties).toMatchObject({
        AmiType: 'AL2023_ARM_64_STANDARD',
        Version: '1.35',
        InstanceTypes: ['m7g.xlarge'],
        ScalingConfig: { MinSize: 3, DesiredSize: 3, MaxSize: 3 },
        Labels: { NodeGroupType: 'core' },
        Taints: [{ Key: 'CriticalAddonsOnly', Value: 'true', Effect: 'NO_SCHEDULE' }],
        ForceUpdateEnabled: false,
        UpdateConfig: { MaxUnavailable: 1 },
      });
    });

    test('keep their role to themselves and their disks encrypted', () => {
      expect(only(cluster, 'AWS::EC2::LaunchTemplate').Properties['LaunchTemplateData']).toMatchObject({
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [{ Ebs: { VolumeType: 'gp3', Encrypted: true } }],
      });
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
      const rules = ofType(cluster, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) =>
        [Properties['IpProtocol'], Properties['FromPort'], Properties['ToPort']].join(' '),
      );
      expect(rules.sort()).toEqual(['-1  ', 'tcp 1025 65535', 'tcp 443 443', 'tcp 443 443']);
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

    test('enforce NetworkPolicies', () => {
      expect(addOnValues('vpc-cni')).toMatchObject({ enableNetworkPolicy: 'true' });
    });
  });
});
