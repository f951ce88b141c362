import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from '../../../config/cli.ts';
import { reviewAction, reviewCommand } from '../../../review/command.ts';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import type { Report } from '../../../review/report/model.ts';
import { allChecks } from '../../../review/verify/checks.ts';
import { verifyAction, verifyCommand } from '../../../review/verify/command.ts';
import type { Summary } from '../../../review/verify/formats/summary.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { objectOf } from '../tree/objects.ts';
import { chartApplication, deployment, describeWithHelm, writeChart } from './charts.ts';

const charts = temporaryFolder();

/** A dist folder with one chart, in a namespace of the strictest level. */
function distWith(version: string, options: object = {}): string {
  const folder = temporaryFolder();
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  const files = {
    'Application.shop.yaml': chartApplication(version, options),
    'Namespace.shop.yaml': objectOf('Namespace', 'shop', { metadata: { labels } }),
  };
  mkdirSync(join(folder, 'dev/root'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'dev/root', name), text);
  return folder;
}

async function run<T>(command: 'verify' | 'review', ...argv: readonly string[]): Promise<T> {
  const stdout: string[] = [];
  const out = (text: string) => void stdout.push(text);
  const host = { argv: [...argv, '--charts', charts, '--format', 'json'], out, error: out };
  if (command === 'verify') await execute(verifyCommand(), verifyAction(allChecks, charts, out), host);
  else await execute(reviewCommand(), reviewAction({ verdicts: allVerdicts, checks: [] }, charts, out), host);
  return JSON.parse(stdout.join('\n')) as T;
}

describeWithHelm('npm run verify -- --charts', () => {
  writeChart(charts, '1.0.0', { 'templates/web.yaml': deployment });

  test('judges the pods that Helm makes, and says which charts it rendered', async () => {
    const dist = distWith('1.0.0', { valuesObject: { privileged: true } });
    const { findings, environments } = await run<Summary>('verify', '--dist', dist);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'security/pod-security',
        object: 'Deployment shop/web',
        file: expect.stringMatching(/dev\/root\/Application\.shop\.yaml$/),
      }),
    );
    expect(environments).toMatchObject([{ objects: 3, charts: ['shop 1.0.0'] }]);
  });

  test('says which chart was not rendered, and why', async () => {
    const { environments } = await run<Summary>('verify', '--dist', distWith('2.0.0'));
    expect(environments).toMatchObject([{ objects: 2, charts: [] }]);
    expect(environments[0]?.notChecked).toContain(
      'objects of the chart shop 2.0.0, which is not rendered: it is not in the folder',
    );
  });

  test('asks the repository of a chart with --render-helm, and ends where one is required', async () => {
    const dist = ['--dist', distWith('2.0.0')];
    const { environments } = await run<Summary>('verify', ...dist, '--render-helm', 'auto');
    expect(environments[0]?.notChecked).toContainEqual(
      expect.stringMatching(/^objects of the chart shop 2\.0\.0, .* https:\/\/127\.0\.0\.1:1\/charts does not give it/),
    );
    const errors: string[] = [];
    const host = {
      argv: [...dist, '--render-helm', 'require'],
      out: () => {},
      error: (text: string) => errors.push(text),
    };
    expect(
      await execute(
        verifyCommand(),
        verifyAction(allChecks, charts, () => {}),
        host,
      ),
    ).toBe(1);
    expect(errors.join('')).toMatch(
      /--render-helm: shop 2\.0\.0 is not rendered: .*; give a folder with it as --charts/,
    );
  });
});

describeWithHelm('npm run review -- --charts', () => {
  writeChart(charts, '1.1.0', { 'templates/web.yaml': deployment });

  test('shows what a new version of a chart changes, as objects of its Application', async () => {
    const report = await run<Report>('review', '--base', distWith('1.0.0'), '--head', distWith('1.1.0'));
    const [change] = report.changes.filter(({ object }) => object.kind === 'Deployment');
    expect(change).toMatchObject({ application: 'shop', chart: 'shop 1.1.0', verb: 'changed' });
    expect(change?.fields).toMatchObject([
      { before: 'registry.example.com/web:1.0.0', after: 'registry.example.com/web:1.1.0' },
    ]);
    expect(report.proof.charts).toEqual(['shop 1.0.0', 'shop 1.1.0']);
    expect(report.findings.map(({ rule }) => rule)).toContain('restarts/pods');
  });
});
