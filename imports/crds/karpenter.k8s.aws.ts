// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';

export class Ec2NodeClass extends ApiObject {
  public static readonly GVK: GroupVersionKind = {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
  }

  public static manifest(props: Ec2NodeClassProps = {}): any {
    return {
      ...Ec2NodeClass.GVK,
      ...toJson_Ec2NodeClassProps(props),
    };
  }

  public constructor(scope: Construct, id: string, props: Ec2NodeClassProps = {}) {
    super(scope, id, {
      ...Ec2NodeClass.GVK,
      ...props,
    });
  }

  public override toJson(): any {
    const resolved = super.toJson();

    return {
      ...Ec2NodeClass.GVK,
      ...toJson_Ec2NodeClassProps(resolved),
    };
  }
}

export interface Ec2NodeClassProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: Ec2NodeClassSpec;
}

export function toJson_Ec2NodeClassProps(obj: Ec2NodeClassProps | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'metadata': obj.metadata,
    'spec': toJson_Ec2NodeClassSpec(obj.spec),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpec {
  readonly amiFamily?: Ec2NodeClassSpecAmiFamily;
  readonly amiSelectorTerms: Ec2NodeClassSpecAmiSelectorTerms[];
  readonly associatePublicIpAddress?: boolean;
  readonly blockDeviceMappings?: Ec2NodeClassSpecBlockDeviceMappings[];
  readonly capacityReservationSelectorTerms?: Ec2NodeClassSpecCapacityReservationSelectorTerms[];
  readonly connectionTracking?: Ec2NodeClassSpecConnectionTracking;
  readonly context?: string;
  readonly cpuOptions?: Ec2NodeClassSpecCpuOptions;
  readonly detailedMonitoring?: boolean;
  readonly instanceProfile?: string;
  readonly instanceStorePolicy?: Ec2NodeClassSpecInstanceStorePolicy;
  readonly ipPrefixCount?: number;
  readonly kubelet?: Ec2NodeClassSpecKubelet;
  readonly metadataOptions?: Ec2NodeClassSpecMetadataOptions;
  readonly networkInterfaces?: Ec2NodeClassSpecNetworkInterfaces[];
  readonly placementGroupSelector?: Ec2NodeClassSpecPlacementGroupSelector;
  readonly role?: string;
  readonly securityGroupSelectorTerms: Ec2NodeClassSpecSecurityGroupSelectorTerms[];
  readonly subnetSelectorTerms: Ec2NodeClassSpecSubnetSelectorTerms[];
  readonly tags?: { [key: string]: string };
  readonly userData?: string;
}

export function toJson_Ec2NodeClassSpec(obj: Ec2NodeClassSpec | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'amiFamily': obj.amiFamily,
    'amiSelectorTerms': obj.amiSelectorTerms?.map(y => toJson_Ec2NodeClassSpecAmiSelectorTerms(y)),
    'associatePublicIPAddress': obj.associatePublicIpAddress,
    'blockDeviceMappings': obj.blockDeviceMappings?.map(y => toJson_Ec2NodeClassSpecBlockDeviceMappings(y)),
    'capacityReservationSelectorTerms': obj.capacityReservationSelectorTerms?.map(y => toJson_Ec2NodeClassSpecCapacityReservationSelectorTerms(y)),
    'connectionTracking': toJson_Ec2NodeClassSpecConnectionTracking(obj.connectionTracking),
    'context': obj.context,
    'cpuOptions': toJson_Ec2NodeClassSpecCpuOptions(obj.cpuOptions),
    'detailedMonitoring': obj.detailedMonitoring,
    'instanceProfile': obj.instanceProfile,
    'instanceStorePolicy': obj.instanceStorePolicy,
    'ipPrefixCount': obj.ipPrefixCount,
    'kubelet': toJson_Ec2NodeClassSpecKubelet(obj.kubelet),
    'metadataOptions': toJson_Ec2NodeClassSpecMetadataOptions(obj.metadataOptions),
    'networkInterfaces': obj.networkInterfaces?.map(y => toJson_Ec2NodeClassSpecNetworkInterfaces(y)),
    'placementGroupSelector': toJson_Ec2NodeClassSpecPlacementGroupSelector(obj.placementGroupSelector),
    'role': obj.role,
    'securityGroupSelectorTerms': obj.securityGroupSelectorTerms?.map(y => toJson_Ec2NodeClassSpecSecurityGroupSelectorTerms(y)),
    'subnetSelectorTerms': obj.subnetSelectorTerms?.map(y => toJson_Ec2NodeClassSpecSubnetSelectorTerms(y)),
    'tags': ((obj.tags) === undefined) ? undefined : (Object.entries(obj.tags).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'userData': obj.userData,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum Ec2NodeClassSpecAmiFamily {
  AL2 = "AL2",
  AL2023 = "AL2023",
  BOTTLEROCKET = "Bottlerocket",
  CUSTOM = "Custom",
  WINDOWS2019 = "Windows2019",
  WINDOWS2022 = "Windows2022",
  WINDOWS2025 = "Windows2025",
}

export interface Ec2NodeClassSpecAmiSelectorTerms {
  readonly alias?: string;
  readonly id?: string;
  readonly name?: string;
  readonly owner?: string;
  readonly ssmParameter?: string;
  readonly tags?: { [key: string]: string };
}

export function toJson_Ec2NodeClassSpecAmiSelectorTerms(obj: Ec2NodeClassSpecAmiSelectorTerms | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'alias': obj.alias,
    'id': obj.id,
    'name': obj.name,
    'owner': obj.owner,
    'ssmParameter': obj.ssmParameter,
    'tags': ((obj.tags) === undefined) ? undefined : (Object.entries(obj.tags).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecBlockDeviceMappings {
  readonly deviceName?: string;
  readonly ebs?: Ec2NodeClassSpecBlockDeviceMappingsEbs;
  readonly rootVolume?: boolean;
}

export function toJson_Ec2NodeClassSpecBlockDeviceMappings(obj: Ec2NodeClassSpecBlockDeviceMappings | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'deviceName': obj.deviceName,
    'ebs': toJson_Ec2NodeClassSpecBlockDeviceMappingsEbs(obj.ebs),
    'rootVolume': obj.rootVolume,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecCapacityReservationSelectorTerms {
  readonly id?: string;
  readonly instanceMatchCriteria?: Ec2NodeClassSpecCapacityReservationSelectorTermsInstanceMatchCriteria;
  readonly ownerId?: string;
  readonly tags?: { [key: string]: string };
}

export function toJson_Ec2NodeClassSpecCapacityReservationSelectorTerms(obj: Ec2NodeClassSpecCapacityReservationSelectorTerms | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'id': obj.id,
    'instanceMatchCriteria': obj.instanceMatchCriteria,
    'ownerID': obj.ownerId,
    'tags': ((obj.tags) === undefined) ? undefined : (Object.entries(obj.tags).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecConnectionTracking {
  readonly tcpEstablishedTimeout?: number;
  readonly udpStreamTimeout?: number;
  readonly udpTimeout?: number;
}

export function toJson_Ec2NodeClassSpecConnectionTracking(obj: Ec2NodeClassSpecConnectionTracking | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'tcpEstablishedTimeout': obj.tcpEstablishedTimeout,
    'udpStreamTimeout': obj.udpStreamTimeout,
    'udpTimeout': obj.udpTimeout,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecCpuOptions {
  readonly nestedVirtualization?: Ec2NodeClassSpecCpuOptionsNestedVirtualization;
}

export function toJson_Ec2NodeClassSpecCpuOptions(obj: Ec2NodeClassSpecCpuOptions | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'nestedVirtualization': obj.nestedVirtualization,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum Ec2NodeClassSpecInstanceStorePolicy {
  RAID0 = "RAID0",
}

export interface Ec2NodeClassSpecKubelet {
  readonly clusterDns?: string[];
  readonly cpuCfsQuota?: boolean;
  readonly evictionHard?: { [key: string]: string };
  readonly evictionMaxPodGracePeriod?: number;
  readonly evictionSoft?: { [key: string]: string };
  readonly evictionSoftGracePeriod?: { [key: string]: string };
  readonly imageGcHighThresholdPercent?: number;
  readonly imageGcLowThresholdPercent?: number;
  readonly kubeReserved?: { [key: string]: string };
  readonly maxPods?: number;
  readonly podsPerCore?: number;
  readonly systemReserved?: { [key: string]: string };
}

export function toJson_Ec2NodeClassSpecKubelet(obj: Ec2NodeClassSpecKubelet | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'clusterDNS': obj.clusterDns?.map(y => y),
    'cpuCFSQuota': obj.cpuCfsQuota,
    'evictionHard': ((obj.evictionHard) === undefined) ? undefined : (Object.entries(obj.evictionHard).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'evictionMaxPodGracePeriod': obj.evictionMaxPodGracePeriod,
    'evictionSoft': ((obj.evictionSoft) === undefined) ? undefined : (Object.entries(obj.evictionSoft).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'evictionSoftGracePeriod': ((obj.evictionSoftGracePeriod) === undefined) ? undefined : (Object.entries(obj.evictionSoftGracePeriod).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'imageGCHighThresholdPercent': obj.imageGcHighThresholdPercent,
    'imageGCLowThresholdPercent': obj.imageGcLowThresholdPercent,
    'kubeReserved': ((obj.kubeReserved) === undefined) ? undefined : (Object.entries(obj.kubeReserved).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'maxPods': obj.maxPods,
    'podsPerCore': obj.podsPerCore,
    'systemReserved': ((obj.systemReserved) === undefined) ? undefined : (Object.entries(obj.systemReserved).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecMetadataOptions {
  readonly httpEndpoint?: Ec2NodeClassSpecMetadataOptionsHttpEndpoint;
  readonly httpProtocolIPv6?: Ec2NodeClassSpecMetadataOptionsHttpProtocolIPv6;
  readonly httpPutResponseHopLimit?: number;
  readonly httpTokens?: Ec2NodeClassSpecMetadataOptionsHttpTokens;
}

export function toJson_Ec2NodeClassSpecMetadataOptions(obj: Ec2NodeClassSpecMetadataOptions | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'httpEndpoint': obj.httpEndpoint,
    'httpProtocolIPv6': obj.httpProtocolIPv6,
    'httpPutResponseHopLimit': obj.httpPutResponseHopLimit,
    'httpTokens': obj.httpTokens,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecNetworkInterfaces {
  readonly deviceIndex: number;
  readonly interfaceType: Ec2NodeClassSpecNetworkInterfacesInterfaceType;
  readonly networkCardIndex: number;
}

export function toJson_Ec2NodeClassSpecNetworkInterfaces(obj: Ec2NodeClassSpecNetworkInterfaces | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'deviceIndex': obj.deviceIndex,
    'interfaceType': obj.interfaceType,
    'networkCardIndex': obj.networkCardIndex,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecPlacementGroupSelector {
  readonly id?: string;
  readonly name?: string;
}

export function toJson_Ec2NodeClassSpecPlacementGroupSelector(obj: Ec2NodeClassSpecPlacementGroupSelector | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'id': obj.id,
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecSecurityGroupSelectorTerms {
  readonly id?: string;
  readonly name?: string;
  readonly tags?: { [key: string]: string };
}

export function toJson_Ec2NodeClassSpecSecurityGroupSelectorTerms(obj: Ec2NodeClassSpecSecurityGroupSelectorTerms | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'id': obj.id,
    'name': obj.name,
    'tags': ((obj.tags) === undefined) ? undefined : (Object.entries(obj.tags).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecSubnetSelectorTerms {
  readonly id?: string;
  readonly tags?: { [key: string]: string };
}

export function toJson_Ec2NodeClassSpecSubnetSelectorTerms(obj: Ec2NodeClassSpecSubnetSelectorTerms | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'id': obj.id,
    'tags': ((obj.tags) === undefined) ? undefined : (Object.entries(obj.tags).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface Ec2NodeClassSpecBlockDeviceMappingsEbs {
  readonly deleteOnTermination?: boolean;
  readonly encrypted?: boolean;
  readonly iops?: number;
  readonly kmsKeyId?: string;
  readonly snapshotId?: string;
  readonly throughput?: number;
  readonly volumeInitializationRate?: number;
  readonly volumeSize?: string;
  readonly volumeType?: Ec2NodeClassSpecBlockDeviceMappingsEbsVolumeType;
}

export function toJson_Ec2NodeClassSpecBlockDeviceMappingsEbs(obj: Ec2NodeClassSpecBlockDeviceMappingsEbs | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'deleteOnTermination': obj.deleteOnTermination,
    'encrypted': obj.encrypted,
    'iops': obj.iops,
    'kmsKeyID': obj.kmsKeyId,
    'snapshotID': obj.snapshotId,
    'throughput': obj.throughput,
    'volumeInitializationRate': obj.volumeInitializationRate,
    'volumeSize': obj.volumeSize,
    'volumeType': obj.volumeType,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum Ec2NodeClassSpecCapacityReservationSelectorTermsInstanceMatchCriteria {
  OPEN = "open",
  TARGETED = "targeted",
}

export enum Ec2NodeClassSpecCpuOptionsNestedVirtualization {
  ENABLED = "enabled",
  DISABLED = "disabled",
}

export enum Ec2NodeClassSpecMetadataOptionsHttpEndpoint {
  ENABLED = "enabled",
  DISABLED = "disabled",
}

export enum Ec2NodeClassSpecMetadataOptionsHttpProtocolIPv6 {
  ENABLED = "enabled",
  DISABLED = "disabled",
}

export enum Ec2NodeClassSpecMetadataOptionsHttpTokens {
  REQUIRED = "required",
  OPTIONAL = "optional",
}

export enum Ec2NodeClassSpecNetworkInterfacesInterfaceType {
  INTERFACE = "interface",
  EFA_HYPHEN_ONLY = "efa-only",
}

export enum Ec2NodeClassSpecBlockDeviceMappingsEbsVolumeType {
  STANDARD = "standard",
  IO1 = "io1",
  IO2 = "io2",
  GP2 = "gp2",
  SC1 = "sc1",
  ST1 = "st1",
  GP3 = "gp3",
}
