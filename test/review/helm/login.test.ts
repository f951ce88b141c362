import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { findChart } from '../../../review/helm/charts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { describeWithHelm, helm, writeChart } from './charts.ts';

const folder = temporaryFolder();
const program = helm?.command ?? '';
const run = (...args: string[]) => promisify(execFile)(program, args);

/** A repository of one chart, which answers only to `bot`. */
async function repository() {
  const place = join(folder, 'repository');
  writeChart(place, '1.2.3', {});
  await run('package', join(place, 'shop-1.2.3'), '--destination', place);
  await run('repo', 'index', place);
  const login = `Basic ${Buffer.from('bot:secret').toString('base64')}`;
  const server = createServer(({ headers, url = '' }, response) => {
    if (headers.authorization !== login) return void response.writeHead(401).end();
    response.end(readFileSync(join(place, basename(url))));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, repoUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describeWithHelm('a chart from a repository that asks for a password', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = before;
  });

  test('is fetched by the login that helm has, and not without one', async () => {
    Object.assign(process.env, {
      HELM_REPOSITORY_CONFIG: join(folder, 'repositories.yaml'),
      HELM_REPOSITORY_CACHE: join(folder, 'cache'),
    });
    const { server, repoUrl } = await repository();
    try {
      const source = { repoUrl, chart: 'shop', version: '1.2.3' } as Parameters<typeof findChart>[0];
      const places = { helm: program, network: true };
      expect(await findChart(source, places)).toMatchObject({ reason: expect.stringContaining('401') });
      await run('repo', 'add', 'ours', repoUrl, '--username=bot', '--password=secret');
      const found = await findChart(source, places);
      expect(found).toEqual({ path: expect.stringContaining('shop-1.2.3') });
      rmSync('path' in found ? found.path : '', { recursive: true });
    } finally {
      server.close();
    }
  });
});
