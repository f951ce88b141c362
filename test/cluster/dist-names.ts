import { readdirSync, readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** Every name of AWS that the manifests of an environment refer to, read from the files as they are committed. */
export interface DistNames {
  /** `<namespace>/<name>`: made by a manifest, or named in the values of a Helm chart. Sorted. */
  readonly serviceAccounts: readonly string[];
  /** Names in Secrets Manager. Sorted. */
  readonly secrets: readonly string[];
  readonly queues: readonly string[];
  readonly instanceProfiles: readonly string[];
  readonly nodeClasses: readonly { readonly subnetTags: Tags; readonly securityGroupTags: Tags }[];
  readonly vpcTags: Tags;
  readonly clusterNames: readonly string[];
  /** Workloads of Helm charts that choose the core nodes. */
  readonly controllers: readonly { readonly app: string; readonly nodeSelector: Tags; readonly tolerated: string[] }[];
  /** Every text in every manifest. */
  readonly strings: readonly string[];
  /** Names of buckets and log groups, wherever they stand: in URLs, settings and JSON. */
  stores(config: Pick<PlatformConfig, 'aws' | 'cluster'>): readonly string[];
}

type Tags = Readonly<Record<string, string>>;
type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
type Fields = { readonly [key: string]: Value };

export function distNames(environment: string): DistNames {
  const manifests = readManifests(new URL(`../../dist/${environment}/`, import.meta.url));
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest['kind'] === kind);
  const charts = ofKind('Application').map(({ metadata, spec }) => ({
    app: String(at(metadata, 'name')),
    namespace: String(at(spec, 'destination', 'namespace')),
    values: at(spec, 'source', 'helm', 'valuesObject') ?? null,
  }));
  const values = (key: string) => charts.flatMap((chart) => fieldsNamed(chart.values, key));
  const strings = manifests.flatMap(texts);

  return {
    serviceAccounts: sorted([
      ...ofKind('ServiceAccount').map(({ metadata }) => `${at(metadata, 'namespace')}/${at(metadata, 'name')}`),
      ...charts.flatMap((chart) =>
        fieldsNamed(chart.values, 'serviceAccount').flatMap((account) => {
          const name = at(account, 'name');
          return name ? [`${chart.namespace}/${name}`] : [];
        }),
      ),
    ]),
    secrets: sorted(
      ofKind('ExternalSecret').flatMap(({ spec = null }) => [
        ...fieldsNamed(spec, 'extract').map((extract) => String(at(extract, 'key'))),
        ...fieldsNamed(spec, 'remoteRef').map((reference) => String(at(reference, 'key'))),
      ]),
    ),
    queues: sorted(values('interruptionQueue').map(String)),
    instanceProfiles: sorted(ofKind('EC2NodeClass').map(({ spec }) => String(at(spec, 'instanceProfile')))),
    nodeClasses: ofKind('EC2NodeClass').flatMap(({ spec }) => {
      const groups = tagTerms(spec, 'securityGroupSelectorTerms');
      return tagTerms(spec, 'subnetSelectorTerms').flatMap((subnetTags) =>
        groups.map((securityGroupTags) => ({ subnetTags, securityGroupTags })),
      );
    }),
    vpcTags: Object.assign({}, ...values('vpcTags')),
    clusterNames: sorted(values('clusterName').map(String)),
    controllers: charts.flatMap(({ app, values: own }) => {
      const nodeSelector = at(own, 'nodeSelector');
      if (!nodeSelector || at(nodeSelector, 'NodeGroupType') !== 'core') return [];
      const tolerations = (at(own, 'tolerations') ?? []) as readonly Fields[];
      return [{ app, nodeSelector: nodeSelector as Tags, tolerated: tolerations.map(({ key }) => String(key)) }];
    }),
    strings,
    stores: ({ aws, cluster }) => {
      const name = new RegExp(
        `${cluster.name}-[a-z]+-${aws.accountId}-${aws.region}|/airflow/${cluster.name}/tasks`,
        'g',
      );
      return sorted(strings.flatMap((text) => text.match(name) ?? []));
    },
  };
}

function readManifests(folder: URL): Fields[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .flatMap((path) => loadAll(readFileSync(new URL(path, folder), 'utf8')) as Fields[]);
}

function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);
}

function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of all fields of that name, at any depth. */
function fieldsNamed(value: Value, name: string): Value[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsNamed(item, name));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name ? [inner] : []),
    ...fieldsNamed(inner, name),
  ]);
}

function texts(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

function tagTerms(spec: Value | undefined, field: string): Tags[] {
  const terms = (at(spec, field) ?? []) as readonly { readonly tags?: Tags }[];
  // A term without tags would name an id, which dist/ must not know.
  return terms.map(({ tags }) => tags ?? {});
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
