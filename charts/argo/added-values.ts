import { type AddOn, addOnCharts } from '../../config/owned-values.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { UserError } from '../../config/user-error.ts';
import { at, isList, isObject, type Json, type JsonObject } from '../../imports/json.ts';
import { misfits } from '../../imports/json-schema.ts';
import { valuesSchema } from '../../imports/load.ts';

/** The values of a chart with those that the config adds. One that the chart does not know is an error, because Helm ignores it. */
export function withAddedValues(
  chart: string,
  values: object,
  { values: added = {} }: Pick<PlatformConfig, 'values'>,
): object {
  const addOn = addOnOf(chart);
  const more = addOn && added[addOn];
  if (more === undefined) return values;
  const given = JSON.parse(JSON.stringify(more)) as JsonObject;
  const wrong = misfits(valuesSchema(chart) ?? {}, given, false).map(({ field, text, unknown, meant }) => {
    const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
    return `values.${addOn}.${field}: ${unknown ? `is not a value of this chart${hint}` : `${text}; use what the chart takes`}`;
  });
  if (wrong.length > 0) throw new UserError(wrong.join('\n'));
  return merged(values as JsonObject, given, `values.${addOn}`) as object;
}

/** What the config calls a chart; CRDs in a chart of their own are no add-on. */
export function addOnOf(chart: string): AddOn | undefined {
  return (Object.keys(addOnCharts) as AddOn[]).find((name) => addOnCharts[name] === chart);
}

function merged(own: Json | undefined, more: Json, field: string): Json {
  if (isObject(own) && isObject(more)) {
    const added = Object.entries(more).map(
      ([key, value]) => [key, merged(own[key], value, `${field}.${key}`)] as const,
    );
    return { ...own, ...Object.fromEntries(added) };
  }
  return isList(own) && isList(more) ? joined(own, more, field) : more;
}

/** Items have names in most lists of Kubernetes, and of two with one name nobody knows which counts. */
function joined(own: readonly Json[], more: readonly Json[], field: string): Json {
  const names = own.map((item) => at(item, 'name'));
  const twice = more.findIndex((item) => at(item, 'name') !== undefined && names.includes(at(item, 'name')));
  if (twice < 0) return [...own, ...more];
  throw new UserError(
    `${field}[${twice}].name: '${at(more[twice], 'name')}' is already there, set by the platform; use another name`,
  );
}
