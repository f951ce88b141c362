import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { Ajv, type ValidateFunction } from 'ajv';
import { unknownFields } from '../../charts/argo/unknown-fields.ts';
import { isList, isObject, type Json, type JsonObject, type Schema } from '../../imports/json.ts';
import { kindSchema } from '../../imports/load.ts';
import type { Manifest } from '../render.ts';

/**
 * What the API server would say to a custom resource, without one: unknown fields, types, and the CEL rules of the CRD.
 * With the object that it replaces, also the rules about changes.
 */
export function crdProblems(manifest: Manifest, previous?: Manifest): readonly string[] {
  const schema = kindSchema(manifest.apiVersion, manifest.kind);
  if (!schema) return [`no schema for ${manifest.apiVersion} ${manifest.kind}; add its CRD to imports/sources.ts`];
  return [
    ...unknownFields(schema, manifest),
    ...typeProblems(schema, asJson(manifest)),
    ...ruleProblems(schema, stored(schema, manifest), previous && stored(schema, previous)),
  ];
}

/** An object as it is stored: with the defaults that the API server fills in. */
export function stored(schema: Schema, manifest: Manifest): Json {
  return withDefaults(schema, asJson(manifest));
}

function asJson(manifest: Manifest): JsonObject {
  return manifest as unknown as JsonObject;
}

function withDefaults(schema: Schema, value: Json): Json {
  if (isList(value)) return value.map((item) => withDefaults(child(schema, 'items'), item));
  if (!isObject(value)) return value;

  const properties = child(schema, 'properties');
  const result: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(value), ...Object.keys(properties)])) {
    const property = isObject(properties[key]) ? properties[key] : child(schema, 'additionalProperties');
    const present = value[key] ?? property['default'];
    if (present !== undefined) result[key] = withDefaults(property, present);
  }
  return result;
}

/** CRDs are written for Go, where `(?i)` inside a pattern makes it ignore case. */
const goPattern = Object.assign(
  (pattern: string) => new RegExp(pattern.replace('(?i)', ''), pattern.includes('(?i)') ? 'i' : ''),
  { code: 'new RegExp' },
);
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  validateFormats: false,
  // The schemas come from importers that have tests of their own; optimised code for so few objects costs more than it saves.
  validateSchema: false,
  code: { regExp: goPattern, optimize: false },
});
const compiled = new WeakMap<Schema, ValidateFunction>();

/** What a JSON schema says against a value, one line for each problem. */
export function typeProblems(schema: Schema, value: Json): readonly string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath.slice(1).replaceAll('/', '.'), message, params['additionalProperty']].filter(Boolean).join(' '),
  );
}

// The rules of Karpenter use `find`, which Kubernetes adds to CEL.
const cel = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true }).registerFunction(
  'string.find(string): string',
  (text: string, pattern: string) => new RegExp(pattern).exec(text)?.[0] ?? '',
);
const parsed = new Map<string, ParseResult>();

function ruleProblems(schema: Schema, value: Json, previous: Json | undefined, path = ''): readonly string[] {
  const here = rules(schema)
    .filter(({ rule }) => previous !== undefined || !/\boldSelf\b/.test(rule))
    .filter(({ rule }) => evaluate(rule, value, previous) !== true)
    .map(({ rule, message }) => `${path}: ${message ?? rule}`);

  if (isList(value)) {
    return [
      ...here,
      ...value.flatMap((item, index) => ruleProblems(child(schema, 'items'), item, undefined, `${path}[${index}]`)),
    ];
  }
  if (!isObject(value)) return here;
  const properties = child(schema, 'properties');
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, item]) => {
      const property = isObject(properties[key]) ? properties[key] : child(schema, 'additionalProperties');
      const before = isObject(previous) ? previous[key] : undefined;
      return ruleProblems(property, item, before, path ? `${path}.${key}` : key);
    }),
  ];
}

function evaluate(rule: string, value: Json, previous: Json | undefined): unknown {
  const program = parsed.get(rule) ?? cel.parse(rule);
  parsed.set(rule, program);
  return program({ self: toCel(value), oldSelf: toCel(previous) });
}

/** CEL tells integers from floating-point numbers, JSON does not. */
function toCel(value: Json | undefined): unknown {
  // `Array.from` and not `map`: the array must belong to the realm that jest runs the evaluator in.
  if (isList(value)) return Array.from(value, toCel);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCel(item)]));
  return Number.isInteger(value) ? BigInt(value as number) : value;
}

function rules(schema: Schema): readonly { readonly rule: string; readonly message?: string }[] {
  const list = schema['x-kubernetes-validations'];
  return isList(list) ? (list as readonly { rule: string; message?: string }[]) : [];
}

function child(schema: Schema, keyword: string): JsonObject {
  const found = schema[keyword];
  return isObject(found) ? found : {};
}
