import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { company } from '../support/company.ts';
import { devLike } from '../support/configs.ts';
import { runNode } from '../support/program.ts';
import { RepositoryCopy } from '../support/repository-copy.ts';

// The stacks of a cluster that others make are not to be deployed, and their templates say what has to exist.
const { git, teams } = devLike;
const existing = { ...company, git, teams, cluster: { ...company.cluster, existing: true as const } };
const { folder } = new RepositoryCopy(mkdtempSync(join(tmpdir(), 'app-')), 'real', [devLike, existing]);
afterAll(() => rmSync(folder, { recursive: true }));
const { context: flags } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8'));

/** Names of the templates that the app makes without its validation. */
async function templates(out: string, context: object) {
  const env = {
    CDK_OUTDIR: join(folder, out),
    CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...context }),
    CDK_VALIDATION: 'false',
  };
  await runNode(['config/node.mjs', 'cluster/app.ts'], { cwd: folder, env: { ...process.env, ...env } });
  return readdirSync(join(folder, out)).filter((file) => file.endsWith('.template.json'));
}

test('the app makes only the stacks of the other environments where a cluster is made by others, and all templates for cluster:synth', async () => {
  const own = ['airflow-dev-cluster', 'airflow-dev-data', 'airflow-dev-network'];
  const theirs = ['airflow-company-cluster', 'airflow-company-data'];
  const named = (stacks: readonly string[]) => stacks.map((stack) => `${stack}.template.json`);
  const [deployed, all] = await Promise.all([templates('deployed', {}), templates('all', { existing: 'true' })]);
  expect(deployed.sort()).toEqual(named(own));
  expect(all.sort()).toEqual(named([...theirs, ...own]));
});
