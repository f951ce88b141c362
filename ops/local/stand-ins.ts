import { namespaces, sparkHistory } from '../../config/names.ts';
import { isObject, type Json, type JsonObject, objectIn } from '../../imports/json.ts';
import type { Item } from '../../review/tree/tree.ts';
import { secretOf } from './secrets.ts';
import { git, s3 } from './services.ts';
import type { Values } from './template.ts';

/** What the cluster and this run have to offer to a replacement. */
export interface Circumstances {
  /** The provisioner of the cluster's default StorageClass. */
  readonly provisioner: string;
  /** The address of the repository, as the environment has it. */
  readonly repoUrl: string;
  /** Of each secret, by its name in Secrets Manager. */
  readonly values: Readonly<Record<string, Values>>;
}

/** One line of the table: which objects of `dist/<environment>`, and what stands for them. All that is named must fit. */
export interface StandIn {
  readonly application?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** What is in the throw-away cluster instead, for people. */
  readonly instead: string;
  /** The object that is applied instead; left out where there is none. */
  readonly replace?: (manifest: JsonObject, circumstances: Circumstances) => JsonObject;
  /** Not with `--argocd`. */
  readonly unlessArgoCd?: true;
}

/** Everything that is not applied as it is committed. The first line that fits an object counts. */
export const standIns: readonly StandIn[] = [
  { application: 'karpenter-crd', instead: 'nothing: the nodes are there' },
  { application: 'karpenter', instead: 'nothing: the nodes are there' },
  { application: 'node-pools', instead: 'nodes with the labels and taints of its NodePools' },
  { application: 'aws-load-balancer-controller', instead: "nothing: 'open' forwards a port" },
  { application: 'airflow-ingress', instead: "nothing: 'open' forwards a port" },
  { application: 'argocd-ingress', instead: "nothing: 'open' forwards a port" },
  { application: 'external-secrets', instead: 'nothing: this command makes the Secrets' },
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    instead: `the Secret that its template makes of random values, which are in no file; DAGs of this repository come from ${git.url}`,
    replace: (manifest, { values, repoUrl }) => dagsFromHere(secretOf(manifest, values), repoUrl),
  },
  { group: 'external-secrets.io', instead: 'nothing: no secret comes from AWS' },
  { application: 'argocd', instead: 'nothing: this command plays the waves', unlessArgoCd: true },
  { application: 'root', instead: 'nothing: this command plays the waves', unlessArgoCd: true },
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    instead: "the same name, over the provisioner of the cluster's default class",
    replace: storageClass,
  },
  {
    kind: 'Secret',
    namespace: namespaces.airflow,
    name: 'airflow-connections',
    instead: `the same connections, with S3 at ${s3.endpoint} and the repository at ${git.url}`,
    replace: connections,
  },
  {
    kind: 'ConfigMap',
    namespace: namespaces.airflow,
    name: 'airflow-platform',
    instead: `the same, with Spark's settings for S3 at ${s3.endpoint}`,
    replace: sparkJobs,
  },
  {
    group: 'apps',
    kind: 'Deployment',
    name: sparkHistory.name,
    instead: 'the same, with these settings',
    replace: historyServer,
  },
  {
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    name: 'allow-from-all-to-https',
    instead: `the same, with port ${s3.port} beside 443`,
    replace: egressToS3,
  },
  { group: 'networking.k8s.io', kind: 'Ingress', instead: "nothing: 'open' forwards a port" },
  { group: 'networking.k8s.io', kind: 'IngressClass', instead: "nothing: 'open' forwards a port" },
  { group: 'elbv2.k8s.aws', instead: "nothing: 'open' forwards a port" },
];

/** The line that names an object. */
export function standInOf({ id, application }: Item, argocd = false): StandIn | undefined {
  return standIns.find(
    (row) =>
      !(row.unlessArgoCd && argocd) &&
      (row.application === undefined || row.application === application) &&
      (row.group === undefined || row.group === id.group) &&
      (row.kind === undefined || row.kind === id.kind) &&
      (row.namespace === undefined || row.namespace === id.namespace) &&
      (row.name === undefined || row.name === id.name),
  );
}

/** What a line is about, for people: `Application karpenter`, `Secret airflow/airflow-connections`. */
export function subject({ application, group, kind, namespace, name }: StandIn): string {
  if (application !== undefined) return `Application ${application}`;
  if (kind === undefined) return `every object of ${group}`;
  if (name === undefined) return `every ${kind}`;
  return namespace === undefined ? `every ${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Its volumes go with their claims, so that `down` leaves none. */
function storageClass({ apiVersion, kind, metadata, volumeBindingMode }: JsonObject, { provisioner }: Circumstances) {
  return { apiVersion, kind, metadata, provisioner, reclaimPolicy: 'Delete', volumeBindingMode } as JsonObject;
}

/** The hook of Git writes user and token into an HTTPS address, where no setting of Git knows it any more. */
function dagsFromHere(secret: JsonObject, repoUrl: string): JsonObject {
  const redirected = ([key, text]: readonly [string, Json]) => {
    if (!key.startsWith('AIRFLOW_CONN_GIT_')) return [key, text];
    const connection = JSON.parse(String(text)) as JsonObject;
    return [key, JSON.stringify(connection['host'] === repoUrl ? { ...connection, host: git.url } : connection)];
  };
  return {
    ...secret,
    stringData: Object.fromEntries(Object.entries(objectIn(secret, 'stringData')).map(redirected)),
  };
}

/** Every pod of Airflow takes these as its environment: connections, the AWS SDK's settings, and those of Git. */
function connections(manifest: JsonObject, { repoUrl }: Circumstances): JsonObject {
  const committed = objectIn(manifest, 'stringData');
  const aws = JSON.parse(String(committed[awsConnection] ?? '{"conn_type":"aws"}')) as JsonObject;
  return {
    ...manifest,
    stringData: {
      ...committed,
      [awsConnection]: JSON.stringify({
        ...aws,
        login: s3.accessKey,
        password: s3.secretKey,
        extra: { ...objectIn(aws, 'extra'), endpoint_url: s3.endpoint },
      }),
      AWS_ENDPOINT_URL: s3.endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${git.url}.insteadOf`,
      GIT_CONFIG_VALUE_0: repoUrl,
    },
  };
}

/** Settings of S3A: https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/connecting.html */
const s3a = {
  'spark.hadoop.fs.s3a.endpoint': s3.endpoint,
  'spark.hadoop.fs.s3a.path.style.access': 'true',
  'spark.hadoop.fs.s3a.connection.ssl.enabled': 'false',
  'spark.hadoop.fs.s3a.aws.credentials.provider': 'org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider',
  'spark.hadoop.fs.s3a.access.key': s3.accessKey,
  'spark.hadoop.fs.s3a.secret.key': s3.secretKey,
};

function sparkJobs(manifest: JsonObject): JsonObject {
  const platform = JSON.parse(String(objectIn(manifest, 'data')['platform.json'])) as JsonObject;
  const spark = { ...objectIn(platform, 'spark'), settings: s3a };
  return {
    ...manifest,
    data: { ...objectIn(manifest, 'data'), 'platform.json': JSON.stringify({ ...platform, spark }) },
  };
}

/** Of two options of a name Java takes the last. */
function historyServer(manifest: JsonObject): JsonObject {
  const options = Object.entries(s3a).map(([name, value]) => ` -D${name}=${value}`);
  const added = (_: string, value: Json): Json =>
    isObject(value) && value['name'] === 'SPARK_HISTORY_OPTS'
      ? { ...value, value: `${value['value']}${options.join('')}` }
      : value;
  return JSON.parse(JSON.stringify(manifest, added)) as JsonObject;
}

function egressToS3(manifest: JsonObject): JsonObject {
  const added = (name: string, value: Json): Json =>
    name === 'ports' && Array.isArray(value) ? [...value, { protocol: 'TCP', port: s3.port }] : value;
  return JSON.parse(JSON.stringify(manifest, added)) as JsonObject;
}

const awsConnection = 'AIRFLOW_CONN_AWS_DEFAULT';
