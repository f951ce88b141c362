import type { AirflowOptions } from '../../imports/values/airflow-options.ts';
import {
  alsoWhereOneIsWrong,
  architectures,
  count,
  dnsLabel,
  flag,
  gitRef,
  gitRemote,
  gitUrl,
  object,
  on,
  rootCertificates,
  text,
} from '../fields.ts';
import { z } from '../zod.ts';
import { connection, secretsBackend } from './connections.ts';
import { exposure } from './exposure.ts';
import { login } from './login.ts';
import { taskRole } from './task-role.ts';

/** What one container asks for. Memory is request and limit; CPU is a request only, so that nothing is throttled. */
const containerSize = z.strictObject({
  /** CPU request in millicores; 1000 is one vCPU. */
  cpuMillicores: count(50, 16_000, 500),
  /** Memory request and limit in MiB. */
  memoryMib: count(128, 65_536, 1024),
});

/** Airflow itself, with its providers, does not start in less than half a GiB. */
const airflowSize = containerSize.extend({
  /** Memory request and limit in MiB. */
  memoryMib: count(512, 65_536, 1024),
});

const replicas = {
  /** Number of pods. Two or more get a disruption budget and are spread over zones. */
  replicas: count(1, 10, 2),
};

/** An Airflow component: how many pods, and how large each is. */
const component = airflowSize.extend(replicas);

const gitDags = {
  /** HTTPS address of the repository. */
  repoUrl: gitUrl,
  /** Branch or tag. A commit hash is refused: it never moves, so no new DAG would arrive. */
  ref: gitRef("use a branch or tag, e.g. 'main'"),
  /** Folder of the DAG files in the repository. */
  subdir: text(
    /^(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/,
    "use a folder of the repository without leading or trailing '/' and without '..', e.g. 'dags'",
  ),
  /** Seconds between two fetches. */
  refreshSeconds: count(30, 86_400, 300),
};

/** A public Git repository, read without any connection. */
const publicGit = z.strictObject({ kind: z.literal('git'), ...gitDags });

/**
 * A private Git repository. Its connection is read from the Secrets Manager secret `<cluster>/airflow/git`, of a bundle in
 * `dagBundles` `<cluster>/airflow/git-<name>`; the values are filled in by hand, once.
 */
const privateGit = z.strictObject({
  kind: z.literal('git-private'),
  ...gitDags,
  /** HTTPS address of the repository; with `credentials: 'ssh'` its SSH address. */
  repoUrl: gitRemote,
  /**
   * `token`: user and token, of CodeCommit its Git credentials. `ssh`: a key that may read the repository, and the host keys of
   * its server (`known_hosts`), without which nothing is fetched. `github-app`: App, installation and private key, on github.com;
   * needs an image of Airflow with `apache-airflow-providers-git[github]`.
   * @default 'token'
   */
  credentials: z.enum(['token', 'ssh', 'github-app']).optional(),
});

/** The DAG bucket of this environment. Upload with `aws s3 sync dags s3://<bucket>/<prefix>`. */
const bucket = z.strictObject({
  kind: z.literal('s3'),
  /** Key prefix of the DAG files in the bucket. */
  prefix: text(
    /^[a-z0-9]([a-z0-9/_-]*[a-z0-9])?$/,
    "use a key prefix of lower-case letters, digits, '/', '_' and '-', without leading or trailing '/', e.g. 'dags'",
  ),
  /** Seconds between two syncs. */
  refreshSeconds: count(30, 86_400, 300),
});

/** Where the DAG files come from. Airflow fetches them itself through a DAG bundle. */
const dagSource = z.discriminatedUnion('kind', [publicGit, privateGit, bucket]);

/**
 * Name of a bundle. Runs keep it: under another name, or without the bundle, they find no DAG, and their history stays with
 * DAGs that Airflow calls stale.
 */
const bundleName = { name: dnsLabel(40, 'names of secrets are built on it') };

const dagBundle = z.discriminatedUnion('kind', [
  publicGit.extend(bundleName),
  privateGit.extend(bundleName),
  bucket.extend(bundleName),
]);

/** Where the logs of finished tasks are kept. */
const taskLogs = z.discriminatedUnion('kind', [
  /** Uploaded to the log bucket when a task ends. Cheapest; a killed pod loses its log. */
  z.strictObject({
    kind: z.literal('s3'),
    /** Days until the bucket's lifecycle rule deletes a log. */
    retentionDays: count(1, 3650, 90),
  }),
  /** Streamed to a CloudWatch log group while the task runs. Survives a killed pod; priced per GB ingested. */
  z.strictObject({
    kind: z.literal('cloudwatch'),
    /** Days that CloudWatch keeps a log. CloudWatch knows only these values. */
    retentionDays: z.literal([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ]),
  }),
]);

/** Airflow's metadata database. Another kind begins empty; of the old one its volume or a final snapshot stays. */
const database = z.discriminatedUnion('kind', [
  /** Amazon RDS for PostgreSQL, made by `cluster/` with encrypted gp3 storage, and kept when the stack is deleted. */
  z.strictObject({
    kind: z.literal('rds'),
    /** RDS instance class without `db.`; priced per hour, twice with `multiAz`. */
    instanceClass: text(/^[a-z0-9]+\.[a-z0-9]+$/, "use an RDS instance class without 'db.', e.g. 't4g.medium'"),
    /** Storage in GiB; RDS grows it by itself, up to twice as much. It may grow and never shrink: RDS refuses less. */
    storageGib: count(20, 16_384, 50),
    /** A standby in a second zone: fail-over in about a minute, at twice the price. */
    multiAz: flag,
    /** Days of automatic backups, for restoring to any second of them. */
    backupRetentionDays: count(1, 35, 14),
    /**
     * What PgBouncer verifies RDS with, in regions whose root does not come with the project: AWS's bundle of the region as text in
     * PEM, between backquotes. It is public, so it may be in Git. Another one restarts PgBouncer.
     * @default - the root of the region in `imports/certificates`
     */
    rootCertificate: rootCertificates(20_000, 'use the bundle of the region, and not that of all regions').optional(),
  }),
  /** One PostgreSQL pod with a retained volume. No standby and no backup: for development only. */
  z.strictObject({
    kind: z.literal('in-cluster'),
    /** Volume in GiB. It may grow and never shrink: Kubernetes refuses a smaller claim. */
    storageGib: count(5, 1024, 10),
  }),
]);

/** An image of your own, built on that of Airflow (docs/bring-your-jobs.md shows the Dockerfile). */
const ownImage = z
  .strictObject({
    /** Where it is, without a tag. Nodes pull from ECR of the same account without a secret. */
    repository: text(
      /^([\w.-]+(:\d+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
      "use a repository in lower-case letters, without 'https://' and without a tag, e.g. '111122223333.dkr.ecr.eu-west-1.amazonaws.com/airflow'",
    ),
    /** Begins with `versions.airflow`, e.g. `3.3.2-7`: which Airflow is inside decides how the chart starts it. */
    tag: text(/^\w[\w.-]{0,127}$/, "use a tag that begins with the version of Airflow, e.g. '3.3.2-7'").optional(),
    /** Decides what is pulled, whatever the tag says. Without a tag nobody but you knows which Airflow is inside. */
    digest: text(/^sha256:[0-9a-f]{64}$/, "use the digest of the image, 'sha256:' and 64 digits of 0-9a-f").optional(),
    /**
     * The registry asks for a user and a password, which are in the Secrets Manager secret `<cluster>/airflow/registry`; the
     * values are filled in by hand, once.
     * @default - nodes pull without
     */
    pullSecret: on,
    /**
     * What it was built for. Nodes of an architecture that is not here are refused: its pods would start and fail.
     * @default ['amd64']
     */
    architectures: architectures.optional(),
  })
  .refine(
    ({ tag, digest }) => tag !== undefined || digest !== undefined,
    "write its tag or its digest, e.g. tag: '3.3.2-7'",
  );

const fields = z.strictObject({
  /**
   * `generated`: user `admin` with a random password in the Secrets Manager secret `<cluster>/airflow/admin`.
   * `well-known`: `admin` / `admin`, as in the AWS guide; refused as soon as Airflow is exposed.
   * `{ kind: 'oidc', … }`: the company's provider, and its groups become roles; needs an exposed Airflow, to which it leads back.
   */
  login,
  /** The DAG files, where one place is enough: short for a bundle with the name `dags`. */
  dags: dagSource.optional(),
  /**
   * More bundles of DAGs, each with a place and credentials of its own, beside `dags` or in its stead. All of them run with the
   * same rights: who writes a DAG in one of them acts for all (docs/repositories.md).
   * @default - none
   */
  dagBundles: z.array(dagBundle).min(1, 'use at least one bundle, or remove it').optional(),
  logs: taskLogs,
  database,
  exposure,
  /** Web interface, REST API, and the API that running tasks report to. */
  apiServer: component.extend({
    /** Memory request and limit in MiB. Each worker process of the server takes about half a GiB. */
    memoryMib: count(1024, 65_536, 2048),
  }),
  scheduler: component,
  dagProcessor: component,
  triggerer: component,
  /** Connection pooler in front of the database; `maxClientConnections` must hold what all components open. */
  pgbouncer: containerSize.extend({
    ...replicas,
    /** Connections that Airflow may open to one pooler: at least 15 for each pod of the four components above. */
    maxClientConnections: count(50, 10_000, 400),
    /** Connections that each pooler opens to PostgreSQL, which takes 97 in the cluster, and about 100 per GiB of memory on RDS. */
    poolSize: count(5, 1000, 50),
  }),
  /** Size of one task pod, unless the DAG overrides it. */
  worker: airflowSize,
  /**
   * Roles that a task may choose from. With this field, also with an empty list, the API server refuses a task pod that asks for
   * another account, another Secret, a label that opens a network policy, or a path of its node (docs/task-roles.md).
   * @default - one role for all tasks, and no such policy
   */
  taskRoles: z.array(taskRole).optional(),
  /** Tasks that may run at the same time, over all DAGs; not more than the `airflow-task` pool can hold. */
  parallelism: count(1, 10_000, 128),
  /** Days that finished runs stay in the database. */
  metadataRetentionDays: count(7, 3650, 90),
  /**
   * Runs in every pod of Airflow: components, jobs, CronJobs and tasks. Another one restarts all of them.
   * @default - `apache/airflow:<versions.airflow>`
   */
  image: ownImage.optional(),
  /**
   * Options of airflow.cfg by section, of the pinned Airflow and the providers of the platform, e.g. `core: { default_timezone:
   * 'Asia/Seoul' }`. What a field of this config sets is refused with that field. Text stands as Airflow is to read it, with a
   * single `%`. Another value restarts all components; task pods have it from their next start. @default - those of the platform
   */
  options: object<AirflowOptions>(
    "use an object of sections, e.g. { core: { default_timezone: 'Asia/Seoul' } }",
  ).optional(),
  /**
   * Options whose values are secret, as `section.option`. Each is a property of the Secrets Manager secret
   * `<cluster>/airflow/options` under the name of its variable, e.g. `AIRFLOW__SENTRY__SENTRY_DSN`, and filled in by hand.
   * @default - none
   */
  secretOptions: z
    .array(text(/^[\w.]+\.\w+$/, "use section and option, e.g. 'sentry.sentry_dsn'"))
    .min(1, 'name at least one option, or leave the field out')
    .optional(),
  /** Connections as code. No password among them: those are in Secrets Manager. @default - those of the platform */
  connections: z.array(connection).optional(),
  /**
   * Airflow variables by name, as text. Another value restarts the components; task pods have it from their next start. No
   * secret among them: those belong into `secretsBackend`. @default - none
   */
  variables: z
    .record(z.string(), z.string("use text in quotes, e.g. 'dev'"), "use an object, e.g. { ENVIRONMENT: 'dev' }")
    .optional(),
  /** @default - environment and database only */
  secretsBackend: secretsBackend.optional(),
});

/** Airflow: sizes, and the choices that decide what it costs and who reaches it. */
export const airflow = fields.refine(({ dags, dagBundles }) => dags !== undefined || dagBundles !== undefined, {
  path: ['dags'],
  when: alsoWhereOneIsWrong,
});
