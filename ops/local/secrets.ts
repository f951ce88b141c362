import { randomInt } from 'node:crypto';
import type { PlatformSecret } from '../../config/secrets.ts';
import { at, type JsonObject, listIn, objectIn } from '../../imports/json.ts';
import { fillTemplate, type Values } from '../secret-template.ts';
import { postgresql } from './services.ts';

/** The values of every secret by its name in Secrets Manager: what is known stays, what is missing is made here, at random. */
export function secretValues(
  secrets: readonly PlatformSecret[],
  known: Readonly<Record<string, Values>>,
): Readonly<Record<string, Values>> {
  return Object.fromEntries(
    secrets.map((secret) => [secret.remoteName, { ...made(secret), ...known[secret.remoteName] }]),
  );
}

function made({ source }: PlatformSecret): Values {
  if (source.kind === 'generated') return { ...source.fixed, [source.property]: randomText(source.length) };
  if (source.kind === 'by-hand') {
    return Object.fromEntries(source.properties.map((property) => [property, randomText(24)]));
  }
  const { user: username, database: dbname, host, port } = postgresql;
  return { username, password: randomText(32), host, port: String(port), dbname };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function randomText(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** The Secret that External Secrets makes of an ExternalSecret. */
export function secretOf(manifest: JsonObject, values: Readonly<Record<string, Values>>): JsonObject {
  const { name, namespace } = objectIn(manifest, 'metadata');
  const target = objectIn(manifest, 'spec.target');
  const template = objectIn(target, 'template');
  const properties: Values = Object.assign(
    {},
    ...listIn(manifest, 'spec.dataFrom').map((from) => values[String(at(from, 'extract.key'))]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { ...objectIn(template, 'metadata'), name: target['name'] ?? name ?? '', namespace: namespace ?? '' },
    ...(typeof template['type'] === 'string' ? { type: template['type'] } : {}),
    stringData: Object.fromEntries(
      Object.entries(objectIn(template, 'data')).map(([key, text]) => [
        key,
        withoutTls(fillTemplate(String(text), properties)),
      ]),
    ),
  };
}

/** RDS has TLS, its stand-in in the cluster has none. */
function withoutTls(text: string): string {
  return text.replace('server_tls_sslmode = verify-full', 'server_tls_sslmode = disable');
}
