/** `render.ts <folder>`: writes what the charts render for the configs of the tests, as synth writes `dist/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderApp } from '../../charts/output/render.ts';
import { buildPlatform } from '../../charts/platform.ts';
import { checkPlatformConfig } from '../../config/check.ts';
import { company } from '../support/company.ts';
import { devLike, everything, prodLike } from '../support/configs.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: render.ts <folder>');

for (const config of [devLike, prodLike, everything, company]) {
  for (const { path, text } of renderApp(buildPlatform(checkPlatformConfig(config)), config.environment)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
