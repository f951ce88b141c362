import { join } from 'node:path';
import { npmScript, start } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import { type Change, changesIn, isExample } from './changes.ts';
import { Copy, type Ending } from './copy.ts';
import { apply } from './edit.ts';
import { Types } from './types.ts';

const repository = join(import.meta.dirname, '../..');

/** What is wrong after a change, in the words of the step that found it. */
type Red = readonly string[];

type Found = readonly (readonly [step: string, ending: Ending])[];

/** The steps of a copy, two at a time: the compiler has this process, and the others are processes of their own. */
class Steps {
  readonly #copy: Copy;
  readonly #types: Types;

  constructor(copy: Copy) {
    this.#copy = copy;
    this.#types = new Types(copy.folder);
  }

  async run(withTests: boolean): Promise<Red> {
    const { node } = this.#copy;
    const lint = ['check', '--no-errors-on-unmatched', ...this.#copy.changed()];
    const found: Found[] = await Promise.all([
      node('config/node.mjs', 'charts/main.ts').then(
        async (synth): Promise<Found> => [
          ['synth', synth],
          ['verify', await node('config/node.mjs', 'review/verify/main.ts')],
        ],
      ),
      node('node_modules/@biomejs/biome/bin/biome', ...lint).then((ending): Found => [['lint', ending]]),
      Promise.resolve<Found>([['types', this.#types.check()]]),
    ]);
    // The tests take what synth wrote.
    if (withTests) found.push([['test', await node('node_modules/jest/bin/jest.js')]]);
    return found.flat().flatMap(([step, { ok, said }]) => (ok ? [] : [`  ${step}:\n${excerpt(said)}`]));
  }
}

/** Makes one change, and says in a few lines what went red. */
async function isRed({ name, page, heading, edits }: Change, copy: Copy, steps: Steps, withTests: boolean) {
  const began = Date.now();
  let red: Red;
  try {
    if (!copy.read(page).includes(`# ${heading}\n`)) throw new Error(`${page} has no heading '${heading}'`);
    apply(copy.folder, edits);
    red = await steps.run(withTests);
  } catch (error) {
    red = [`  ${error instanceof Error ? error.message : error}`];
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

function chosenOf(changes: readonly Change[], names: readonly string[]): Change[] {
  const unknown = names.find((name) => !changes.some((change) => change.name === name));
  if (unknown !== undefined) throw new UserError(`'${unknown}': is no change; '--list' names them`);
  return changes.filter(({ name }) => names.includes(name));
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new UserError(`--minutes: '${text}' is no whole number; give one, e.g. '60'`);
  return Number(text);
}

const command = npmScript({
  script: 'test:changes',
  summary:
    'Makes most changes that the pages tell people to make in a copy at once, and then each alone. Synth, types, lint and verify, and of the first all tests, stay green.',
  example: "-- 'add a team'",
  ends: ['unavailable'],
})
  .argument('[changes...]', 'only these')
  .option('--tests', 'run all tests after each of these')
  .option('--minutes <number>', 'begin none after so many minutes, and say which were left', wholeNumber)
  .option('--list', 'name every change with the page that describes it, and make none');

await start(import.meta.url, command, async (names, { list, tests, minutes = Number.POSITIVE_INFINITY }) => {
  const { changes, allAtOnce } = changesIn(repository);
  if (list) {
    for (const { name, page, heading } of changes) console.log(`${name}: ${page}, ${heading}`);
    return 'done';
  }
  if (!isExample(repository)) {
    console.log('nothing to do: the environments are your own, and these changes are written for those of the example');
    return 'done';
  }
  // Of the first, whatever a test reads of the config is another: so all tests run once, and not after each change.
  const all = [...changes, allAtOnce];
  const wanted = names.length > 0 ? chosenOf(all, names) : [allAtOnce, ...changes];
  const end = Date.now() + minutes * 60_000;
  const copy = new Copy(repository);
  const steps = new Steps(copy);
  let red = 0;
  let made = 0;
  try {
    for (const change of wanted) {
      if (Date.now() > end) break;
      const withTests = tests === true || (names.length === 0 && change === allAtOnce);
      red += Number(await isRed(change, copy, steps, withTests));
      made += 1;
    }
  } finally {
    copy.remove();
  }
  const left = wanted.slice(made).map(({ name }) => name);
  if (left.length > 0) console.log(`no time for ${left.length} of ${wanted.length}: ${left.join(', ')}`);
  if (red > 0) {
    console.log(`${red} red`);
    return 'failed';
  }
  if (left.length > 0) return 'unavailable';
  console.log('all green');
  return 'done';
});
