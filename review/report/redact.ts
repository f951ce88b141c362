import { isList, isObject, type Json } from '../../imports/json.ts';
import { nameAt, type Path } from '../compare/path.ts';
import { hidden, withoutSecrets } from '../kinds/secrets/index.ts';

/** Fields of a Secret whose every value is secret, whatever it looks like. */
const ofSecret = new Set(['data', 'stringData']);

/**
 * A value as a report may show it. Values of Secrets are never shown, nor what has the name or the form of a secret
 * anywhere else.
 *
 * @param kind of the object that has the value
 */
export function redacted(value: Json | undefined, path: Path, kind: string): Json | undefined {
  if (value === undefined) return undefined;
  if (kind === 'Secret' && ofSecret.has(path[0] ?? '')) return withoutValues(value);
  return withoutSecrets(value, nameAt(path));
}

/** Keys stay, values go. */
function withoutValues(value: Json): Json {
  if (isList(value)) return value.map(withoutValues);
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutValues(item)]));
  }
  return hidden;
}

/** A sentence as a report may show it. */
export function redactedText(text: string): string {
  return withoutSecrets(text);
}
