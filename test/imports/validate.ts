import { Ajv, type ValidateFunction } from 'ajv';
import type { Schema } from '../../imports/json.ts';
import { valuesSchema } from '../../imports/load.ts';

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const compiled = new WeakMap<Schema, ValidateFunction>();

/** What a validator says against `value`: one line for each problem, none if the value is legal. */
export function problems(schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message ?? ''} ${String(params['additionalProperty'] ?? '')}`.trim(),
  );
}

/** The schema of a chart whose values are typed. */
export function chartSchema(chart: string): Schema {
  const schema = valuesSchema(chart);
  if (schema === undefined) throw new Error(`${chart}: has no schema of its values`);
  return schema;
}
