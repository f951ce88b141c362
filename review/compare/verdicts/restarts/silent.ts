import { isObject, type Json, walk } from '../../../../imports/json.ts';
import { providedBy, usersOf } from '../../../kinds/references.ts';
import type { ObjectId } from '../../../tree/object-id.ts';
import { type Item, isApplication, type Tree } from '../../../tree/tree.ts';
import { documentIn } from '../../canonical.ts';
import type { Verdict } from '../../verdict.ts';

/** Fields of each kind that are what pods read. */
const contents: Readonly<Record<string, RegExp>> = {
  ConfigMap: /^(data|binaryData)(\.|$)/,
  ExternalSecret: /^spec\.(data|dataFrom|target\.template)(\.|$)/,
  Secret: /^(data|stringData)(\.|$)/,
};

export const silent: Verdict = {
  rule: 'restarts/silent',
  severity: 'warn',
  promise: 'Which ConfigMaps and Secrets change without a pod that restarts for it, and when the new content is read',
  judge(change, before, after) {
    const { after: item, verb, differences } = change;
    const fields = differences.filter(({ path }) => contents[item?.id.kind ?? '']?.test(path.join('.')));
    if (!item || verb !== 'changed' || fields.length === 0) return [];
    const read = [item.id, ...providedBy(item)].filter(({ kind }) => kind !== 'ExternalSecret');
    const users = usersOf(read, after);
    if (users.length === 0) {
      return {
        severity: 'info',
        message: 'no pod restarts: nothing in this tree names it',
        differences: fields,
      };
    }
    const quiet = users.filter((user) => sameOnBothSides(user, before));
    if (quiet.length === 0) return [];
    if (quiet.some((user) => read.some((id) => readsOnce(user, id)))) {
      return {
        message:
          'no pod restarts for it: pods that read it as environment or as a single file keep the old content until they restart',
        remedy: 'give the pods a checksum of it as an annotation, or restart them by hand',
        differences: fields,
      };
    }
    return {
      severity: 'info',
      message:
        'no pod restarts for it: what reads the mounted file sees the new content about a minute later, e.g. at the next parse or in the next task',
      differences: fields,
    };
  },
};

/** A user that changes too, with a checksum or otherwise, has verdicts of its own. */
function sameOnBothSides(user: Item, before: Tree): boolean {
  const was = before.get(user.id);
  return was !== undefined && JSON.stringify(was.manifest) === JSON.stringify(user.manifest);
}

/** Whether a pod reads it only when it starts: as environment, or as a file that is mounted by `subPath`. */
function readsOnce(user: Item, id: ObjectId): boolean {
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
    // Charts take what these values name as environment, or as single files.
    const byValue =
      isApplication(user.manifest) &&
      places.some(({ path, value: found }) => /(^|\.)(existingSecret|\w+SecretName)$/.test(path) && found === id.name);
    return asEnvironment || bySubPath || byValue;
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
