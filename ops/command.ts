import type { PlatformConfig } from '../config/platform-config.ts';
import { UserError } from '../config/user-error.ts';
import { exitCodes } from './errors.ts';
import { chooseEnvironment, type Flags, type OptionName, options, parseArguments } from './options.ts';
import { dryRunShell, type Shell } from './shell.ts';

/** Time, as the commands see it; tests bring their own. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** What a command stands on. `main.ts` gives it the real world. */
export interface Host {
  /** The checked config; rejects with a `UserError` with every problem in it. */
  environments(): Promise<readonly PlatformConfig[]>;
  /** Folder of the repository. */
  readonly root: string;
  readonly shell: Shell;
  readonly clock: Clock;
  /** A line of the result: standard output. */
  print(line: string): void;
  /** A line of progress, a warning or an error: standard error. */
  report(line: string): void;
  /** What a person types, or nothing where nobody sits at a terminal. */
  ask(question: string): Promise<string | undefined>;
}

/** One run of a command. In a dry run the shell prints what it would start, and progress becomes a comment. */
export interface Run {
  readonly script: string;
  readonly flags: Flags;
  readonly dryRun: boolean;
  readonly root: string;
  readonly shell: Shell;
  readonly clock: Clock;
  print(line: string): void;
  progress(line: string): void;
  ask(question: string): Promise<string | undefined>;
}

/** A run for one environment. */
export interface EnvironmentRun extends Run {
  readonly config: PlatformConfig;
}

/** An npm script of this folder. */
export type Command = CommandText &
  (
    | { readonly scope: 'one environment'; run(run: EnvironmentRun): Promise<void> }
    | { readonly scope: 'all environments'; run(run: Run): Promise<void> }
  );

interface CommandText {
  /** Name of the npm script. */
  readonly script: string;
  readonly summary: string;
  readonly options: readonly OptionName[];
  /** What follows `--` in the example of `--help`. */
  readonly example: string;
}

/** Runs a command as a person called it, and gives the exit code. */
export async function execute(command: Command, argv: readonly string[], host: Host): Promise<number> {
  try {
    const { flags, positionals } = parseArguments(argv, [...command.options, 'help']);
    if (flags.help) {
      host.print(helpText(command));
      return exitCodes.done;
    }
    const run = prepare(command.script, flags, host);
    if (command.scope === 'one environment') {
      const environments = await host.environments();
      await command.run({ ...run, config: chooseEnvironment(positionals, environments, command.script) });
    } else {
      if (positionals.length > 0)
        throw new UserError(`'${positionals[0]}': this command takes no environment, only options`);
      await command.run(run);
    }
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    host.report(`${command.script}: ${error.message}`);
    return error.exitCode;
  }
}

/**
 * A check that needs nothing but the config. A dry run goes on with a warning, because it touches nothing:
 * so the plan can be read before the config is complete.
 */
export function refuse(run: Run, problem: string | undefined): void {
  if (problem === undefined) return;
  if (!run.dryRun) throw new UserError(problem);
  run.progress(`a real run stops here: ${problem}`);
}

export function helpText({ script, scope, summary, options: names, example }: Command): string {
  const rows = [...names, 'help' as const].map((name) => {
    const { value, help } = options[name];
    return `  ${`--${name}${value}`.padEnd(20)}${help}`;
  });
  return [
    `npm run ${script} -- ${scope === 'one environment' ? '<environment> ' : ''}[options]`,
    '',
    summary,
    '',
    ...rows,
    '',
    `example:    npm run ${script} -- ${example}`,
    'exit code:  0 done · 1 refused or failed · 2 not ready in time',
  ].join('\n');
}

function prepare(script: string, flags: Flags, host: Host): Run {
  const dryRun = flags['dry-run'] === true;
  const { root, clock } = host;
  const print = (line: string) => host.print(line);
  const shared = { script, flags, dryRun, root, print, ask: (question: string) => host.ask(question) };

  if (!dryRun) return { ...shared, clock, shell: host.shell, progress: (line) => host.report(line) };
  return {
    ...shared,
    // Planned answers are final, so there is nothing to wait for.
    clock: { now: () => 0, sleep: async () => {} },
    shell: dryRunShell(print),
    progress: (text) => {
      for (const line of text.split('\n')) print(`# ${line}`);
    },
  };
}
