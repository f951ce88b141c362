import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '../../config/cli.ts';
import { loadEnvironments } from '../../config/load.ts';
import { processShell } from '../clients/shell.ts';
import { actionOf, type Command, type Host, lineOf } from './command.ts';

const root = join(import.meta.dirname, '../..');

/** Runs the command where its file is the program that was started. */
export async function main(command: Command, moduleUrl: string): Promise<void> {
  await start(moduleUrl, lineOf(command), actionOf(command, realHost(process.env)));
}

export function realHost(env: NodeJS.ProcessEnv): Host {
  return {
    environments: loadEnvironments,
    root,
    // The pinned `cdk` of this repository comes before any other on the machine.
    shell: processShell({
      cwd: root,
      env: { ...env, PATH: [join(root, 'node_modules/.bin'), env['PATH']].join(delimiter) },
    }),
    clock: { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) },
    // Without `--` before it, npm takes `--dry-run` for itself. It must never turn into a real run.
    dryRun: env['npm_config_dry_run'] === 'true',
    print: (line) => console.log(line),
    report: (line) => console.error(line),
    ask,
  };
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
