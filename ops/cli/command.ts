import { type Action, type CommandText, type Exit, npmScript } from '../../config/cli.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { type Platform, resolve } from '../../config/resolve.ts';
import { UserError } from '../../config/user-error.ts';
import { dryRunShell, type Shell } from '../clients/shell.ts';
import { chooseEnvironment, type Flags, type OptionName, options } from './options.ts';

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
  /** A dry run was asked for in a way that the arguments do not show. */
  readonly dryRun: boolean;
  /** A line of the result: standard output. */
  readonly print: (line: string) => void;
  /** A line of progress, a warning or an error: standard error. */
  readonly report: (line: string) => void;
  /** What a person types, or nothing where nobody sits at a terminal. */
  readonly ask: (question: string) => Promise<string | undefined>;
}

/** One run of a command for one environment. In a dry run the shell prints what it would start, and progress becomes a comment. */
export interface Run {
  readonly script: string;
  readonly config: Platform;
  readonly flags: Flags;
  readonly dryRun: boolean;
  readonly root: string;
  readonly shell: Shell;
  readonly clock: Clock;
  print(line: string): void;
  progress(line: string): void;
  ask(question: string): Promise<string | undefined>;
}

/** An npm script of this folder. */
export interface Command extends CommandText {
  /** Beside `--dry-run`, which all have. */
  readonly options: readonly OptionName[];
  run(run: Run): Promise<Exit>;
}

/** The command line of a command. */
export function lineOf(command: Command) {
  const line = npmScript(command)
    // Two of them are refused with a better message than that of Commander.
    .argument('[environment...]', 'the name of one file in config/environments/')
    .usage('<environment> [options]');
  for (const name of ['dry-run', ...command.options] as const) line.addOption(options[name]);
  return line;
}

/** What `execute` and `start` run. */
export function actionOf(command: Command, host: Host): Action<[string[]], Flags> {
  return async (names, flags) => {
    const config = chooseEnvironment(names, await host.environments(), command.script);
    return command.run(prepare(command.script, resolve(config), flags, host));
  };
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

/** A run on this host; the dry one prints. */
export function prepare(script: string, config: Platform, flags: Flags, host: Host): Run {
  const dryRun = host.dryRun || flags.dryRun === true;
  const { root, clock } = host;
  const { print, ask, report: progress, shell } = host;
  const shared = { script, config, flags, dryRun, root, print, ask };

  if (!dryRun) return { ...shared, clock, shell, progress };
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
