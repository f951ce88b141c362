import { stackNames } from '../../../config/names.ts';
import { at, isObject, type Json, type JsonObject, listIn, objectIn, walk } from '../../../imports/json.ts';
import { chartsOf } from '../../kinds/helm/values.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check, Given, Problem, Template } from '../check.ts';

/** What the CloudFormation stacks of one environment make. */
export interface Aws {
  /** Properties of every resource of a type, e.g. `AWS::S3::Bucket`. */
  all(type: string): readonly JsonObject[];
  /** One property of every resource of a type, as text. */
  named(type: string, property: string): readonly string[];
}

/** A value of a chart and where its Application has it. */
interface ChartValue {
  readonly item: Item;
  readonly field: string;
  readonly value: Json;
}

/** Every value of that name, at any depth, in the values of every chart. */
export function chartValues(tree: Tree, name: string): readonly ChartValue[] {
  return chartsOf(tree).flatMap(({ item, values, field }) =>
    walk(values).flatMap(({ path, value }) =>
      path === name || path.endsWith(`.${name}`) ? [{ item, field: `${field}.${path}`, value }] : [],
    ),
  );
}

/** What the charts call the cluster. */
export const clusterNames = (tree: Tree) => chartValues(tree, 'clusterName');

/** The stacks of the tree's cluster; `undefined` where no template makes it. */
export function awsOf(tree: Tree, { templates = [] }: Given): Aws | undefined {
  const [stacks] = clusterNames(tree)
    .map(({ value }) => templatesOf(String(value), templates))
    .filter((found) => found.length > 0);
  if (stacks === undefined) return undefined;
  const resources = stacks.flatMap(({ body }) => Object.values(objectIn(body, 'Resources')).filter(isObject));
  const all = (type: string) =>
    resources.filter((resource) => resource['Type'] === type).map((resource) => objectIn(resource, 'Properties'));
  return { all, named: (type, property) => all(type).map((properties) => String(properties[property])) };
}

function templatesOf(name: string, templates: readonly Template[]): readonly Template[] {
  const wanted = Object.values<string>(stackNames({ cluster: { name } }));
  return templates.filter(({ stack }) => wanted.includes(stack));
}

/** Tags of a resource as a map. */
export function tagsOf(properties: JsonObject): Readonly<Record<string, unknown>> {
  return Object.fromEntries(listIn(properties, 'Tags').map((tag) => [String(at(tag, 'Key')), at(tag, 'Value')]));
}

/** A check that compares with the templates, and finds nothing where there are none. */
export function comparison(
  rule: string,
  promise: string,
  compare: (tree: Tree, aws: Aws) => readonly Problem[],
): Check {
  return {
    rule: `contract/${rule}`,
    promise,
    find: (tree, given = {}) => {
      const aws = awsOf(tree, given);
      return aws ? compare(tree, aws) : [];
    },
    blindSpots: noTemplates,
  };
}

/** What is said where there is nothing to compare with. */
export function noTemplates(_: Tree, given: Given = {}): readonly string[] {
  return given.templates ? [] : ['names and identities in AWS: give --cluster cdk.out'];
}
