import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execute as executeLine, type Terminal } from '../../config/cli.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { actionOf, type Command, type Host, lineOf } from '../../ops/cli/command.ts';
import {
  type Argv,
  formatArgv,
  type RunOptions,
  type Served,
  type Shell,
  ShellError,
} from '../../ops/clients/shell.ts';
import { localAction, localLine } from '../../ops/local/main.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';

/** Runs a command as `main` does, on another host. */
export function execute(command: Command, argv: readonly string[], host: Host): Promise<number> {
  return executeLine(lineOf(command), actionOf(command, host), terminal(argv, host));
}

function terminal(argv: readonly string[], host: Host): Terminal {
  return {
    argv,
    out: (text) => host.print(text.trimEnd()),
    error: (text) => host.report(text.trimEnd()),
  };
}

const nothingServed: Served = { line: '', ended: Promise.resolve(), stop: () => {} };

/** A host on which nothing can be started. */
export const idleHost: Host = {
  environments: async () => [],
  root: '',
  shell: { run: async () => '', serve: async () => nothingServed, missing: () => [] },
  clock: { now: () => 0, sleep: async () => {} },
  dryRun: false,
  print: () => {},
  report: () => {},
  ask: async () => undefined,
};

/** What a fake program says: standard output as text, or as a value that becomes JSON. */
export interface Answer {
  readonly out?: unknown;
  readonly err?: string;
  readonly code?: number;
}

/** Output of a program that does not end. */
export const endless = 'goes on';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Rule {
  readonly pattern: RegExp;
  readonly answers: readonly Answer[];
  used: number;
}

/**
 * A machine with fake programs, a repository with a rendered `dist/`, and a clock that jumps when it is slept on. Each call
 * of a fake is logged; it answers by the first rule that matches, one answer after the other, the last forever.
 */
export class World {
  readonly config: PlatformConfig;
  readonly root = mkdtempSync(join(tmpdir(), 'commands-'));
  private readonly installed = new Set(['aws', 'kubectl', 'helm', 'cdk', 'git', 'docker', 'kind', 'xdg-open']);
  private readonly given: { readonly program: string; readonly text: string }[] = [];
  private log: Argv[] = [];
  private rules: Rule[] = [];
  private time = 0;
  /** What the person at the terminal types; nobody sits there at first. */
  typed: string[] | undefined;

  constructor(overrides?: (draft: Mutable<PlatformConfig>) => void) {
    this.config = platformConfig((draft) => {
      draft.aws.accountId = '123456789012';
      draft.git.repoUrl = 'https://github.com/acme/platform.git';
      if (draft.airflow.dags?.kind === 'git') draft.airflow.dags.repoUrl = draft.git.repoUrl;
      overrides?.(draft);
    });
    worlds.push(this);
  }

  uninstall(...names: readonly string[]): void {
    for (const name of names) this.installed.delete(name);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** `pattern` is a command line with `*` for anything; the newest rule comes first. */
  answer(pattern: string, ...answers: readonly Answer[]): this {
    const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.rules = [{ pattern: new RegExp(`^${parts.join('.*')}$`, 's'), answers, used: 0 }, ...this.rules];
    return this;
  }

  run(command: Command, ...argv: readonly string[]): Promise<Outcome> {
    return this.outcome((host) => execute(command, argv, host));
  }

  /** Runs a step of `npm run local`. */
  runLocal(...argv: readonly string[]): Promise<Outcome> {
    return this.outcome((host) => executeLine(localLine(), localAction(host), terminal(argv, host)));
  }

  private async outcome(start: (host: Host) => Promise<number>): Promise<Outcome> {
    const stdout: string[] = [];
    const stderr: string[] = [];
    const code = await start({
      ...idleHost,
      environments: async () => [this.config],
      root: this.root,
      shell: this.shell,
      clock: {
        now: () => this.time,
        sleep: async (milliseconds) => {
          this.time += milliseconds;
        },
      },
      print: (line) => stdout.push(line),
      report: (line) => stderr.push(line),
      ask: async (question) => {
        stderr.push(question);
        return this.typed?.shift();
      },
    });
    return { code, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
  }

  /** The calls so far, as a person would type them; a call that is repeated at once, while waiting, counts as one. */
  calls(): readonly string[] {
    const all = this.everyCall();
    return all.filter((line, index) => line !== all[index - 1]);
  }

  everyCall(): readonly string[] {
    return this.log.map((argv) => formatArgv(argv));
  }

  /** The calls as they were made: the program by its own name, and each argument as it came. */
  everyArgv(): readonly Argv[] {
    return this.log;
  }

  forgetCalls(): void {
    this.log = [];
  }

  /** What the program got on its standard input the last time. */
  input(program: string): string {
    return this.inputs(program).at(-1) ?? '';
  }

  /** Everything that it got, one text a call. */
  inputs(program: string): readonly string[] {
    return this.given.filter((input) => input.program === program).map(({ text }) => text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** As `processShell`, which has tests of its own. */
  private readonly shell: Shell = {
    run: async (argv, options) => {
      const text = this.start(argv, options);
      return text === endless ? new Promise(() => {}) : text;
    },
    // What it says is one line of `answer`; it goes on until it is stopped.
    serve: async (argv) => ({ ...nothingServed, line: this.start(argv) }),
    missing: (programs) => programs.filter((program) => !this.installed.has(program)),
  };

  private start(argv: Argv, { input, terminal }: RunOptions = {}): string {
    if (!this.installed.has(argv[0])) throw new ShellError(argv, 'did not start', `spawn ${argv[0]} ENOENT`);
    this.log.push(argv);
    if (input) this.given.push({ program: argv[0], text: input.text });
    const rule = this.rules.find(({ pattern }) => pattern.test(argv.join(' ')));
    const { out = '', err = '', code = 0 } = rule?.answers[Math.min(rule.used++, rule.answers.length - 1)] ?? {};
    const text = typeof out === 'string' ? out : JSON.stringify(out);
    if (code !== 0) throw new ShellError(argv, `failed with exit code ${code}`, err || text);
    return terminal ? '' : text;
  }
}

const worlds: World[] = [];
afterEach(() => {
  for (const world of worlds.splice(0)) world.remove();
});
