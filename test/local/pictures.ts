import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { npmScript, start, Unavailable } from '../../config/cli.ts';
import { namespaces } from '../../config/names.ts';
import { resolve } from '../../config/resolve.ts';
import { prepare } from '../../ops/cli/command.ts';
import { realHost } from '../../ops/cli/main.ts';
import { chooseEnvironment } from '../../ops/cli/options.ts';
import { adminLogin, airflowService, forward } from '../../ops/local/airflow-api.ts';
import { onContext } from '../../ops/local/context.ts';
import { defaultEnvironment } from '../../ops/local/main.ts';
import { findBrowser } from '../support/tools.ts';

const command = npmScript({
  script: 'local:pictures',
  summary: "Takes pictures of Airflow after 'npm run local -- test', as a person sees it in a browser.",
  example: '-- --output pictures',
  ends: ['unavailable'],
})
  .option('--context <name>', 'the cluster, instead of the one that kind made')
  .option('--output <folder>', 'where the pictures go', 'pictures');

await start(import.meta.url, command, async ({ context, output }) => {
  const executablePath = findBrowser(undefined);
  if (executablePath === undefined) throw new Unavailable('no Chromium and no Chrome is on PATH; no picture was taken');
  const host = realHost(process.env);
  const environments = await host.environments();
  const config = resolve(chooseEnvironment(defaultEnvironment(environments), environments, 'local:pictures'));
  const run = onContext(prepare('local:pictures', config, context === undefined ? {} : { context }, host));
  const { url, served } = await forward(run, airflowService.name, namespaces.airflow, { to: airflowService.port });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    mkdirSync(output, { recursive: true });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(90_000);
    const { username, password } = await adminLogin(run);
    await page.goto(url);
    await page.fill('input[name=username]', username);
    await page.fill('input[name=password]', password);
    await page.click('input[type=submit], button[type=submit]');
    await picture(page, '/dags', join(output, 'local-dags.png'));
    await picture(page, '/dags/pyspark-pi/runs', join(output, 'local-pyspark-pi.png'));
    return 'done';
  } finally {
    await browser.close();
    served.stop();
  }

  async function picture(page: Page, path: string, file: string): Promise<void> {
    await page.waitForURL((address) => !address.pathname.includes('login'));
    await page.goto(`${url}${path}`);
    await page.waitForLoadState('networkidle').catch(() => {});
    // The charts of a page are drawn after the last answer.
    await page.waitForTimeout(5000);
    await page.screenshot({ path: file });
    console.log(file);
  }
});
