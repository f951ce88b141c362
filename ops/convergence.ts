import { namespaces } from '../config/names.ts';
import type { ApplicationView } from '../review/tree/application.ts';
import type { Run } from './cli/command.ts';
import { type Deadline, elapsed, waitUntil } from './cli/wait.ts';
import { type Application, healthy, isReady, listApplications, reasons, state } from './clients/argocd.ts';

/**
 * Watches until every Application is ready, and reports each change of each. At the time limit it reports what is stuck and why.
 * Gives their last state.
 *
 * @param causes what else keeps them from it; each is reported once
 */
export async function watchApplications(
  run: Run,
  limit: Deadline,
  expected: readonly ApplicationView[],
  causes: () => Promise<readonly string[]> = async () => [],
): Promise<readonly Application[]> {
  const told = new Map<string, string>();
  const toldReason = new Map<string, string>();
  const toldCauses = new Set<string>();
  const firstSeen = new Map<string, number>();
  let latest = new Map<string, Application>();

  let waiting = expected;

  const probe = async () => {
    const found = await listApplications(run, expected.map(healthy));
    latest = new Map(found.map((application) => [application.metadata.name, application]));
    waiting = expected.filter((application) => !isReady(application, latest.get(application.name)));
    if (!run.dryRun) {
      tellChanges();
      for (const cause of await causes()) {
        if (!toldCauses.has(cause)) run.progress(`${elapsed(run.clock, limit.started)} ${cause}`);
        toldCauses.add(cause);
      }
    }
    return waiting.length === 0 ? [] : [`${waiting.length} of ${expected.length} applications are not ready`];
  };
  const tellChanges = () => {
    for (const { name } of expected) {
      const now = state(latest.get(name));
      if (told.get(name) !== now) run.progress(`${elapsed(run.clock, limit.started)} ${name}: ${now}`);
      told.set(name, now);
    }
    const created = waiting.filter(({ name }) => latest.has(name));
    for (const { name } of created) tellReason(name, created.length === 1);
  };
  // Most Applications are ready within a minute; of one that is not, nobody wants to learn the cause at the time limit only.
  const tellReason = (name: string, isLast: boolean) => {
    const since = firstSeen.get(name) ?? run.clock.now();
    firstSeen.set(name, since);
    const reason = reasons(latest.get(name)).find((text) => isLast || !text.includes(waitsForAnother));
    if (run.clock.now() - since < patience || reason === undefined || toldReason.get(name) === reason) return;
    run.progress(`${elapsed(run.clock, limit.started)} ${name} is not ready yet: ${reason}`);
    toldReason.set(name, reason);
  };

  await waitUntil(run, limit, {
    goal: `${expected.length} applications are Synced and Healthy`,
    probe,
    explain: () => stuckReport(run, limit, waiting, latest),
  });
  return [...latest.values()];
}

const patience = 60_000;

/** What the root says in each wave; the other one gives the cause itself. */
const waitsForAnother = 'waiting for healthy state of argoproj.io/Application/';

function stuckReport(
  { config, script }: Run,
  limit: Deadline,
  waiting: readonly ApplicationView[],
  latest: ReadonlyMap<string, Application>,
): string {
  const created = waiting.filter(({ name }) => latest.has(name));
  const absent = waiting.filter(({ name }) => !latest.has(name)).map(({ name }) => name);
  const describe = ({ name }: ApplicationView) => {
    const application = latest.get(name);
    const why = reasons(application);
    return [
      `${name}: ${state(application)}`,
      ...(why.length > 0 ? why : ['no reason given']).map((line) => `  ${line}`),
    ];
  };

  const stuck = waiting.length === 1 ? '1 application is' : `${waiting.length} applications are`;
  return [
    `${stuck} not ready after ${limit.text}; nothing is undone and Argo CD goes on trying`,
    ...created.flatMap(describe).map((line) => `  ${line}`),
    ...(absent.length > 0 ? [`  not created, because they wait for those above: ${absent.join(', ')}`] : []),
    `  more: kubectl --context ${config.cluster.name} --namespace ${namespaces.argocd} describe applications.argoproj.io <name>`,
    `  then: fix the cause in Git and push (docs/operations.md, 'When an Application is stuck'), and run 'npm run ${script} -- ${config.environment}' again to go on watching`,
  ].join('\n');
}
