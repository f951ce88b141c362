import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Judged } from './compare/judge.ts';
import type { Verdict } from './compare/verdict.ts';
import { changedSources, differing, type Side } from './side.ts';
import { filesOf } from './tree/read.ts';
import type { Item, Tree } from './tree/tree.ts';

/** Whether `dist/` of the head is what its own source renders. */
interface Staleness {
  /** `null` where nobody knows. */
  readonly stale: boolean | null;
  /** Files of `dist/` that the source renders otherwise, or not at all, or that are missing. */
  readonly files: readonly string[];
  /** Why it is not known. */
  readonly unknown?: string;
}

/**
 * Compares the head's `dist/` with its source. Where no source changed, every change of `dist/` was made by hand, provided
 * that the base was right; otherwise the head's source is rendered, where the head is a checkout.
 *
 * @param mayRun whether the head's own code may be run
 */
export async function staleness(before: Side, after: Side, mayRun: boolean): Promise<Staleness> {
  const changed = changedSources(before, after)?.filter((path) => !path.startsWith('cluster/'));
  const files = differing(textsOf(before.trees), textsOf(after.trees));
  if (changed === undefined) return { stale: null, files: [], unknown: 'one side has no source beside its dist/' };
  if (changed.length === 0) return { stale: files.length > 0, files };
  if (!mayRun) return { stale: null, files: [], unknown: 'the source of the head was not rendered (--no-synth)' };
  const { checkout } = after;
  if (checkout === undefined)
    return { stale: null, files: [], unknown: 'a revision cannot be rendered: give a checkout as --head' };
  if (!existsSync(join(checkout, 'node_modules')))
    return { stale: null, files: [], unknown: "the head has no node_modules: run 'npm ci' there" };
  return rendered(checkout, after.trees);
}

async function rendered(checkout: string, trees: readonly Tree[]): Promise<Staleness> {
  const folder = mkdtempSync(join(tmpdir(), 'review-synth-'));
  try {
    const failure = await synth(checkout, folder);
    if (failure !== undefined) return { stale: null, files: [], unknown: `its synth fails: ${failure}` };
    const files = differing(textsOf(trees), new Map(filesOf(folder).map(({ path, text }) => [path, text])));
    return { stale: files.length > 0, files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Renders a checkout into a folder; gives the first line of what went wrong. */
function synth(checkout: string, folder: string): Promise<string | undefined> {
  const child = spawn(process.execPath, ['--import', 'tsx/esm', 'charts/main.ts'], {
    cwd: checkout,
    env: { ...process.env, CDK8S_OUTDIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : (stderr.trim().split('\n')[0] ?? 'no reason given')));
  });
}

/** The text of every file, by its path. */
function textsOf(trees: readonly Tree[]): ReadonlyMap<string, string> {
  return new Map(trees.flatMap(({ texts }) => [...texts]));
}

/** What the report says of it. It is not a verdict over changes: it needs the source. */
export const staleVerdict: Verdict = {
  rule: 'delivery/stale',
  severity: 'danger',
  promise: 'Where `dist/` is not what its own source renders: edited by hand, or not rendered again',
};

export function judgeStaleness({ files }: Staleness, before: Side, after: Side): readonly Judged[] {
  const known = new Map<string, { readonly item: Item; readonly environment: string }>();
  for (const { environment, items } of [...before.trees, ...after.trees]) {
    for (const item of items) known.set(item.file, { item, environment });
  }
  return files.map((file) => {
    const found = known.get(file);
    return {
      rule: staleVerdict.rule,
      severity: staleVerdict.severity,
      environment: found?.environment ?? file.split('/')[0] ?? '',
      objects: found ? [found.item] : [],
      message:
        'dist/ is not what the source renders (stale): it was edited by hand, or not rendered again, and the next synth takes this back',
      remedy: "change config/ or charts/ instead, run 'npm run synth' and commit both",
      ...(found ? {} : { why: file }),
    };
  });
}
