import { type Json, objectIn, stringsIn } from '../../../../imports/json.ts';
import { inCluster } from '../../../kinds/app-project.ts';
import { platformFile } from '../../../kinds/platform-file.ts';
import type { ApplicationView, ChartSource } from '../../../tree/application.ts';
import type { Difference } from '../../diff.ts';
import { pathText } from '../../path.ts';
import { allValues, valuesChangesOf } from '../../values.ts';
import type { Judgement, Verdict } from '../../verdict.ts';

/** Values that name a bucket, a log group, a database or a network, and what another name means. */
const places: readonly (readonly [path: RegExp, text: string, remedy: string])[] = [
  [
    /(^|\.)config\.logging\.(remote_base_log_folder|remote_log_conn_id|remote_logging)$/,
    'task logs are written to another place, and the old ones are no longer shown',
    'check that the policy of the tasks allows the new place, and copy the logs that people need',
  ],
  [
    /(^|\.)data\.(metadataSecretName|metadataConnection)/,
    'Airflow opens the metadata database that another Secret names',
    'check that it is the same database: an empty one has no users, no history and no connections',
  ],
  [
    /(^|\.)fernetKeySecretName$/,
    'Airflow takes its Fernet key from another Secret: what was encrypted with the old key can be read only where the new one has both',
    "keep the old key beside the new one until 'airflow rotate-fernet-key' has run",
  ],
];

/** Subnets and nodes follow the VPC, the control plane and the database do not. */
const network = {
  path: /(^|\.)(vpcId|vpcTags(\.Name)?)$/,
  text: 'load balancers are made in another VPC, to which neither EKS nor RDS can move: the deployment of the stacks fails',
  remedy: 'make a new environment in that VPC, bring the data over, and remove this one later',
};

export const storage: Verdict = {
  rule: 'identity/place',
  severity: 'warn',
  promise:
    'Where logs, data, DAGs or the metadata database are looked for in another place, or the network in another VPC',
  judge(change, before, after) {
    const item = change.after;
    if (!item) return [];
    const said = (difference: Difference, text: string, remedy: string): Judgement => ({
      objects: [item],
      message: text,
      why: pathText(difference.path),
      remedy,
      differences: [difference],
    });
    const inValues = valuesChangesOf(change, before, after).flatMap(({ differences }) =>
      differences.flatMap((difference) => {
        // A digest at the end of a name says only that the content is new.
        if (isDigest(difference)) return [];
        const isNetwork = network.path.test(difference.path.join('.')) && difference.before !== undefined;
        // Another cluster has a network of its own.
        if (isNetwork && !differences.some(({ path }) => path.at(-1) === 'clusterName')) {
          return [{ ...said(difference, network.text, network.remedy), severity: 'danger' as const }];
        }
        return places.flatMap(([path, text, remedy]) =>
          path.test(difference.path.join('.')) ? [said(difference, text, remedy)] : [],
        );
      }),
    );
    const inFile =
      platformFile(after)?.item === item
        ? change.differences.filter(({ path }) => path[2] === 'spark' && /^(bucket|eventLogs)$/.test(path[3] ?? ''))
        : [];
    const everywhere = valuesChangesOf(change, before, after).flatMap(({ before: old, after: now, differences }) =>
      !watchesAll(old) && watchesAll(now)
        ? [
            {
              severity: 'danger' as const,
              objects: [item],
              message:
                'the Spark operator watches every namespace: without rights in all of them it does not get ready, and with them whoever may make a SparkApplication anywhere gets its pods',
              remedy: 'name the namespaces of the teams',
              differences: differences.filter(({ path }) => path.includes('jobNamespaces')),
            },
          ]
        : [],
    );
    return [
      ...everywhere,
      ...inValues,
      ...inFile.map((difference) =>
        said(
          difference,
          'Spark jobs read and write in another place',
          'check that the policy of the accounts allows it, and copy the data that jobs need',
        ),
      ),
    ];
  },
};

/** An empty name stands for all of them: https://github.com/kubeflow/spark-operator, values of the chart. */
function watchesAll(source: ChartSource): boolean {
  return stringsIn(allValues(source), 'spark.jobNamespaces').includes('');
}

function isDigest({ before, after }: Difference): boolean {
  const stem = (value: unknown) => String(value).replace(/-[0-9a-f]{8}$/, '');
  return before !== undefined && after !== undefined && stem(before) === stem(after);
}

export const environmentPlace: Verdict = {
  rule: 'identity/destination',
  severity: 'danger',
  promise: 'Where an Application installs into another namespace or cluster, or under another release name',
  judge(change, before, after) {
    const { after: item, verb } = change;
    if (!item || verb !== 'changed' || item.id.kind !== 'Application') return [];
    const fields = change.differences.filter(
      ({ path }) =>
        path[1] === 'destination' &&
        (path[2] === 'namespace' || clusterOf(change.before?.manifest) !== clusterOf(item.manifest)),
    );
    const [old, now] = [before.application(item.id.name), after.application(item.id.name)];
    const release = now?.charts.find((source) =>
      old?.charts.some((other) => other.chart === source.chart && other.releaseName !== source.releaseName),
    );
    const isOtherCluster = fields.every(({ path }) => path.at(-1) !== 'namespace');
    return [
      ...(fields.length > 0
        ? [
            {
              objects: [item],
              message: isOtherCluster
                ? 'it is installed into another cluster: everything is made again there, and what it made before is left behind, unmanaged'
                : `it is installed into another namespace: everything is made again there, and what it made before ${oldOnes(now)}`,
              remedy: 'make a second Application, move what uses it, and remove the first one later',
              differences: fields,
            },
          ]
        : []),
      ...(release
        ? [
            {
              objects: [item],
              message: `its release has another name (${release.releaseName}): every object of the chart gets a new name and is made again; what has the old names ${oldOnes(now)}`,
              remedy: 'keep the name of the release',
              differences: change.differences.filter(({ path }) => path.at(-1) === 'releaseName'),
            },
          ]
        : []),
    ];
  },
};

/** What Argo CD does with what an Application made and no longer has. */
function oldOnes(now: ApplicationView | undefined): string {
  if (!now?.sync.prune || now.sync.options.includes('Prune=false')) return 'stays, unmanaged';
  return now.sync.options.includes('Prune=confirm')
    ? 'stays until a person confirms its deletion, and nothing else of the environment is applied before'
    : 'is deleted';
}

/** The cluster of a destination, by its name where it is the one of Argo CD. */
function clusterOf(manifest: Json | undefined): string {
  const { name, server } = objectIn(manifest, 'spec.destination');
  return String(server === inCluster.server ? inCluster.name : (name ?? server));
}
