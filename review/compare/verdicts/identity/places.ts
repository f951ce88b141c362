import { stringsIn } from '../../../../imports/json.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import { platformFile } from '../../../kinds/platform-file.ts';
import type { ChartSource } from '../../../tree/application.ts';
import type { Difference } from '../../diff.ts';
import { pathText } from '../../path.ts';
import { leavesOf, type ValuesChange, valuesChangesOf } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';

/** What it means that a value names another place. */
interface Place {
  readonly path: RegExp;
  readonly text: string;
  readonly remedy: string;
}

/** Values that name a bucket, a Secret or a volume. */
const places: readonly Place[] = [
  {
    path: /(^|\.)config\.logging\.(remote_base_log_folder|remote_log_conn_id|remote_logging)$/,
    text: 'task logs are written to another place, and the old ones are no longer shown',
    remedy: 'check that the policy of the tasks allows the new place, and copy the logs that people need',
  },
  {
    path: /(^|\.)data\.(metadataSecretName|metadataConnection)/,
    text: 'Airflow opens the metadata database that another Secret names',
    remedy: 'check that it is the same database: an empty one has no users, no history and no connections',
  },
  {
    path: /(^|\.)(volumeClaimTemplate\.spec\.(resources\.requests\.storage|storageClassName)|persistence\.(size|storageClassName))$/,
    text: 'volumes that are there keep their size and class, and a claim template of a StatefulSet cannot be changed',
    remedy: 'make the claims larger by hand, or bring the data over to new ones',
  },
  {
    path: /(^|\.)fernetKeySecretName$/,
    text: 'Airflow takes its Fernet key from another Secret: what was encrypted with the old key can be read only where the new one has both',
    remedy: "keep the old key beside the new one until 'airflow rotate-fernet-key' has run",
  },
];

/** Subnets and nodes follow the VPC, the control plane and the database do not. */
const network: Place = {
  path: /(^|\.)(vpcId|vpcTags(\.Name)?)$/,
  text: 'load balancers are made in another VPC, to which neither EKS nor RDS can move: the deployment of the stacks fails',
  remedy: 'make a new environment in that VPC, bring the data over, and remove this one later',
};

/** Of `platform.json`. */
const spark = {
  text: 'Spark jobs read and write in another place',
  remedy: 'check that the policy of the accounts allows it, and copy the data that jobs need',
};

export const place: Verdict = {
  rule: 'identity/place',
  severity: 'warn',
  promise:
    'Where logs, data, DAGs or the metadata database are looked for in another place, or the network in another VPC',
  judge(change, before, after) {
    const isPlatform = change.after !== undefined && platformFile(after)?.item === change.after;
    const fields = isPlatform ? change.differences : [];
    return [
      valuesChangesOf(change, before, after).map(ofNamespaces),
      valuesChangesOf(change, before, after).map(ofValues),
      fields
        .filter(({ path }) => path[2] === 'spark' && /^(bucket|eventLogs)$/.test(path[3] ?? ''))
        .map((difference) => ofPlace(difference, spark)),
    ];
  },
};

function ofValues({ differences }: ValuesChange): Said {
  return differences.flatMap(leavesOf).map((difference): Said => {
    const path = difference.path.join('.');
    // A digest at the end of a name says only that the content is new.
    if (isDigest(difference) || isSwitchedOff(difference)) return [];
    const isNetwork = network.path.test(path) && difference.before !== undefined;
    // Another cluster has a network of its own.
    if (isNetwork && !differences.some((other) => other.path.at(-1) === 'clusterName')) {
      return { ...ofPlace(difference, network), severity: 'danger' };
    }
    return places.filter((one) => one.path.test(path)).map((one) => ofPlace(difference, one));
  });
}

function ofPlace(difference: Difference, { text, remedy }: Omit<Place, 'path'>): Judgement {
  return { message: text, why: pathText(difference.path), remedy, differences: [difference] };
}

function ofNamespaces({ before, after, differences }: ValuesChange): Said {
  return (
    !watchesAll(before) &&
    watchesAll(after) && {
      severity: 'danger',
      message:
        'the Spark operator watches every namespace: without rights in all of them it does not get ready, and with them whoever may make a SparkApplication anywhere gets its pods',
      remedy: 'name the namespaces of the teams',
      differences: differences.filter(({ path }) => path.includes('jobNamespaces')),
    }
  );
}

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
