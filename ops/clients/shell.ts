import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../../config/user-error.ts';

/** A program and its arguments. Never one string for a shell to take apart: no value can turn into syntax. */
export type Argv = readonly [program: string, ...args: string[]];

export interface RunOptions {
  /** Goes to the standard input, so that it shows up in no list of processes. A dry run prints `text`, or what the `secret` is. */
  readonly input?: { readonly text: string; readonly secret?: string };

  /**
   * What a dry run takes for the answer.
   * @default - no output
   */
  readonly planned?: string;

  /**
   * Lend the terminal to a program that asks questions or shows its own progress. Its output is not captured.
   * @default false
   */
  readonly terminal?: boolean;
}

/** The one way in which the commands start other programs. */
export interface Shell {
  /** Standard output of the program; a `ShellError` when it fails. */
  run(argv: Argv, options?: RunOptions): Promise<string>;

  /** Starts a program that goes on while the command works, e.g. a port-forward; waits for a line of its output that matches `ready`. */
  serve(argv: Argv, ready: RegExp, planned: string): Promise<Served>;

  /** Those of `programs` that are not installed. */
  missing(programs: readonly string[]): readonly string[];
}

/** A program that goes on in the background. */
export interface Served {
  /** The line that it was waited for. */
  readonly line: string;
  /** Settles when the program ends, whoever ends it. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** A program that was started and failed. */
export class ShellError extends UserError {
  override readonly name = 'ShellError';
  readonly output: string;

  constructor(argv: Argv, outcome: string, output: string) {
    const lines = output.trim().split('\n').slice(-5).join('\n  ');
    super(
      `'${formatArgv(argv)}' ${outcome}${lines ? `:\n  ${lines}` : ''}\n  fix the cause and run the same command again`,
    );
    this.output = output;
  }

  /** Its last line, which says most in few words. */
  get reason(): string {
    return this.output.trim().split('\n').at(-1) ?? '';
  }
}

/** The answer, or the failure with which the program ended. */
export function answerOrFailure(answer: Promise<string>): Promise<string | ShellError> {
  return answer.catch((error: unknown) => {
    if (error instanceof ShellError) return error;
    throw error;
  });
}

/** Starts real programs, found on the PATH of `env`. */
export function processShell(options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string }): Shell {
  return {
    run: (argv, runOptions) => start(argv, options, runOptions),
    serve: (argv, ready) => serve(argv, ready, options),
    missing: (programs) => programs.filter((program) => !isOnPath(program, options.env['PATH'] ?? '')),
  };
}

/** Prints what would run, takes the planned answers, and starts nothing: so it needs no tool and no credentials. */
export function dryRunShell(print: (line: string) => void): Shell {
  return {
    run: async (argv, { input, planned = '' } = {}) => {
      if (input?.secret) print(`# standard input of the next command: ${input.secret}`);
      print(input && !input.secret ? `${formatArgv(argv)} <<'END'\n${input.text}\nEND` : formatArgv(argv));
      return planned;
    },
    serve: async (argv, _, planned) => {
      print(`${formatArgv(argv)} &`);
      return { line: planned, ended: Promise.resolve(), stop: () => {} };
    },
    missing: () => [],
  };
}

/** The command as a person would type it, who has no `node_modules/.bin` on the PATH and reaches `cdk` through npx. */
export function formatArgv(argv: readonly string[]): string {
  const words = argv[0] === 'cdk' ? ['npx', ...argv] : argv;
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}

function start(
  argv: Argv,
  { env, cwd }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
  { input, terminal }: RunOptions = {},
): Promise<string> {
  const [program, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env,
      cwd,
      stdio: terminal ? 'inherit' : [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => reject(new ShellError(argv, 'did not start', error.message)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          new ShellError(argv, signal ? `was ended by ${signal}` : `failed with exit code ${code}`, stderr || stdout),
        );
    });
    // A program that ends before it has read everything is reported by its exit code.
    child.stdin?.on('error', () => {}).end(input?.text);
  });
}

function serve(
  argv: Argv,
  ready: RegExp,
  { env, cwd }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Promise<Served> {
  const [program, ...args] = argv;
  const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()).on('error', () => resolve()));
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      const line = output.split('\n').find((one) => ready.test(one));
      if (line !== undefined) resolve({ line, ended, stop: () => void child.kill() });
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.on('error', (error) => reject(new ShellError(argv, 'did not start', error.message)));
    child.on('close', (code) => reject(new ShellError(argv, `failed with exit code ${code}`, output)));
  });
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
