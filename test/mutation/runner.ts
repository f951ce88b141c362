import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jestExpect } from '@jest/expect';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import * as circus from 'jest-circus';

/** What Stryker's instrumented code reads: which mutant is on, and where to count who reaches which. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: TestResultCoverage;
}
type TestResultCoverage = NonNullable<Extract<DryRunResult, { status: DryRunStatus.Complete }>['mutantCoverage']>;

interface Test {
  readonly id: string;
  run(): Promise<void>;
}

/** What stands at the top of a file: a block, or one test. */
interface Suite {
  readonly tests: readonly Test[];
  /** Makes what the block makes beside its tests again, e.g. a tree that all of them read; absent where hooks make it. */
  readonly again?: () => readonly Test[];
}

type Block = ReturnType<typeof circus.getState>['rootDescribeBlock'];
type Body = Parameters<typeof circus.describe>[1];

/** Called when all is loaded, each gives what takes a store of review/ back to then: a mutant must not get the answers of another. */
const keepers: (() => () => void)[] = [];
const native = { Map, Set, WeakMap };
const isOfReview = () => /(?<!test)\/review\//.test(new Error().stack ?? '');

class KeptMap<Key, Value> extends native.Map<Key, Value> {
  constructor(entries?: Iterable<readonly [Key, Value]> | null) {
    super(entries);
    if (isOfReview()) keepers.push(() => this.#goBack([...this]));
  }

  #goBack(loaded: readonly (readonly [Key, Value])[]): () => void {
    return () => {
      this.clear();
      for (const [key, value] of loaded) this.set(key, value);
    };
  }
}

class KeptSet<Value> extends native.Set<Value> {
  constructor(values?: Iterable<Value> | null) {
    super(values);
    if (isOfReview()) keepers.push(() => this.#goBack([...this]));
  }

  #goBack(loaded: readonly Value[]): () => void {
    return () => {
      this.clear();
      for (const value of loaded) this.add(value);
    };
  }
}

class KeptWeakMap<Key extends WeakKey, Value> extends native.WeakMap<Key, Value> {
  #answers = new native.WeakMap<Key, Value>();

  constructor(entries?: Iterable<readonly [Key, Value]>) {
    super();
    for (const [key, value] of entries ?? []) this.set(key, value);
    if (isOfReview()) keepers.push(() => () => (this.#answers = new native.WeakMap()));
  }

  override get(key: Key): Value | undefined {
    return this.#answers.get(key);
  }

  override has(key: Key): boolean {
    return this.#answers.has(key);
  }

  override set(key: Key, value: Value): this {
    this.#answers.set(key, value);
    return this;
  }

  override delete(key: Key): boolean {
    return this.#answers.delete(key);
  }
}

/** A whole platform is rendered for these: too slow for each mutant, and others reach the same lines. */
const slow = /\/(clean|defects)[a-z-]*\.test\.ts$/;

/**
 * Runs the tests of review/ for each mutant in one process. The test files are loaded once and all mutants are in the code, so
 * a mutant costs only the tests that reach it: Stryker's own runner for Jest loads every file again for each.
 */
class InProcess implements TestRunner {
  #suites: readonly Suite[] = [];
  #forget: readonly (() => void)[] = [];
  /** What tests write, as nothing of theirs clears up. */
  readonly #folder = mkdtempSync(join(tmpdir(), 'mutate-'));

  capabilities() {
    // A mutant is on only while tests run: nothing that was loaded is of its making.
    return { reloadEnvironment: true };
  }

  async dispose(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async init(): Promise<void> {
    process.env['TMPDIR'] = this.#folder;
    const { test, it, beforeAll, beforeEach, afterAll, afterEach } = circus;
    const bodies = new Map<unknown, Body>();
    const describe = Object.assign((name: string, body: Body) => {
      circus.describe(name, body);
      bodies.set(circus.getState().currentDescribeBlock.children.at(-1), body);
    }, circus.describe);
    Object.assign(globalThis, { describe, test, it, beforeAll, beforeEach, afterAll, afterEach, expect: jestExpect });
    Object.assign(globalThis, { Map: KeptMap, Set: KeptSet, WeakMap: KeptWeakMap });
    const folder = join(process.cwd(), 'test/review');
    const chosen = new RegExp(process.env['MUTATE_TESTS'] ?? '');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts') && !slow.test(file) && chosen.test(file))
      .sort();
    const suites: Suite[] = [];
    for (const file of files) {
      circus.resetState();
      await import(pathToFileURL(join(folder, file)).href);
      suites.push(...suitesIn(circus.getState().rootDescribeBlock, file, bodies));
    }
    this.#suites = suites;
    Object.assign(globalThis, native);
    this.#forget = keepers.map((keep) => keep());
  }

  async dryRun({ coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    const switches = stryker();
    const counts = coverageAnalysis === 'perTest';
    const tests: TestResult[] = [];
    for (const suite of this.#suites) {
      const shared = `${suite.tests[0]?.id} and its block`;
      switches.currentTestId = counts ? shared : undefined;
      this.#forgetAll();
      const own = await runAll(suite.again?.() ?? suite.tests, false, counts ? () => this.#forgetAll() : undefined);
      tests.push(...own);
      const { perTest = {} } = switches.mutantCoverage ?? {};
      for (const { id } of own) perTest[id] = { ...perTest[shared], ...perTest[id] };
      delete perTest[shared];
    }
    const { mutantCoverage } = switches;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage ? { mutantCoverage } : {}) };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    const switches = stryker();
    Object.assign(switches, { activeMutant: activeMutant.id, hitCount: hitLimit ? 0 : undefined, hitLimit });
    const chosen = testFilter && new Set(testFilter);
    const isChosen = ({ id }: Test) => chosen?.has(id) ?? true;
    this.#forgetAll();
    const tests: TestResult[] = [];
    for (const { tests: known, again } of this.#suites) {
      const [first] = known.filter(isChosen);
      if (!first) continue;
      tests.push(...(await runAll(remade(first, known, again).filter(isChosen), !disableBail)));
      if (!disableBail && tests.some(({ status }) => status === TestStatus.Failed)) break;
    }
    const timeout = determineHitLimitReached(switches.hitCount, hitLimit);
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
  }

  #forgetAll(): void {
    for (const one of this.#forget) one();
  }
}

/** A block that cannot be made any more fails its tests. */
function remade({ id }: Test, known: Suite['tests'], again: Suite['again']): readonly Test[] {
  try {
    return again?.() ?? known;
  } catch (error) {
    return [{ id, run: () => Promise.reject(error) }];
  }
}

/** @param count called before each test where Stryker counts who reaches which mutant: what another test left would hide some */
async function runAll(tests: readonly Test[], bail: boolean, count?: () => void): Promise<readonly TestResult[]> {
  const switches = stryker();
  const results: TestResult[] = [];
  for (const { id, run } of tests) {
    count?.();
    switches.currentTestId = count && id;
    const began = performance.now();
    const failure = await run().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    const result = { id, name: id, timeSpentMs: performance.now() - began };
    results.push(
      failure === undefined
        ? { ...result, status: TestStatus.Success }
        : { ...result, status: TestStatus.Failed, failureMessage: failure },
    );
    if (bail && failure !== undefined) break;
  }
  switches.currentTestId = undefined;
  return results;
}

function suitesIn(root: Block, file: string, bodies: ReadonlyMap<unknown, Body>): readonly Suite[] {
  const around = hooksOf(root);
  return root.children.map((child): Suite => {
    const tests = testsOf(child, file, around);
    const body = bodies.get(child);
    if (body === undefined || isShared(child)) return { tests };
    const again = () => {
      circus.resetState();
      circus.describe(child.name, body);
      return circus.getState().rootDescribeBlock.children.flatMap((one) => testsOf(one, file, around));
    };
    return { tests, again };
  });
}

type Child = Block['children'][number];

/** Whether hooks make something once for all tests of a block. */
function isShared(child: Child): boolean {
  if (child.type !== 'describeBlock') return false;
  return child.hooks.some(({ type }) => type === 'beforeAll') || child.children.some(isShared);
}

interface Around {
  readonly before: readonly Hook[];
  readonly after: readonly Hook[];
}

/** What clears up after all tests never runs: the next mutant needs it. */
function hooksOf({ hooks }: Block): Around {
  const of = (wanted: string) => hooks.filter(({ type }) => type === wanted).map(({ fn }) => fn as Hook);
  return { before: [...of('beforeAll').map(once), ...of('beforeEach')], after: of('afterEach') };
}

/** Every test of a block with the hooks around it. */
function testsOf(child: Child, above: string, { before, after }: Around): readonly Test[] {
  const id = `${above} > ${child.name}`;
  if (child.mode === 'skip') return [];
  if (child.type === 'describeBlock') {
    const own = hooksOf(child);
    const around = { before: [...before, ...own.before], after: [...own.after, ...after] };
    return child.children.flatMap((one) => testsOf(one, id, around));
  }
  const run = async () => {
    for (const hook of before) await hook();
    try {
      await (child.fn as Hook)();
    } finally {
      for (const hook of after) await hook();
    }
  };
  return [{ id, run }];
}

/** What all tests of a block share is made without a mutant, as later mutants get it too. */
function once(hook: Hook): Hook {
  let made: Promise<unknown> | undefined;
  return () => (made ??= unbroken(hook));
}

async function unbroken(hook: Hook): Promise<void> {
  const { activeMutant } = stryker();
  stryker().activeMutant = undefined;
  try {
    await hook();
  } finally {
    stryker().activeMutant = activeMutant;
  }
}

type Hook = () => unknown;

function stryker(): Switches {
  const scope = globalThis as unknown as { __stryker__?: Switches };
  scope.__stryker__ ??= {};
  return scope.__stryker__;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];
