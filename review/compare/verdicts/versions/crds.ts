import { at, isObject, type Json, listIn, objectIn } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';
import { applicationOf } from '../restarts/workloads.ts';

export const crds: Verdict = {
  rule: 'versions/crd',
  severity: 'danger',
  promise: 'Which versions and fields a custom resource definition gains or loses',
  judge({ before, after: item, verb }, _, after) {
    if (!before || !item || verb !== 'changed' || item.id.kind !== 'CustomResourceDefinition') return [];
    const [old, now] = [summaryOf(before), summaryOf(item)];
    const lostVersions = minus(old.versions, now.versions);
    const newVersions = minus(now.versions, old.versions);
    const [lost, gained] = [minus(old.fields, now.fields), minus(now.fields, old.fields)];
    const objects = [item, ...applicationOf(item.application, after)];
    const parts = [
      newVersions.length > 0 ? `gains the version ${newVersions.join(', ')}` : '',
      gained.length > 0 ? `gains ${gained.length} fields (${some(gained, 3)})` : '',
      lost.length > 0 ? `loses ${lost.length} fields (${some(lost, 3)})` : '',
    ].filter(Boolean);
    return [
      ...(lostVersions.length > 0
        ? [
            {
              objects,
              message: `the definition no longer has the version ${lostVersions.join(', ')}: objects that are written or stored in it are refused`,
              remedy: 'change the objects to a version that stays, and migrate what is stored, in an earlier change',
            },
          ]
        : []),
      ...(parts.length > 0
        ? [
            {
              severity: lost.length > 0 ? ('warn' as const) : ('info' as const),
              objects,
              message: `the definition ${parts.join(' and ')}`,
              ...(lost.length > 0
                ? { remedy: 'check that no object uses them: the API server drops or refuses them' }
                : {}),
            },
          ]
        : []),
    ];
  },
};

function minus(all: readonly string[], known: readonly string[]): readonly string[] {
  const set = new Set(known);
  return all.filter((one) => !set.has(one));
}

/** Served versions, and the fields of the newest one. */
export function summaryOf({ manifest }: Item): {
  readonly versions: readonly string[];
  readonly fields: readonly string[];
} {
  const versions = listIn(manifest, 'spec.versions').filter(isObject);
  const stored = versions.find(({ storage }) => storage === true) ?? versions[0];
  return {
    versions: versions.flatMap(({ name, served }) => (served === false ? [] : [String(name)])),
    fields: fieldsOf(at(stored, 'schema.openAPIV3Schema') ?? null, ''),
  };
}

function fieldsOf(schema: Json, path: string): readonly string[] {
  const items = at(schema, 'items');
  const inside = items === undefined ? [] : fieldsOf(items, `${path}[]`);
  return [
    ...inside,
    ...Object.entries(objectIn(schema, 'properties')).flatMap(([name, property]) => {
      const field = path === '' ? name : `${path}.${name}`;
      return [field, ...fieldsOf(property, field)];
    }),
  ];
}
