import type * as zod from 'zod';
import {
  architectures,
  count,
  dnsLabel,
  gitRef,
  gitRemote,
  image,
  knownHost,
  on,
  text,
  weeklyHours,
} from './fields.ts';
import { airflow } from './schema/airflow.ts';
import { argoCd } from './schema/argo-cd.ts';
import { aws } from './schema/aws.ts';
import { cluster } from './schema/cluster.ts';
import { helmValues } from './schema/helm-values.ts';
import { historyPage } from './schema/history-page.ts';
import { helmLogins, helmRepositories, proxy, registries, trustedCa } from './schema/mirrors.ts';
import { nodePool } from './schema/node-pool.ts';
import { receiver } from './schema/receiver.ts';
import { sparkTeam } from './schema/spark-team.ts';
import { versions } from './schema/versions.ts';
import { z } from './zod.ts';

/**
 * The reference manual of the platform: everything a team can decide, with what each value becomes or costs.
 * The larger parts have a file each in `schema/`. Two complete examples are `environments/dev.ts` and `environments/prod.ts`.
 *
 * The schema is closed: an unknown key is refused, at compile time and at run time.
 */

export const platformConfigSchema = z.strictObject({
  /**
   * Becomes the folder `dist/<environment>`, and the name that the commands and the DAGs know the environment by. Argo CD cannot
   * follow to another folder by itself: after another name run `npm run bootstrap` once more.
   */
  environment: dnsLabel(),

  aws,

  cluster,

  /** The repository that Argo CD watches: your clone of this one. */
  git: z.strictObject({
    /** HTTPS address of the repository; with `access: 'ssh'` its SSH address. */
    repoUrl: gitRemote,
    /** Branch that Argo CD follows. A commit hash is refused: it never moves, so no merge would arrive. */
    revision: gitRef("use a branch, e.g. 'main'"),
    /**
     * `public`: anybody may read it. In all others Argo CD reads it with what the Secrets Manager secret
     * `<cluster>/argocd/repository` holds; the values are filled in by hand, once. `token`: user and token. `ssh`: a key that may
     * read the repository. `github-app`: App, installation and private key, of github.com or a GitHub Enterprise Server.
     */
    access: z.enum(['public', 'token', 'ssh', 'github-app']),
    /**
     * Keys of an SSH host that Argo CD does not know by itself, as lines of `known_hosts`; they are public. Without the key of
     * the host in `repoUrl` it reads nothing. Hosts that it knows: github.com, gitlab.com, bitbucket.org, Azure DevOps.
     * @default - none
     */
    knownHosts: z.array(knownHost).min(1, 'use at least one line, or remove it').optional(),
  }),

  airflow,

  /** How people reach Argo CD (docs/exposure.md). @default - by port forwarding, as its user `admin` */
  argoCd: argoCd.optional(),

  /**
   * Counted up by the pull request that follows a value changed in Secrets Manager. Merged, it fetches every value again
   * and restarts each pod that holds one; until then all of them keep what they have. Costs one rolling restart.
   */
  secretsRevision: count(1, 1_000_000, 2),

  nodePools: z.array(nodePool).min(1, 'use at least one pool for each role'),

  /**
   * When Karpenter replaces no node because it has drifted, i.e. for a new image or setting: choose the hours in which people
   * would notice. In all others the nodes of Airflow, tasks and drivers roll, and running drivers and tasks are waited for.
   * @default - Monday to Friday, 06:00 to 18:00 UTC
   */
  workingHours: weeklyHours.optional(),

  spark: z.strictObject({
    /** Image of the example jobs. For S3 data build one with `hadoop-aws` (docs/dags.md). */
    image,
    /**
     * Version of Spark in the image, which every SparkApplication names.
     * @default - what the tag starts with: `4.0.4-s3` is 4.0.4
     */
    version: text(/^\d+\.\d+\.\d+$/, "use the version of Spark in the image, e.g. '4.0.4'").optional(),
    /**
     * What the image was built for. Nodes of an architecture that is not here are refused: their pods would start and fail.
     * @default - of the official images both, of any other ['amd64']
     */
    architectures: architectures.optional(),
    /** Keep event logs and show finished jobs in a Spark History Server. `s3` needs an image with `hadoop-aws`. */
    history: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({
        kind: z.literal('s3'),
        /** Days until the bucket's lifecycle rule deletes an event log. */
        retentionDays: count(1, 3650, 30),
        /** How people reach the servers (docs/exposure.md). @default - by port forwarding */
        page: historyPage.optional(),
      }),
    ]),
  }),

  /** Spark teams; the list shared by the environments is `teams.ts`. */
  teams: z.array(sparkTeam),

  monitoring: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    /** Prometheus, Alertmanager and Grafana in the cluster, with monitors and alerts for the platform. */
    z.strictObject({
      kind: z.literal('prometheus'),
      /** Days that metrics are kept. */
      retentionDays: count(1, 365, 15),
      /**
       * Volume of Prometheus in GiB. The operator leaves a volume that is there as it is: for another size delete the claim of
       * Prometheus, and with it the metrics.
       */
      storageGib: count(10, 16_384, 50),
      /**
       * Who is told when an alert fires.
       * @default - nobody: alerts are to be seen in Alertmanager only
       */
      receivers: z.array(receiver).min(1, 'use at least one receiver, or remove it').optional(),
      /**
       * Dashboards in Grafana: Airflow, Karpenter, and where there are teams Spark's operator and jobs.
       * @default - those of the chart only, about Kubernetes
       */
      dashboards: on,
    }),
  ]),

  versions,

  /** Where images come from, where nodes do not reach the public registries (docs/mirrors.md). @default - from those */
  registries: registries.optional(),

  /** Where Argo CD reads Helm charts, where it does not reach their own repositories. @default - from those */
  helmRepositories: helmRepositories.optional(),

  /** Which of these mirrors ask for a user and a password (docs/mirrors.md). @default - none */
  helmLogins: helmLogins.optional(),

  /** How what connects to the internet gets there (docs/mirrors.md). @default - directly, through NAT */
  proxy: proxy.optional(),

  /** Certificates of the company, where a proxy or a mirror shows one that they have signed. @default - the public ones only */
  trustedCa: trustedCa.optional(),

  /** Helm values that no field sets. @default - those of the platform */
  values: helmValues.optional(),
});

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type PlatformConfig = DeepReadonly<zod.infer<typeof platformConfigSchema>>;
export type AirflowConfig = PlatformConfig['airflow'];
export type NodePoolConfig = PlatformConfig['nodePools'][number];
export type SparkTeamConfig = PlatformConfig['teams'][number];
