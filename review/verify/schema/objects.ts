import { kindSchema } from '../../../imports/load.ts';
import { nearest } from '../../../imports/schema-errors.ts';
import { builtInVersions, isKnownKind, kindsOf } from '../../kinds/known-kinds.ts';
import { otherVersions, schemaOf } from '../../kinds/schemas.ts';
import { describeId, versionOf } from '../../tree/object-id.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';

export const readable: Check = {
  rule: 'schema/readable',
  promise: 'every document of every file is YAML and an object of Kubernetes',
  find: (tree) =>
    tree.unreadable.map(({ message, isApplied, ...place }) => ({
      ...place,
      message: isApplied ? message : `${message}, so Argo CD can sync nothing of its Application`,
    })),
};

export const unique: Check = {
  rule: 'schema/unique',
  promise: 'no two manifests are the same object',
  find: (tree) =>
    tree.items.flatMap((item) => {
      const first = tree.get(item.id);
      if (first === undefined || first === item) return [];
      return [
        {
          item,
          message: `${describeId(first.id)} is also in ${first.file}: each sync replaces what the other one wrote`,
          remedy: 'keep one of them, or give one another name',
        },
      ];
    }),
};

export const kind: Check = {
  rule: 'schema/kind',
  promise: 'every kind exists, in a version that the cluster serves',
  find: (tree) => tree.items.flatMap((item) => kindProblem(item, tree)),
  blindSpots: (tree) => {
    const kinds = tree.items.filter((item) => isUnknown(item, tree) && kindProblem(item, tree).length === 0);
    const names = [...new Set(kinds.map(({ manifest }) => `${manifest.apiVersion} ${manifest.kind}`))].sort();
    return names.length === 0 ? [] : [`fields of objects whose kind no schema describes: ${names.join(', ')}`];
  },
};

function isUnknown({ manifest }: Item, tree: Tree): boolean {
  return schemaOf(manifest, tree) === undefined;
}

function kindProblem(item: Item, tree: Tree): readonly Problem[] {
  if (!isUnknown(item, tree)) return [];
  const { group, kind: name } = item.id;
  const version = versionOf(item.manifest.apiVersion);
  const shown = group === '' ? 'the core group' : group;
  const kinds = kindsOf(group);
  if (kinds && !isKnownKind(group, name)) {
    const meant = nearest(name, kinds);
    return [
      {
        item,
        field: 'kind',
        message: `${shown} has no kind ${name}, so the sync fails`,
        remedy: meant === undefined ? `use one of ${kinds.join(', ')}` : `write '${meant}'`,
      },
    ];
  }
  const versions = servedVersions(item, tree);
  if (versions.length === 0 || versions.includes(version)) return [];
  return [
    {
      item,
      field: 'apiVersion',
      message: `${name} of ${shown} is not served in version ${version}, so the sync fails`,
      remedy: `write '${[group, versions[0]].filter(Boolean).join('/')}' and read what changed between the versions`,
    },
  ];
}

/** Kinds of Kubernetes that are served in an older version beside the one whose schema is imported. */
const servedToo: Readonly<Record<string, readonly string[]>> = { HorizontalPodAutoscaler: ['v1'] };

/** Of a kind whose schema nobody imported, every version of its group: it is one of them. */
function servedVersions({ id: { group, kind: name }, manifest }: Item, tree: Tree): readonly string[] {
  const ofGroup = builtInVersions(group);
  if (ofGroup === undefined) return otherVersions(manifest, tree);
  const imported = ofGroup.filter((version) => kindSchema([group, version].filter(Boolean).join('/'), name));
  return imported.length > 0 ? [...imported, ...(servedToo[name] ?? [])] : ofGroup;
}
