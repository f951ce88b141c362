// `npm run test:dags [-- <arguments of pytest>]`: lint and test dags/ with the Airflow that the platform runs.
// Makes .venv/ from requirements.lock when that file has changed.
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmScript, start, Unavailable } from '../../config/cli.ts';

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
  .allowUnknownOption();

await start(import.meta.url, command, async (parameters) => {
  install();
  const passed = [
    succeeds(python, ['-m', 'ruff', 'check', 'charts', 'dags', 'test/dags']),
    succeeds(python, ['-m', 'ruff', 'format', '--check', '--quiet', 'charts', 'dags', 'test/dags']),
    succeeds(python, ['-m', 'pytest', ...parameters]),
  ];
  return passed.every(Boolean) ? 'done' : 'failed';
});

function install(): void {
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
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
  writeFileSync(stamp, wanted);
}

function succeeds(program: string, parameters: readonly string[], options: SpawnSyncOptions = {}): boolean {
  return spawnSync(program, parameters, { cwd: root, stdio: 'inherit', ...options }).status === 0;
}
