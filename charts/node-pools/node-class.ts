import { nodeUserData } from '../../config/node-user-data.ts';
import type { NodePoolConfig } from '../../config/platform-config.ts';
import type { Platform } from '../../config/resolve.ts';
import {
  Ec2NodeClassSpecBlockDeviceMappingsEbsVolumeType as EbsVolumeType,
  type Ec2NodeClassSpec,
  Ec2NodeClassSpecMetadataOptionsHttpEndpoint as HttpEndpoint,
  Ec2NodeClassSpecMetadataOptionsHttpProtocolIPv6 as HttpProtocolIPv6,
  Ec2NodeClassSpecMetadataOptionsHttpTokens as HttpTokens,
  Ec2NodeClassSpecInstanceStorePolicy as InstanceStorePolicy,
} from '../../imports/crds/karpenter.k8s.aws.ts';

/**
 * How the machines of a pool are made. A change here replaces all nodes of the pool; one of selector terms only those
 * whose image, subnet or security groups are no longer found.
 */
export function nodeClass(
  pool: NodePoolConfig,
  platform: Pick<Platform, 'aws' | 'cluster' | 'names' | 'proxy' | 'trustedCa' | 'versions'>,
): Ec2NodeClassSpec {
  const { aws, names, versions } = platform;
  const { network } = platform.cluster;
  const byTag = [{ tags: { [names.discoveryTag.key]: names.discoveryTag.value } }];
  return {
    amiSelectorTerms: [{ alias: `al2023@${versions.al2023Ami}` }],
    // A profile that CDK made. With a role, the controller makes profiles, and they block the removal of the cluster.
    instanceProfile: names.nodeInstanceProfile,
    subnetSelectorTerms: network.kind === 'new' ? byTag : network.nodeSubnets.map((id) => ({ id })),
    securityGroupSelectorTerms: byTag,
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: {
          volumeType: EbsVolumeType.GP3,
          volumeSize: `${pool.rootVolumeGib}Gi`,
          encrypted: true,
          ...(aws.encryption ? { kmsKeyId: aws.encryption.keyArn } : {}),
          deleteOnTermination: true,
        },
      },
    ],
    // Shuffle data goes to local NVMe disks where the instance has some: Spark's emptyDir is on them without a hostPath.
    instanceStorePolicy: localDisksOf(pool) === 'ignored' ? undefined : InstanceStorePolicy.RAID0,
    // The CRD's own defaults, written out so that Argo CD sees no difference. One hop: a pod cannot take the role of its node.
    metadataOptions: {
      httpEndpoint: HttpEndpoint.ENABLED,
      httpProtocolIPv6: HttpProtocolIPv6.DISABLED,
      httpPutResponseHopLimit: 1,
      httpTokens: HttpTokens.REQUIRED,
    },
    tags: { Name: `${names.cluster}-${pool.name}`, ...aws.tags },
    userData: nodeUserData(platform),
  };
}

function localDisksOf({ localDisks, role }: NodePoolConfig): string {
  return localDisks ?? (role === 'spark-executor' ? 'used' : 'ignored');
}
