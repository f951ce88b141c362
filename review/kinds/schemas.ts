import { at, isObject, listIn, objectIn, type Schema } from '../../imports/json.ts';
import { kindSchema, kindVersions } from '../../imports/load.ts';
import type { Manifest } from '../tree/manifest.ts';
import { groupOf } from '../tree/object-id.ts';
import { once } from '../tree/once.ts';
import type { Tree } from '../tree/tree.ts';

/** The schema of an object: of the CRD in its own tree, else the committed one; `undefined` where there is none. */
export function schemaOf(manifest: Manifest, tree?: Tree): Schema | undefined {
  const { apiVersion, kind } = manifest;
  const own = tree && schemasIn(tree).get(`${apiVersion}/${kind}`);
  return own ?? kindSchema(apiVersion, kind);
}

/** Versions of a kind that a schema describes: of the CRDs in its tree, else of the committed ones. */
export function otherVersions({ apiVersion, kind }: Manifest, tree: Tree): readonly string[] {
  const group = groupOf(apiVersion);
  const own = [...schemasIn(tree).keys()].flatMap((name) => {
    const [ownGroup, version, ownKind] = name.split('/');
    return ownGroup === group && ownKind === kind && version !== undefined ? [version] : [];
  });
  if (own.length > 0) return own;
  return kindVersions(group, kind);
}

/** Schemas of the CRDs in a tree, by `<apiVersion>/<kind>`. */
const schemasIn = once(
  (tree: Tree): ReadonlyMap<string, Schema> =>
    new Map(
      tree.ofKind('CustomResourceDefinition').flatMap(({ manifest }) => {
        const spec = objectIn(manifest, 'spec');
        return listIn(spec, 'versions').flatMap((version) => {
          const schema = at(version, 'schema.openAPIV3Schema');
          const name = `${spec['group']}/${at(version, 'name')}/${at(spec, 'names.kind')}`;
          return isObject(schema) ? [[name, schema] as const] : [];
        });
      }),
    ),
);
