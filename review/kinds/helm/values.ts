import { isList, isObject, type Json, type JsonObject } from '../../../imports/json.ts';
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
    (all, { name, value, isText }) =>
      put(all, parameterPath(name), given(value, isText ? String : fromText)) as JsonObject,
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

/** Braces make a list, also of texts. */
function given(value: string, read: (text: string) => Json): Json {
  const [, list] = /^\{(.*)\}$/s.exec(value) ?? [];
  if (list === undefined) return read(value);
  return list === '' ? [] : list.split(',').map((item) => read(item.trim()));
}

/** Helm takes no place behind it: MaxIndex in pkg/strvals. */
const lastPlace = 65_536;

/** A value with another at a place in it. */
function put(value: Json | undefined, [step, ...rest]: readonly (string | number)[], other: Json): Json {
  if (step === undefined) return other;
  if (typeof step === 'number') {
    if (step > lastPlace) return value ?? null;
    const list: Json[] = isList(value) ? [...value] : [];
    while (list.length < step) list.push(null);
    list[step] = put(list[step], rest, other);
    return list;
  }
  const { [step]: inside, ...others } = isObject(value) ? value : {};
  const now = put(inside, rest, other);
  return now === null ? others : { ...(isObject(value) ? value : {}), [step]: now };
}
