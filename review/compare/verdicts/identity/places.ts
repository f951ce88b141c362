import { stringsIn } from '../../../../imports/json.ts';
import { platformFile } from '../../../kinds/platform-file.ts';
import type { ChartSource } from '../../../tree/application.ts';
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
    /(^|\.)(volumeClaimTemplate\.spec\.(resources\.requests\.storage|storageClassName)|persistence\.(size|storageClassName))$/,
    'volumes that are there keep their size and class, and a claim template of a StatefulSet cannot be changed',
    'make the claims larger by hand, or bring the data over to new ones',
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
        if (isDigest(difference) || isSwitchedOff(difference)) return [];
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

/** What is lost then has a verdict of its own. */
function isSwitchedOff({ path, after }: Difference): boolean {
  const name = path.at(-1);
  return name === 'remote_logging'
    ? !/^true$/i.test(String(after))
    : name === 'fernetKeySecretName' && (after ?? null) === null;
}

function isDigest({ before, after }: Difference): boolean {
  const stem = (value: unknown) => String(value).replace(/-[0-9a-f]{8}$/, '');
  return before !== undefined && after !== undefined && stem(before) === stem(after);
}
