import { at, isObject, type Json, type JsonObject } from '../../../imports/json.ts';
import { findSecrets, type SecretPlace } from '../../kinds/secrets/index.ts';
import type { Manifest } from '../../tree/manifest.ts';
import { once } from '../../tree/once.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

export const secrets: Check = {
  rule: 'security/secrets',
  promise:
    'no password, key or token is written in a manifest, a Helm value, a setting or an address: only names of secrets are',
  find: (tree) =>
    tree.items
      // What Helm renders is nowhere written.
      .filter(({ chart }) => chart === undefined)
      .flatMap((item) =>
        secretsIn(item.manifest)
          .filter((place) => !isWellKnown(item, place, tree))
          .map(({ path, reason }) => ({
            item,
            field: path,
            message: `${path} has a secret in it (${reason}), which everybody reads who can read Git`,
            remedy: 'put it into Secrets Manager and name the Secret here; what was committed once is to be changed',
          })),
      ),
};

const secretsIn = once((manifest: Manifest) =>
  manifest.kind === 'Secret' && manifest.apiVersion === 'v1' ? inSecret(manifest) : findSecrets(manifest),
);

/** Every value of a Secret is one, but settings that are written out and have none inside. */
function inSecret(manifest: Manifest): readonly SecretPlace[] {
  return ['data', 'stringData'].flatMap((field) => {
    const values = manifest[field];
    return Object.entries(isObject(values) ? values : {}).flatMap(([key, value]) => {
      const path = `${field}.${key}`;
      const text = field === 'data' ? Buffer.from(String(value), 'base64').toString('utf8') : String(value);
      const settings = objectFrom(text);
      if (settings)
        return findSecrets(settings).map(({ reason }) => ({ path, span: [0, text.length] as const, reason }));
      return text === '' ? [] : [{ path, span: [0, text.length] as const, reason: 'it is a value of a Secret' }];
    });
  });
}

function objectFrom(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The login `admin` with the password `admin` is no secret, as long as nothing outside the cluster leads to it. */
function isWellKnown({ manifest }: Item, { path }: SecretPlace, tree: Tree): boolean {
  const isExposed = tree.ofKind('Ingress').length > 0;
  return !isExposed && path.includes('createUserJob.env') && at(manifest, path) === 'admin';
}
