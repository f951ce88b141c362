import { dagBundles } from '../../config/dag-bundles.ts';
import type { Platform } from '../../config/resolve.ts';
import { isObject, type Json, type JsonObject, objectIn } from '../../imports/json.ts';
import type { Values } from '../secret-template.ts';
import { secretOf } from './secrets.ts';
import { git, s3 } from './services.ts';

/** What the cluster and this run have to offer to a replacement. */
export interface Circumstances {
  /** The provisioner of the cluster's default StorageClass. */
  readonly provisioner: string;
  /** The address of the repository, as the environment has it. */
  readonly repoUrl: string;
  /** Other repositories whose addresses begin with that one: Git would take them for it. */
  readonly others: readonly string[];
  /** Of each secret, by its name in Secrets Manager. */
  readonly values: Readonly<Record<string, Values>>;
  /** Where the repository in the cluster has the Helm charts; left out where they come from their own repositories. */
  readonly chartsFolder?: string;
}

/** The addresses of an environment's repositories. */
export function repositories({ git: { repoUrl }, airflow }: Platform): Pick<Circumstances, 'repoUrl' | 'others'> {
  const urls = dagBundles(airflow).flatMap((bundle) => (bundle.kind === 's3' ? [] : [bundle.repoUrl]));
  return { repoUrl, others: [...new Set(urls)].filter((url) => url !== repoUrl && url.startsWith(repoUrl)) };
}

/** Its volumes go with their claims, so that `down` leaves none. */
export function storageClass(
  { apiVersion, kind, metadata, volumeBindingMode }: JsonObject,
  { provisioner }: Circumstances,
) {
  return { apiVersion, kind, metadata, provisioner, reclaimPolicy: 'Delete', volumeBindingMode } as JsonObject;
}

/**
 * The Secret of an ExternalSecret, with DAGs from the cluster: the hook of Git writes user and token into an HTTPS address, where
 * no setting of Git knows it any more.
 */
export function secretFromHere(manifest: JsonObject, { values, repoUrl }: Circumstances): JsonObject {
  const secret = secretOf(manifest, values);
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
export function connections(manifest: JsonObject, { repoUrl, others }: Circumstances): JsonObject {
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
      ...gitSettings([[repoUrl, git.url], ...others.map((url) => [url, url] as const)]),
    },
  };
}

/** Git replaces the beginning of an address, the longest that fits: one that stands for itself stays. */
function gitSettings(replaced: readonly (readonly [from: string, to: string])[]): JsonObject {
  const pairs = replaced.flatMap(([from, to], index) => [
    [`GIT_CONFIG_KEY_${index}`, `url.${to}.insteadOf`],
    [`GIT_CONFIG_VALUE_${index}`, from],
  ]);
  return { GIT_CONFIG_COUNT: String(replaced.length), ...Object.fromEntries(pairs) };
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

export function sparkJobs(manifest: JsonObject): JsonObject {
  const platform = JSON.parse(String(objectIn(manifest, 'data')['platform.json'])) as JsonObject;
  const spark = { ...objectIn(platform, 'spark'), settings: s3a };
  return {
    ...manifest,
    data: { ...objectIn(manifest, 'data'), 'platform.json': JSON.stringify({ ...platform, spark }) },
  };
}

/** Of two options of a name Java takes the last. */
export function historyServer(manifest: JsonObject): JsonObject {
  const options = Object.entries(s3a).map(([name, value]) => ` -D${name}=${value}`);
  const added = (_: string, value: Json): Json =>
    isObject(value) && value['name'] === 'SPARK_HISTORY_OPTS'
      ? { ...value, value: `${value['value']}${options.join('')}` }
      : value;
  return JSON.parse(JSON.stringify(manifest, added)) as JsonObject;
}

export function egressToS3(manifest: JsonObject): JsonObject {
  const added = (name: string, value: Json): Json =>
    name === 'ports' && Array.isArray(value) ? [...value, { protocol: 'TCP', port: s3.port }] : value;
  return JSON.parse(JSON.stringify(manifest, added)) as JsonObject;
}

const awsConnection = 'AIRFLOW_CONN_AWS_DEFAULT';

/**
 * The same Application or project, with the repository in the cluster. Only where Argo CD reads: pods of Airflow find it by
 * their settings of Git.
 */
export function followsCluster(manifest: JsonObject, { repoUrl, chartsFolder }: Circumstances): JsonObject {
  const address = (url: Json) => (url === repoUrl ? git.url : url);
  const changed = (key: string, value: Json): Json => {
    if (key === 'repoURL') return address(value);
    if (key === 'sourceRepos' && Array.isArray(value)) return value.map(address);
    if (chartsFolder === undefined || !isObject(value) || typeof value['repoURL'] !== 'string') return value;
    const { chart, ...source } = value;
    if (typeof chart !== 'string') return value;
    return { ...source, path: `${chartsFolder}/${chart}`, repoURL: git.url, targetRevision: 'HEAD' };
  };
  return JSON.parse(JSON.stringify(manifest, changed)) as JsonObject;
}

/** The image that the chart of Argo CD takes from ECR Public, where its publisher has it. */
export const redisRepository = 'docker.io/library/redis';

/** The Application of Argo CD, with Redis from another registry unless the environment has its own. */
export function redisToo(manifest: JsonObject): JsonObject {
  const changed = (key: string, value: Json): Json => {
    if (key !== 'valuesObject' || !isObject(value)) return value;
    const redis = objectIn(value, 'redis');
    return { ...value, redis: { ...redis, image: { repository: redisRepository, ...objectIn(redis, 'image') } } };
  };
  return JSON.parse(JSON.stringify(manifest, changed)) as JsonObject;
}
