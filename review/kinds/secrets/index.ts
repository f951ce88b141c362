import { at, isList, isObject, type Json } from '../../../imports/json.ts';
import { isLiteral, isSecretName, type SecretPart, secretParts } from './text.ts';

/** A secret inside a value. */
export interface SecretPlace extends SecretPart {
  /** Where the text stands, e.g. `spec.containers.0.env.1.value`; '' for the value itself. */
  readonly path: string;
}

/**
 * Everything in a value that nobody but its reader may see: keys, passwords, tokens, also inside longer texts, in addresses
 * and in variables. A reference to a secret is none.
 *
 * @param name of the field that holds the value
 */
export function findSecrets(value: Json | undefined, name = '', path = ''): readonly SecretPlace[] {
  if (typeof value === 'string') return secretParts(value, name).map((part) => ({ ...part, path }));
  if (isList(value)) return value.flatMap((item, index) => findSecrets(item, '', join(path, String(index))));
  if (!isObject(value)) return [];
  const variable = variableSecret(value, path);
  if (variable) return [variable];
  return Object.entries(value).flatMap(([key, item]) => findSecrets(item, key, join(path, key)));
}

/** `{ name: DB_PASSWORD, value: … }`: the name says what the value is. */
function variableSecret(value: Json, path: string): SecretPlace | undefined {
  const [name, text] = [at(value, 'name') ?? at(value, 'key'), at(value, 'value')];
  if (typeof name !== 'string' || typeof text !== 'string' || !isSecretName(name) || !isLiteral(text)) return undefined;
  return { path: join(path, 'value'), span: [0, text.length], reason: `it is called ${name}` };
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** What stands in a report where a secret was. */
export const hidden = '••••••';

/** A copy of a value with every secret taken out. */
export function withoutSecrets<T extends Json>(value: T, name = ''): T {
  return hide(value, name) as T;
}

function hide(value: Json, name: string): Json {
  if (typeof value === 'string') return hideParts(value, secretParts(value, name));
  if (isList(value)) return value.map((item) => hide(item, ''));
  if (!isObject(value)) return value;
  const isVariable = variableSecret(value, '') !== undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isVariable && key === 'value' ? hidden : hide(item, key)]),
  );
}

function hideParts(text: string, parts: readonly SecretPart[]): string {
  return parts.reduceRight((rest, { span: [start, end] }) => rest.slice(0, start) + hidden + rest.slice(end), text);
}
