import type { JsonObject } from '../../../imports/json.ts';

/** What a Helm chart makes with the values of an Application, read from its templates: known without rendering it. */
export interface ChartFacts {
  /** Every pod that it makes; none for a chart of CRDs. */
  readonly pods: readonly ChartPod[];
  /** Switches that add pods which are not in `pods`. */
  readonly others?: readonly Switch[];
  /** Kinds without a namespace that it makes, as `group/Kind`. */
  readonly clusterWide: readonly string[];
  /** The value with which it makes a policy that denies its namespace every connection it does not allow. */
  readonly deniesIngress?: string;
}

/** A pod of a chart, and where the values say how it runs. Paths are dotted; '' is the root of the values. */
export interface ChartPod {
  readonly name: string;
  /** `job` ends by itself, `daemon` runs on each node. */
  readonly runs: 'always' | 'job' | 'daemon';
  /** Parts of the values with `nodeSelector` and `tolerations`: the first that has the field counts. */
  readonly placement: readonly string[];
  /** Path of the resources of each container. */
  readonly containers: Readonly<Record<string, string>>;
  /** Path of the number of pods, which is 1 where the values do not say it. */
  readonly replicas?: string;
  /** What decides whether it is made; absent where it always is. */
  readonly when?: Switch;
  /** Karpenter makes no node before it runs. */
  readonly beforeKarpenter?: true;
  /** An operator makes it from a custom resource, so Helm renders no pod. */
  readonly byOperator?: true;
  /** Absent where the templates decide, and only a rendered chart shows it. */
  readonly security?: Security;
  /** `{release}` stands for the name of the release. */
  readonly labels: Readonly<Record<string, string>>;
  /** Numbers of the ports that its containers name. */
  readonly ports?: Readonly<Record<string, number>>;
}

/** Paths of security contexts: the first that the values have counts. */
export interface Security {
  readonly pod: readonly string[];
  readonly containers: Readonly<Record<string, readonly string[]>>;
  /** What the templates give to a container where the values have nothing. */
  readonly containerByDefault: JsonObject;
}

/** A value that decides whether something is made. */
export interface Switch {
  readonly value: string;
  /** What the chart's own values say. */
  readonly byDefault: boolean;
}
