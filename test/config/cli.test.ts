import { readFileSync } from 'node:fs';
import { Option } from '@commander-js/extra-typings';
import { type Action, execute, exits, npmScript } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';

const judge = () =>
  npmScript({ script: 'judge', summary: 'Judges trees.', example: '-- dev --format json', ends: ['findings'] })
    .argument('<tree>', 'what is judged')
    .argument('[other]', 'what it is compared with')
    .option('--dist <folder>', 'where the trees are', 'dist')
    .option('--strict', 'judge harder')
    .addOption(new Option('--format <format>', 'how it is told').choices(['text', 'json'] as const).default('text'));

type Judge =
  ReturnType<typeof judge> extends { processedArgs: infer Args extends unknown[]; opts(): infer Options }
    ? Action<Args, Options>
    : never;

async function run(argv: readonly string[], action: Judge = async () => 'done') {
  const written = { out: '', error: '' };
  const code = await execute(judge(), action, {
    argv,
    out: (text) => {
      written.out += text;
    },
    error: (text) => {
      written.error += text;
    },
  });
  return { code, ...written };
}

describe('a command of the project', () => {
  test('is given its arguments and options, with their defaults', async () => {
    const given: unknown[] = [];
    const { code } = await run(['dev', '--format', 'json', '--strict'], async (...all) => {
      given.push(...all);
      return 'done';
    });
    expect(given).toEqual(['dev', undefined, { dist: 'dist', format: 'json', strict: true }]);
    expect(code).toBe(0);
  });

  test('ends with the code of its end', async () => {
    expect(await run(['dev'], async () => 'findings')).toEqual({ code: 3, out: '', error: '' });
    expect(await run(['dev'], async () => 'unavailable')).toEqual({ code: 4, out: '', error: '' });
  });

  test('explains itself with --help, with an example and its exit codes', async () => {
    const { code, out, error } = await run(['--help'], async () => 'failed');
    expect(out).toMatch(/^Usage: npm run judge -- \[options\] <tree> \[other\]\n\nJudges trees\.\n/);
    expect(out).toContain('--dist <folder>');
    expect(out).toMatch(
      /\nExample: npm run judge -- dev --format json\nExit codes: 0 done, nothing found · 1 refused or failed · 3 findings\n$/,
    );
    expect({ code, error }).toEqual({ code: 0, error: '' });
  });

  test('shows what a person can fix in its own line, without a stack trace', async () => {
    class NotReady extends UserError {
      override readonly exitCode = exits.timedOut.code;
    }
    const fail = (error: Error) => () => Promise.reject(error);
    expect(await run(['dev'], fail(new UserError("'dev' is empty; run 'npm run synth'")))).toEqual({
      code: 1,
      out: '',
      error: "judge: 'dev' is empty; run 'npm run synth'\n",
    });
    expect(await run(['dev'], fail(new NotReady('not yet')))).toMatchObject({ code: 2, error: 'judge: not yet\n' });
  });

  test('hides no bug of its own behind a friendly line', async () => {
    await expect(run(['dev'], () => Promise.reject(new TypeError('bug')))).rejects.toThrow(TypeError);
  });

  test.each([
    ['an unknown option', ['dev', '--strcit'], "unknown option '--strcit'; did you mean --strict?"],
    ['an option like no other', ['dev', '--xyz'], "unknown option '--xyz'"],
    ['a value for a switch', ['dev', '--strict=no'], "unknown option '--strict=no'; did you mean --strict?"],
    ['a missing value', ['dev', '--dist'], "option '--dist <folder>' argument missing"],
    ['the next option as a value', ['dev', '--dist', '--strict'], "option '--dist <folder>' argument missing"],
    [
      'a wrong choice',
      ['dev', '--format', 'xml'],
      "option '--format <format>' argument 'xml' is invalid; allowed choices are text, json",
    ],
    ['a missing argument', [], "missing required argument 'tree'"],
    ['too many arguments', ['a', 'b', 'c'], 'too many arguments; expected 2 arguments but got 3'],
  ])('refuses %s in one line that says what to type', async (_, argv, message) => {
    expect(await run(argv)).toEqual({
      code: 1,
      out: '',
      error: `judge: ${message}; 'npm run judge -- --help' shows what there is\n`,
    });
  });

  test('has an exit code of its own for each end, and the README has them all', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const documented = [...readme.matchAll(/^\| (\d) \| ([^;|]+?)(?:;[^|]*)? \|$/gm)].map(([, code, meaning]) => [
      Number(code),
      meaning,
    ]);
    expect(Object.values(exits).map(({ code, meaning }) => [code, meaning])).toEqual(documented);
    expect(documented.map(([code]) => code)).toEqual([0, 1, 2, 3, 4]);
  });
});
