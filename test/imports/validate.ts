import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Schema } from '../../imports/json.ts';

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

export function committedSchema(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../imports/schemas/${name}.json`, import.meta.url), 'utf8')) as Schema;
}
