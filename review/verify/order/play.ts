import type { Item, Tree } from '../../tree/tree.ts';
import { LivingApplication, type Stage } from './application.ts';
import { Cluster } from './cluster.ts';
import { type Gate, gate } from './health.ts';

/** What is played: how Argo CD brings a cluster from one commit to another. */
export interface Play {
  /** What the cluster has; absent for an empty one. */
  readonly before?: Tree | undefined;
  /** All of `before` is known to get ready: the play begins where it is. */
  readonly isInstalled?: boolean;
  /** What Git says now; absent where the root Application is deleted. */
  readonly after?: Tree | undefined;
  /** What Git says when all of that has settled: the change is taken back, or another one follows. */
  readonly afterwards?: Tree | undefined;
  /** Whether a person agrees to what they are asked, at once or never. */
  readonly person?: 'agrees' | 'is away';
  /** Applications that see the new commit later than the others, by that many rounds. */
  readonly late?: Readonly<Record<string, number>>;
  /** @default - the health check of this project */
  readonly gate?: Gate;
}

export interface Outcome {
  /** What still waits when nothing moves any more, or after the last round, by Application. */
  readonly waiting: Readonly<Record<string, string>>;
  /** Applications for which a person was asked. */
  readonly asked: readonly string[];
  /** What is left, also what nobody owns any more. */
  readonly cluster: Cluster;
  /** Applications at the end. */
  readonly applications: readonly string[];
}

/** A round is the time between two tries of a sync, about a minute: this is longer than any sync may take to end. */
const rounds = 120;

/** Plays the sync order of Argo CD, with all Applications at work at the same time. */
export function play(play: Play): Outcome {
  const { before, isInstalled = false, after, afterwards, person = 'agrees', late = {}, gate: decide = gate } = play;
  const tree = before ?? after;
  const root = tree?.applications.find(({ isRoot }) => isRoot);
  if (!tree || !root) throw new Error('nothing to play: the tree has no root Application');

  const cluster = new Cluster();
  const living = new Map<string, LivingApplication>();
  const asked = new Set<string>();
  let git = tree;
  let began = 0;
  let isFirst = true;
  let round = 0;

  const stage: Stage = {
    cluster,
    git: (name) => (round - began < (late[name] ?? 0) ? tree : git),
    agreed: (name) => {
      asked.add(name);
      return person === 'agrees' || isFirst;
    },
    child: (item, from) => {
      const child = childOf(item, from, living);
      if (!child) return 'waits';
      const health = decide(child.status(stage));
      return health === 'Healthy' ? 'healthy' : health === 'Degraded' ? 'broken' : 'waits';
    },
    isGoing: (name) => living.get(name)?.deleting === true,
    removeChild: (name) => {
      const child = living.get(name);
      if (child?.spec.view.cascades) child.deleting = true;
      else removeObjectOf(name);
    },
  };
  const removeObjectOf = (name: string) => {
    const child = living.get(name);
    living.delete(name);
    const object =
      child && cluster.of(root.name).find(({ item }) => item.id.name === name && item.id.kind === 'Application');
    if (object) cluster.delete(object);
  };
  const settle = (limit: number) => {
    let last = '';
    for (let end = round + limit; round < end; round += 1) {
      for (const application of [...living.values()]) {
        if (application.step(stage)) removeObjectOf(application.name);
      }
      const now = [...living.values()].map((application) => application.place(stage)).join();
      if (now === last && round - began > Math.max(0, ...Object.values(late))) return;
      last = now;
    }
  };

  for (const view of isInstalled ? tree.applications : [root]) {
    const application = new LivingApplication({ view, tree });
    living.set(view.name, application);
    if (isInstalled) application.install(stage);
  }
  settle(rounds);
  if (before) {
    asked.clear();
    isFirst = false;
    began = round;
    if (after) git = after;
    else stage.removeChild(root.name);
    settle(rounds);
  }
  if (afterwards) {
    began = round;
    git = afterwards;
    settle(rounds);
  }
  return {
    waiting: Object.fromEntries(
      [...living.values()].flatMap((application) => {
        const reason = application.waitsFor(stage);
        return reason === undefined ? [] : [[application.name, reason]];
      }),
    ),
    asked: [...asked],
    cluster,
    applications: [...living.keys()],
  };
}

/** The living child of an object of the root: made when it is new, given its spec when that has changed. */
function childOf(item: Item, tree: Tree, living: Map<string, LivingApplication>): LivingApplication | undefined {
  const view = tree.application(item.id.name);
  if (!view) return undefined;
  const known = living.get(view.name);
  if (known) {
    known.spec = { view, tree };
    return known;
  }
  const made = new LivingApplication({ view, tree });
  living.set(view.name, made);
  return made;
}
