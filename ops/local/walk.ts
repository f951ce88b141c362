import type { Exit } from '../../config/cli.ts';
import { adminUser } from '../../config/login.ts';
import { namespaces } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { deadline, elapsed } from '../cli/wait.ts';
import { AirflowApi, adminLogin, airflowService, forward } from './airflow-api.ts';
import { onRunningCluster } from './cluster.ts';
import { logOf, logsInS3, succeeded, type World } from './dag-runs.ts';
import { ended, refused, sparkPi } from './spark-jobs.ts';

/** The walk-through of the guide, checked: both example DAGs, their logs, their nodes, a refusal, and an end by hand. */
export async function walk(outer: Run): Promise<Exit> {
  const limit = deadline(outer, '15m');
  const run = await onRunningCluster(outer);
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
    const world: World = { run, limit, api: await AirflowApi.login(url, login), latest: new Map() };
    return await report(run, world, checksOf(run));
  } finally {
    served.stop();
  }
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
  const checks: WalkCheck[] = [];
  const add = (promise: string, check: WalkCheck['check']) => checks.push({ promise, check });
  add("'simple_example_dag' succeeds", (world) => succeeded(world, 'simple_example_dag'));
  add('the logs of all tries of its tasks are in S3', (world) => logsInS3(world, 'simple_example_dag'));

  const [team] = config.teams;
  if (team === undefined) return checks;
  add(
    "'pyspark-pi' succeeds, its SparkApplication is COMPLETED, driver and executors on nodes of their pools",
    (world) => sparkPi(world, team),
  );
  add('the value of pi is in the log of its task', piInLog);
  add("the logs of all tries of the tasks of 'pyspark-pi' are in S3", (world) => logsInS3(world, 'pyspark-pi'));
  const executorPools = config.nodePools.filter(({ role }) => role === 'spark-executor');
  const [foreign] = config.teams.flatMap(({ name, pools }) =>
    executorPools.filter((pool) => !pools.includes(pool.name)).map((pool) => ({ team: name, pool: pool.name })),
  );
  if (foreign) {
    add(`a job of '${foreign.team}' on the pool '${foreign.pool}' is refused`, (world) =>
      refused(world, foreign.team, foreign.pool),
    );
  }
  add('a job that is marked as failed is gone in seconds', (world) => ended(world, team.name));
  return checks;
}

async function piInLog(world: World): Promise<string> {
  const dag = 'pyspark-pi';
  const [line] =
    /Pi is roughly [\d.]+/.exec(await logOf(world, dag, world.latest.get(dag) ?? '', 'run_spark_pi')) ?? [];
  if (line === undefined) throw new UserError("the log of 'run_spark_pi' has no line 'Pi is roughly …'");
  return line;
}
