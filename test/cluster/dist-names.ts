import { load } from 'js-yaml';
import { renderApp } from '../../charts/output/render.ts';
import { buildPlatform } from '../../charts/platform.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { at, fieldsNamed, type Json, type JsonObject, objectIn, textsIn } from '../../imports/json.ts';

/** Every name of AWS that the manifests of an environment refer to, read from the files as they are written. */
export interface DistNames {
  /** `<namespace>/<name>`: made by a manifest, or named in the values of a Helm chart. Sorted. */
  readonly serviceAccounts: readonly string[];
  /** `<namespace>/<name>` of each account that a pod, a binding or the DAGs' config names. Sorted. */
  readonly usedAccounts: readonly string[];
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
  /** Names of buckets and log groups, whosever they are and wherever they stand: in URLs, settings and JSON. Sorted. */
  readonly stores: readonly string[];
  /** Every region of AWS that stands anywhere. Sorted. */
  readonly regions: readonly string[];
}

type Tags = Readonly<Record<string, string>>;

export function distNames(manifests: readonly JsonObject[]): DistNames {
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest['kind'] === kind);
  const charts = ofKind('Application').flatMap(({ metadata, spec }) =>
    sources(spec).map((source) => ({
      app: String(at(metadata, 'name')),
      namespace: String(at(spec, 'destination.namespace')),
      values: at(source, 'helm.valuesObject') ?? null,
    })),
  );
  const values = (key: string) => charts.flatMap((chart) => fieldsNamed(chart.values, key));
  const strings = manifests.flatMap(textsIn);

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
    usedAccounts: sorted([
      ...manifests.flatMap((manifest) =>
        accountNames(manifest).map((name) => `${at(manifest, 'metadata.namespace')}/${name}`),
      ),
      ...charts.flatMap((chart) => accountNames(chart.values).map((name) => `${chart.namespace}/${name}`)),
      ...ofKind('RoleBinding').flatMap(boundAccounts),
      ...ofKind('ConfigMap').flatMap(accountsOfDags),
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
      const tolerations = (at(own, 'tolerations') ?? []) as readonly JsonObject[];
      return [{ app, nodeSelector: nodeSelector as Tags, tolerated: tolerations.map(({ key }) => String(key)) }];
    }),
    strings,
    stores: sorted(
      strings.flatMap((text) => [...text.matchAll(storeName)].map(([name, url, group]) => group ?? url ?? name)),
    ),
    regions: sorted(strings.flatMap((text) => text.match(region) ?? [])),
  };
}

// Loose on purpose: a pattern made of the right names would not see the wrong ones.
const region = /\b[a-z]{2}(?:-[a-z]+)+-\d\b/g;
const storeName = /s3a?:\/\/([^/\s"']+)|log-group:([^:*\s"']+)|[a-z0-9-]+-\d{12}-[a-z0-9-]+/g;

/** An Application has one source, or a list. */
function sources(spec: Json | undefined): readonly Json[] {
  return (at(spec, 'sources') as readonly Json[] | undefined) ?? [at(spec, 'source') ?? null];
}

/** Accounts of pods: in fields, and in YAML that is the text of a field, as the template of task pods is. */
function accountNames(value: Json): string[] {
  if (at(value, 'kind') === 'Application') return [];
  return [
    ...fieldsNamed(value, 'serviceAccountName').map(String),
    ...textsIn(value).flatMap((text) =>
      [...text.matchAll(/serviceAccountName: *(\S+)/g)].map(([, name]) => String(name)),
    ),
  ];
}

function boundAccounts({ metadata, subjects }: JsonObject): string[] {
  return ((subjects ?? []) as readonly JsonObject[])
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map(({ namespace, name }) => `${namespace ?? at(metadata, 'namespace')}/${name}`);
}

interface PlatformJson {
  readonly spark: { readonly serviceAccounts: Readonly<Record<string, string>> };
  readonly teams: readonly { readonly namespace: string }[];
}

/** DAGs read the accounts of Spark jobs from a JSON file: the same names in the namespace of each team. */
function accountsOfDags({ data }: JsonObject): string[] {
  const text = objectIn(data)['platform.json'];
  if (typeof text !== 'string') return [];
  const { spark, teams } = JSON.parse(text) as PlatformJson;
  return teams.flatMap(({ namespace }) =>
    Object.values(spark.serviceAccounts).map((account) => `${namespace}/${account}`),
  );
}

/** The manifests of an environment, as they are written. */
export function readDist(config: PlatformConfig): readonly JsonObject[] {
  return renderApp(buildPlatform(config), config.environment).map(({ text }) => load(text) as JsonObject);
}

function tagTerms(spec: Json | undefined, field: string): Tags[] {
  const terms = (at(spec, field) ?? []) as readonly { readonly tags?: Tags }[];
  if (terms.length === 0) throw new Error(`a node class has no ${field}`);
  // A term without tags would name an id, which dist/ must not know.
  return terms.map(({ tags }) => tags ?? {});
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
