// `npm run test:dags [-- <arguments of pytest>]`: lint and test dags/ with the Airflow that the platform runs.
// Makes .venv/ from requirements.lock, and the packages of an image of your own, when one of the two has changed.
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmScript, start, Unavailable } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';

const root = join(import.meta.dirname, '../..');
const lock = join(root, 'test/dags/requirements.lock');
const venv = join(root, '.venv');
const stamp = join(venv, 'requirements.sha256');
const python = join(venv, 'bin/python');

const candidates = ['python3.11', 'python3.12', 'python3.13', 'python3', 'python'];
const supported = 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))';

const command = npmScript({
  script: 'test:dags',
  summary: 'Lints dags/ and tests it in the Airflow that the platform runs, which is installed into .venv/.',
  example: '-- -k pyspark',
  ends: ['unavailable'],
})
  .argument('[arguments...]', 'are those of pytest')
  .option('--requirements <file>', 'packages that your image of Airflow has in addition (airflow.image)')
  .allowUnknownOption();

await start(import.meta.url, command, async (parameters, { requirements }) => {
  install(requirements);
  const passed = [
    succeeds(python, ['-m', 'ruff', 'check', 'charts', 'dags', 'test/dags']),
    succeeds(python, ['-m', 'ruff', 'format', '--check', '--quiet', 'charts', 'dags', 'test/dags']),
    succeeds(python, ['-m', 'pytest', ...parameters]),
  ];
  return passed.every(Boolean) ? 'done' : 'failed';
});

function install(requirements: string | undefined): void {
  if (requirements !== undefined && !existsSync(requirements)) {
    throw new UserError(
      `--requirements: there is no file '${requirements}'; name the one that your image is built with`,
    );
  }
  const files = [lock, ...(requirements === undefined ? [] : [requirements])];
  const wanted = createHash('sha256')
    .update(Buffer.concat(files.map((file) => readFileSync(file))))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const base = candidates.find((name) => succeeds(name, ['-c', supported], { stdio: 'ignore' }));
  if (base === undefined) {
    throw new Unavailable('no Python 3.11, 3.12 or 3.13 found; install one, e.g. python3.11 with python3.11-venv');
  }
  console.error('test:dags: installing Airflow into .venv (a few minutes, once for each requirements.lock)');
  rmSync(venv, { recursive: true, force: true });
  if (!succeeds(base, ['-m', 'venv', venv])) {
    throw new Unavailable(`${base} cannot make a virtual environment; install its venv module`);
  }
  // The lock names every package, so there is nothing to resolve.
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  if (!succeeds(python, [...pip, '--requirement', lock])) {
    throw new Unavailable(
      'the packages of test/dags/requirements.lock could not be installed; the DAGs were NOT tested. Is PyPI reachable?',
    );
  }
  if (requirements !== undefined) installBeside(requirements);
  writeFileSync(stamp, wanted);
}

/** What else an image has, with the locked packages as they are: a package that needs another version of one is an error. */
function installBeside(requirements: string): void {
  const constraints = join(venv, 'constraints.txt');
  const locked = readFileSync(lock, 'utf8').match(/^\S+==\S+( ;[^\\]*)?/gm) ?? [];
  writeFileSync(constraints, `${locked.join('\n')}\n`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--constraint', constraints];
  if (!succeeds(python, [...pip, '--requirement', requirements])) {
    throw new Unavailable(
      `the packages of ${requirements} could not be installed beside those of test/dags/requirements.lock; the DAGs were NOT tested`,
    );
  }
}

function succeeds(program: string, parameters: readonly string[], options: SpawnSyncOptions = {}): boolean {
  return spawnSync(program, parameters, { cwd: root, stdio: 'inherit', ...options }).status === 0;
}
