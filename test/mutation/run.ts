import { spawnSync } from 'node:child_process';
import { npmScript, start } from '../../config/cli.ts';
import { root } from '../support/suite.ts';

const command = npmScript({
  script: 'mutate',
  summary:
    'Breaks review/ on purpose, one small change at a time, and reports which of them no test of test/review notices. All of review/ takes hours.',
  example: "-- 'review/compare/verdicts/nodes/*.ts' --tests '^(compare|verdicts)/'",
})
  .argument('[files...]', 'patterns of the files to break', ['review/**/*.ts'])
  .option('--tests <expression>', 'run only the test files below test/review whose path has this regular expression')
  .option('--jobs <number>', 'how many at once; each needs a core and 1 GiB', '1');

await start(import.meta.url, command, async (files, { tests = '', jobs }) => {
  const stryker = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'test/mutation/stryker.config.json'];
  const args = [...stryker, '--mutate', files.join(','), '--concurrency', jobs];
  const env = { ...process.env, NODE_OPTIONS: '--import tsx/esm', MUTATE_TESTS: tests };
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status === 0 ? 'done' : 'failed';
});
