import { at } from '../../../imports/json.ts';
import type { ApplicationView } from '../../tree/application.ts';
import { groupBy } from '../../tree/group-by.ts';
import { waveOf } from '../../tree/manifest.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import { asksBeforeDeletion, asksBeforePrune, type Cluster, type Live, staysBehind, staysUnpruned } from './cluster.ts';
import type { Status } from './health.ts';

/** What an Application needs of the rest of the play. */
export interface Stage {
  readonly cluster: Cluster;
  /** The commit that this Application sees. */
  git(application: string): Tree;
  /** A person has been asked, and has agreed. */
  agreed(application: string): boolean;
  /** Applies a child of the root; says what keeps its wave from being done. */
  child(item: Item, tree: Tree): 'healthy' | 'waits' | 'broken';
  /** Takes a child of the root away: it deletes its objects first, where it is told to. */
  removeChild(name: string): void;
  /** A child of the root is on its way out. */
  isGoing(name: string): boolean;
}

interface Operation {
  /** Helm values and chart version: a sync keeps them in all of its tries. */
  readonly spec: Source;
  /** The commit of the folder, which is read again before each try where the policy says so. */
  commit: Tree;
  tries: number;
  waitsForPerson: boolean;
  message: string;
  /** Waves that are done in this try. */
  wavesDone: number;
}

/** The spec of an Application, and the tree that has it. */
export interface Source {
  readonly view: ApplicationView;
  readonly tree: Tree;
}

/** An Argo CD Application that lives: it compares, syncs, heals itself, and deletes its objects when it goes. */
export class LivingApplication {
  readonly name: string;
  spec: Source;
  deleting = false;
  #operation: Operation | undefined;
  #gaveUp: Pick<Operation, 'spec' | 'commit' | 'message'> | undefined;
  #compared: Source | undefined;
  /** The commit and the objects that it was in sync with: as long as both stay, it is. */
  #inSync: { readonly commit: Tree; readonly changes: number } | undefined;
  #isSynced = false;

  constructor(spec: Source) {
    this.name = spec.view.name;
    this.spec = spec;
  }

  status(stage: Stage): Status {
    const commit = stage.git(this.name);
    const synced = this.#isSynced && isSameSource(this.#compared, this.spec);
    return {
      deleting: this.deleting,
      uncomparable: this.#isMissing(this.spec, commit),
      operation: this.#operation && (this.#operation.waitsForPerson ? 'asks' : 'runs'),
      tries: this.#operation?.tries ?? 0,
      failed: this.#gaveUp !== undefined && !this.#operation && (!synced || this.#hasGivenUp(commit)),
      synced,
    };
  }

  /** Changes as long as anything of it moves. */
  place(stage: Stage): string {
    return JSON.stringify([this.name, this.status(stage), this.#operation?.wavesDone ?? null]);
  }

  /** What keeps it from being done; `undefined` where nothing does. */
  waitsFor(stage: Stage): string | undefined {
    if (this.#operation?.waitsForPerson) return 'a person who agrees to a deletion';
    if (this.#operation) return `a sync that fails: ${this.#operation.message}`;
    if (this.deleting) {
      const asking = stage.cluster.of(this.name).some(asksBeforeDeletion) && !stage.agreed(this.name);
      return asking ? 'a person who agrees to its deletion' : 'its deletion';
    }
    const { uncomparable, failed, synced } = this.status(stage);
    if (failed) return `a commit, because its sync was given up: ${this.#gaveUp?.message}`;
    if (uncomparable) return 'its folder in Git';
    return synced ? undefined : 'its sync';
  }

  /** One look at Git and the cluster, one try of a sync, or one step of the deletion. True when nothing of it is left. */
  step(stage: Stage): boolean {
    if (this.#operation) this.#try(this.#operation, stage);
    else if (this.deleting) return this.#finalize(stage);
    else this.#compare(stage);
    return false;
  }

  /** All of its objects are there, as after a sync. */
  install(stage: Stage): void {
    for (const { item, tree } of wavesOf(this.#desired(this.spec, stage.git(this.name)) ?? []).flat()) {
      stage.cluster.apply(item, tree);
    }
    this.#compare(stage);
  }

  #compare(stage: Stage): void {
    const commit = stage.git(this.name);
    const changes = stage.cluster.changesOf(this.name);
    const isUnchanged = this.#inSync?.commit === commit && this.#inSync.changes === changes;
    if (isUnchanged && this.#compared?.view === this.spec.view) {
      this.#runCharts(stage);
      return;
    }
    const desired = this.#desired(this.spec, commit);
    this.#compared = this.spec;
    this.#inSync = undefined;
    if (desired === undefined) return;
    const isGoing = ({ item }: Live) => isChildOf(this.spec, item) && stage.isGoing(item.id.name);
    const left = this.#leftOver(desired, stage).filter((live) => !staysUnpruned(live) && !isGoing(live));
    const differs = desired.filter(({ item, tree }) => {
      const live = stage.cluster.get(item);
      return live?.item.application !== this.name || !isSameObject(live, { item, tree });
    });
    this.#isSynced = (differs.length === 0 && left.length === 0) || isOnlyKept(this.spec.view);
    if (this.#isSynced) {
      this.#inSync = { commit, changes };
      this.#runCharts(stage);
    }
    if (this.#isSynced || !this.spec.view.sync.automated || this.#hasGivenUp(commit)) return;
    this.#gaveUp = undefined;
    this.#operation = {
      spec: this.spec,
      commit,
      tries: 0,
      waitsForPerson: false,
      message: 'it has not begun',
      wavesDone: 0,
    };
  }

  #runCharts({ cluster }: Stage): void {
    for (const { chart } of this.spec.view.charts) cluster.charts.add(chart);
  }

  #hasGivenUp(commit: Tree): boolean {
    return this.#gaveUp !== undefined && isSameSource(this.#gaveUp.spec, this.spec) && this.#gaveUp.commit === commit;
  }

  #try(operation: Operation, stage: Stage): void {
    const problem = this.#apply(operation, stage);
    if (problem === 'waits') return;
    if (problem === undefined) {
      this.#operation = undefined;
      this.#gaveUp = undefined;
      this.#compare(stage);
      return;
    }
    operation.message = problem;
    operation.tries += 1;
    if (at(this.spec.view.manifest, 'spec.syncPolicy.retry.refresh') === true) operation.commit = stage.git(this.name);
    const { retries } = this.spec.view.sync;
    if (retries >= 0 && operation.tries > retries) {
      this.#gaveUp = operation;
      this.#operation = undefined;
    }
  }

  /** Wave by wave, and what Git no longer has at the end. */
  #apply(operation: Operation, stage: Stage): string | undefined {
    const desired = this.#desired(operation.spec, operation.commit);
    if (desired === undefined) return 'its folder is not in Git';
    operation.waitsForPerson = false;
    for (const [index, wave] of wavesOf(desired).entries()) {
      operation.wavesDone = index;
      for (const { item, tree } of wave) {
        const problem = stage.cluster.apply(item, tree);
        if (problem !== undefined) return problem;
      }
      const states = wave
        .filter(({ item }) => isChildOf(this.spec, item))
        .map(({ item, tree }) => stage.child(item, tree));
      if (states.includes('broken')) return 'a child is broken';
      if (states.includes('waits')) {
        operation.message = 'a child is not ready';
        return 'waits';
      }
    }

    const left = this.#leftOver(desired, stage).filter((live) => !staysUnpruned(live));
    if (left.some(asksBeforePrune) && !stage.agreed(this.name)) {
      operation.waitsForPerson = true;
      return 'waits';
    }
    for (const live of left) {
      if (isChildOf(this.spec, live.item)) stage.removeChild(live.item.id.name);
      else stage.cluster.delete(live);
    }
    return undefined;
  }

  /** The last wave first, and a wave only when the one after it is gone. */
  #finalize(stage: Stage): boolean {
    const left = stage.cluster.of(this.name).filter((live) => !staysBehind(live));
    if (left.some(asksBeforeDeletion) && !stage.agreed(this.name)) return false;
    const last = waveOf(left.at(-1)?.item.manifest ?? this.spec.view.manifest);
    for (const live of left.filter(({ item }) => waveOf(item.manifest) === last)) {
      if (isChildOf(this.spec, live.item)) stage.removeChild(live.item.id.name);
      else stage.cluster.delete(live);
    }
    if (stage.cluster.of(this.name).some((live) => !staysBehind(live))) return false;
    if (this.spec.view.cascades) for (const { chart } of this.spec.view.charts) stage.cluster.charts.delete(chart);
    return true;
  }

  #leftOver(desired: readonly Live[], stage: Stage): readonly Live[] {
    const wanted = new Set(desired.map(({ item }) => stage.cluster.get(item)?.item));
    return stage.cluster.of(this.name).filter(({ item }) => !wanted.has(item));
  }

  /** A folder of the spec is not in the commit. */
  #isMissing({ view }: Source, commit: Tree): boolean {
    return view.folders.length > 0 && !commit.of(this.name).some(({ chart }) => chart === undefined);
  }

  /** What the spec and the commit ask for; `undefined` where a folder of the spec is not in the commit. */
  #desired(source: Source, commit: Tree): readonly Live[] | undefined {
    if (this.#isMissing(source, commit)) return undefined;
    const { tree } = source;
    const inFolders = commit.of(this.name).filter(({ chart }) => chart === undefined);
    const fromCharts = tree.of(this.name).filter(({ chart }) => chart !== undefined);
    return [
      ...fromCharts.map((item) => ({ item, tree })),
      ...inFolders
        .filter((item) => item.id.name !== this.name || !isChildOf(this.spec, item))
        .map((item) => ({ item, tree: commit })),
    ];
  }
}

/** Argo CD itself is installed before it can sync, and a person decides when it changes: no wave waits for that. */
function isOnlyKept({ charts, sync }: ApplicationView): boolean {
  return !sync.automated && charts.some(({ chart }) => chart === 'argo-cd');
}

function isChildOf({ view }: Source, { id }: Item): boolean {
  return view.isRoot && id.kind === 'Application';
}

function isSameObject(a: Live, b: Live): boolean {
  const [one, other] = [a.item.manifest, b.item.manifest];
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function isSameSource(a: Source | undefined, b: Source): boolean {
  return a?.view.manifest === b.view.manifest || JSON.stringify(a?.view.sources) === JSON.stringify(b.view.sources);
}

function wavesOf(desired: readonly Live[]): readonly (readonly Live[])[] {
  const namespacesFirst = (a: Live, b: Live) =>
    Number(b.item.id.kind === 'Namespace') - Number(a.item.id.kind === 'Namespace');
  return [...groupBy(desired, ({ item }) => waveOf(item.manifest))]
    .sort(([a], [b]) => a - b)
    .map(([, wave]) => [...wave].sort(namespacesFirst));
}
