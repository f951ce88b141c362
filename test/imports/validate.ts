import type { Schema } from '../../imports/json.ts';
import { misfits } from '../../imports/json-schema.ts';
import { valuesSchema } from '../../imports/load.ts';

/** What does not fit `schema`: one line for each problem, none if the value is legal. */
export function problems(schema: Schema, value: unknown): string[] {
  return misfits(schema, JSON.parse(JSON.stringify(value)), false).map(({ field, text }) => `${field} ${text}`);
}

/** The schema of a chart whose values are typed. */
export function chartSchema(chart: string): Schema {
  const schema = valuesSchema(chart);
  if (schema === undefined) throw new Error(`${chart}: has no schema of its values`);
  return schema;
}
