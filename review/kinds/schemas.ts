import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { at, isObject, listIn, objectIn, type Schema } from '../../imports/json.ts';
import type { Manifest } from '../tree/manifest.ts';
import { groupOf, versionOf } from '../tree/object-id.ts';
import type { Tree } from '../tree/tree.ts';

const folder = new URL('../../imports/schemas/', import.meta.url);
const committed = new Map<string, Schema | undefined>();

/** A schema of `imports/schemas/`, by its file name; `undefined` where there is none. */
export function committedSchema(name: string): Schema | undefined {
  if (!committed.has(name)) {
    const file = new URL(`${name}.json`, folder);
    committed.set(name, existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : undefined);
  }
  return committed.get(name);
}

/** The schema of an object: of the CRD in its own tree, else the committed one; `undefined` where there is none. */
export function schemaOf(manifest: Manifest, tree?: Tree): Schema | undefined {
  const { apiVersion, kind } = manifest;
  const own = tree && schemasIn(tree).get(`${apiVersion}/${kind}`);
  return own ?? committedSchema(`${groupOf(apiVersion)}_${kind.toLowerCase()}_${versionOf(apiVersion)}`);
}

/** Versions of a kind that a schema describes: of the CRDs in its tree, else of the committed ones. */
export function otherVersions({ apiVersion, kind }: Manifest, tree: Tree): readonly string[] {
  const group = groupOf(apiVersion);
  const own = [...schemasIn(tree).keys()].flatMap((name) => {
    const [ownGroup, version, ownKind] = name.split('/');
    return ownGroup === group && ownKind === kind && version !== undefined ? [version] : [];
  });
  if (own.length > 0) return own;
  const prefix = `${group}_${kind.toLowerCase()}_`;
  return readdirSync(folder).flatMap((file) =>
    file.startsWith(prefix) ? [file.slice(prefix.length, -'.json'.length)] : [],
  );
}

const byTree = new WeakMap<Tree, ReadonlyMap<string, Schema>>();

/** Schemas of the CRDs in a tree, by `<apiVersion>/<kind>`. */
function schemasIn(tree: Tree): ReadonlyMap<string, Schema> {
  const known = byTree.get(tree);
  if (known) return known;
  const schemas = new Map(
    tree.ofKind('CustomResourceDefinition').flatMap(({ manifest }) => {
      const spec = objectIn(manifest, 'spec');
      return listIn(spec, 'versions').flatMap((version) => {
        const schema = at(version, 'schema.openAPIV3Schema');
        const name = `${spec['group']}/${at(version, 'name')}/${at(spec, 'names.kind')}`;
        return isObject(schema) ? [[name, schema] as const] : [];
      });
    }),
  );
  byTree.set(tree, schemas);
  return schemas;
}
