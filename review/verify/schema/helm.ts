import { isList, isObject, type Json, type Schema } from '../../../imports/json.ts';
import { misfits } from '../../../imports/json-schema.ts';
import { valuesSchema } from '../../../imports/load.ts';
import { chartsOf } from '../../kinds/helm/values.ts';
import type { ChartSource } from '../../tree/application.ts';
import type { Check, Problem } from '../check.ts';
import { remedyOf } from './fields.ts';

/** Charts that take no value at all. */
const withoutValues = ['karpenter-crd'];

export const helmValues: Check = {
  rule: 'schema/helm-values',
  promise: 'a Helm chart is given only values that it knows, of the right type',
  find: (tree) =>
    chartsOf(tree).flatMap(({ item, source, field }) => {
      if (source.unreadableValues) {
        const message = `the values of the chart ${source.chart} are no YAML, so the sync fails`;
        return [{ item, field, message, remedy: 'fix them, or use valuesObject' }];
      }
      const schema = schemaOfValues(source);
      if (!schema) return [];
      return misfits(schema, source.values, false).map((misfit): Problem => {
        const { unknown, meant, text } = misfit;
        return {
          item,
          field: `${field}.${misfit.field}`,
          message: unknown
            ? `${misfit.field} is not a value of the chart ${source.chart}, so it does nothing`
            : `${misfit.field} ${text}, so the chart ${source.chart} refuses it or renders what it should not`,
          remedy: remedyOf(unknown, meant),
        };
      });
    }),
  blindSpots: (tree) => {
    const sources = chartsOf(tree).map(({ source }) => source);
    const unknown = sources.filter((source) => !schemaOfValues(source) && Object.keys(source.values).length > 0);
    const others = sources.filter((source) => !isOfItsVersion(source));
    return [
      ...(unknown.length === 0 ? [] : [`Helm values of charts without a schema: ${named(unknown)}`]),
      ...(others.length === 0
        ? []
        : [`whether Helm values suit this version of their chart, as the schema is of another one: ${named(others)}`]),
    ];
  },
};

function named(sources: readonly ChartSource[]): string {
  return [...new Set(sources.map(({ chart, version }) => `${chart} ${version}`))].sort().join(', ');
}

function schemaOfValues({ chart }: ChartSource): Schema | undefined {
  if (withoutValues.includes(chart)) return { type: 'object', additionalProperties: false };
  return valuesSchema(chart);
}

/** A schema's first line names what it was made from, with its version. */
function isOfItsVersion({ chart, version }: ChartSource): boolean {
  const comment = valuesSchema(chart)?.['$comment'];
  return typeof comment !== 'string' || comment.includes(version);
}

export const helmNumbers: Check = {
  rule: 'schema/helm-numbers',
  promise: 'a number that a template would print as 1e+06 is given to the chart as a parameter too',
  find: (tree) =>
    chartsOf(tree).flatMap(({ item, source, field }) =>
      exponents(source.values, '').flatMap(({ path, value }) => {
        const isGiven = source.parameters.some(
          (parameter) => parameter.name === path && parameter.value === String(value),
        );
        if (isGiven) return [];
        return [
          {
            item,
            field: `${field}.${path}`,
            message: `${path} is ${value}, which a template of the chart prints as ${value.toExponential()}, and most programs refuse that`,
            remedy: `add the parameter ${path} with the value '${value}', or write it as a string`,
          },
        ];
      }),
    ),
};

/** Numbers that Go prints with an exponent, and their paths as `--set` takes them. */
function exponents(value: Json, path: string): readonly { readonly path: string; readonly value: number }[] {
  if (typeof value === 'number') {
    const size = Math.abs(value);
    return size >= 1e6 || (size > 0 && size < 1e-4) ? [{ path, value }] : [];
  }
  if (isList(value)) return value.flatMap((item, index) => exponents(item, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const step = key.replaceAll(/[\\.,=[]/g, '\\$&');
    return exponents(child, path ? `${path}.${step}` : step);
  });
}
