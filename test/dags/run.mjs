// `npm run test:dags [-- <pytest arguments>]`: lint and test dags/ with the Airflow that the platform runs.
//
// Makes .venv/ from requirements.lock when that file has changed. Exit codes:
//   0  everything passed
//   1  a check or a test failed
//   2  there is no Python that Airflow runs on
//   3  the packages could not be installed, e.g. because PyPI cannot be reached
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lock = join(root, 'test/dags/requirements.lock');
const venv = join(root, '.venv');
const stamp = join(venv, 'requirements.sha256');
const python = join(venv, 'bin/python');

const candidates = ['python3.11', 'python3.12', 'python3.13', 'python3', 'python'];
const supported = 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))';

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options }).status ?? 1;
}

function fail(exitCode, message) {
  console.error(`test:dags: ${message}`);
  process.exit(exitCode);
}

function install() {
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const base = candidates.find((name) => run(name, ['-c', supported], { stdio: 'ignore' }) === 0);
  if (base === undefined)
    fail(2, 'no Python 3.11, 3.12 or 3.13 found; install one, e.g. python3.11 with python3.11-venv');

  console.error('test:dags: installing Airflow into .venv (a few minutes, once for each requirements.lock)');
  rmSync(venv, { recursive: true, force: true });
  if (run(base, ['-m', 'venv', venv]) !== 0)
    fail(2, `${base} cannot make a virtual environment; install its venv module`);
  // The lock names every package, so there is nothing to resolve.
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  if (run(python, [...pip, '--requirement', lock]) !== 0) {
    fail(
      3,
      'the packages of test/dags/requirements.lock could not be installed; the DAGs were NOT tested. Is PyPI reachable?',
    );
  }
  writeFileSync(stamp, wanted);
}

install();
const results = [
  run(python, ['-m', 'ruff', 'check', 'dags', 'test/dags']),
  run(python, ['-m', 'ruff', 'format', '--check', '--quiet', 'dags', 'test/dags']),
  run(python, ['-m', 'pytest', ...process.argv.slice(2)]),
];
process.exit(results.every((status) => status === 0) ? 0 : 1);
