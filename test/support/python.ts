import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unavailable } from '../../config/cli.ts';
import { root } from './suite.ts';

const candidates = ['python3.11', 'python3.12', 'python3.13', 'python3', 'python'];
const supported = 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))';

export interface Packages {
  /** Name of the npm script, for what it says while it waits. */
  readonly script: string;
  /** What is installed, and what takes that long. */
  readonly installing: string;
  /** Virtual environment, from the root of the project. */
  readonly venv: string;
  /** The lock: it names every package with its hash, so there is nothing to resolve. From the root of the project. */
  readonly lock: string;
  /** What did not happen where the packages cannot be installed. */
  readonly otherwise: string;
  /** Packages in addition, as a person names them in a requirements file. */
  readonly beside?: string | undefined;
}

/**
 * A virtual environment with the packages of a lock: made where one of its files has changed since the last time.
 *
 * @returns its Python
 * @throws Unavailable without Python 3.11 to 3.13, or where the packages cannot be fetched
 */
export function pythonWith({ script, installing, venv, lock, otherwise, beside }: Packages): string {
  const folder = join(root, venv);
  const stamp = join(folder, 'requirements.sha256');
  const python = join(folder, 'bin/python');
  const files = [join(root, lock), ...(beside === undefined ? [] : [beside])];
  const wanted = createHash('sha256')
    .update(Buffer.concat(files.map((file) => readFileSync(file))))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;

  const base = candidates.find((name) => succeeds(name, ['-c', supported], { stdio: 'ignore' }));
  if (base === undefined) {
    throw new Unavailable('no Python 3.11, 3.12 or 3.13 found; install one, e.g. python3.11 with python3.11-venv');
  }
  console.error(`${script}: installing ${installing}`);
  rmSync(folder, { recursive: true, force: true });
  if (!succeeds(base, ['-m', 'venv', folder])) {
    throw new Unavailable(`${base} cannot make a virtual environment; install its venv module`);
  }
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  if (!succeeds(python, [...pip, '--no-deps', '--require-hashes', '--requirement', join(root, lock)])) {
    throw new Unavailable(`the packages of ${lock} could not be installed; ${otherwise}. Is PyPI reachable?`);
  }
  if (beside !== undefined) {
    const constraints = join(folder, 'constraints.txt');
    const locked = readFileSync(join(root, lock), 'utf8').match(/^\S+==\S+( ;[^\\]*)?/gm) ?? [];
    writeFileSync(constraints, `${locked.join('\n')}\n`);
    // A package that needs another version of a locked one is an error.
    if (!succeeds(python, [...pip, '--constraint', constraints, '--requirement', beside])) {
      throw new Unavailable(`the packages of ${beside} could not be installed beside those of ${lock}; ${otherwise}`);
    }
  }
  writeFileSync(stamp, wanted);
  return python;
}

/** Runs a program in the root of the project, with the terminal of this process. */
export function succeeds(program: string, parameters: readonly string[], options: SpawnSyncOptions = {}): boolean {
  return spawnSync(program, parameters, { cwd: root, stdio: 'inherit', ...options }).status === 0;
}
