import type { JsonObject } from '../../../imports/json.ts';
import type { Item } from '../../tree/tree.ts';

/** A pod that will exist, whoever makes it. */
export interface Pod {
  /** Name for people: `Deployment web`, `scheduler of the chart airflow`, `largest executor of risk-models`. */
  readonly name: string;
  /** The object that decides how it is. */
  readonly item: Item;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  /**
   * Where its spec comes from. `text`: a manifest inside a string. `chart`: put together from Helm values, so it has only
   * what they say. `job`: what a Spark job of a team may ask for.
   */
  readonly source: 'object' | 'text' | 'chart' | 'job';
  /** How many of it run all the time; none of what ends by itself. */
  readonly standing: number;
  /** Its security contexts are those that it will have, not only what values say. */
  readonly showsSecurity: boolean;
  /** It runs on each node. */
  readonly daemon: boolean;
  /** Karpenter makes no node before it runs. */
  readonly beforeKarpenter: boolean;
  /** Specs of the pods without which it is of no use. */
  readonly companions: readonly JsonObject[];
  /** Numbers of the ports that its containers name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Name for people and pod spec's field in, the field of `item` out. */
  readonly field: (inside: string) => string;
}
