import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RepositoryCopy } from '../support/repository-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const repository = new RepositoryCopy(temporaryFolder(), 'small');

type Edit = readonly [path: string, from: string, to: string];

/** What the config says when a copy of it is read in this process, which is the same and starts nothing. */
async function refusal([path, from, to]: Edit): Promise<string> {
  const folder = temporaryFolder();
  cpSync(join(repository.folder, 'config'), join(folder, 'config'), { recursive: true });
  for (const name of ['imports', 'node_modules', 'package.json'])
    symlinkSync(join(repository.folder, name), join(folder, name));
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replace(from, to));
  const { loadEnvironments } = await import(join(folder, 'config/load.ts'));
  return loadEnvironments().then(
    () => 'accepted',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

const dev = 'config/environments/dev.ts';
const remedy = "fix this line or the one before it, 'npx tsc --noEmit' shows all mistakes of this kind";

describe('a config that cannot be read', () => {
  test.each<readonly [mistake: string, edit: Edit, line: string]>([
    [
      'a missing colon',
      ['config/teams.ts', '"name": "team-a"', '"name" "team-a"'],
      `config/teams.ts:3:11: Expected ":" but found "\\"team-a\\""; ${remedy}`,
    ],
    [
      'a name that nobody defined',
      [dev, 'teams: teams', 'teams: taems'],
      `${dev}:4:10: taems is not defined; ${remedy}`,
    ],
    [
      'a field of something that is not there',
      [dev, 'teams: teams', 'teams: teams.all.first'],
      `${dev}:4:20: Cannot read properties of undefined (reading 'first'); ${remedy}`,
    ],
    [
      'an import that does not exist',
      [dev, '{ teams }', '{ taems as teams }'],
      `${dev}:1: The requested module '../teams.ts' does not provide an export named 'taems'; ${remedy}`,
    ],
    [
      'an import from a file that does not exist',
      [dev, '../teams.ts', '../taems.ts'],
      `${dev}: Cannot find module 'config/taems.ts'; ${remedy}`,
    ],
    [
      'an import from a package that keeps it to itself',
      [dev, "'../teams.ts'", "'zod/teams'"],
      `${dev}: Package subpath './teams' is not defined by "exports" in node_modules/zod/package.json; ${remedy}`,
    ],
    [
      'something that is thrown and is no error',
      [dev, 'teams: teams', 'teams: (() => { throw null; })()'],
      'a file of config/ or charts/ throws null while it is read; throw an Error that says why',
    ],
    [
      'a list of environments of another name',
      ['config/environments/index.ts', 'const environments =', 'const environment ='],
      "config/environments/index.ts: 'environments' is not a list; export one, e.g. 'export const environments = [dev, prod];'",
    ],
  ])('for %s is refused in one line with the place', async (_, edit, line) => {
    expect(await refusal(edit)).toBe(`UserError: ${line}`);
  });

  test.each(['names', 'regions', 'schema/airflow', 'rules/teams'])(
    'is refused so for config/%s.ts too',
    async (name) => {
      const file = `config/${name}.ts`;
      expect(await refusal([file, 'export ', 'exprot '])).toMatch(
        new RegExp(`^UserError: ${file}:\\d+:\\d+: .*; fix .*$`),
      );
    },
  );
});

test('a mistake in the teams is reported as the README shows it', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const [, example] = /is refused before .*\n\n```text\n([^`]*)```/.exec(readme) ?? [];
  expect(`${await refusal(['config/teams.ts', '"spark-memory"', '"spark-memry"'])}\n`).toBe(`UserError: ${example}`);
});
