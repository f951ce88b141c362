import { z } from 'zod';
import { nodeGroupLabel, teamNamespace } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { list, objectSchema, texts } from '../clients/kubectl.ts';
import { readDist } from '../dist.ts';
import { endOf, handedOn, logOf, placeOf, poll, succeeded, trigger, type World } from './dag-runs.ts';
import { nodes, rolesOf } from './nodes.ts';

type Team = Platform['teams'][number];

const pod = objectSchema.extend({
  metadata: z.object({ name: z.string(), labels: texts }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({ phase: z.string() }),
});

const podsOf = (run: Run, team: string) =>
  list(run, 'pods', ['--namespace', teamNamespace({ name: team }), '--selector', 'spark-role'], pod);

/** Labels that the Spark operator gives to the pods of an application. */
const [ofApplication, role] = ['sparkoperator.k8s.io/app-name', 'spark-role'];

const application = objectSchema.extend({
  status: z
    .object({ applicationState: z.object({ state: z.string() }), driverInfo: z.object({ podName: z.string() }) })
    .partial()
    .prefault({}),
});

const applicationsOf = (run: Run, team: string) =>
  list(run, 'sparkapplications.sparkoperator.k8s.io', ['--namespace', teamNamespace({ name: team })], application);

/** Whether the example job succeeds, and as the one application that its task has submitted. */
export async function sparkPi(world: World, team: Team): Promise<string> {
  const { run } = world;
  const dag = 'pyspark-pi';
  const seen = new Map<string, z.infer<typeof pod>>();
  const id = await succeeded(world, dag, async () => {
    for (const one of await podsOf(run, team.name)) if (one.spec.nodeName) seen.set(one.metadata.name, one);
  });
  const name = (await handedOn(world, dag, id, 'run_spark_pi', 'pod_name')).replace(/-driver$/, '');
  const found = (await applicationsOf(run, team.name)).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new UserError(`${id} has submitted '${name}', and there is no such SparkApplication`);
  const { applicationState, driverInfo } = found.status;
  const { state = 'without a state' } = applicationState ?? {};
  if (state !== 'COMPLETED') throw new UserError(`the SparkApplication '${name}' is ${state}, not COMPLETED`);
  const own = [...seen.values()].filter(({ metadata }) => metadata.labels[ofApplication] === name);
  const drivers = own.filter(({ metadata }) => metadata.name === driverInfo?.podName);
  const executors = own.filter(({ metadata }) => metadata.labels[role] === 'executor');
  const places = [
    ...(await placesOf(run, 'driver', drivers, driverPools(run.config, team))),
    ...(await placesOf(run, 'executor', executors, team.pools.slice(0, 1))),
  ];
  return `${name} is COMPLETED, ${places.join(', ')}`;
}

/** The pools on which drivers of a team may run. */
function driverPools({ nodePools }: Platform, { driverPool }: Team): readonly string[] {
  if (driverPool !== undefined) return [driverPool];
  return nodePools.filter((pool) => pool.role === 'spark-driver' && !pool.nodeGroupType).map(({ name }) => name);
}

/** Where these pods ran. @throws UserError where a node has not all labels of one of the pools, as `dist/` has them */
async function placesOf(
  run: Run,
  what: string,
  pods: readonly z.infer<typeof pod>[],
  pools: readonly string[],
): Promise<readonly string[]> {
  if (pods.length === 0) throw new UserError(`no ${what} was seen on a node`);
  const all = await nodes(run);
  const isCompact = !all.some(({ metadata }) => nodeGroupLabel in metadata.labels);
  const roles = rolesOf(readDist(run)).filter(({ name }) => pools.includes(name));
  return pods.map(({ spec: { nodeName = '' } }) => {
    if (isCompact) return `${what} on ${nodeName} (compact)`;
    const labels = all.find(({ metadata }) => metadata.name === nodeName)?.metadata.labels ?? {};
    const found = roles.find((one) => Object.entries(one.labels).every(([key, value]) => labels[key] === value));
    if (found) return `${what} on ${nodeName} (${found.name})`;
    const pool = labels['karpenter.sh/nodepool'] ?? 'no pool';
    throw new UserError(`the ${what} ran on ${nodeName} (${pool}), which has not the labels of ${pools.join(' or ')}`);
  });
}

const program = 'local:///opt/spark/examples/src/main/python/pi.py';

/** Whether a job on a pool of another team is refused in the task, before Kubernetes hears of it. */
export async function refused(world: World, team: string, pool: string): Promise<string> {
  const dag = 'pyspark_job';
  const names = async () => (await applicationsOf(world.run, team)).map(({ metadata }) => metadata.name);
  const before = await names();
  const id = await trigger(world, dag, { team, pool, main_file: program });
  const state = await endOf(world, dag, id);
  if (state !== 'failed') throw new UserError(`${id} ends as ${state}`);
  const log = await logOf(world, dag, id, 'run_spark_job');
  if (!log.includes(pool)) throw new UserError(`the log of ${id} does not name the pool: ${log.slice(-300)}`);
  const submitted = (await names()).filter((name) => !before.includes(name));
  if (submitted.length > 0) throw new UserError(`${id} has submitted ${submitted.join(', ')} all the same`);
  return `${id} fails, and has submitted nothing`;
}

/** Marked as failed in Airflow, a job leaves nothing behind that costs money. */
export async function ended(world: World, team: string): Promise<string> {
  const { run, limit, api } = world;
  const dag = 'pyspark_job';
  const id = await trigger(world, dag, { team, main_file: program, arguments: ['20000'] });
  const running = async () =>
    (await podsOf(run, team)).filter(
      ({ metadata, status }) => metadata.labels[ofApplication]?.startsWith('pyspark-job') && status.phase === 'Running',
    );
  let names: readonly (string | undefined)[] = [];
  const isRunning = async () => {
    names = (await running()).map(({ metadata }) => metadata.labels[ofApplication]);
    return names.length > 0;
  };
  await poll(world, isRunning, () => `${id} has no driver that runs after ${limit.text}`);
  await api.call('PATCH', placeOf(dag, id), z.unknown(), { state: 'failed' });
  const started = run.clock.now();
  let left: readonly string[] = [];
  const isGone = async () => {
    const applications = (await applicationsOf(run, team)).filter(({ metadata }) => names.includes(metadata.name));
    left = [...applications, ...(await running())].map(({ metadata }) => metadata.name);
    return left.length === 0;
  };
  await poll(world, isGone, () => `${id} is marked as failed, and ${left.join(', ')} is still there`);
  const seconds = Math.round((run.clock.now() - started) / 1000);
  if (seconds > 60) throw new UserError(`its SparkApplication and pods were there for ${seconds} s more`);
  return `its SparkApplication and pods are gone after ${seconds} s`;
}
