import { isObject, type Json, walk } from '../../../../imports/json.ts';
import { referencesOf } from '../../../kinds/references.ts';
import { keyOf } from '../../../tree/object-id.ts';
import { type Item, isApplication, type Tree } from '../../../tree/tree.ts';
import { documentIn } from '../../canonical.ts';
import type { Verdict } from '../../verdict.ts';

const contents = new Set(['data', 'stringData', 'binaryData']);

export const silent: Verdict = {
  rule: 'restarts/silent',
  severity: 'warn',
  promise: 'Which ConfigMaps and Secrets change without a pod that restarts for it, and when the new content is read',
  judge(change, before, after) {
    const { after: item, verb, differences } = change;
    const fields = differences.filter(({ path }) => contents.has(path[0] ?? ''));
    if (!item || verb !== 'changed' || fields.length === 0 || !/^(ConfigMap|Secret)$/.test(item.id.kind)) return [];
    const users = after.items.filter((user) => referencesOf(user).some((id) => keyOf(id) === keyOf(item.id)));
    if (users.length === 0) {
      return [
        {
          severity: 'info',
          objects: [item],
          message: 'no pod restarts: nothing in this tree names it',
          differences: fields,
        },
      ];
    }
    const quiet = users.filter((user) => sameOnBothSides(user, before));
    if (quiet.length === 0) return [];
    if (quiet.some((user) => readsOnce(user, item))) {
      return [
        {
          objects: [item],
          message:
            'no pod restarts for it: pods that read it as environment or as a single file keep the old content until they restart',
          remedy: 'give the pods a checksum of it as an annotation, or restart them by hand',
          differences: fields,
        },
      ];
    }
    return [
      {
        severity: 'info',
        objects: [item],
        message:
          'no pod restarts for it: what reads the mounted file sees the new content about a minute later, e.g. at the next parse or in the next task',
        differences: fields,
      },
    ];
  },
};

/** A user that changes too, with a checksum or otherwise, has verdicts of its own. */
function sameOnBothSides(user: Item, before: Tree): boolean {
  const was = before.get(user.id);
  return was !== undefined && JSON.stringify(was.manifest) === JSON.stringify(user.manifest);
}

/** Whether a pod reads it only when it starts: as environment, or as a file that is mounted by `subPath`. */
function readsOnce(user: Item, { id }: Item): boolean {
  const texts = isApplication(user.manifest) ? textsIn(user.manifest) : [];
  return [user.manifest as Json, ...texts].some((value) => {
    const places = walk(value);
    const asEnvironment = places.some(
      ({ path, value: found }) =>
        /(configMapRef|secretRef|configMapKeyRef|secretKeyRef)$/.test(path) &&
        isObject(found) &&
        found['name'] === id.name,
    );
    const volumes = new Set(
      places.flatMap(({ path, value: found }) =>
        /volumes\.\d+$/i.test(path) && isObject(found) && namesIt(found, id.name) ? [found['name']] : [],
      ),
    );
    const bySubPath = places.some(
      ({ path, value: found }) =>
        /volumeMounts\.\d+$/i.test(path) &&
        isObject(found) &&
        volumes.has(found['name'] ?? '') &&
        found['subPath'] !== undefined,
    );
    return asEnvironment || bySubPath;
  });
}

function namesIt(volume: Readonly<Record<string, Json>>, name: string): boolean {
  return walk(volume).some(({ path, value }) => /(configMap|secret)\.(name|secretName)$/.test(path) && value === name);
}

/** Documents in the texts of Helm values. */
function textsIn(value: Json): readonly Json[] {
  return walk(value).flatMap(({ value: found }) => {
    const inside = typeof found === 'string' && found.includes('\n') ? documentIn(found) : undefined;
    return inside === undefined ? [] : [inside];
  });
}
