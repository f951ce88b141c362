// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';

export class NodePool extends ApiObject {
  public static readonly GVK: GroupVersionKind = {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
  }

  public static manifest(props: NodePoolProps): any {
    return {
      ...NodePool.GVK,
      ...toJson_NodePoolProps(props),
    };
  }

  public constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id, {
      ...NodePool.GVK,
      ...props,
    });
  }

  public override toJson(): any {
    const resolved = super.toJson();

    return {
      ...NodePool.GVK,
      ...toJson_NodePoolProps(resolved),
    };
  }
}

export interface NodePoolProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: NodePoolSpec;
}

export function toJson_NodePoolProps(obj: NodePoolProps | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'metadata': obj.metadata,
    'spec': toJson_NodePoolSpec(obj.spec),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface NodePoolSpec {
  readonly disruption?: NodePoolSpecDisruption;
  readonly limits?: { [key: string]: NodePoolSpecLimits };
  readonly replicas?: number;
  readonly template: NodePoolSpecTemplate;
  readonly weight?: number;
}

export function toJson_NodePoolSpec(obj: NodePoolSpec | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'disruption': toJson_NodePoolSpecDisruption(obj.disruption),
    'limits': ((obj.limits) === undefined) ? undefined : (Object.entries(obj.limits).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1]?.value }), {})),
    'replicas': obj.replicas,
    'template': toJson_NodePoolSpecTemplate(obj.template),
    'weight': obj.weight,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface NodePoolSpecDisruption {
  readonly budgets?: NodePoolSpecDisruptionBudgets[];
  readonly consolidateAfter: string;
  readonly consolidationPolicy?: NodePoolSpecDisruptionConsolidationPolicy;
}

export function toJson_NodePoolSpecDisruption(obj: NodePoolSpecDisruption | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'budgets': obj.budgets?.map(y => toJson_NodePoolSpecDisruptionBudgets(y)),
    'consolidateAfter': obj.consolidateAfter,
    'consolidationPolicy': obj.consolidationPolicy,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export class NodePoolSpecLimits {
  public static fromNumber(value: number): NodePoolSpecLimits {
    return new NodePoolSpecLimits(value);
  }
  public static fromString(value: string): NodePoolSpecLimits {
    return new NodePoolSpecLimits(value);
  }
  private constructor(public readonly value: number | string) {
  }
}

export interface NodePoolSpecTemplate {
  readonly metadata?: NodePoolSpecTemplateMetadata;
  readonly spec: NodePoolSpecTemplateSpec;
}

export function toJson_NodePoolSpecTemplate(obj: NodePoolSpecTemplate | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'metadata': toJson_NodePoolSpecTemplateMetadata(obj.metadata),
    'spec': toJson_NodePoolSpecTemplateSpec(obj.spec),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface NodePoolSpecDisruptionBudgets {
  readonly duration?: string;
  readonly nodes: string;
  readonly reasons?: NodePoolSpecDisruptionBudgetsReasons[];
  readonly schedule?: string;
}

export function toJson_NodePoolSpecDisruptionBudgets(obj: NodePoolSpecDisruptionBudgets | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'duration': obj.duration,
    'nodes': obj.nodes,
    'reasons': obj.reasons?.map(y => y),
    'schedule': obj.schedule,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum NodePoolSpecDisruptionConsolidationPolicy {
  WHEN_EMPTY = "WhenEmpty",
  WHEN_EMPTY_OR_UNDERUTILIZED = "WhenEmptyOrUnderutilized",
  BALANCED = "Balanced",
}

export interface NodePoolSpecTemplateMetadata {
  readonly annotations?: { [key: string]: string };
  readonly labels?: { [key: string]: string };
}

export function toJson_NodePoolSpecTemplateMetadata(obj: NodePoolSpecTemplateMetadata | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'annotations': ((obj.annotations) === undefined) ? undefined : (Object.entries(obj.annotations).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
    'labels': ((obj.labels) === undefined) ? undefined : (Object.entries(obj.labels).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {})),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface NodePoolSpecTemplateSpec {
  readonly expireAfter?: string;
  readonly nodeClassRef: NodePoolSpecTemplateSpecNodeClassRef;
  readonly requirements: NodePoolSpecTemplateSpecRequirements[];
  readonly startupTaints?: NodePoolSpecTemplateSpecStartupTaints[];
  readonly taints?: NodePoolSpecTemplateSpecTaints[];
  readonly terminationGracePeriod?: string;
}

export function toJson_NodePoolSpecTemplateSpec(obj: NodePoolSpecTemplateSpec | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'expireAfter': obj.expireAfter,
    'nodeClassRef': toJson_NodePoolSpecTemplateSpecNodeClassRef(obj.nodeClassRef),
    'requirements': obj.requirements?.map(y => toJson_NodePoolSpecTemplateSpecRequirements(y)),
    'startupTaints': obj.startupTaints?.map(y => toJson_NodePoolSpecTemplateSpecStartupTaints(y)),
    'taints': obj.taints?.map(y => toJson_NodePoolSpecTemplateSpecTaints(y)),
    'terminationGracePeriod': obj.terminationGracePeriod,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum NodePoolSpecDisruptionBudgetsReasons {
  UNDERUTILIZED = "Underutilized",
  EMPTY = "Empty",
  DRIFTED = "Drifted",
}

export interface NodePoolSpecTemplateSpecNodeClassRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export function toJson_NodePoolSpecTemplateSpecNodeClassRef(obj: NodePoolSpecTemplateSpecNodeClassRef | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'group': obj.group,
    'kind': obj.kind,
    'name': obj.name,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface NodePoolSpecTemplateSpecRequirements {
  readonly key: string;
  readonly minValues?: number;
  readonly operator: NodePoolSpecTemplateSpecRequirementsOperator;
  readonly values?: string[];
}

export function toJson_NodePoolSpecTemplateSpecRequirements(obj: NodePoolSpecTemplateSpecRequirements | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'key': obj.key,
    'minValues': obj.minValues,
    'operator': obj.operator,
    'values': obj.values?.map(y => y),
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface NodePoolSpecTemplateSpecStartupTaints {
  readonly effect: NodePoolSpecTemplateSpecStartupTaintsEffect;
  readonly key: string;
  readonly timeAdded?: Date;
  readonly value?: string;
}

export function toJson_NodePoolSpecTemplateSpecStartupTaints(obj: NodePoolSpecTemplateSpecStartupTaints | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'effect': obj.effect,
    'key': obj.key,
    'timeAdded': obj.timeAdded?.toISOString(),
    'value': obj.value,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export interface NodePoolSpecTemplateSpecTaints {
  readonly effect: NodePoolSpecTemplateSpecTaintsEffect;
  readonly key: string;
  readonly timeAdded?: Date;
  readonly value?: string;
}

export function toJson_NodePoolSpecTemplateSpecTaints(obj: NodePoolSpecTemplateSpecTaints | undefined): Record<string, any> | undefined {
  if (obj === undefined) { return undefined; }
  const result = {
    'effect': obj.effect,
    'key': obj.key,
    'timeAdded': obj.timeAdded?.toISOString(),
    'value': obj.value,
  };
  // filter undefined values
  return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});
}

export enum NodePoolSpecTemplateSpecRequirementsOperator {
  GTE = "Gte",
  LTE = "Lte",
  IN = "In",
  NOT_IN = "NotIn",
  EXISTS = "Exists",
  DOES_NOT_EXIST = "DoesNotExist",
  GT = "Gt",
  LT = "Lt",
}

export enum NodePoolSpecTemplateSpecStartupTaintsEffect {
  NO_SCHEDULE = "NoSchedule",
  PREFER_NO_SCHEDULE = "PreferNoSchedule",
  NO_EXECUTE = "NoExecute",
}

export enum NodePoolSpecTemplateSpecTaintsEffect {
  NO_SCHEDULE = "NoSchedule",
  PREFER_NO_SCHEDULE = "PreferNoSchedule",
  NO_EXECUTE = "NoExecute",
}
