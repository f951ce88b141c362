import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execute as executeLine } from '../../config/cli.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { actionOf, type Command, type Host, lineOf } from '../../ops/cli/command.ts';
import { type Argv, formatArgv, processShell } from '../../ops/clients/shell.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';

/** Runs a command as `main` does, on another host. */
export function execute(command: Command, argv: readonly string[], host: Host): Promise<number> {
  return executeLine(lineOf(command), actionOf(command, host), {
    argv,
    out: (text) => host.print(text.trimEnd()),
    error: (text) => host.report(text.trimEnd()),
  });
}

/** A host on which nothing can be started. */
export const idleHost: Host = {
  environments: async () => [],
  root: '',
  shell: { run: async () => '', missing: () => [] },
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

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Rule {
  readonly pattern: string;
  readonly answers: readonly Answer[];
}

const tools = ['aws', 'kubectl', 'helm', 'cdk', 'git'];

/**
 * A machine with a PATH of fake programs, a repository with a rendered `dist/`, and a clock that jumps when it is slept on.
 * Each call of a fake is logged; it answers by the first rule that matches, one answer after the other, the last for ever.
 */
export class World {
  readonly config: PlatformConfig;
  readonly root = mkdtempSync(join(tmpdir(), 'commands-'));
  private readonly bin = join(this.root, 'bin');
  private readonly state = join(this.root, 'state');
  private rules: Rule[] = [];
  private time = 0;
  /** What the person at the terminal types; nobody sits there at first. */
  typed: string[] | undefined;

  constructor(overrides?: (draft: Mutable<PlatformConfig>) => void) {
    this.config = platformConfig((draft) => {
      draft.aws.accountId = '123456789012';
      draft.git.repoUrl = 'https://github.com/acme/platform.git';
      if (draft.airflow.dags.kind === 'git') draft.airflow.dags.repoUrl = draft.git.repoUrl;
      overrides?.(draft);
    });
    mkdirSync(this.bin, { recursive: true });
    mkdirSync(this.state);
    this.install(...tools);
    worlds.push(this);
  }

  install(...names: readonly string[]): void {
    for (const name of names) symlinkSync(join(this.state, 'fake'), join(this.bin, name));
  }

  uninstall(...names: readonly string[]): void {
    for (const name of names) rmSync(join(this.bin, name));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** `pattern` is a command line with `*` for anything; the newest rule comes first. */
  answer(pattern: string, ...answers: readonly Answer[]): this {
    this.rules = [{ pattern, answers }, ...this.rules];
    return this;
  }

  async run(command: Command, ...argv: readonly string[]): Promise<Outcome> {
    this.writeFakes();
    const stdout: string[] = [];
    const stderr: string[] = [];
    const code = await execute(command, argv, {
      ...idleHost,
      environments: async () => [this.config],
      root: this.root,
      shell: processShell({ cwd: this.root, env: { PATH: this.bin } }),
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
    return this.everyArgv().map((argv) => formatArgv(argv));
  }

  /** The calls as they were made: the program by its own name, and each argument as it came. */
  everyArgv(): readonly Argv[] {
    const log = join(this.state, 'log');
    if (!existsSync(log)) return [];
    const records = readFileSync(log, 'utf8').split('\u001e').slice(0, -1);
    return records.map((record) => {
      const [program = '', ...args] = record.split('\u001f').slice(0, -1);
      return [program, ...args];
    });
  }

  forgetCalls(): void {
    rmSync(join(this.state, 'log'), { force: true });
  }

  /** What the program got on its standard input the last time. */
  input(program: string): string {
    return readFileSync(join(this.state, `input.${program}`), 'utf8');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private writeFakes(): void {
    const cases = this.rules.map(({ pattern, answers }, position) => {
      const says = answers.map(({ out = '', err = '', code = 0 }, index) => {
        const number = index + 1 < answers.length ? index + 1 : '*';
        return `${number}) say ${code} ${quote(typeof out === 'string' ? out : JSON.stringify(out))} ${quote(err)};;`;
      });
      return `${pattern.split('*').map(quote).join('*')}) count ${this.rules.length - position}; case $n in ${says.join(' ')} esac;;`;
    });
    writeFileSync(join(this.state, 'fake'), fake(this.state, cases));
    chmodSync(join(this.state, 'fake'), 0o755);
  }
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** A program in POSIX shell, without programs of its own: it starts in a millisecond, so that a test may start a hundred. */
function fake(state: string, cases: readonly string[]): string {
  return `#!/bin/sh
cd '${state}' || exit 99
me=\${0##*/}
say() { printf '%s' "$2"; printf '%s' "$3" >&2; exit "$1"; }
count() { n=0; [ -f "count.$1" ] && read -r n < "count.$1"; n=$((n + 1)); echo "$n" > "count.$1"; }
printf '%s\\037' "$me" "$@" >> log; printf '\\036' >> log
case " $* " in *' - '*) /bin/cat > "input.$me";; esac
case "$me $*" in
${cases.join('\n')}
esac
`;
}

const worlds: World[] = [];
afterEach(() => {
  for (const world of worlds.splice(0)) world.remove();
});
