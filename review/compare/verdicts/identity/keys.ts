import { at, isObject, type Json, listIn, walk } from '../../../../imports/json.ts';
import { providedBy, referencesOf } from '../../../kinds/references.ts';
import { keyOf, type ObjectId } from '../../../tree/object-id.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';

export const lostKeys: Verdict = {
  rule: 'identity/lost-key',
  severity: 'danger',
  promise: 'Where a key of a Secret or ConfigMap goes that pods still read',
  judge({ before, after: item, verb, differences }, _, after) {
    if (!before || !item || verb === 'renamed' || !/^(Secret|ConfigMap|ExternalSecret)$/.test(item.id.kind)) return [];
    const gone = keysOf(before).filter((key) => !keysOf(item).includes(key));
    if (gone.length === 0) return [];
    const ids = [item.id, ...providedBy(item)];
    const read = gone.filter((key) => after.items.some((user) => readsKey(user, ids, key)));
    if (read.length === 0) {
      return {
        severity: 'warn',
        message: `a key goes (${some(gone)}), and nothing in this tree reads it by name`,
        remedy: 'check who else reads it',
        differences,
      };
    }
    return {
      message: `a key goes that pods still read (${some(read)}): the next pod that starts waits forever`,
      remedy: 'keep the key, or change who reads it in the same pull request',
      differences,
    };
  },
};

/** Keys that an object has, or that an ExternalSecret makes; nothing where they are not written down. */
function keysOf({ id, manifest }: Item): readonly string[] {
  const names = (value: Json | undefined) => (isObject(value) ? Object.keys(value) : []);
  if (id.kind !== 'ExternalSecret') return [...names(manifest['data']), ...names(manifest['stringData'])];
  const template = names(at(manifest, 'spec.target.template.data'));
  return template.length > 0 ? template : listIn(manifest, 'spec.data').map((entry) => String(at(entry, 'secretKey')));
}

/** Keys that the Airflow chart reads of a Secret, by the value that names it: templates/_helpers.yaml and pgbouncer/ of 1.22.0. */
const keysOfChart: Readonly<Record<string, readonly string[]>> = {
  apiSecretKeySecretName: ['api-secret-key'],
  configSecretName: ['pgbouncer.ini', 'users.txt'],
  fernetKeySecretName: ['fernet-key'],
  jwtSecretName: ['jwt-secret'],
  metadataSecretName: ['connection'],
  resultBackendSecretName: ['connection'],
  statsSecretName: ['connection'],
};

function readsKey(user: Item, ids: readonly ObjectId[], key: string): boolean {
  const names = ids.map(({ name }) => name);
  if (namesFile(user, ids, key)) return true;
  return walk(user.manifest).some(({ path, value }) => {
    if (!isObject(value)) {
      return names.includes(String(value)) && (keysOfChart[path.split('.').at(-1) ?? '']?.includes(key) ?? false);
    }
    if (/(secretKeyRef|configMapKeyRef)$/.test(path)) {
      return value['key'] === key && names.includes(String(value['name']));
    }
    const isVolume = /(secret|configMap)$/.test(path) && names.includes(String(value['secretName'] ?? value['name']));
    return isVolume && listIn(value, 'items').some((entry) => at(entry, 'key') === key);
  });
}

/** Whether who mounts an object says the path of a file in it, e.g. in a variable. */
function namesFile(user: Item, ids: readonly ObjectId[], key: string): boolean {
  const keys = new Set(ids.map(keyOf));
  return (
    walk(user.manifest).some(({ value }) => typeof value === 'string' && value.endsWith(`/${key}`)) &&
    referencesOf(user).some((id) => keys.has(keyOf(id)))
  );
}

export const followed: Verdict = {
  rule: 'identity/new-revision',
  severity: 'info',
  promise: 'Where a Secret or ConfigMap has a new name for its new content, and who is given the new name',
  judge({ before, after: item, verb }) {
    if (!before || !item || verb !== 'followed') return [];
    return {
      objects: [item, before],
      message:
        'its name carries a digest of its content: the new one is made, who names it restarts with it, and the old one is deleted',
    };
  },
};
