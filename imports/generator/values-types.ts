import { compile } from 'json-schema-to-typescript';
import ts from 'typescript';
import { isObject, type Json, type JsonObject, type Schema } from '../json.ts';
import { withoutKeyCombinations } from './close-values.ts';
import { mapSchema } from './schema.ts';

/** TypeScript source of the type of a closed schema: every field read-only, nothing at run time. */
export async function valuesTypes(schema: Schema, typeName: string): Promise<string> {
  const source = await compile({ ...shortNames(withoutKeyCombinations(schema)) }, typeName, {
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120, singleQuote: true },
    unknownAny: true,
  });
  return readonly(source);
}

/** `io.k8s.api.core.v1.Volume` becomes `Volume`, the name under which everybody knows it. */
function shortNames(schema: Schema): Schema {
  const short = (name: string): string => name.split('.').at(-1) ?? name;
  const rename = (reference: Json): Json =>
    typeof reference === 'string' ? reference.replace(/[^/]+$/, short) : reference;
  const renamed = mapSchema(schema, (part) =>
    part['$ref'] === undefined ? part : { ...part, $ref: rename(part['$ref']) },
  );
  const definitions = renamed['definitions'];
  return isObject(definitions) ? { ...renamed, definitions: renameKeys(definitions, short) } : renamed;
}

function renameKeys(value: JsonObject, rename: (key: string) => string): JsonObject {
  const entries = Object.entries(value).map(([key, item]) => [rename(key), item] as const);
  const clash = entries.find(([key], index) => entries.findIndex(([other]) => other === key) !== index);
  if (clash !== undefined) {
    throw new Error(
      `definitions: two end in '${clash[0]}', which must be unique; keep the longer names in values-types.ts`,
    );
  }
  return Object.fromEntries(entries);
}

/** The generator knows no `readonly`; the compiler says where it belongs. */
export function readonly(source: string): string {
  const file = ts.createSourceFile('values.ts', source, ts.ScriptTarget.Latest, true);
  const places: number[] = [];
  const visit = (node: ts.Node): void => {
    const isField = ts.isPropertySignature(node) || ts.isIndexSignatureDeclaration(node);
    if (isField || (ts.isArrayTypeNode(node) && !ts.isArrayTypeNode(node.parent))) {
      places.push(node.getStart(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const ends = [...places, source.length];
  return (
    source.slice(0, ends[0]) + places.map((place, index) => `readonly ${source.slice(place, ends[index + 1])}`).join('')
  );
}
