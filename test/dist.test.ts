import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { renderApp } from '../charts/output/render.ts';
import { buildPlatform } from '../charts/platform.ts';
import { environments } from '../config/environments/index.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Every file of a folder and its text, by its path in `dist/`. */
function committed(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(`${dist}/${folder}`, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  return new Map(files.map((file) => [file.slice(dist.length + 1), readFileSync(file, 'utf8')]));
}

function rendered(environment: (typeof environments)[number]): ReadonlyMap<string, string> {
  return new Map(renderApp(buildPlatform(environment), environment.environment).map(({ path, text }) => [path, text]));
}

/** Where two trees differ, in words that say what to do. */
function stale(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const differing = paths.filter((path) => before.get(path) !== after.get(path));
  const state = (path: string) =>
    !before.has(path) ? 'is missing' : !after.has(path) ? 'is left over' : 'is out of date';
  return differing.map((path) => `dist/${path} ${state(path)}; run 'npx cdk8s synth' and commit dist/ with the source`);
}

describe('dist/', () => {
  test.each(environments.map((environment) => [environment.environment, environment] as const))(
    'holds %s just as the source renders it, byte for byte',
    (name, environment) => {
      expect(stale(committed(name), rendered(environment))).toEqual([]);
    },
  );

  test.each(environments.map((environment) => [environment.environment, environment] as const))(
    'says of %s in YAML what the charts have made, which is what the other tests look at',
    (_, environment) => {
      const files = renderApp(buildPlatform(environment), environment.environment);
      expect(files.map(({ text }) => load(text))).toEqual(
        files.map(({ manifest }) => JSON.parse(JSON.stringify(manifest))),
      );
    },
  );

  test('holds the environments and nothing else', () => {
    expect(readdirSync(dist).sort()).toEqual(environments.map(({ environment }) => environment).sort());
  });

  test('is said to be out of date with the command that brings it up to date', () => {
    const before = new Map([
      ['dev/a.yaml', 'old'],
      ['dev/c.yaml', ''],
    ]);
    const after = new Map([
      ['dev/a.yaml', 'new'],
      ['dev/b.yaml', ''],
    ]);
    expect(stale(before, after)).toEqual([
      "dist/dev/a.yaml is out of date; run 'npx cdk8s synth' and commit dist/ with the source",
      "dist/dev/b.yaml is missing; run 'npx cdk8s synth' and commit dist/ with the source",
      "dist/dev/c.yaml is left over; run 'npx cdk8s synth' and commit dist/ with the source",
    ]);
  });
});
