import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { platformConfig } from '../fixtures.ts';
import { everyAwsChoice } from '../support/configs.ts';
import { blocksOf, section } from './operations-page.ts';

/** Properties that the templates of each secret use, by the name of the secret without its cluster. */
function usedProperties(...configs: readonly PlatformConfig[]): ReadonlyMap<string, readonly string[]> {
  const used = new Map<string, Set<string>>();
  for (const { remoteName, targets } of configs.flatMap((config) => resolve(config).secrets)) {
    const path = remoteName.split('/').slice(1).join('/');
    const templates = targets.flatMap(({ data }) => Object.values(data)).join();
    const properties = [...templates.matchAll(/\{\{-? \.(\w+)/g)].flatMap(([, property]) => property ?? []);
    used.set(path, new Set([...(used.get(path) ?? []), ...properties]));
  }
  return new Map([...used].map(([path, properties]) => [path, [...properties]]));
}

const privateDags = platformConfig((draft) => {
  draft.airflow.dags = { ...draft.airflow.dags, kind: 'git-private' } as typeof draft.airflow.dags;
});
const used = usedProperties(platformConfig(), everyAwsChoice, privateDags);

describe("the section 'Rotate a secret' of docs/operations.md", () => {
  const text = section('Rotate a secret');
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rotation-'));
    mkdirSync(join(folder, 'has'));
    mkdirSync(join(folder, 'put'));
    for (const [path, properties] of used) {
      const values = Object.fromEntries(properties.map((property) => [property, 'old']));
      writeFileSync(join(folder, 'has', path.replaceAll('/', '.')), JSON.stringify(values));
    }
    // A Secrets Manager of files: what is put is kept beside what was there.
    writeFileSync(
      join(folder, 'aws'),
      `#!/bin/bash
[[ "$*" =~ --secret-id\\ [^/]*/([a-z/]*) ]] || exit 0
name="\${BASH_REMATCH[1]//\\//.}"
case "$2" in
get-secret-value) cat "has/$name";;
put-secret-value) cp secret.json "put/$name.$RANDOM$RANDOM";;
esac
`,
      { mode: 0o755 },
    );
    writeFileSync(join(folder, 'fake'), '#!/bin/sh\n', { mode: 0o755 });
    for (const name of ['kubectl', 'npm']) symlinkSync('fake', join(folder, name));
    const commands = blocksOf(text).join('').replaceAll('< alter.sql', '');
    execFileSync('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd: folder,
      env: { PATH: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) },
      stdio: 'pipe',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('puts every property that the templates of the secret use', () => {
    const puts = readdirSync(join(folder, 'put'));
    expect(puts).toHaveLength(text.match(/^aws secretsmanager put-secret-value/gm)?.length ?? 0);
    const lacking = puts.flatMap((file) => {
      const values: unknown = JSON.parse(readFileSync(join(folder, 'put', file), 'utf8'));
      const path = file.split('.').slice(0, -1).join('/');
      const missing = used.get(path)?.filter((property) => !Object.hasOwn(values as object, property));
      return missing?.length === 0 ? [] : [`${path}: ${missing ?? 'is no secret of the platform'}`];
    });
    expect(lacking).toEqual([]);
  });

  test('spells out every property where a person fills the file in', () => {
    const recipes = [...text.matchAll(/put `(\{.*?\})` into `[\w-]+\/([a-z/]+)`/g)];
    expect(recipes.length).toBeGreaterThan(0);
    for (const [, example = '', path = ''] of recipes) {
      expect(Object.keys(JSON.parse(example))).toEqual(expect.arrayContaining([...(used.get(path) ?? ['a secret'])]));
    }
  });
});

describe('what the templates of a secret use', () => {
  test.each([
    ['airflow/jwt', ['key']],
    ['airflow/admin', ['password', 'username']],
    ['airflow/db', ['dbname', 'host', 'password', 'port', 'username']],
    ['airflow/git', ['token', 'username']],
  ])('is read from %s', (path, properties) => {
    expect([...(used.get(path) ?? [])].sort()).toEqual(properties);
  });
});
