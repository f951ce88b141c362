import type { OutputUnit } from '@cfworker/json-schema';
import { closest, distance } from 'fastest-levenshtein';
import { at, isList, isObject, type Json, objectIn, type Schema } from './json.ts';

/** A part of a value that does not fit its schema. */
export interface Misfit {
  /** As a finding writes it: `spec.containers[0].image`. */
  readonly field: string;
  /** What is wrong, after the field: a clause, no full stop. */
  readonly text: string;
  /** The schema has no such field. */
  readonly unknown: boolean;
  /** The field that was probably meant by an unknown one. */
  readonly meant?: string;
}

/** Keywords that only say that something inside does not fit. */
const wrappers = new Set(['properties', 'patternProperties', 'items', '$ref', 'allOf', 'if', 'false']);

/** The errors that say what is wrong, without those around them. */
export function tellingErrors(errors: readonly OutputUnit[]): readonly OutputUnit[] {
  const result: OutputUnit[] = [];
  for (let index = 0; index < errors.length; index += 1) {
    const error = errors[index] as OutputUnit;
    const { keyword, keywordLocation } = error;
    if (keyword === 'anyOf' || keyword === 'oneOf') {
      const inside: OutputUnit[] = [];
      for (let next = errors[index + 1]; next && isInside(next, keywordLocation); next = errors[index + 1]) {
        inside.push(next);
        index += 1;
      }
      result.push(...errorsOfChoice(error, inside));
    } else if (keyword === 'additionalProperties') {
      // The next error has the place of the field; it is `false` where the schema allows no other field.
      const next = errors[index + 1];
      if (next?.keyword === 'false') result.push({ ...next, keyword, keywordLocation });
    } else if (!wrappers.has(keyword)) {
      result.push(error);
    }
  }
  return result;
}

function isInside({ keyword, keywordLocation }: OutputUnit, location: string): boolean {
  return keyword === 'false' || keywordLocation.startsWith(`${location}/`);
}

/** What is wrong with the one form that has the right type; the choice itself where there is none, or more than one. */
function errorsOfChoice(choice: OutputUnit, inside: readonly OutputUnit[]): readonly OutputUnit[] {
  const forms = new Map<string, OutputUnit[]>();
  let form: OutputUnit[] = [];
  for (const error of inside) {
    if (error.keyword !== 'false') {
      const name = error.keywordLocation.slice(choice.keywordLocation.length + 1).split('/')[0] ?? '';
      form = forms.get(name) ?? [];
      forms.set(name, form);
    }
    form.push(error);
  }
  const [meant, other] = [...forms.values()].filter(
    (errors) => !errors.some((error) => error.keyword === 'type' && error.instanceLocation === choice.instanceLocation),
  );
  return meant && !other ? tellingErrors(meant) : [choice];
}

/** The schema that a `$ref` such as `#/$defs/core.v1.Pod` names. */
export type SchemasBehind = (ref: string) => Schema | undefined;

/** @param start the schema that the value was held to */
export function describeError(error: OutputUnit, start: Schema, behind: SchemasBehind, value: Json): Misfit {
  const { keyword } = error;
  const steps = stepsOf(error.instanceLocation);
  const field = fieldOf(steps, value);
  const parent = schemaAt(start, behind, stepsOf(error.keywordLocation).slice(0, -1));
  if (keyword === 'additionalProperties') {
    const meant = nearest(steps.at(-1) ?? '', Object.keys(objectIn(parent, 'properties')));
    return { field, text: 'is unknown', unknown: true, ...(meant === undefined ? {} : { meant }) };
  }
  return { field, text: clause(keyword, parent, valueAt(value, steps)), unknown: false };
}

function clause(keyword: string, schema: Schema, value: Json | undefined): string {
  const expected = schema[keyword];
  const list = isList(expected) ? expected : [expected as Json];
  switch (keyword) {
    case 'type':
      return `needs ${list.join(' or ')}, got ${typeName(value)}`;
    case 'anyOf':
    case 'oneOf': {
      const types = list.map((form) => at(form, 'type'));
      if (types.every((type) => typeof type === 'string')) return `needs ${types.join(' or ')}, got ${typeName(value)}`;
      return 'fits in no form that the schema allows, or in more than one';
    }
    case 'required':
      return `misses ${list.filter((key) => !(isObject(value) && String(key) in value)).join(', ')}`;
    case 'enum':
      return `is not one of ${list.map((item) => JSON.stringify(item)).join(', ')}`;
    case 'pattern':
      return `does not match ${expected}`;
    default:
      return `breaks ${keyword} ${JSON.stringify(expected)}`;
  }
}

function typeName(value: Json | undefined): string {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** The name that a mistyped one was probably meant to be; `undefined` where none is near. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const found = names.length === 0 ? undefined : closest(typed, [...names]);
  return found !== undefined && distance(typed, found) <= Math.max(2, found.length / 3) ? found : undefined;
}

/** The steps of a JSON pointer in a fragment. */
function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function fieldOf(steps: readonly string[], root: Json): string {
  return steps.reduce((field, step, index) => {
    if (isList(valueAt(root, steps.slice(0, index)))) return `${field}[${step}]`;
    return field ? `${field}.${step}` : step;
  }, '');
}

function valueAt(root: Json, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((value, step) => {
    if (isList(value)) return value[Number(step)];
    return isObject(value) ? value[step] : undefined;
  }, root);
}

/** The schema at the place of a keyword; a step through `$ref` goes to what it names. */
function schemaAt(start: Schema, behind: SchemasBehind, steps: readonly string[]): Schema {
  return steps.reduce<Schema>((schema, step) => {
    if (step === '$ref') return behind(String(schema['$ref'])) ?? {};
    // A list of schemas is walked as an object with numbers for keys.
    return valueAt(schema, [step]) as Schema;
  }, start);
}

/** The schema that a `$ref` names in a document; `undefined` where there is none. */
export function schemaBehind(ref: string, root: Schema): Schema | undefined {
  const found = valueAt(root, stepsOf(ref));
  return isObject(found) ? found : undefined;
}
