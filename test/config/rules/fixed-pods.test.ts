import type { PlatformConfig } from '../../../config/platform-config.ts';
import { airflowPods, corePods, daemons, type FixedPod } from '../../../config/rules/fixed-pods.ts';
import { at, isObject, type Json } from '../../../imports/json.ts';
import { children, pick, render } from '../../render.ts';
import { devLike, everyAwsChoice, prodLike } from '../../support/configs.ts';

/** Where the values of a chart ask for CPU, with how much; how many; and the nodes that the pods choose. */
interface Request {
  readonly where: string;
  readonly cpuMillicores: number;
  readonly memoryMib: number;
  readonly replicas: number | undefined;
}

/** Sized by the config, in pods of tasks, a daemon, or gone before the others start. */
const notInTheTables = [
  ...['apiServer', 'scheduler', 'dagProcessor', 'triggerer', 'pgbouncer'].map((name) => `airflow ${name}`),
  ...['workers.kubernetes', 'cleanup', 'databaseCleanup', 'createUserJob'].map((name) => `airflow ${name}`),
  'argocd redisSecretInit',
  'monitoring prometheus-node-exporter',
];

const apps = [...new Set([...corePods, ...airflowPods].filter(hasValues).map(({ app }) => app))];

function hasValues(pod: FixedPod): boolean {
  return pod.values !== undefined;
}

function requestsIn(config: PlatformConfig): readonly Request[] {
  return children(render(config)).flatMap(({ name, charts }) =>
    apps.includes(name) ? charts.flatMap(({ values }) => requests(values, name, '')) : [],
  );
}

function requests(fields: Json, app: string, path: string): readonly Request[] {
  if (!isObject(fields)) return [];
  const asked = (fields['resources'] as { requests?: { cpu: string; memory: string } } | undefined)?.requests;
  const replicas = (fields['replicas'] ?? fields['replicaCount']) as number | undefined;
  const own = asked?.cpu
    ? [{ where: `${app} ${path}`.trim(), cpuMillicores: cpu(asked.cpu), memoryMib: mib(asked.memory), replicas }]
    : [];
  const inner = Object.entries(fields).flatMap(([key, part]) => requests(part, app, path ? `${path}.${key}` : key));
  return [...own, ...inner];
}

const cpu = (quantity: string) => (quantity.endsWith('m') ? Number(quantity.slice(0, -1)) : Number(quantity) * 1000);
const mib = (quantity: string) => Number.parseInt(quantity, 10) * (quantity.endsWith('Gi') ? 1024 : 1);

/** The tables as the values say it: only what an environment has. */
function tableOf(config: PlatformConfig) {
  return [...corePods, ...airflowPods]
    .filter((pod) => hasValues(pod) && pod.count(config) > 0)
    .map(({ name, cpuMillicores, memoryMib }) => ({ where: name, cpuMillicores, memoryMib }));
}

const byPlace = (one: { where: string }, other: { where: string }) => one.where.localeCompare(other.where);

describe.each([devLike, prodLike].map((config) => ({ name: config.environment, config })))(
  'the tables of pods, for $name',
  ({ config }) => {
    const found = requestsIn(config).filter(({ where }) => !notInTheTables.includes(where));

    test('say what the Applications request, and leave nothing out', () => {
      const sizes = found.map(({ where, cpuMillicores, memoryMib }) => ({ where, cpuMillicores, memoryMib }));
      expect(sizes.sort(byPlace)).toEqual(tableOf(config).sort(byPlace));
    });

    test('count as many pods as the Applications have replicas', () => {
      const counts = Object.fromEntries(corePods.map((pod) => [pod.name, pod.count(config)]));
      const replicas = found.filter(({ where, replicas }) => where in counts && replicas !== undefined);
      expect(replicas.length).toBeGreaterThan(5);
      for (const pod of replicas) expect([pod.where, counts[pod.where]]).toEqual([pod.where, pod.replicas]);
    });
  },
);

describe('the tables of pods', () => {
  const row = (app: string) => [...corePods, ...airflowPods].find((pod) => pod.app === app);
  const asked = (resources: Parameters<typeof at>[0]) => {
    const { cpu: cores, memory } = at(resources, 'requests') as { cpu: string; memory: string };
    return { cpuMillicores: cpu(cores), memoryMib: mib(memory) };
  };

  test('say what PostgreSQL in the cluster requests', () => {
    const { spec } = pick(render(devLike), 'StatefulSet', 'airflow-postgresql');
    expect(row('postgresql')).toMatchObject(asked(at(spec, 'template.spec.containers.0.resources')));
  });

  test('say what the history server of a team requests', () => {
    const { spec } = pick(render(everyAwsChoice), 'Deployment', 'spark-history');
    expect(row('spark-history')).toMatchObject(asked(at(spec, 'template.spec.containers.0.resources')));
  });

  test('hold the node exporter among the daemons', () => {
    const [exporter] = requestsIn(prodLike).filter(({ where }) => where === 'monitoring prometheus-node-exporter');
    expect(exporter).toMatchObject({ cpuMillicores: daemons.cpuMillicores - 180, memoryMib: daemons.memoryMib - 120 });
  });
});
