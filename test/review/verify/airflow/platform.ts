import type { Draft } from '../../tree/objects.ts';
import { applicationOf, type Files, objectOf } from '../../tree/objects.ts';

/** A rule of a role, `pods: 'get list'` by resource, `group/resource` outside of the core group. */
type Rules = Readonly<Record<string, string>>;

export function roleOf(name: string, namespace: string, rules: Rules): string {
  return objectOf('Role', name, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    metadata: { namespace },
    rules: Object.entries(rules).map(([key, verbs]) => {
      const [, group = '', resource = ''] = /^(?:(.+\..+?)\/)?(.+)$/.exec(key) ?? [];
      return { apiGroups: [group], resources: [resource], verbs: verbs.split(' ') };
    }),
  });
}

export function bindingOf(name: string, namespace: string, account: string): string {
  const [home, accountName] = account.split('/');
  return objectOf('RoleBinding', name, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    metadata: { namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', namespace: home, name: accountName }],
  });
}

/** An Application that installs a chart with these values, into the namespace of its name. */
export function chartOf(name: string, chart: string, valuesObject: object): string {
  return applicationOf(name, ({ spec }: Draft) => {
    spec['source'] = { chart, repoURL: 'https://charts.example', targetRevision: '1.0.0', helm: { valuesObject } };
  });
}

const account = (name: string) => ({ serviceAccount: { create: false, name } });
const volumes = [{ name: 'platform', configMap: { name: 'platform' } }];
const mounts = {
  env: [{ name: 'AIRFLOW_PLATFORM_FILE', value: '/opt/platform/platform.json' }],
  volumeMounts: [{ name: 'platform', mountPath: '/opt/platform' }],
};
const all = 'create delete deletecollection get list patch update watch';

export const values = {
  executor: 'KubernetesExecutor',
  allowPodLaunching: false,
  apiServer: { replicas: 2 },
  scheduler: account('scheduler'),
  workers: { kubernetes: account('worker') },
  triggerer: account('triggerer'),
  pgbouncer: { enabled: true, replicas: 2, configSecretName: 'ini' },
  ...mounts,
  volumes,
  podTemplate: `apiVersion: v1
kind: Pod
metadata: { name: task }
spec: ${JSON.stringify({ containers: [{ name: 'base', ...mounts }], volumes })}
`,
};

/** What DAGs are told. */
export const platform = {
  environment: 'dev',
  spark: {
    image: 'apache/spark:4.0.4',
    version: '4.0.4',
    eventLogs: null,
    bucket: 'data',
    serviceAccounts: { driver: 'driver', executor: 'executor' },
    ports: { driverRpc: 7078, blockManager: 7079 },
    sizes: {
      small: {
        driver: { cores: 1, heapGib: 1, overheadGib: 1 },
        executor: { cores: 1, heapGib: 2, overheadGib: 1 },
      },
    },
    coreRequestShare: 0.95,
  },
  nodeGroupLabel: 'NodeGroupType',
  driverNodeGroupType: 'Driver',
  driverPriorityClass: 'driver',
  taints: { key: 'dedicated', driver: 'driver', executor: 'executor' },
  pools: [{ name: 'compute', nodeGroupType: 'Compute', capacity: 'spot' }],
  teams: [
    {
      name: 'a',
      namespace: 'spark-a',
      costCenter: 'c',
      pools: ['compute'],
      largestPod: { cpu: 4, memoryGib: 16 },
      quota: { cpu: 8, memoryGib: 32, pods: 20 },
    },
  ],
};

export const ini = `[databases]
airflow = host={{ .host }} pool_size=40

[pgbouncer]
max_client_conn = 75
`;

export const platformFileOf = (content: unknown) =>
  objectOf('ConfigMap', 'platform', {
    metadata: { namespace: 'airflow' },
    data: { 'platform.json': typeof content === 'string' ? content : JSON.stringify(content) },
  });

export const iniOf = (text: string) =>
  objectOf('ExternalSecret', 'ini-external', {
    metadata: { namespace: 'airflow' },
    spec: { target: { name: 'ini', template: { data: { 'pgbouncer.ini': text } } } },
  });

export const postgresOf = (container: object) =>
  objectOf('StatefulSet', 'db', {
    metadata: { namespace: 'airflow' },
    spec: { template: { spec: { containers: [container] } } },
  });

const inTeam = (kind: string, name: string) => objectOf(kind, name, { metadata: { namespace: 'spark-a' } });

/** Airflow, the Spark operator and one team, as they have to be. */
export const files: Files = {
  'root/airflow.yaml': chartOf('airflow', 'airflow', values),
  'root/operator.yaml': chartOf('operator', 'spark-operator', {
    controller: { rbac: { create: false }, serviceAccount: { name: 'controller' } },
    spark: { jobNamespaces: ['spark-a'] },
  }),
  'airflow/role.yaml': roleOf('tasks', 'airflow', { pods: 'create delete get list patch watch', 'pods/log': 'get' }),
  'airflow/binding.yaml': bindingOf('tasks', 'airflow', 'airflow/scheduler'),
  'airflow/platform.yaml': platformFileOf(platform),
  'airflow/ini.yaml': iniOf(ini),
  'airflow/postgres.yaml': postgresOf({ image: 'postgres:17.6' }),
  'team/namespace.yaml': objectOf('Namespace', 'spark-a'),
  'team/driver.yaml': inTeam('ServiceAccount', 'driver'),
  'team/executor.yaml': inTeam('ServiceAccount', 'executor'),
  'team/driver-role.yaml': roleOf('driver', 'spark-a', {
    pods: all,
    configmaps: all,
    services: all,
    persistentvolumeclaims: all,
  }),
  'team/driver-binding.yaml': bindingOf('driver', 'spark-a', 'spark-a/driver'),
  'team/jobs-role.yaml': roleOf('jobs', 'spark-a', {
    'sparkoperator.k8s.io/sparkapplications': 'create delete get',
    'sparkoperator.k8s.io/sparkapplications/status': 'get',
    pods: 'get list patch',
    'pods/log': 'get',
    events: 'list',
    resourcequotas: 'list',
  }),
  'team/jobs-binding.yaml': bindingOf('jobs', 'spark-a', 'airflow/worker'),
  'team/operator-role.yaml': roleOf('operator', 'spark-a', {
    pods: all,
    configmaps: all,
    services: all,
    events: all,
    'sparkoperator.k8s.io/sparkapplications': all,
    'sparkoperator.k8s.io/sparkapplications/status': 'update',
  }),
  'team/operator-binding.yaml': bindingOf('operator', 'spark-a', 'operator/controller'),
  'pools/class.yaml': objectOf('PriorityClass', 'driver', { apiVersion: 'scheduling.k8s.io/v1' }),
  'pools/compute.yaml': objectOf('NodePool', 'compute', { apiVersion: 'karpenter.sh/v1' }),
};
