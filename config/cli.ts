import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, type OptionValues } from '@commander-js/extra-typings';
import { UserError } from './user-error.ts';

/** How a command ends. One table for all of them, so that a script or CI decides without knowing which command it ran. */
export const exits = {
  done: { code: 0, meaning: 'done, nothing found' },
  failed: { code: 1, meaning: 'refused or failed' },
  timedOut: { code: 2, meaning: 'not ready in time' },
  findings: { code: 3, meaning: 'findings' },
  unavailable: { code: 4, meaning: 'this machine lacks what it needs' },
} as const;

export type Exit = keyof typeof exits;

/** The machine lacks a program or a connection that the command cannot do without. */
export class Unavailable extends UserError {
  override readonly exitCode = exits.unavailable.code;
}

export interface CommandText {
  /** Name of the npm script. */
  readonly script: string;
  /** Sentences for the top of `--help`. */
  readonly summary: string;
  /** What follows the name of the script in the example of `--help`, e.g. `-- dev --dry-run`. */
  readonly example: string;
  /** Ends other than `done` and `failed`, which every command has. */
  readonly ends?: readonly Exit[];
}

/** An npm script. Its arguments and options are added with the methods of Commander, which infer their types. */
export function npmScript({ script, summary, example, ends = [] }: CommandText): Command {
  const codes = [...new Set<Exit>(['done', 'failed', ...ends])].map(
    (end) => `${exits[end].code} ${exits[end].meaning}`,
  );
  return new Command(script)
    .description(summary)
    .helpOption('--help', 'show this text')
    .configureHelp({ commandUsage: (command) => `npm run ${command.name()} -- ${command.usage()}` })
    .addHelpText('after', `\nExample: npm run ${`${script} ${example}`.trim()}\nExit codes: ${codes.join(' · ')}`)
    .exitOverride();
}

/** Given the arguments and options as they were declared; says how it ended. */
export type Action<Args extends unknown[], Options> = (...parameters: [...Args, Options]) => Promise<Exit>;

/** What a command reads and writes; a test brings its own. */
export interface Terminal {
  readonly argv: readonly string[];
  /** Standard output, for results. */
  out(text: string): void;
  /** Standard error, for everything else. */
  error(text: string): void;
}

/** Runs a command once and gives its exit code. What a person can fix becomes a message here, and nowhere else. */
export async function execute<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
  action: Action<Args, Options>,
  { argv, out, error: report }: Terminal,
): Promise<number> {
  let end: Exit = 'done';
  refuseOptionsAsValues(command);
  command.configureOutput({ writeOut: out, outputError: () => {} });
  command.action(async (...parameters) => {
    end = await action(...(parameters.slice(0, -1) as [...Args, Options]));
  });
  try {
    await command.parseAsync(argv, { from: 'user' });
    return exits[end].code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exits.done.code;
    if (error instanceof CommanderError) {
      report(`${command.name()}: ${refusal(error)}; 'npm run ${command.name()} -- --help' shows what there is\n`);
      return exits.failed.code;
    }
    if (!(error instanceof UserError)) throw error;
    report(`${command.name()}: ${error.message}\n`);
    return error.exitCode;
  }
}

/** Runs the command where its file is the program that was started, and not only imported. */
export async function start<Args extends unknown[], Options extends OptionValues>(
  moduleUrl: string,
  command: Command<Args, Options>,
  action: Action<Args, Options>,
): Promise<void> {
  const [, file] = process.argv;
  if (file === undefined || realpathSync(file) !== fileURLToPath(moduleUrl)) return;

  // `… | head` closes the pipe early; that is no error of the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  process.exitCode = await execute(command, action, {
    argv: process.argv.slice(2),
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
  });
}

/** Commander would take `--dry-run` for the value in `--yes --dry-run`. */
function refuseOptionsAsValues<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
): void {
  for (const option of command.options.filter(({ required }) => required)) {
    command.on(`option:${option.name()}`, (value?: string) => {
      if (value?.startsWith('--')) command.error(`option '${option.flags}' argument missing`);
    });
  }
}

/** Commander's message in the form of this project: one line, lower case, no full stop. */
function refusal({ message }: CommanderError): string {
  return message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.+)\?\)$/, '; did you mean $1?')
    .replace(/\. ([A-Z])/g, (_, letter: string) => `; ${letter.toLowerCase()}`)
    .replace(/\.$/, '');
}
