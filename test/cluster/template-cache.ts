import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Templates of earlier tests, so that CDK is loaded once for each config and not once for each test file: that is most
 * of the time. What is kept depends on everything that can change a template, and goes when any of it changes.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const kept = join(root, 'node_modules/.cache/airflow-on-eks-templates');

export async function cached<T>(input: unknown, make: () => Promise<T>): Promise<T> {
  const file = join(folderOfSources(), `${digest(JSON.stringify(input))}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));

  const made = await make();
  // Another test file may be doing the same: whoever is later replaces equal bytes.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(made));
  renameSync(unfinished, file);
  return made;
}

function folderOfSources(): string {
  const sources = [
    ...['cdk.json', 'package-lock.json', 'test/cluster/templates.ts'],
    ...['cluster', 'config'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts') && !path.startsWith('commands'))
        .map((path) => join(folder, path)),
    ),
  ];
  const current = digest(...sources.sort().flatMap((path) => [path, readFileSync(join(root, path), 'utf8')]));
  const folder = join(kept, current);
  if (!existsSync(folder)) {
    rmSync(kept, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  return folder;
}

function digest(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 32);
}
