import { isList, isObject, type Json, type JsonObject, mapValues, objectAt, omit, type Schema } from '../json.ts';
import { withoutProse } from './schema.ts';

/** The part of a CustomResourceDefinition that an object in the cluster is checked against. */
export interface Crd {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: string;
  /** The version that is stored, which is the one to write. */
  readonly version: string;
  /** Types, limits, defaults and CEL rules, without descriptions and without `status`, which no manifest has. */
  readonly schema: Schema;
}

export function readCrd(document: Json, name: string): Crd {
  const spec = objectAt(document, ['spec'], name);
  const names = objectAt(spec, ['names'], name);
  const stored = isList(spec['versions'])
    ? spec['versions'].find((version) => isObject(version) && version['storage'] === true)
    : undefined;
  if (!isObject(stored)) {
    throw new Error(`${name}: spec.versions: no version has 'storage: true'; a CustomResourceDefinition needs one`);
  }
  const schema = objectAt(stored, ['schema', 'openAPIV3Schema'], name);
  const properties = objectAt(schema, ['properties'], name);
  return {
    group: text(spec['group'], 'spec.group', name),
    kind: text(names['kind'], 'spec.names.kind', name),
    plural: text(names['plural'], 'spec.names.plural', name),
    scope: text(spec['scope'], 'spec.scope', name),
    version: text(stored['name'], 'spec.versions[].name', name),
    schema: withoutProse({ ...schema, properties: omit(properties, new Set(['status'])) }),
  };
}

/** A definition of one version, as `cdk8s import` reads it. */
export function asDefinition(crd: Crd, keep: Readonly<Record<string, readonly string[]>> = {}): JsonObject {
  const schema = Object.entries(keep).reduce<Schema>(
    (cut, [path, keys]) => keepProperties(cut, path.split('.'), keys),
    crd.schema,
  );
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${crd.plural}.${crd.group}` },
    spec: {
      group: crd.group,
      names: { kind: crd.kind, plural: crd.plural },
      scope: crd.scope,
      versions: [{ name: crd.version, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}

function keepProperties(schema: Schema, path: readonly string[], keys: readonly string[]): Schema {
  const [name, ...below] = path;
  const properties = objectAt(schema, ['properties'], path.join('.'));
  return {
    ...schema,
    properties:
      name === undefined
        ? Object.fromEntries(Object.entries(properties).filter(([key]) => keys.includes(key)))
        : mapValues(properties, (child, key) =>
            key === name && isObject(child) ? keepProperties(child, below, keys) : child,
          ),
  };
}

function text(value: Json | undefined, field: string, name: string): string {
  if (typeof value !== 'string') {
    throw new Error(
      `${name}: ${field}: got ${JSON.stringify(value) ?? 'nothing'}, needs text; is it a CustomResourceDefinition?`,
    );
  }
  return value;
}
