import { namespaces, sparkHistory } from '../../config/names.ts';
import type { JsonObject } from '../../imports/json.ts';
import { type Item, isApplication } from '../../review/tree/tree.ts';
import {
  type Circumstances,
  connections,
  egressToS3,
  followsCluster,
  historyServer,
  redisRepository,
  redisToo,
  secretFromHere,
  sparkJobs,
  storageClass,
} from './replacements.ts';
import { git, s3 } from './services.ts';

/** Who plays the waves: this command with kubectl and Helm, or Argo CD. */
export type Way = 'kubectl' | 'argocd';

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
  /**
   * The only way in which it counts.
   * @default - in both
   */
  readonly way?: Way | 'compact';
}

/** Everything that is not applied as it is committed, in both ways. The first line that fits an object counts. */
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
    instead: `the Secret that its template makes of random values, which are in no file and no commit; PgBouncer asks PostgreSQL for no TLS, and DAGs of this repository come from ${git.url}`,
    replace: secretFromHere,
  },
  { group: 'external-secrets.io', instead: 'nothing: no secret comes from AWS' },
  { application: 'secrets', way: 'argocd', instead: 'nothing: this command applies its Secrets' },
  { application: 'argocd', way: 'kubectl', instead: 'nothing: this command plays the waves' },
  { application: 'root', way: 'kubectl', instead: 'nothing: this command plays the waves' },
  {
    group: 'argoproj.io',
    kind: 'Application',
    namespace: namespaces.argocd,
    name: 'argocd',
    way: 'argocd',
    instead: `the same, with the repository at ${git.url}, and with Redis from ${redisRepository} where its chart takes it from AWS`,
    replace: (manifest, circumstances) => redisToo(followsCluster(manifest, circumstances)),
  },
  {
    group: 'argoproj.io',
    way: 'argocd',
    instead: `the same, with the repository at ${git.url}, and with its chart from there where --charts is given`,
    replace: followsCluster,
  },
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    instead:
      "the same name, over the provisioner of the cluster's default class, without its parameters and without larger volumes later; volumes go with their claims",
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
  { kind: 'Pod', way: 'compact', instead: 'the same, without node selector and node affinity' },
];

/** When a line of the table counts, for people. */
export function when({ way }: StandIn): string {
  if (way === undefined) return 'always';
  return way === 'kubectl' ? 'without --argocd' : `with --${way}`;
}

/** The line that names an object. That of an Application is also about its object, which is in the folder of the root. */
export function standInOf({ id, application, manifest }: Item, way: Way): StandIn | undefined {
  return standIns.find(
    (row) =>
      (row.way === undefined || row.way === way) &&
      (row.application === undefined ||
        row.application === application ||
        (isApplication(manifest) && row.application === id.name)) &&
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
