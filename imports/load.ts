import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { objectIn, type Schema } from './json.ts';

/**
 * The schema that the API server checks objects of a kind against; `undefined` for a kind that `sources.ts` does not import.
 * That of a custom resource is the one of its CRD. That of a kind of Kubernetes itself is closed, and a `$ref` into the
 * `$defs` that it shares with the others.
 *
 * @param apiVersion as a manifest has it: `karpenter.sh/v1`, or `v1` for the kinds without a group
 */
export function kindSchema(apiVersion: string, kind: string): Schema | undefined {
  return schemaNamed(schemaName(apiVersion, kind)) ?? kubernetesSchema(`${apiVersion} ${kind}`);
}

/** The closed schema of a Helm chart's values; `undefined` for a chart whose values are not typed. */
export function valuesSchema(chart: string): Schema | undefined {
  return schemaNamed(`values-${chart}`);
}

/** The options of airflow.cfg by section; those with a secret are `writeOnly`. */
export function airflowOptionsSchema(): Schema {
  return schemaNamed('airflow-options') ?? {};
}

/** Versions of a kind that are imported. */
export function kindVersions(group: string, kind: string): readonly string[] {
  const prefix = schemaName(`${group}/`, kind);
  return readdirSync(new URL('./schemas/', import.meta.url)).flatMap((file) =>
    file.startsWith(prefix) ? [file.slice(prefix.length, -'.json'.length)] : [],
  );
}

/** Name of a kind's file below `schemas/`: `<group>_<kind>_<version>`, lower case. */
export function schemaName(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  return `${apiVersion.slice(0, Math.max(slash, 0))}_${kind}_${apiVersion.slice(slash + 1)}`.toLowerCase();
}

const ofKubernetes = new Map<string, Schema | undefined>();

function kubernetesSchema(key: string): Schema | undefined {
  if (!ofKubernetes.has(key)) {
    const shared = schemaNamed('kubernetes') ?? {};
    const name = objectIn(shared, 'kinds')[key];
    ofKubernetes.set(key, name === undefined ? undefined : { $ref: `#/$defs/${name}`, $defs: shared['$defs'] ?? {} });
  }
  return ofKubernetes.get(key);
}

const loaded = new Map<string, Schema | undefined>();

/** A committed schema, read once. Manifests of any origin decide the name, so it may not lead to another folder. */
function schemaNamed(name: string): Schema | undefined {
  if (!loaded.has(name)) {
    const file = new URL(`./schemas/${name}.json`, import.meta.url);
    const isThere = /^[\w.-]+$/.test(name) && existsSync(file);
    loaded.set(name, isThere ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
  }
  return loaded.get(name);
}
