// `npm run test:dags [-- <arguments of pytest>]`: lint and test dags/ with the Airflow that the platform runs.
// Makes .venv/ from requirements.lock, and the packages of an image of your own, when one of the two has changed.
import { existsSync } from 'node:fs';
import { npmScript, start } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import { pythonWith, succeeds } from '../support/python.ts';

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
  if (requirements !== undefined && !existsSync(requirements)) {
    throw new UserError(
      `--requirements: there is no file '${requirements}'; name the one that your image is built with`,
    );
  }
  const python = pythonWith({
    script: 'test:dags',
    installing: 'Airflow into .venv (a few minutes, once for each requirements.lock)',
    venv: '.venv',
    lock: 'test/dags/requirements.lock',
    otherwise: 'the DAGs were NOT tested',
    beside: requirements,
  });
  const passed = [
    succeeds(python, ['-m', 'ruff', 'check', 'charts', 'dags', 'test/dags']),
    succeeds(python, ['-m', 'ruff', 'format', '--check', '--quiet', 'charts', 'dags', 'test/dags']),
    succeeds(python, ['-m', 'pytest', ...parameters]),
  ];
  return passed.every(Boolean) ? 'done' : 'failed';
});
