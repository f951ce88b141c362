import { z } from 'zod';
import { bucketPrefixes } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { type Deadline, TimedOut } from '../cli/wait.ts';
import type { AirflowApi } from './airflow-api.ts';
import { objectsUnder } from './data.ts';

/** What a check of `test` works with. */
export interface World {
  readonly run: Run;
  readonly limit: Deadline;
  readonly api: AirflowApi;
  /** The id of the last run of each DAG that this `test` has started. */
  readonly latest: Map<string, string>;
}

const runSchema = z.object({ dag_run_id: z.string(), state: z.string() });

/** Starts a run of a DAG as soon as Airflow knows the DAG; gives the run's id. */
export async function trigger(world: World, dag: string, conf: object = {}): Promise<string> {
  const { limit, api, latest } = world;
  const schema = z.object({ dags: z.array(z.object({ dag_id: z.string() })) });
  const isKnown = async () => {
    const { dags } = await api.call('GET', `dags?dag_id_pattern=${dag}`, schema);
    return dags.some(({ dag_id }) => dag_id === dag);
  };
  await poll(world, isKnown, () => `Airflow has no DAG '${dag}' after ${limit.text}`);
  await api.call('PATCH', `dags/${dag}`, z.unknown(), { is_paused: false });
  const { dag_run_id } = await api.call('POST', `dags/${dag}/dagRuns`, runSchema, { logical_date: null, conf });
  latest.set(dag, dag_run_id);
  return dag_run_id;
}

/** Waits for the end of a run, and calls `look` while it runs. */
export async function endOf(
  world: World,
  dag: string,
  id: string,
  look: () => Promise<unknown> = async () => {},
): Promise<string> {
  let state = '';
  const hasEnded = async () => {
    state = (await world.api.call('GET', placeOf(dag, id), runSchema)).state;
    await look();
    return state === 'success' || state === 'failed';
  };
  await poll(world, hasEnded, () => `'${dag}' (${id}) has not ended after ${world.limit.text}`);
  return state;
}

/** @throws UserError where the run fails, with the state of its tasks */
export async function succeeded(world: World, dag: string, look?: () => Promise<unknown>): Promise<string> {
  const id = await trigger(world, dag);
  const state = await endOf(world, dag, id, look);
  if (state === 'success') return id;
  const tasks = (await tasksOf(world, dag, id)).map(({ task_id, state }) => `${task_id} is ${state}`);
  throw new UserError(`${id} ends as ${state}: ${tasks.join(', ')}`);
}

const taskSchema = z.object({
  task_id: z.string(),
  state: z.string().nullable(),
  try_number: z.number(),
  map_index: z.number(),
});

async function tasksOf({ api }: World, dag: string, id: string) {
  const schema = z.object({ task_instances: z.array(taskSchema) });
  return (await api.call('GET', `${placeOf(dag, id)}/taskInstances`, schema)).task_instances;
}

/** The log of the first try of a task, as Airflow shows it. */
export async function logOf({ api }: World, dag: string, id: string, task: string): Promise<string> {
  const place = `${placeOf(dag, id)}/taskInstances/${task}/logs/1?full_content=true`;
  return JSON.stringify(await api.call('GET', place, z.unknown()));
}

/** What a task has handed on under a key. */
export async function handedOn({ api }: World, dag: string, id: string, task: string, key: string): Promise<string> {
  const schema = z.object({ value: z.string() });
  const { value } = await api.call('GET', `${placeOf(dag, id)}/taskInstances/${task}/xcomEntries/${key}`, schema);
  return value.replaceAll('"', '');
}

/** Where Airflow's API has a run. */
export function placeOf(dag: string, id: string): string {
  return `dags/${dag}/dagRuns/${encodeURIComponent(id)}`;
}

/** Whether the bucket has the log of every try of every task of the last run. */
export async function logsInS3(world: World, dag: string): Promise<string> {
  const { run, limit, latest } = world;
  const { logs, options } = run.config.airflow;
  if (logs.kind !== 's3') return `logs are of the kind '${logs.kind}'`;
  if (options?.['logging']?.['log_filename_template'] !== undefined)
    return 'not looked for: logging.log_filename_template (airflow.options) gives them other names';
  const id = latest.get(dag) ?? '';
  const prefix = `${bucketPrefixes.taskLogs}/dag_id=${dag}/run_id=${id}/`;
  const wanted = (await tasksOf(world, dag, id)).flatMap(({ task_id, map_index, try_number }) =>
    Array.from({ length: try_number }, (_, index) => {
      const mapped = map_index < 0 ? '' : `map_index=${map_index}/`;
      return `${prefix}task_id=${task_id}/${mapped}attempt=${index + 1}.log`;
    }),
  );
  if (wanted.length === 0) throw new UserError(`${id} has no task that was tried`);
  let missing = wanted;
  // The last task writes its log after the run has ended.
  const patience = { ...limit, at: Math.min(limit.at, run.clock.now() + 120_000) };
  const areThere = async () => {
    const found = new Set(await objectsUnder(run, run.config.names.buckets.logs, prefix));
    missing = wanted.filter((key) => !found.has(key));
    return missing.length === 0;
  };
  await poll({ run, limit: patience }, areThere, () => `the bucket has no ${missing.join(', ')}`);
  return `${wanted.length} logs under ${prefix}`;
}

/** Asks every second until the answer is yes. */
export async function poll(
  { run: { clock }, limit }: Pick<World, 'run' | 'limit'>,
  isDone: () => Promise<boolean>,
  problem: () => string,
): Promise<void> {
  while (!(await isDone())) {
    if (clock.now() >= limit.at) throw new TimedOut(problem());
    await clock.sleep(1000);
  }
}
