// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';

export class ClusterSecretStore extends ApiObject {
  public static readonly GVK: GroupVersionKind = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
  }

  public static manifest(props: ClusterSecretStoreProps = {}): any {
    return {
      ...ClusterSecretStore.GVK,
      ...toJson_ClusterSecretStoreProps(props),
    };
  }

  public constructor(scope: Construct, id: string, props: ClusterSecretStoreProps = {}) {
    super(scope, id, {
      ...ClusterSecretStore.GVK,
      ...props,
    });
  }

  public override toJson(): any {
    const resolved = super.toJson();

    return {
      ...ClusterSecretStore.GVK,
      ...toJson_ClusterSecretStoreProps(resolved),
    };
  }
}

export interface ClusterSecretStoreProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: ClusterSecretStoreSpec;
}

export function toJson_ClusterSecretStoreProps(obj: ClusterSecretStoreProps | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'metadata': obj.metadata,
    'spec': toJson_ClusterSecretStoreSpec(obj.spec),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpec {
  readonly conditions?: ClusterSecretStoreSpecConditions[];
  readonly controller?: string;
  readonly provider: ClusterSecretStoreSpecProvider;
  readonly refreshInterval?: ClusterSecretStoreSpecRefreshInterval;
  readonly retrySettings?: ClusterSecretStoreSpecRetrySettings;
}

export function toJson_ClusterSecretStoreSpec(obj: ClusterSecretStoreSpec | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'conditions': obj.conditions?.map(y => toJson_ClusterSecretStoreSpecConditions(y)),
    'controller': obj.controller,
    'provider': toJson_ClusterSecretStoreSpecProvider(obj.provider),
    'refreshInterval': obj.refreshInterval?.value,
    'retrySettings': toJson_ClusterSecretStoreSpecRetrySettings(obj.retrySettings),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecConditions {
  readonly namespaceRegexes?: string[];
  readonly namespaceSelector?: ClusterSecretStoreSpecConditionsNamespaceSelector;
  readonly namespaces?: string[];
}

export function toJson_ClusterSecretStoreSpecConditions(obj: ClusterSecretStoreSpecConditions | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'namespaceRegexes': obj.namespaceRegexes?.map(y => y),
    'namespaceSelector': toJson_ClusterSecretStoreSpecConditionsNamespaceSelector(obj.namespaceSelector),
    'namespaces': obj.namespaces?.map(y => y),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProvider {
  readonly aws?: ClusterSecretStoreSpecProviderAws;
}

export function toJson_ClusterSecretStoreSpecProvider(obj: ClusterSecretStoreSpecProvider | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'aws': toJson_ClusterSecretStoreSpecProviderAws(obj.aws),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export class ClusterSecretStoreSpecRefreshInterval {
  public static fromNumber(value: number): ClusterSecretStoreSpecRefreshInterval {
    return new ClusterSecretStoreSpecRefreshInterval(value);
  }
  public static fromString(value: string): ClusterSecretStoreSpecRefreshInterval {
    return new ClusterSecretStoreSpecRefreshInterval(value);
  }
  private constructor(public readonly value: number | string) {
  }
}

export interface ClusterSecretStoreSpecRetrySettings {
  readonly maxRetries?: number;
  readonly retryInterval?: string;
}

export function toJson_ClusterSecretStoreSpecRetrySettings(obj: ClusterSecretStoreSpecRetrySettings | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'maxRetries': obj.maxRetries,
    'retryInterval': obj.retryInterval,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecConditionsNamespaceSelector {
  readonly matchExpressions?: ClusterSecretStoreSpecConditionsNamespaceSelectorMatchExpressions[];
  readonly matchLabels?: { [key: string]: string };
}

export function toJson_ClusterSecretStoreSpecConditionsNamespaceSelector(obj: ClusterSecretStoreSpecConditionsNamespaceSelector | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'matchExpressions': obj.matchExpressions?.map(y => toJson_ClusterSecretStoreSpecConditionsNamespaceSelectorMatchExpressions(y)),
    'matchLabels': ((obj.matchLabels) === undefined) ? undefined : (Object.entries(obj.matchLabels).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAws {
  readonly additionalRoles?: string[];
  readonly auth?: ClusterSecretStoreSpecProviderAwsAuth;
  readonly customSessionTags?: { [key: string]: string };
  readonly externalId?: string;
  readonly prefix?: string;
  readonly region: string;
  readonly role?: string;
  readonly secretsManager?: ClusterSecretStoreSpecProviderAwsSecretsManager;
  readonly service: ClusterSecretStoreSpecProviderAwsService;
  readonly sessionTags?: ClusterSecretStoreSpecProviderAwsSessionTags[];
  readonly sessionTagsPolicy?: ClusterSecretStoreSpecProviderAwsSessionTagsPolicy;
  readonly transitiveTagKeys?: string[];
}

export function toJson_ClusterSecretStoreSpecProviderAws(obj: ClusterSecretStoreSpecProviderAws | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'additionalRoles': obj.additionalRoles?.map(y => y),
    'auth': toJson_ClusterSecretStoreSpecProviderAwsAuth(obj.auth),
    'customSessionTags': ((obj.customSessionTags) === undefined) ? undefined : (Object.entries(obj.customSessionTags).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'externalID': obj.externalId,
    'prefix': obj.prefix,
    'region': obj.region,
    'role': obj.role,
    'secretsManager': toJson_ClusterSecretStoreSpecProviderAwsSecretsManager(obj.secretsManager),
    'service': obj.service,
    'sessionTags': obj.sessionTags?.map(y => toJson_ClusterSecretStoreSpecProviderAwsSessionTags(y)),
    'sessionTagsPolicy': obj.sessionTagsPolicy,
    'transitiveTagKeys': obj.transitiveTagKeys?.map(y => y),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecConditionsNamespaceSelectorMatchExpressions {
  readonly key: string;
  readonly operator: string;
  readonly values?: string[];
}

export function toJson_ClusterSecretStoreSpecConditionsNamespaceSelectorMatchExpressions(obj: ClusterSecretStoreSpecConditionsNamespaceSelectorMatchExpressions | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'operator': obj.operator,
    'values': obj.values?.map(y => y),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAwsAuth {
  readonly jwt?: ClusterSecretStoreSpecProviderAwsAuthJwt;
  readonly secretRef?: ClusterSecretStoreSpecProviderAwsAuthSecretRef;
}

export function toJson_ClusterSecretStoreSpecProviderAwsAuth(obj: ClusterSecretStoreSpecProviderAwsAuth | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'jwt': toJson_ClusterSecretStoreSpecProviderAwsAuthJwt(obj.jwt),
    'secretRef': toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRef(obj.secretRef),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAwsSecretsManager {
  readonly forceDeleteWithoutRecovery?: boolean;
  readonly recoveryWindowInDays?: number;
}

export function toJson_ClusterSecretStoreSpecProviderAwsSecretsManager(obj: ClusterSecretStoreSpecProviderAwsSecretsManager | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'forceDeleteWithoutRecovery': obj.forceDeleteWithoutRecovery,
    'recoveryWindowInDays': obj.recoveryWindowInDays,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ClusterSecretStoreSpecProviderAwsService {
  SECRETS_MANAGER = "SecretsManager",
  PARAMETER_STORE = "ParameterStore",
  CERTIFICATE_MANAGER = "CertificateManager",
}

export interface ClusterSecretStoreSpecProviderAwsSessionTags {
  readonly key: string;
  readonly value: string;
}

export function toJson_ClusterSecretStoreSpecProviderAwsSessionTags(obj: ClusterSecretStoreSpecProviderAwsSessionTags | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'value': obj.value,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ClusterSecretStoreSpecProviderAwsSessionTagsPolicy {
  NONE = "None",
  SIMPLE = "Simple",
  CUSTOM = "Custom",
}

export interface ClusterSecretStoreSpecProviderAwsAuthJwt {
  readonly serviceAccountRef?: ClusterSecretStoreSpecProviderAwsAuthJwtServiceAccountRef;
}

export function toJson_ClusterSecretStoreSpecProviderAwsAuthJwt(obj: ClusterSecretStoreSpecProviderAwsAuthJwt | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'serviceAccountRef': toJson_ClusterSecretStoreSpecProviderAwsAuthJwtServiceAccountRef(obj.serviceAccountRef),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAwsAuthSecretRef {
  readonly accessKeyIdSecretRef?: ClusterSecretStoreSpecProviderAwsAuthSecretRefAccessKeyIdSecretRef;
  readonly secretAccessKeySecretRef?: ClusterSecretStoreSpecProviderAwsAuthSecretRefSecretAccessKeySecretRef;
  readonly sessionTokenSecretRef?: ClusterSecretStoreSpecProviderAwsAuthSecretRefSessionTokenSecretRef;
}

export function toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRef(obj: ClusterSecretStoreSpecProviderAwsAuthSecretRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'accessKeyIDSecretRef': toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRefAccessKeyIdSecretRef(obj.accessKeyIdSecretRef),
    'secretAccessKeySecretRef': toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRefSecretAccessKeySecretRef(obj.secretAccessKeySecretRef),
    'sessionTokenSecretRef': toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRefSessionTokenSecretRef(obj.sessionTokenSecretRef),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAwsAuthJwtServiceAccountRef {
  readonly audiences?: string[];
  readonly name: string;
  readonly namespace?: string;
}

export function toJson_ClusterSecretStoreSpecProviderAwsAuthJwtServiceAccountRef(obj: ClusterSecretStoreSpecProviderAwsAuthJwtServiceAccountRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'audiences': obj.audiences?.map(y => y),
    'name': obj.name,
    'namespace': obj.namespace,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAwsAuthSecretRefAccessKeyIdSecretRef {
  readonly key?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export function toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRefAccessKeyIdSecretRef(obj: ClusterSecretStoreSpecProviderAwsAuthSecretRefAccessKeyIdSecretRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'name': obj.name,
    'namespace': obj.namespace,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAwsAuthSecretRefSecretAccessKeySecretRef {
  readonly key?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export function toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRefSecretAccessKeySecretRef(obj: ClusterSecretStoreSpecProviderAwsAuthSecretRefSecretAccessKeySecretRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'name': obj.name,
    'namespace': obj.namespace,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ClusterSecretStoreSpecProviderAwsAuthSecretRefSessionTokenSecretRef {
  readonly key?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export function toJson_ClusterSecretStoreSpecProviderAwsAuthSecretRefSessionTokenSecretRef(obj: ClusterSecretStoreSpecProviderAwsAuthSecretRefSessionTokenSecretRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'name': obj.name,
    'namespace': obj.namespace,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export class ExternalSecret extends ApiObject {
  public static readonly GVK: GroupVersionKind = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
  }

  public static manifest(props: ExternalSecretProps = {}): any {
    return {
      ...ExternalSecret.GVK,
      ...toJson_ExternalSecretProps(props),
    };
  }

  public constructor(scope: Construct, id: string, props: ExternalSecretProps = {}) {
    super(scope, id, {
      ...ExternalSecret.GVK,
      ...props,
    });
  }

  public override toJson(): any {
    const resolved = super.toJson();

    return {
      ...ExternalSecret.GVK,
      ...toJson_ExternalSecretProps(resolved),
    };
  }
}

export interface ExternalSecretProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: ExternalSecretSpec;
}

export function toJson_ExternalSecretProps(obj: ExternalSecretProps | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'metadata': obj.metadata,
    'spec': toJson_ExternalSecretSpec(obj.spec),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpec {
  readonly data?: ExternalSecretSpecData[];
  readonly dataFrom?: ExternalSecretSpecDataFrom[];
  readonly refreshInterval?: string;
  readonly refreshPolicy?: ExternalSecretSpecRefreshPolicy;
  readonly secretStoreRef?: ExternalSecretSpecSecretStoreRef;
  readonly syncWindows?: ExternalSecretSpecSyncWindows;
  readonly target?: ExternalSecretSpecTarget;
}

export function toJson_ExternalSecretSpec(obj: ExternalSecretSpec | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'data': obj.data?.map(y => toJson_ExternalSecretSpecData(y)),
    'dataFrom': obj.dataFrom?.map(y => toJson_ExternalSecretSpecDataFrom(y)),
    'refreshInterval': obj.refreshInterval,
    'refreshPolicy': obj.refreshPolicy,
    'secretStoreRef': toJson_ExternalSecretSpecSecretStoreRef(obj.secretStoreRef),
    'syncWindows': toJson_ExternalSecretSpecSyncWindows(obj.syncWindows),
    'target': toJson_ExternalSecretSpecTarget(obj.target),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecData {
  readonly remoteRef: ExternalSecretSpecDataRemoteRef;
  readonly secretKey: string;
  readonly sourceRef?: ExternalSecretSpecDataSourceRef;
}

export function toJson_ExternalSecretSpecData(obj: ExternalSecretSpecData | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'remoteRef': toJson_ExternalSecretSpecDataRemoteRef(obj.remoteRef),
    'secretKey': obj.secretKey,
    'sourceRef': toJson_ExternalSecretSpecDataSourceRef(obj.sourceRef),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFrom {
  readonly extract?: ExternalSecretSpecDataFromExtract;
  readonly find?: ExternalSecretSpecDataFromFind;
  readonly rewrite?: ExternalSecretSpecDataFromRewrite[];
  readonly sourceRef?: ExternalSecretSpecDataFromSourceRef;
}

export function toJson_ExternalSecretSpecDataFrom(obj: ExternalSecretSpecDataFrom | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'extract': toJson_ExternalSecretSpecDataFromExtract(obj.extract),
    'find': toJson_ExternalSecretSpecDataFromFind(obj.find),
    'rewrite': obj.rewrite?.map(y => toJson_ExternalSecretSpecDataFromRewrite(y)),
    'sourceRef': toJson_ExternalSecretSpecDataFromSourceRef(obj.sourceRef),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecRefreshPolicy {
  CREATED_ONCE = "CreatedOnce",
  PERIODIC = "Periodic",
  ON_CHANGE = "OnChange",
}

export interface ExternalSecretSpecSecretStoreRef {
  readonly kind?: ExternalSecretSpecSecretStoreRefKind;
  readonly name?: string;
}

export function toJson_ExternalSecretSpecSecretStoreRef(obj: ExternalSecretSpecSecretStoreRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'kind': obj.kind,
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecSyncWindows {
  readonly kind: ExternalSecretSpecSyncWindowsKind;
  readonly windows: ExternalSecretSpecSyncWindowsWindows[];
}

export function toJson_ExternalSecretSpecSyncWindows(obj: ExternalSecretSpecSyncWindows | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'kind': obj.kind,
    'windows': obj.windows?.map(y => toJson_ExternalSecretSpecSyncWindowsWindows(y)),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecTarget {
  readonly creationPolicy?: ExternalSecretSpecTargetCreationPolicy;
  readonly deletionPolicy?: ExternalSecretSpecTargetDeletionPolicy;
  readonly immutable?: boolean;
  readonly manifest?: ExternalSecretSpecTargetManifest;
  readonly name?: string;
  readonly template?: ExternalSecretSpecTargetTemplate;
}

export function toJson_ExternalSecretSpecTarget(obj: ExternalSecretSpecTarget | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'creationPolicy': obj.creationPolicy,
    'deletionPolicy': obj.deletionPolicy,
    'immutable': obj.immutable,
    'manifest': toJson_ExternalSecretSpecTargetManifest(obj.manifest),
    'name': obj.name,
    'template': toJson_ExternalSecretSpecTargetTemplate(obj.template),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataRemoteRef {
  readonly conversionStrategy?: ExternalSecretSpecDataRemoteRefConversionStrategy;
  readonly decodingStrategy?: ExternalSecretSpecDataRemoteRefDecodingStrategy;
  readonly key: string;
  readonly metadataPolicy?: ExternalSecretSpecDataRemoteRefMetadataPolicy;
  readonly nullBytePolicy?: ExternalSecretSpecDataRemoteRefNullBytePolicy;
  readonly property?: string;
  readonly version?: string;
}

export function toJson_ExternalSecretSpecDataRemoteRef(obj: ExternalSecretSpecDataRemoteRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'conversionStrategy': obj.conversionStrategy,
    'decodingStrategy': obj.decodingStrategy,
    'key': obj.key,
    'metadataPolicy': obj.metadataPolicy,
    'nullBytePolicy': obj.nullBytePolicy,
    'property': obj.property,
    'version': obj.version,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataSourceRef {
  readonly generatorRef?: ExternalSecretSpecDataSourceRefGeneratorRef;
  readonly storeRef?: ExternalSecretSpecDataSourceRefStoreRef;
}

export function toJson_ExternalSecretSpecDataSourceRef(obj: ExternalSecretSpecDataSourceRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'generatorRef': toJson_ExternalSecretSpecDataSourceRefGeneratorRef(obj.generatorRef),
    'storeRef': toJson_ExternalSecretSpecDataSourceRefStoreRef(obj.storeRef),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromExtract {
  readonly conversionStrategy?: ExternalSecretSpecDataFromExtractConversionStrategy;
  readonly decodingStrategy?: ExternalSecretSpecDataFromExtractDecodingStrategy;
  readonly key: string;
  readonly metadataPolicy?: ExternalSecretSpecDataFromExtractMetadataPolicy;
  readonly nullBytePolicy?: ExternalSecretSpecDataFromExtractNullBytePolicy;
  readonly property?: string;
  readonly version?: string;
}

export function toJson_ExternalSecretSpecDataFromExtract(obj: ExternalSecretSpecDataFromExtract | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'conversionStrategy': obj.conversionStrategy,
    'decodingStrategy': obj.decodingStrategy,
    'key': obj.key,
    'metadataPolicy': obj.metadataPolicy,
    'nullBytePolicy': obj.nullBytePolicy,
    'property': obj.property,
    'version': obj.version,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromFind {
  readonly conversionStrategy?: ExternalSecretSpecDataFromFindConversionStrategy;
  readonly decodingStrategy?: ExternalSecretSpecDataFromFindDecodingStrategy;
  readonly name?: ExternalSecretSpecDataFromFindName;
  readonly nullBytePolicy?: ExternalSecretSpecDataFromFindNullBytePolicy;
  readonly path?: string;
  readonly tags?: { [key: string]: string };
}

export function toJson_ExternalSecretSpecDataFromFind(obj: ExternalSecretSpecDataFromFind | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'conversionStrategy': obj.conversionStrategy,
    'decodingStrategy': obj.decodingStrategy,
    'name': toJson_ExternalSecretSpecDataFromFindName(obj.name),
    'nullBytePolicy': obj.nullBytePolicy,
    'path': obj.path,
    'tags': ((obj.tags) === undefined) ? undefined : (Object.entries(obj.tags).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromRewrite {
  readonly merge?: ExternalSecretSpecDataFromRewriteMerge;
  readonly regexp?: ExternalSecretSpecDataFromRewriteRegexp;
  readonly transform?: ExternalSecretSpecDataFromRewriteTransform;
}

export function toJson_ExternalSecretSpecDataFromRewrite(obj: ExternalSecretSpecDataFromRewrite | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'merge': toJson_ExternalSecretSpecDataFromRewriteMerge(obj.merge),
    'regexp': toJson_ExternalSecretSpecDataFromRewriteRegexp(obj.regexp),
    'transform': toJson_ExternalSecretSpecDataFromRewriteTransform(obj.transform),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromSourceRef {
  readonly generatorRef?: ExternalSecretSpecDataFromSourceRefGeneratorRef;
  readonly storeRef?: ExternalSecretSpecDataFromSourceRefStoreRef;
}

export function toJson_ExternalSecretSpecDataFromSourceRef(obj: ExternalSecretSpecDataFromSourceRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'generatorRef': toJson_ExternalSecretSpecDataFromSourceRefGeneratorRef(obj.generatorRef),
    'storeRef': toJson_ExternalSecretSpecDataFromSourceRefStoreRef(obj.storeRef),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecSecretStoreRefKind {
  SECRET_STORE = "SecretStore",
  CLUSTER_SECRET_STORE = "ClusterSecretStore",
}

export enum ExternalSecretSpecSyncWindowsKind {
  ALLOW = "allow",
  DENY = "deny",
}

export interface ExternalSecretSpecSyncWindowsWindows {
  readonly duration: string;
  readonly schedule: string;
}

export function toJson_ExternalSecretSpecSyncWindowsWindows(obj: ExternalSecretSpecSyncWindowsWindows | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'duration': obj.duration,
    'schedule': obj.schedule,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecTargetCreationPolicy {
  OWNER = "Owner",
  ORPHAN = "Orphan",
  MERGE = "Merge",
  NONE = "None",
  CREATE_OR_MERGE = "CreateOrMerge",
}

export enum ExternalSecretSpecTargetDeletionPolicy {
  DELETE = "Delete",
  MERGE = "Merge",
  RETAIN = "Retain",
}

export interface ExternalSecretSpecTargetManifest {
  readonly apiVersion: string;
  readonly kind: string;
}

export function toJson_ExternalSecretSpecTargetManifest(obj: ExternalSecretSpecTargetManifest | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'apiVersion': obj.apiVersion,
    'kind': obj.kind,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecTargetTemplate {
  readonly data?: { [key: string]: string };
  readonly engineVersion?: ExternalSecretSpecTargetTemplateEngineVersion;
  readonly mergePolicy?: ExternalSecretSpecTargetTemplateMergePolicy;
  readonly metadata?: ExternalSecretSpecTargetTemplateMetadata;
  readonly templateFrom?: ExternalSecretSpecTargetTemplateTemplateFrom[];
  readonly type?: string;
}

export function toJson_ExternalSecretSpecTargetTemplate(obj: ExternalSecretSpecTargetTemplate | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'data': ((obj.data) === undefined) ? undefined : (Object.entries(obj.data).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'engineVersion': obj.engineVersion,
    'mergePolicy': obj.mergePolicy,
    'metadata': toJson_ExternalSecretSpecTargetTemplateMetadata(obj.metadata),
    'templateFrom': obj.templateFrom?.map(y => toJson_ExternalSecretSpecTargetTemplateTemplateFrom(y)),
    'type': obj.type,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecDataRemoteRefConversionStrategy {
  DEFAULT = "Default",
  UNICODE = "Unicode",
}

export enum ExternalSecretSpecDataRemoteRefDecodingStrategy {
  AUTO = "Auto",
  BASE64 = "Base64",
  BASE64_URL = "Base64URL",
  NONE = "None",
}

export enum ExternalSecretSpecDataRemoteRefMetadataPolicy {
  NONE = "None",
  FETCH = "Fetch",
}

export enum ExternalSecretSpecDataRemoteRefNullBytePolicy {
  IGNORE = "Ignore",
  FAIL = "Fail",
}

export interface ExternalSecretSpecDataSourceRefGeneratorRef {
  readonly apiVersion?: string;
  readonly kind: ExternalSecretSpecDataSourceRefGeneratorRefKind;
  readonly name: string;
}

export function toJson_ExternalSecretSpecDataSourceRefGeneratorRef(obj: ExternalSecretSpecDataSourceRefGeneratorRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'apiVersion': obj.apiVersion,
    'kind': obj.kind,
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataSourceRefStoreRef {
  readonly kind?: ExternalSecretSpecDataSourceRefStoreRefKind;
  readonly name?: string;
}

export function toJson_ExternalSecretSpecDataSourceRefStoreRef(obj: ExternalSecretSpecDataSourceRefStoreRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'kind': obj.kind,
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecDataFromExtractConversionStrategy {
  DEFAULT = "Default",
  UNICODE = "Unicode",
}

export enum ExternalSecretSpecDataFromExtractDecodingStrategy {
  AUTO = "Auto",
  BASE64 = "Base64",
  BASE64_URL = "Base64URL",
  NONE = "None",
}

export enum ExternalSecretSpecDataFromExtractMetadataPolicy {
  NONE = "None",
  FETCH = "Fetch",
}

export enum ExternalSecretSpecDataFromExtractNullBytePolicy {
  IGNORE = "Ignore",
  FAIL = "Fail",
}

export enum ExternalSecretSpecDataFromFindConversionStrategy {
  DEFAULT = "Default",
  UNICODE = "Unicode",
}

export enum ExternalSecretSpecDataFromFindDecodingStrategy {
  AUTO = "Auto",
  BASE64 = "Base64",
  BASE64_URL = "Base64URL",
  NONE = "None",
}

export interface ExternalSecretSpecDataFromFindName {
  readonly regexp?: string;
}

export function toJson_ExternalSecretSpecDataFromFindName(obj: ExternalSecretSpecDataFromFindName | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'regexp': obj.regexp,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecDataFromFindNullBytePolicy {
  IGNORE = "Ignore",
  FAIL = "Fail",
}

export interface ExternalSecretSpecDataFromRewriteMerge {
  readonly conflictPolicy?: ExternalSecretSpecDataFromRewriteMergeConflictPolicy;
  readonly into?: string;
  readonly priority?: string[];
  readonly priorityPolicy?: ExternalSecretSpecDataFromRewriteMergePriorityPolicy;
  readonly strategy?: ExternalSecretSpecDataFromRewriteMergeStrategy;
}

export function toJson_ExternalSecretSpecDataFromRewriteMerge(obj: ExternalSecretSpecDataFromRewriteMerge | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'conflictPolicy': obj.conflictPolicy,
    'into': obj.into,
    'priority': obj.priority?.map(y => y),
    'priorityPolicy': obj.priorityPolicy,
    'strategy': obj.strategy,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromRewriteRegexp {
  readonly source: string;
  readonly target: string;
}

export function toJson_ExternalSecretSpecDataFromRewriteRegexp(obj: ExternalSecretSpecDataFromRewriteRegexp | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'source': obj.source,
    'target': obj.target,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromRewriteTransform {
  readonly template: string;
}

export function toJson_ExternalSecretSpecDataFromRewriteTransform(obj: ExternalSecretSpecDataFromRewriteTransform | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'template': obj.template,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromSourceRefGeneratorRef {
  readonly apiVersion?: string;
  readonly kind: ExternalSecretSpecDataFromSourceRefGeneratorRefKind;
  readonly name: string;
}

export function toJson_ExternalSecretSpecDataFromSourceRefGeneratorRef(obj: ExternalSecretSpecDataFromSourceRefGeneratorRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'apiVersion': obj.apiVersion,
    'kind': obj.kind,
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecDataFromSourceRefStoreRef {
  readonly kind?: ExternalSecretSpecDataFromSourceRefStoreRefKind;
  readonly name?: string;
}

export function toJson_ExternalSecretSpecDataFromSourceRefStoreRef(obj: ExternalSecretSpecDataFromSourceRefStoreRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'kind': obj.kind,
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecTargetTemplateEngineVersion {
  V2 = "v2",
}

export enum ExternalSecretSpecTargetTemplateMergePolicy {
  REPLACE = "Replace",
  MERGE = "Merge",
}

export interface ExternalSecretSpecTargetTemplateMetadata {
  readonly annotations?: { [key: string]: string };
  readonly finalizers?: string[];
  readonly labels?: { [key: string]: string };
}

export function toJson_ExternalSecretSpecTargetTemplateMetadata(obj: ExternalSecretSpecTargetTemplateMetadata | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'annotations': ((obj.annotations) === undefined) ? undefined : (Object.entries(obj.annotations).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'finalizers': obj.finalizers?.map(y => y),
    'labels': ((obj.labels) === undefined) ? undefined : (Object.entries(obj.labels).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecTargetTemplateTemplateFrom {
  readonly configMap?: ExternalSecretSpecTargetTemplateTemplateFromConfigMap;
  readonly literal?: string;
  readonly secret?: ExternalSecretSpecTargetTemplateTemplateFromSecret;
  readonly target?: string;
  readonly valuesDecodingStrategy?: ExternalSecretSpecTargetTemplateTemplateFromValuesDecodingStrategy;
}

export function toJson_ExternalSecretSpecTargetTemplateTemplateFrom(obj: ExternalSecretSpecTargetTemplateTemplateFrom | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'configMap': toJson_ExternalSecretSpecTargetTemplateTemplateFromConfigMap(obj.configMap),
    'literal': obj.literal,
    'secret': toJson_ExternalSecretSpecTargetTemplateTemplateFromSecret(obj.secret),
    'target': obj.target,
    'valuesDecodingStrategy': obj.valuesDecodingStrategy,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecDataSourceRefGeneratorRefKind {
  ACR_ACCESS_TOKEN = "ACRAccessToken",
  BEYONDTRUST_WORKLOAD_CREDENTIALS_DYNAMIC_SECRET = "BeyondtrustWorkloadCredentialsDynamicSecret",
  CLUSTER_GENERATOR = "ClusterGenerator",
  CLOUDSMITH_ACCESS_TOKEN = "CloudsmithAccessToken",
  ECR_AUTHORIZATION_TOKEN = "ECRAuthorizationToken",
  FAKE = "Fake",
  GCR_ACCESS_TOKEN = "GCRAccessToken",
  GITHUB_ACCESS_TOKEN = "GithubAccessToken",
  GITLAB_DEPLOY_TOKEN = "GitlabDeployToken",
  QUAY_ACCESS_TOKEN = "QuayAccessToken",
  PASSWORD = "Password",
  SSH_KEY = "SSHKey",
  STS_SESSION_TOKEN = "STSSessionToken",
  UUID = "UUID",
  VAULT_DYNAMIC_SECRET = "VaultDynamicSecret",
  WEBHOOK = "Webhook",
  GRAFANA = "Grafana",
  MFA = "MFA",
}

export enum ExternalSecretSpecDataSourceRefStoreRefKind {
  SECRET_STORE = "SecretStore",
  CLUSTER_SECRET_STORE = "ClusterSecretStore",
}

export enum ExternalSecretSpecDataFromRewriteMergeConflictPolicy {
  IGNORE = "Ignore",
  ERROR = "Error",
}

export enum ExternalSecretSpecDataFromRewriteMergePriorityPolicy {
  IGNORE_NOT_FOUND = "IgnoreNotFound",
  STRICT = "Strict",
}

export enum ExternalSecretSpecDataFromRewriteMergeStrategy {
  EXTRACT = "Extract",
  JSON = "JSON",
}

export enum ExternalSecretSpecDataFromSourceRefGeneratorRefKind {
  ACR_ACCESS_TOKEN = "ACRAccessToken",
  BEYONDTRUST_WORKLOAD_CREDENTIALS_DYNAMIC_SECRET = "BeyondtrustWorkloadCredentialsDynamicSecret",
  CLUSTER_GENERATOR = "ClusterGenerator",
  CLOUDSMITH_ACCESS_TOKEN = "CloudsmithAccessToken",
  ECR_AUTHORIZATION_TOKEN = "ECRAuthorizationToken",
  FAKE = "Fake",
  GCR_ACCESS_TOKEN = "GCRAccessToken",
  GITHUB_ACCESS_TOKEN = "GithubAccessToken",
  GITLAB_DEPLOY_TOKEN = "GitlabDeployToken",
  QUAY_ACCESS_TOKEN = "QuayAccessToken",
  PASSWORD = "Password",
  SSH_KEY = "SSHKey",
  STS_SESSION_TOKEN = "STSSessionToken",
  UUID = "UUID",
  VAULT_DYNAMIC_SECRET = "VaultDynamicSecret",
  WEBHOOK = "Webhook",
  GRAFANA = "Grafana",
  MFA = "MFA",
}

export enum ExternalSecretSpecDataFromSourceRefStoreRefKind {
  SECRET_STORE = "SecretStore",
  CLUSTER_SECRET_STORE = "ClusterSecretStore",
}

export interface ExternalSecretSpecTargetTemplateTemplateFromConfigMap {
  readonly items: ExternalSecretSpecTargetTemplateTemplateFromConfigMapItems[];
  readonly name: string;
}

export function toJson_ExternalSecretSpecTargetTemplateTemplateFromConfigMap(obj: ExternalSecretSpecTargetTemplateTemplateFromConfigMap | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'items': obj.items?.map(y => toJson_ExternalSecretSpecTargetTemplateTemplateFromConfigMapItems(y)),
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecTargetTemplateTemplateFromSecret {
  readonly items: ExternalSecretSpecTargetTemplateTemplateFromSecretItems[];
  readonly name: string;
}

export function toJson_ExternalSecretSpecTargetTemplateTemplateFromSecret(obj: ExternalSecretSpecTargetTemplateTemplateFromSecret | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'items': obj.items?.map(y => toJson_ExternalSecretSpecTargetTemplateTemplateFromSecretItems(y)),
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecTargetTemplateTemplateFromValuesDecodingStrategy {
  AUTO = "Auto",
  BASE64 = "Base64",
  BASE64_URL = "Base64URL",
  NONE = "None",
}

export interface ExternalSecretSpecTargetTemplateTemplateFromConfigMapItems {
  readonly key: string;
  readonly templateAs?: ExternalSecretSpecTargetTemplateTemplateFromConfigMapItemsTemplateAs;
}

export function toJson_ExternalSecretSpecTargetTemplateTemplateFromConfigMapItems(obj: ExternalSecretSpecTargetTemplateTemplateFromConfigMapItems | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'templateAs': obj.templateAs,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface ExternalSecretSpecTargetTemplateTemplateFromSecretItems {
  readonly key: string;
  readonly templateAs?: ExternalSecretSpecTargetTemplateTemplateFromSecretItemsTemplateAs;
}

export function toJson_ExternalSecretSpecTargetTemplateTemplateFromSecretItems(obj: ExternalSecretSpecTargetTemplateTemplateFromSecretItems | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'templateAs': obj.templateAs,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum ExternalSecretSpecTargetTemplateTemplateFromConfigMapItemsTemplateAs {
  VALUES = "Values",
  KEYS_AND_VALUES = "KeysAndValues",
}

export enum ExternalSecretSpecTargetTemplateTemplateFromSecretItemsTemplateAs {
  VALUES = "Values",
  KEYS_AND_VALUES = "KeysAndValues",
}
