import { coreNodeGroup, nodeGroupLabel } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { localVersions, versions } from '../../config/versions.ts';
import { at, type JsonObject } from '../../imports/json.ts';
import type { Tree } from '../../review/tree/tree.ts';

/** Where everything lives that stands for a service of AWS or of the Git host. */
export const standInNamespace = 'local-stand-ins';

const host = (service: string) => `${service}.${standInNamespace}`;

/** The database where the environment has RDS. */
export const postgresql = { user: 'airflow', database: 'airflow', host: host('postgresql'), port: 5432 } as const;

/** The repository of the platform: the HEAD of this working tree. */
export const git = { url: `git://${host('git')}/platform.git`, port: 9418, folder: '/srv/git' } as const;

/** One S3 server for all buckets. Its keys are no secret: whoever reaches it is in the throw-away cluster. */
export const s3 = {
  endpoint: `http://${host('s3')}:9000`,
  port: 9000,
  accessKey: 'local',
  secretKey: 'throw-away',
} as const;

/** The Secret that stands for Secrets Manager: an interrupted `up` goes on with the values that it holds. */
export const valuesSecret = 'secret-values';

/** The image that the environment's Airflow runs: it has Git and boto3, and the nodes have it anyway. */
export function airflowImage(tree: Tree): string {
  const values = tree.application('airflow')?.charts[0]?.values;
  const text = (path: string) => at(values, path) as string | undefined;
  const repository = text('images.airflow.repository') ?? 'apache/airflow';
  return `${repository}:${text('images.airflow.tag') ?? text('defaultAirflowTag')}`;
}

/** Namespace, pod and Services of the stand-ins. Nothing here outlives the pod but the secrets. */
export function services(platform: Platform, tree: Tree): readonly JsonObject[] {
  const labels = { app: 'stand-ins' };
  const service = (name: string, port: number): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: standInNamespace },
    spec: { selector: labels, ports: [{ port }] },
  });
  const withDatabase = platform.airflow.database.kind === 'rds';
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'stand-ins', namespace: standInNamespace },
      spec: {
        strategy: { type: 'Recreate' },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            nodeSelector: { [nodeGroupLabel]: coreNodeGroup.nodeGroupType },
            tolerations: [{ operator: 'Exists' }],
            securityContext: { runAsUser: 50000, runAsGroup: 50000, fsGroup: 50000, runAsNonRoot: true },
            containers: [gitServer(platform, tree), s3Server(platform), ...(withDatabase ? [database()] : [])],
            volumes: ['git', 's3', ...(withDatabase ? ['database', 'run'] : [])].map((name) => ({
              name,
              emptyDir: {},
            })),
          },
        },
      },
    },
    service('git', git.port),
    service('s3', s3.port),
    ...(withDatabase ? [service('postgresql', postgresql.port)] : []),
  ];
}

const ready = (port: number): JsonObject => ({ tcpSocket: { port }, periodSeconds: 2 });

function gitServer({ aws: { region }, git: { revision } }: Platform, tree: Tree): JsonObject {
  const repository = `${git.folder}/platform.git`;
  // A checkout of CI is shallow, and may be pushed all the same.
  const script = [
    'set -e',
    `git init --quiet --bare --initial-branch="$REVISION" ${repository}`,
    `git -C ${repository} config receive.shallowUpdate true`,
    `exec git daemon --reuseaddr --export-all --base-path=${git.folder} ${git.folder}`,
  ].join('\n');
  return {
    name: 'git',
    image: airflowImage(tree),
    command: ['bash', '-c', script],
    env: [
      { name: 'REVISION', value: revision },
      { name: 'HOME', value: git.folder },
      // For the client that makes the buckets and looks into them.
      { name: 'AWS_ACCESS_KEY_ID', value: s3.accessKey },
      { name: 'AWS_SECRET_ACCESS_KEY', value: s3.secretKey },
      { name: 'AWS_DEFAULT_REGION', value: region },
      { name: 'AWS_ENDPOINT_URL', value: s3.endpoint },
    ],
    readinessProbe: ready(git.port),
    volumeMounts: [{ name: 'git', mountPath: git.folder }],
  };
}

/** Versity's S3 gateway over a folder: one program, Apache-2.0, for amd64 and arm64. */
function s3Server({ aws: { region } }: Platform): JsonObject {
  return {
    name: 's3',
    image: `versity/versitygw:${localVersions.s3Server}`,
    args: [`--port=:${s3.port}`, `--region=${region}`, 'posix', '/srv/s3'],
    env: [
      { name: 'ROOT_ACCESS_KEY', value: s3.accessKey },
      { name: 'ROOT_SECRET_KEY', value: s3.secretKey },
    ],
    readinessProbe: ready(s3.port),
    volumeMounts: [{ name: 's3', mountPath: '/srv/s3' }],
  };
}

function database(): JsonObject {
  return {
    name: 'postgresql',
    image: `postgres:${versions.postgresql}`,
    // The user `postgres` of the image: its `initdb` wants one that has a name.
    securityContext: { runAsUser: 70 },
    env: [
      { name: 'POSTGRES_USER', value: postgresql.user },
      { name: 'POSTGRES_DB', value: postgresql.database },
      {
        name: 'POSTGRES_PASSWORD',
        valueFrom: { secretKeyRef: { name: valuesSecret, key: 'databasePassword' } },
      },
      { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
    ],
    readinessProbe: ready(postgresql.port),
    volumeMounts: [
      { name: 'database', mountPath: '/var/lib/postgresql/data' },
      { name: 'run', mountPath: '/var/run/postgresql' },
    ],
  };
}
