import { realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadEnvironments } from '../config/load.ts';
import { type Command, execute } from './command.ts';
import { processShell } from './shell.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs the command if its file is the program that was started, and not only imported. */
export async function main(command: Command, moduleUrl: string): Promise<void> {
  const started = process.argv[1];
  if (!started || realpathSync(started) !== fileURLToPath(moduleUrl)) return;

  // `--dry-run | head` closes the pipe early; that is no error of the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  process.exitCode = await execute(command, commandLine(process.argv.slice(2), process.env), {
    environments: loadEnvironments,
    root,
    // The pinned `cdk` of this repository comes before any other on the machine.
    shell: processShell({
      cwd: root,
      env: { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter) },
    }),
    clock: { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) },
    print: (line) => console.log(line),
    report: (line) => console.error(line),
    ask,
  });
}

/** Without `--` before it, npm takes `--dry-run` for itself. It must never turn into a real run. */
export function commandLine(argv: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  return env['npm_config_dry_run'] === 'true' ? [...argv, '--dry-run'] : argv;
}

async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
