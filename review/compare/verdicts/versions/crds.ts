import { at, isObject, type Json, listIn, objectIn } from '../../../../imports/json.ts';
import { whenLeftOut } from '../../../tree/removal.ts';
import type { Item } from '../../../tree/tree.ts';
import { applicationOf } from '../../change.ts';
import { valuesChangesOf } from '../../values.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';

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
    const objects = [item, ...applicationOf(item, after)];
    const parts = [
      newVersions.length > 0 ? `gains the version ${newVersions.join(', ')}` : '',
      gained.length > 0 ? `gains ${gained.length} fields (${some(gained, 3)})` : '',
      lost.length > 0 ? `loses ${lost.length} fields (${some(lost, 3)})` : '',
    ].filter(Boolean);
    return [
      lostVersions.length > 0 && {
        objects,
        message: `the definition no longer has the version ${lostVersions.join(', ')}: objects that are written or stored in it are refused`,
        remedy: 'change the objects to a version that stays, and migrate what is stored, in an earlier change',
      },
      parts.length > 0 && {
        severity: lost.length > 0 ? 'warn' : 'info',
        objects,
        message: `the definition ${parts.join(' and ')}`,
        ...(lost.length > 0 ? { remedy: 'check that no object uses them: the API server drops or refuses them' } : {}),
      },
    ];
  },
};

export const skippedCrds: Verdict = {
  rule: 'versions/skipped-crds',
  severity: 'danger',
  promise: 'Where the definitions of a chart leave its Application, and all objects of their kinds go, or come into it',
  judge(change, before, after) {
    return valuesChangesOf(change, before, after).map(({ application, before: old, after: now, isRendered }): Said => {
      if (isRendered || old.skipCrds === now.skipCrds) return [];
      if (!now.skipCrds) {
        return {
          severity: 'warn',
          message: 'the definitions in the folder crds/ of the chart are applied by this Application from now on',
          remedy: 'check that no other Application has them: each would write its own version',
        };
      }
      const fate = whenLeftOut(application);
      const what = {
        keep: 'they stay, and nobody updates them',
        ask: 'once a person confirms, they are deleted, and every object of their kinds in the cluster with them',
        delete: 'they are deleted, and every object of their kinds in the cluster with them',
      }[fate];
      return {
        severity: fate === 'keep' ? 'warn' : 'danger',
        message: `the definitions in the folder crds/ of the chart leave the Application (skipCrds): ${what}`,
        remedy: 'let another Application have the definitions first, and guard them with Prune=false',
      };
    });
  },
};

function minus(all: readonly string[], known: readonly string[]): readonly string[] {
  const set = new Set(known);
  return all.filter((one) => !set.has(one));
}

/** Served versions, and the fields of the newest one. */
function summaryOf({ manifest }: Item) {
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
