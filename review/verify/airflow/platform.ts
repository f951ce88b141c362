import { at, objectIn, type Schema } from '../../../imports/json.ts';
import { misfits } from '../../../imports/json-schema.ts';
import { type PlatformFile, platformField, platformFile } from '../../kinds/platform-file.ts';
import { describeId, type ObjectId } from '../../tree/object-id.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

const text: Schema = { type: 'string', minLength: 1 };
const amount: Schema = { type: 'number', exclusiveMinimum: 0 };
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const orNull = (schema: Schema): Schema => ({ ...schema, type: [String(schema['type']), 'null'] });
const object = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

const pod = object({ cores: amount, heapGib: amount, overheadGib: amount });

/** The classes of dags/spark_platform.py that say what it reads. */
export const platformSchema = object({
  environment: text,
  spark: object({
    image: text,
    // Spark wants its version, and not a tag.
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    eventLogs: orNull({ type: 'string', pattern: '^s3a://.+[^/]$' }),
    bucket: text,
    serviceAccounts: object({ driver: text, executor: text }),
    ports: object({ driverRpc: amount, blockManager: amount }),
    sizes: { type: 'object', minProperties: 1, additionalProperties: object({ driver: pod, executor: pod }) },
    coreRequestShare: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  }),
  nodeGroupLabel: text,
  driverNodeGroupType: orNull(text),
  driverPriorityClass: text,
  taints: object({ key: text, driver: text, executor: text }),
  pools: listOf(object({ name: text, nodeGroupType: text, capacity: text })),
  teams: listOf(
    object({
      name: text,
      namespace: text,
      costCenter: text,
      pools: { ...listOf(text), minItems: 1 },
      largestPod: object({ cpu: amount, memoryGib: amount }),
      quota: object({ cpu: amount, memoryGib: amount, pods: amount }),
    }),
  ),
});

export const platformReadable: Check = {
  rule: 'airflow/platform-file',
  promise: 'the file that tells DAGs of the platform has every field that they read',
  find: (tree) => {
    const platform = platformFile(tree);
    if (platform === undefined) return [];
    return misfits(platformSchema, platform.body, false).map(({ field, text: wrong }) => ({
      item: platform.item,
      field: platformField,
      message: `${field || 'the file'} ${wrong}: no DAG that runs a Spark job can be imported`,
      remedy: 'write it as dags/spark_platform.py reads it',
    }));
  },
};

export const platformNames: Check = {
  rule: 'airflow/platform-names',
  promise: 'everything that this file names exists: namespaces, accounts, pools and the class of drivers',
  find: (tree) => {
    const platform = platformFile(tree);
    if (platform === undefined) return [];
    return [...missingObjects(platform, tree), ...missingPools(platform)].map((missing) => ({
      item: platform.item,
      field: platformField,
      message: `names ${missing}, which is not there: jobs that use it fail or wait forever`,
      remedy: 'name one that is there, or add it',
    }));
  },
};

function missingObjects(platform: PlatformFile, tree: Tree): readonly string[] {
  const { body, pools, taskPools, teams } = platform;
  const accounts = Object.values(objectIn(body, 'spark.serviceAccounts')).map(String);
  const needed: readonly ObjectId[] = [
    { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: String(at(body, 'driverPriorityClass')) },
    ...[...pools, ...taskPools].map(({ name }) => ({ group: 'karpenter.sh', kind: 'NodePool', name })),
    ...teams.flatMap(({ namespace }) => [
      { group: '', kind: 'Namespace', name: namespace },
      ...accounts.map((name) => ({ group: '', kind: 'ServiceAccount', namespace, name })),
    ]),
  ];
  return needed.filter((id) => tree.get(id) === undefined).map(describeId);
}

/** Pools of a team that the file does not list itself. */
function missingPools({ pools, teams }: PlatformFile): readonly string[] {
  const known = pools.map(({ name }) => name);
  return teams.flatMap((team) =>
    team.pools.filter((pool) => !known.includes(pool)).map((pool) => `the pool ${pool} of ${team.name}`),
  );
}

export const sparkImage: Check = {
  rule: 'airflow/spark-version',
  promise: 'the tag of the Spark image and the version that jobs are submitted with say the same',
  find: (tree) => {
    const platform = platformFile(tree);
    if (platform === undefined) return [];
    const { image, version } = objectIn(platform.body, 'spark');
    const tagged = /:v?(\d\.\d+\.\d+)/.exec(String(image))?.[1];
    if (tagged === undefined || tagged === version) return [];
    return [
      {
        item: platform.item,
        field: platformField,
        message: `spark.image is ${image}, and spark.version says ${version}: the operator submits jobs for another Spark than the one that runs them`,
        remedy: `set spark.version to ${tagged}`,
      },
    ];
  },
};
