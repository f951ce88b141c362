import { Environment, EvaluationError, type ParseResult } from '@marcbachmann/cel-js';
import { isList, isObject, type Json, type Schema } from '../../imports/json.ts';
import { itemSchema, propertySchema } from './stored.ts';

/** A CEL rule of a CRD that does not hold for an object. */
export interface BrokenRule {
  /** Where the rule stands, '' for the whole object. */
  readonly field: string;
  /** What the rule says; the rule itself where it says nothing. */
  readonly message: string;
  /** The rule calls a function that only Kubernetes has, so nobody knows whether it holds. */
  readonly unknown: boolean;
}

/**
 * What the CEL rules of a CRD say against an object.
 *
 * @param value as it is stored, with defaults
 * @param previous what it replaces, where it replaces something: then rules about changes count too
 */
export function brokenRules(schema: Schema, value: Json, previous?: Json, field = ''): readonly BrokenRule[] {
  const here = rulesOf(schema)
    .filter(({ rule }) => previous !== undefined || !/\boldSelf\b/.test(rule))
    .flatMap(({ rule, message = rule }) => {
      const outcome = evaluate(rule, value, previous);
      return outcome === true ? [] : [{ field, message, unknown: outcome === undefined }];
    });

  if (isList(value)) {
    const items = itemSchema(schema);
    return [...here, ...value.flatMap((item, index) => brokenRules(items, item, undefined, `${field}[${index}]`))];
  }
  if (!isObject(value)) return here;
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, item]) => {
      const before = isObject(previous) ? previous[key] : undefined;
      return brokenRules(propertySchema(schema, key), item, before, field ? `${field}.${key}` : key);
    }),
  ];
}

// The rules of Karpenter use `find`, which Kubernetes adds to CEL.
const cel = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true }).registerFunction(
  'string.find(string): string',
  (text: string, pattern: string) => new RegExp(pattern).exec(text)?.[0] ?? '',
);
const parsed = new Map<string, ParseResult>();

/** A rule that ends with an error, such as one that reads a missing field, does not hold: so the API server has it. */
function evaluate(rule: string, value: Json, previous: Json | undefined): boolean | undefined {
  const program = parsed.get(rule) ?? cel.parse(rule);
  parsed.set(rule, program);
  try {
    return program({ self: toCel(value), oldSelf: toCel(previous) }) === true;
  } catch (error) {
    if (error instanceof EvaluationError) return error.code === 'no_matching_overload' ? undefined : false;
    throw error;
  }
}

/** CEL tells integers from floating-point numbers, JSON does not. */
function toCel(value: Json | undefined): unknown {
  // `Array.from` and not `map`: the array must belong to the realm that jest runs the evaluator in.
  if (isList(value)) return Array.from(value, toCel);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCel(item)]));
  return Number.isInteger(value) ? BigInt(value as number) : value;
}

function rulesOf(schema: Schema): readonly { readonly rule: string; readonly message?: string }[] {
  const list = schema['x-kubernetes-validations'];
  return isList(list) ? (list as readonly { rule: string; message?: string }[]) : [];
}
