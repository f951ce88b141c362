import { npmScript, start, Unavailable } from '../../config/cli.ts';
import { runSuite } from '../support/suite.ts';
import { findBrowser } from '../support/tools.ts';

const command = npmScript({
  script: 'test:browser',
  summary: 'Opens the HTML report of a review in a real browser without a window, and uses it as a person would.',
  example: '-- --browser /usr/bin/chromium',
  ends: ['unavailable'],
}).option('--browser <file>', 'a Chromium or a Chrome; by default the first on PATH');

await start(import.meta.url, command, async ({ browser: given }) => {
  const browser = findBrowser(given);
  if (browser === undefined) {
    throw new Unavailable(
      given === undefined
        ? "no Chromium and no Chrome is on PATH; the page was NOT tested: install one ('apt-get install chromium'), or give '--browser <file>'"
        : `--browser: '${given}' does not run; the page was NOT tested`,
    );
  }
  return runSuite('test/browser/', { BROWSER_FILE: browser });
});
