import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { npmScript, start, Unavailable } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import { type Change, changesIn, isExample } from './changes.ts';
import { Copy, type Ending } from './copy.ts';
import { apply } from './edit.ts';

const repository = join(import.meta.dirname, '../..');

type Step = readonly [name: string, run: (copy: Copy) => Promise<Ending>];

const steps: readonly Step[] = [
  ['synth', (copy) => copy.node('config/node.mjs', 'charts/main.ts')],
  ['verify', (copy) => copy.node('config/node.mjs', 'review/verify/main.ts')],
  ['types', (copy) => copy.node('node_modules/typescript/bin/tsc', '--tsBuildInfoFile', '.cdk8s/tsc.tsbuildinfo')],
  ['lint', (copy) => copy.node('node_modules/@biomejs/biome/bin/biome', 'check', ...copy.changed())],
];
const tests: Step = ['test', (copy) => copy.node('node_modules/jest/bin/jest.js')];

/** Makes one change, and says in a few lines what went red. */
async function redAfter({ name, page, heading, edits }: Change, copy: Copy, chosen: readonly Step[]): Promise<boolean> {
  const began = Date.now();
  const red: string[] = [];
  try {
    if (!copy.read(page).includes(`# ${heading}\n`)) throw new Error(`${page} has no heading '${heading}'`);
    apply(copy.folder, edits);
    for (const [step, run] of chosen) {
      const { ok, said } = await run(copy);
      if (!ok) red.push(`  ${step}:\n${excerpt(said)}`);
    }
  } catch (error) {
    red.push(`  ${error instanceof Error ? error.message : error}`);
  }
  copy.restore();
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log([`${red.length === 0 ? 'green' : 'RED'} ${name} (${seconds} s)`, ...red].join('\n'));
  return red.length > 0;
}

/** Of tests those that failed, of anything else how it begins. */
function excerpt(said: string): string {
  const failed = said.split('\n').filter((line) => /^(FAIL|Tests:)|^\S.* > /.test(line));
  const lines = failed.length > 1 ? [...new Set(failed)] : said.trim().split('\n');
  return lines
    .slice(0, 40)
    .map((line) => `    ${line}`)
    .join('\n');
}

/** Makes the changes of a queue in a copy, one after the other; gives the number of those that went red. */
async function work(queue: Change[], chosen: readonly Step[]): Promise<number> {
  const copy = new Copy(repository);
  let red = 0;
  try {
    for (let change = queue.shift(); change; change = queue.shift())
      red += Number(await redAfter(change, copy, chosen));
  } finally {
    copy.remove();
  }
  return red;
}

function chosenOf(changes: readonly Change[], names: readonly string[]): Change[] {
  const unknown = names.find((name) => !changes.some((change) => change.name === name));
  if (unknown !== undefined) throw new UserError(`'${unknown}': is no change; '--list' names them`);
  return changes.filter(({ name }) => names.includes(name));
}

const command = npmScript({
  script: 'test:changes',
  summary:
    'Makes each change that the pages tell people to make in a copy, and most of them at once. Synth, types, lint and verify, and at the end all tests, stay green.',
  example: "-- 'add a team'",
  ends: ['unavailable'],
})
  .argument('[changes...]', 'only these')
  .option('--tests', 'run all tests after each of these')
  .option('--list', 'name every change with the page that tells of it, and make none');

await start(import.meta.url, command, async (names, { list, tests: withTests }) => {
  const { changes, allAtOnce } = changesIn(repository);
  if (list) {
    for (const { name, page, heading } of changes) console.log(`${name}: ${page}, ${heading}`);
    return 'done';
  }
  if (!isExample(repository)) {
    throw new Unavailable('the environments are no longer those of the example, which these changes are written for');
  }
  if (names.length > 0) {
    const red = await work(chosenOf([...changes, allAtOnce], names), withTests ? [...steps, tests] : steps);
    return red > 0 ? 'failed' : 'done';
  }

  const queue = [...changes];
  const red = await Promise.all(Array.from({ length: availableParallelism() }, () => work(queue, steps)));
  // Whatever a test reads of the config is another now: so all tests run once, and not after each change.
  red.push(await work([allAtOnce], [...steps, tests]));
  const count = red.reduce((sum, one) => sum + one, 0);
  console.log(count === 0 ? 'all green' : `${count} red`);
  return count === 0 ? 'done' : 'failed';
});
