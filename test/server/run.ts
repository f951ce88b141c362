import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { npmScript, start, Unavailable } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import { findTool } from '../../review/helm/program.ts';
import { readFolder } from '../../review/tree/read.ts';
import type { Tree } from '../../review/tree/tree.ts';
import { admission } from './admission.ts';
import { withCharts } from './charts.ts';
import { drift } from './drift.ts';
import { applyTwice, clean, installCrds, inUse } from './environment.ts';
import { print, type Result } from './results.ts';
import { rights } from './rights.ts';
import { Server } from './server.ts';

const command = npmScript({
  script: 'test:cluster',
  summary:
    "Applies each environment of dist/ to an empty throw-away cluster, e.g. of 'kind create cluster', tests what its server makes of it, and empties the cluster again.",
  example: '-- --context kind-kind',
  ends: ['unavailable'],
})
  .option('--context <name>', 'of the kubeconfig; never the current one by itself', 'kind-kind')
  .option('--charts <folder>', 'also apply what Helm renders from the charts that are here, in folders of their names');

await start(import.meta.url, command, async ({ context, charts }) => {
  const kubectl = findTool('kubectl');
  if (!kubectl) throw new Unavailable('there is no kubectl for this machine; the cluster was NOT tested');
  if (!contexts(kubectl.command).includes(context)) {
    throw new Unavailable(
      `there is no context '${context}'; make an empty cluster, e.g. with 'kind create cluster', or give --context; the cluster was NOT tested`,
    );
  }
  const server = await Server.connect(kubectl.command, context);
  try {
    const used = await inUse(server);
    if (used.length > 0) {
      throw new UserError(
        `the cluster of context '${context}' is not empty: it has ${used.slice(0, 5).join(', ')}; give one to throw away`,
      );
    }
    const trees = readFolder(join(import.meta.dirname, '../..'));
    let results: readonly Result[] = [];
    for (const tree of trees) {
      results = [...results, ...(await testOn(server, charts === undefined ? tree : await withCharts(tree, charts)))];
    }
    const failed = results.filter(({ problems }) => problems.length > 0).length;
    console.log(`${results.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 'done' : 'failed';
  } finally {
    server.close();
  }
});

async function testOn(server: Server, tree: Tree): Promise<readonly Result[]> {
  const results: Result[] = [];
  const say = (...found: readonly Result[]) => {
    for (const result of found) print(tree.environment, result);
    results.push(...found);
  };
  const crds = await installCrds(server, tree);
  try {
    say(...(await applyTwice(server, tree)));
    say(...(await admission(server, tree)));
    say(await rights(server, tree));
    say(await drift(server, tree));
  } finally {
    await clean(server, tree, crds);
  }
  return results;
}

function contexts(kubectl: string): readonly string[] {
  try {
    return execFileSync(kubectl, ['config', 'get-contexts', '--output', 'name'], { encoding: 'utf8' }).split('\n');
  } catch {
    return [];
  }
}
