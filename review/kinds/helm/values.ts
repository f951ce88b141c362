import { isObject, type Json, type JsonObject } from '../../../imports/json.ts';
import { type ApplicationView, type ChartSource, parameterPath } from '../../tree/application.ts';
import { once } from '../../tree/once.ts';
import type { Item, Tree } from '../../tree/tree.ts';

/** A chart of an Application with the values that count. */
export interface ChartInUse {
  /** The object of its Application. */
  readonly item: Item;
  readonly application: ApplicationView;
  readonly source: ChartSource;
  /** The values with the parameters that are given by path. */
  readonly values: JsonObject;
  /** Field of the Application that holds the values, e.g. `spec.source.helm.valuesObject`. */
  readonly field: string;
  /** What it renders is in the tree. */
  readonly rendered: boolean;
}

/** Every chart of a tree's Applications. */
export const chartsOf = once(read);

function read(tree: Tree): readonly ChartInUse[] {
  const items = new Map(tree.ofKind('Application').map((item) => [item.manifest, item]));
  return tree.applications.flatMap((application) => {
    const item = items.get(application.manifest);
    if (item === undefined) return [];
    return application.charts.map((source) => ({
      item,
      application,
      source,
      values: allValues(source),
      field: source.valuesField,
      rendered: tree
        .of(application.name)
        .some(({ chart }) => chart === `${source.chart} ${source.version}` || chart === source.chart),
    }));
  });
}

/** The values of a chart with its parameters, as Helm takes them: a number or a flag is one, and `null` takes the value away. */
export function allValues({ values, parameters }: Pick<ChartSource, 'values' | 'parameters'>): JsonObject {
  return parameters.reduce(
    (all, { name, value, isText }) => put(all, parameterPath(name), isText ? value : fromText(value)),
    values,
  );
}

/** As `typedVal` in Helm's pkg/strvals: any case of a word, and what begins with a zero stays a text, e.g. an AWS account. */
function fromText(text: string): Json {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return /^(0|[+-]\d+|[1-9]\d*)$/.test(text) ? Number(text) : text;
}

function put(values: JsonObject, [key = '', ...rest]: readonly string[], value: Json): JsonObject {
  if (rest.length === 0) {
    const { [key]: _, ...others } = values;
    return value === null ? others : { ...others, [key]: value };
  }
  const inside = values[key];
  return { ...values, [key]: put(isObject(inside) ? inside : {}, rest, value) };
}
