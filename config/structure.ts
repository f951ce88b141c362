import type * as zod from 'zod';
import { isObject, type Json } from '../imports/json.ts';
import { movedFields } from './moved-fields.ts';
import { platformConfigSchema } from './platform-config.ts';
import { fieldName, type Problem, show } from './problem.ts';
import { nearest, oneOf } from './suggest.ts';
import { z } from './zod.ts';

/** What is wrong with the form of a config: unknown keys, missing and malformed values. */
export interface Structure {
  readonly problems: readonly Problem[];
  /** Paths of the parts that no rule may read, joined with dots. The empty path is the whole config. */
  readonly malformed: ReadonlySet<string>;
}

type Issue = zod.core.$ZodIssue;
type Schema = zod.core.$ZodType;

/** Compares a config with the schema of `platform-config.ts`. */
export function checkStructure(config: unknown): Structure {
  // Every part of the schema is used once or twice, so compiling it would cost more than it saves.
  const { error } = platformConfigSchema.safeParse(config, { jitless: true });
  const issues = (error?.issues ?? []).flatMap((issue) => inOption(config, issue));
  const malformed = new Set(issues.flatMap(malformedPath));
  const renamed = new Set<string>();
  const unknownKeys = issues.flatMap((issue) => unknownKeyProblems(config, issue, renamed));
  const reported = new Set<string>(renamed);

  const misspelt = new Set(issues.flatMap(({ code, path }) => (code === 'unrecognized_keys' ? [fieldName(path)] : [])));

  const values = issues.flatMap((issue) => {
    const field = fieldName(issue.path);
    // What an object lacks is likelier the field whose name is mistyped.
    if (issue.code === 'custom' && misspelt.has(field)) return [];
    // One line a field: a value that breaks two rules is one mistake, and so is a required field with a mistyped name.
    if (issue.code === 'unrecognized_keys' || reported.has(field)) return [];
    reported.add(field);
    return [{ field: field || 'the config', text: valueText(config, issue) }];
  });
  return { problems: [...values, ...unknownKeys], malformed };
}

/**
 * A field that takes a word or an object has an issue for each: the one that counts is about what was written. A choice by
 * its kind has no such list.
 */
function inOption(config: unknown, issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const value = valueAt(config, issue.path);
  const [ofWord = [], ofPart = []] = issue.errors;
  // A list where an object belongs is neither, and the words come with what else there is.
  const isPart =
    typeof value === 'object' && !ofPart.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  return (isPart ? ofPart : ofWord).flatMap((inner) =>
    inOption(config, { ...inner, path: [...issue.path, ...inner.path] }),
  );
}

function malformedPath(issue: Issue): string[] {
  if (issue.code === 'unrecognized_keys') return [];
  // Without a valid kind, nobody has looked at the other fields of the object.
  return [issue.path.slice(0, issue.code === 'invalid_union' ? -1 : undefined).join('.')];
}

function valueText(config: unknown, issue: Issue): string {
  const value = valueAt(config, issue.path);
  const rule = ruleOf(config, issue, value);
  if (value === undefined) return `is missing; ${rule}`;
  // Where a switch is called so, people write the secret itself.
  const isSecret = typeof value === 'string' && /secret|password|token(?!Endpoint)/i.test(String(issue.path.at(-1)));
  return `${isSecret ? "'***'" : show(value)} is not valid; ${rule}`;
}

function requiredFields({ shape }: zod.ZodObject): readonly string[] {
  return Object.keys(shape).filter((field) => !(shape[field] instanceof z.ZodOptional));
}

/** What to type instead. Leaf types say it themselves, in `fields.ts`; objects, lists and choices are read from the schema. */
function ruleOf(config: unknown, issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    // A switch that is on or absent says so itself.
    if (issue.values.every((only) => only === true)) return issue.message;
    const words = oneOf(value, issue.values as readonly (string | number)[]);
    const union = schemaAt(config, issue.path);
    const choice = union instanceof z.ZodUnion ? union.options[1] : undefined;
    if (choice instanceof z.ZodArray) return `${words}, or a list: [...]`;
    return isChoice(choice) ? `${words}, or ${objectOf(choice)}` : words;
  }
  if (issue.code === 'invalid_union')
    return oneOf(value, ('options' in issue ? (issue.options ?? []) : []) as readonly string[]);
  const schema = schemaAt(config, issue.path);
  if (schema instanceof z.ZodObject && issue.code !== 'custom')
    return `use an object with ${requiredFields(schema).join(', ')}`;
  if (isChoice(schema)) return `use ${objectOf(schema)}`;
  if (schema instanceof z.ZodArray && issue.code === 'invalid_type') return 'use a list: [...]';
  return issue.message;
}

function unknownKeyProblems(config: unknown, issue: Issue, renamed: Set<string>): readonly Problem[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const parent = valueAt(config, issue.path);
  const schema = schemaAt(config, issue.path);
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

  return issue.keys.map((key) => {
    const field = fieldName([...issue.path, key]);
    const moved = movedFields[field];
    if (moved) {
      renamed.add(moved.to);
      return { field, text: `has moved to ${moved.to}; write ${moved.to}: ${moved.write}` };
    }
    // A field that is missing is the likelier meaning of a mistyped one.
    const missing = nearest(
      key,
      known.filter((name) => valueAt(parent, [name]) === undefined),
    );
    if (missing !== undefined) renamed.add(fieldName([...issue.path, missing]));
    const meant = missing ?? nearest(key, known);
    const hint = meant === undefined ? '' : ` did you mean '${meant}'?`;
    return { field, text: `is not a field;${hint} known fields: ${known.join(', ')}` };
  });
}

/** The part of the schema that describes a path, with unions resolved by what the config says there. */
function schemaAt(config: unknown, path: readonly PropertyKey[]): Schema | undefined {
  let schema: Schema | undefined = platformConfigSchema;
  for (const [depth, key] of path.entries()) {
    if (schema instanceof z.ZodArray) schema = schema.element;
    else if (schema instanceof z.ZodObject) schema = schema.shape[String(key)];
    schema = resolved(schema, valueAt(config, path.slice(0, depth + 1)));
  }
  return schema;
}

function resolved(schema: Schema | undefined, value: unknown): Schema | undefined {
  if (schema instanceof z.ZodOptional) return resolved(schema.unwrap(), value);
  if (!isChoice(schema))
    return isObject(value as Json) && schema instanceof z.ZodUnion ? resolved(schema.options[1], value) : schema;
  const choice = schema.def.discriminator;
  const kind = valueAt(value, [choice]);
  return schema.options.find((option) => discriminatorValues(option, choice).includes(kind)) ?? schema;
}

/** What takes an object of one of several kinds. */
function isChoice(schema: Schema | undefined): schema is zod.ZodDiscriminatedUnion {
  return schema instanceof z.ZodDiscriminatedUnion;
}

function objectOf(schema: zod.ZodDiscriminatedUnion): string {
  const choice = schema.def.discriminator;
  const values = schema.options.flatMap((option) => discriminatorValues(option, choice));
  return `an object with ${choice} ${values.map(show).join(' or ')}`;
}

function discriminatorValues(option: Schema, discriminator: string): readonly unknown[] {
  const literal = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
  return literal instanceof z.ZodLiteral ? [...literal.values] : [];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? Reflect.get(part, key) : undefined,
    value,
  );
}
