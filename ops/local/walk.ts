import { z } from 'zod';
import type { Exit } from '../../config/cli.ts';
import { adminUser } from '../../config/login.ts';
import {
  bucketPrefixes,
  namespaces,
  nodeGroupLabel,
  nodeGroupType,
  nodeGroupTypes,
  teamNamespace,
} from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { type Deadline, deadline, elapsed, TimedOut } from '../cli/wait.ts';
import { list, objectSchema } from '../clients/kubectl.ts';
import { AirflowApi, adminLogin, airflowService, forward } from './airflow-api.ts';
import { environmentIn, requireCluster, requireUp } from './cluster.ts';
import { onContext, requireTools } from './context.ts';
import { countObjects } from './data.ts';
import { nodes } from './nodes.ts';

/** The walk-through of the guide, checked: both example DAGs, their logs, their nodes, a refusal, and an end by hand. */
export async function walk(outer: Run): Promise<Exit> {
  requireTools(outer, ['kubectl']);
  const run = onContext(outer);
  await requireCluster(run);
  requireUp(await environmentIn(run), run);
  if (adminUser(run.config.airflow.login) !== 'generated') {
    throw new UserError(
      `environment '${run.config.environment}' has no user with a password (airflow.login), so 'test' cannot log in; name another one`,
    );
  }
  const { url, served } = await forward(run, airflowService.name, namespaces.airflow, { to: airflowService.port });
  try {
    const login = await adminLogin(run);
    if (run.dryRun) {
      for (const { promise } of checksOf(run)) run.progress(`checks that ${promise}`);
      return 'done';
    }
    const world: World = { run, limit: deadline(run, '15m'), api: await AirflowApi.login(url, login) };
    return await report(run, world, checksOf(run));
  } finally {
    served.stop();
  }
}

interface World {
  readonly run: Run;
  readonly limit: Deadline;
  readonly api: AirflowApi;
}

interface WalkCheck {
  readonly promise: string;
  /** What was seen. @throws UserError where the promise is broken */
  readonly check: (world: World) => Promise<string>;
}

async function report(run: Run, world: World, checks: readonly WalkCheck[]): Promise<Exit> {
  let failed = 0;
  for (const { promise, check } of checks) {
    run.progress(`until ${promise}`);
    const started = run.clock.now();
    const line = (mark: string, seen: string) =>
      run.print(`${mark} ${promise} (${elapsed(run.clock, started)}): ${seen}`);
    try {
      line('ok    ', await check(world));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed += 1;
      line('FAILED', error.message);
    }
  }
  run.print(`${checks.length - failed} of ${checks.length} checks are passed`);
  return failed === 0 ? 'done' : 'findings';
}

function checksOf({ config }: Run): readonly WalkCheck[] {
  const [team] = config.teams;
  const withoutPool = config.teams
    .map(({ name, pools }) => ({
      name,
      pool: config.nodePools.find((pool) => pool.role === 'spark-executor' && !pools.includes(pool.name))?.name,
    }))
    .find(({ pool }) => pool !== undefined);
  return [
    { promise: "'simple_example_dag' succeeds", check: (world) => succeeded(world, 'simple_example_dag') },
    { promise: 'its task logs are in S3', check: logsInS3 },
    ...(team === undefined
      ? []
      : [
          {
            promise: "'pyspark-pi' succeeds, its driver and executors on the nodes of their pools",
            check: (world: World) => sparkPi(world, team),
          },
          { promise: 'the value of pi is in the log of its task', check: piInLog },
        ]),
    ...(withoutPool?.pool === undefined
      ? []
      : [
          {
            promise: `a job of '${withoutPool.name}' on the pool '${withoutPool.pool}' is refused`,
            check: (world: World) => refused(world, withoutPool.name, withoutPool.pool ?? ''),
          },
        ]),
    ...(team === undefined
      ? []
      : [
          {
            promise: 'a job that is marked as failed is gone in seconds',
            check: (world: World) => ended(world, team.name),
          },
        ]),
  ];
}

const runSchema = z.object({ dag_run_id: z.string(), state: z.string() });
const latest = new Map<string, string>();

async function trigger({ run, limit, api }: World, dag: string, conf: object = {}): Promise<string> {
  await poll(run, limit, `Airflow has no DAG '${dag}' after ${limit.text}`, async () => {
    const { dags } = await api.call(
      'GET',
      `dags?dag_id_pattern=${dag}`,
      z.object({ dags: z.array(z.object({ dag_id: z.string() })) }),
    );
    return dags.some(({ dag_id }) => dag_id === dag);
  });
  await api.call('PATCH', `dags/${dag}`, z.unknown(), { is_paused: false });
  const { dag_run_id } = await api.call('POST', `dags/${dag}/dagRuns`, runSchema, { logical_date: null, conf });
  latest.set(dag, dag_run_id);
  return dag_run_id;
}

const stateOf = async ({ api }: World, dag: string, id: string) =>
  (await api.call('GET', `dags/${dag}/dagRuns/${encodeURIComponent(id)}`, runSchema)).state;

/** Waits for the end of a run, and calls `look` while it runs. */
async function endOf(
  world: World,
  dag: string,
  id: string,
  look: () => Promise<unknown> = async () => {},
): Promise<string> {
  let state = '';
  await poll(world.run, world.limit, `'${dag}' (${id}) has not ended after ${world.limit.text}`, async () => {
    state = await stateOf(world, dag, id);
    await look();
    return state === 'success' || state === 'failed';
  });
  return state;
}

async function succeeded(world: World, dag: string, look?: () => Promise<unknown>): Promise<string> {
  const id = await trigger(world, dag);
  const state = await endOf(world, dag, id, look);
  if (state !== 'success') throw new UserError(`${id} ends as ${state}: ${await lastLines(world, dag, id)}`);
  return id;
}

async function logsInS3({ run, limit }: World): Promise<string> {
  if (run.config.airflow.logs.kind !== 's3') return `logs are of the kind '${run.config.airflow.logs.kind}'`;
  const dag = 'simple_example_dag';
  const prefix = `${bucketPrefixes.taskLogs}/dag_id=${dag}/run_id=${latest.get(dag)}/`;
  let count = 0;
  // The last task writes its log after the run has ended.
  const patience = { ...limit, at: Math.min(limit.at, run.clock.now() + 120_000) };
  await poll(
    run,
    patience,
    `the bucket has fewer than 2 objects under ${prefix}, and the run has 2 tasks`,
    async () => {
      count = await countObjects(run, run.config.names.buckets.logs, prefix);
      return count >= 2;
    },
  );
  return `${count} objects under ${prefix}`;
}

const pod = objectSchema.extend({
  metadata: z.object({ name: z.string(), namespace: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({ phase: z.string() }),
});

const sparkPods = (run: Run, team: string) =>
  list(run, 'pods', ['--namespace', teamNamespace({ name: team }), '--selector', 'spark-role'], {
    item: pod,
    planned: [],
  });

async function sparkPi(world: World, team: Run['config']['teams'][number]): Promise<string> {
  const { run } = world;
  const seen = new Map<string, string>();
  const id = await succeeded(world, 'pyspark-pi', async () => {
    for (const { metadata, spec } of await sparkPods(run, team.name)) {
      if (spec.nodeName) seen.set(`${metadata.labels['spark-role']}`, spec.nodeName);
    }
  });
  const groups = new Map((await nodes(run)).map(({ metadata }) => [metadata.name, metadata.labels[nodeGroupLabel]]));
  const groupOf = (wanted: string | undefined) => {
    const pool = run.config.nodePools.find(({ name }) => name === wanted);
    return pool && nodeGroupType(pool);
  };
  const wanted = {
    driver: groupOf(team.driverPool) ?? nodeGroupTypes['spark-driver'],
    executor: groupOf(team.pools[0]),
  };
  for (const [role, group] of Object.entries(wanted)) {
    const node = seen.get(role);
    if (node === undefined) throw new UserError(`no ${role} was seen on a node`);
    // A compact cluster has no pools.
    const found = groups.get(node);
    if (found !== undefined && found !== group)
      throw new UserError(`the ${role} ran on ${node} (${found}), not on ${group}`);
  }
  return `${id}, ${[...seen].map(([role, node]) => `${role} on ${node} (${groups.get(node) ?? 'compact'})`).join(', ')}`;
}

async function logOf({ api }: World, dag: string, id: string, task: string): Promise<string> {
  const place = `dags/${dag}/dagRuns/${encodeURIComponent(id)}/taskInstances/${task}/logs/1?full_content=true`;
  return JSON.stringify(await api.call('GET', place, z.unknown()));
}

async function piInLog(world: World): Promise<string> {
  const dag = 'pyspark-pi';
  const [line] = /Pi is roughly [\d.]+/.exec(await logOf(world, dag, latest.get(dag) ?? '', 'run_spark_pi')) ?? [];
  if (line === undefined) throw new UserError("the log of 'run_spark_pi' has no line 'Pi is roughly …'");
  return line;
}

const program = 'local:///opt/spark/examples/src/main/python/pi.py';

async function refused(world: World, team: string, pool: string): Promise<string> {
  const dag = 'pyspark_job';
  const id = await trigger(world, dag, { team, pool, main_file: program });
  const state = await endOf(world, dag, id);
  if (state !== 'failed') throw new UserError(`${id} ends as ${state}`);
  const log = await logOf(world, dag, id, 'run_spark_job');
  if (!log.includes(pool)) throw new UserError(`the log of ${id} does not name the pool: ${log.slice(-300)}`);
  return `${id} fails before anything is submitted`;
}

/** Marked as failed in Airflow, a job leaves nothing behind that costs money. */
async function ended(world: World, team: string): Promise<string> {
  const { run, limit, api } = world;
  const dag = 'pyspark_job';
  const id = await trigger(world, dag, { team, main_file: program, arguments: ['20000'] });
  const running = async () =>
    (await sparkPods(run, team)).filter(
      ({ metadata, status }) => metadata.name.startsWith('pyspark-job') && status.phase === 'Running',
    );
  await poll(run, limit, `${id} has no driver that runs after ${limit.text}`, async () => (await running()).length > 0);
  await api.call('PATCH', `dags/${dag}/dagRuns/${encodeURIComponent(id)}`, z.unknown(), { state: 'failed' });
  const started = run.clock.now();
  await poll(
    run,
    limit,
    `${id} is marked as failed, and its pods still run`,
    async () => (await running()).length === 0,
  );
  const seconds = Math.round((run.clock.now() - started) / 1000);
  if (seconds > 60) throw new UserError(`its pods ran for ${seconds} s more`);
  return `its pods are gone after ${seconds} s`;
}

async function lastLines(world: World, dag: string, id: string): Promise<string> {
  const schema = z.object({ task_instances: z.array(z.object({ task_id: z.string(), state: z.string().nullable() })) });
  const place = `dags/${dag}/dagRuns/${encodeURIComponent(id)}/taskInstances`;
  const { task_instances } = await world.api.call('GET', place, schema);
  return task_instances.map(({ task_id, state }) => `${task_id} is ${state}`).join(', ');
}

/** Asks every second until the answer is yes. */
async function poll({ clock }: Run, limit: Deadline, problem: string, isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) {
    if (clock.now() >= limit.at) throw new TimedOut(problem);
    await clock.sleep(1000);
  }
}
