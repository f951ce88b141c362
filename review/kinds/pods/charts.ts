import { at, isObject, type Json, type JsonObject, listIn } from '../../../imports/json.ts';
import type { Tree } from '../../tree/tree.ts';
import type { ChartFacts, ChartPod, Switch } from '../helm/facts.ts';
import { chartFacts } from '../helm/index.ts';
import { type ChartInUse, chartsOf } from '../helm/values.ts';
import type { Pod } from './pod.ts';

/** Pods of charts that are not rendered, as far as their values say how they are. */
export function chartPods(tree: Tree): readonly Pod[] {
  return chartsOf(tree).flatMap((chart) => {
    const pods = chartFacts(chart.source.chart)?.pods ?? [];
    return pods
      .filter((pod) => !chart.rendered || pod.byOperator)
      .filter(({ when }) => when === undefined || isOn(chart.values, when))
      .map((pod) => podOf(pod, chart));
  });
}

/** Charts whose pods nobody knows: read neither from their templates nor from what they render. */
export function unknownCharts(tree: Tree): readonly string[] {
  return chartsOf(tree).flatMap(({ source: { chart }, rendered, values }) => {
    if (rendered) return [];
    const facts = chartFacts(chart);
    if (facts === undefined) return [chart];
    return othersOf(facts, values).map((value) => `${chart} (${value})`);
  });
}

function othersOf({ others = [] }: ChartFacts, values: JsonObject): readonly string[] {
  return others.filter((one) => isOn(values, one)).map(({ value }) => value);
}

function isOn(values: JsonObject, { value, byDefault }: Switch): boolean {
  const found = at(values, value);
  return typeof found === 'boolean' ? found : byDefault;
}

function podOf(pod: ChartPod, { item, source, application, values, field }: ChartInUse): Pod {
  const { name, runs, labels, replicas, beforeKarpenter = false, ports = {} } = pod;
  const parts = [...placementOf(pod, values), ...containersOf(pod, values), ...contextsOf(pod, values)];
  const count = replicas === undefined ? 1 : at(values, replicas);
  return {
    name: `${name} of the chart ${source.chart}`,
    item,
    namespace: application.namespace ?? '',
    labels: Object.fromEntries(
      Object.entries(labels).map(([key, value]) => [key, value.replace('{release}', source.releaseName)]),
    ),
    annotations: {},
    spec: specOf(pod, parts),
    source: 'chart',
    standing: runs === 'always' ? (typeof count === 'number' ? count : 1) : 0,
    daemon: runs === 'daemon',
    beforeKarpenter,
    showsSecurity: pod.security !== undefined,
    companions: [],
    ports,
    field: (inside) => {
      const part = parts.find(({ inside: start }) => inside === start || inside.startsWith(`${start}.`));
      if (part === undefined) return field;
      return [field, part.path, inside.slice(part.inside.length + 1)].filter(Boolean).join('.');
    },
  };
}

/** A part of a pod's spec, and the values that it comes from. */
interface Part {
  readonly inside: string;
  readonly path: string;
  readonly value: Json | undefined;
}

function placementOf({ placement }: ChartPod, values: JsonObject): readonly Part[] {
  return ['nodeSelector', 'tolerations', 'affinity'].map((inside) =>
    first(
      inside,
      placement.map((path) => (path === '' ? inside : `${path}.${inside}`)),
      values,
    ),
  );
}

function containersOf({ containers }: ChartPod, values: JsonObject): readonly Part[] {
  return Object.values(containers).map((path, index) => first(`containers[${index}].resources`, [path], values));
}

function contextsOf({ security, containers }: ChartPod, values: JsonObject): readonly Part[] {
  if (security === undefined) return [];
  return [
    first('securityContext', security.pod, values),
    ...Object.keys(containers).map((name, index) => {
      const part = first(`containers[${index}].securityContext`, security.containers[name] ?? [], values);
      return isFilled(part.value) ? part : { ...part, value: security.containerByDefault };
    }),
  ];
}

/** The first path that has something in it; the first of all where none has. */
function first(inside: string, paths: readonly string[], values: JsonObject): Part {
  const path = paths.find((candidate) => isFilled(at(values, candidate))) ?? paths[0] ?? '';
  return { inside, path, value: at(values, path) };
}

function isFilled(value: Json | undefined): boolean {
  if (isObject(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && listIn({ value }, 'value').length > 0;
}

function specOf({ containers }: ChartPod, parts: readonly Part[]): JsonObject {
  const inSpec = (inside: string): JsonObject => {
    const value = parts.find((part) => part.inside === inside)?.value;
    return value === undefined || value === null ? {} : { [inside.split('.').at(-1) ?? '']: value };
  };
  return {
    ...inSpec('nodeSelector'),
    ...inSpec('tolerations'),
    ...inSpec('affinity'),
    ...inSpec('securityContext'),
    containers: Object.keys(containers).map((name, index) => ({
      name,
      ...inSpec(`containers[${index}].resources`),
      ...inSpec(`containers[${index}].securityContext`),
    })),
  };
}
