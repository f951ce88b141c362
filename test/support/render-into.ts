import { join } from 'node:path';
import { renderApp } from '../../charts/output/render.ts';
import { writeTree } from '../../charts/output/write.ts';
import { buildPlatform } from '../../charts/platform.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** The `dist/` of some environments, in a folder of its own. */
export function renderInto(folder: string, configs: readonly PlatformConfig[]): void {
  const trees = configs.map((config) => renderApp(buildPlatform(config), config.environment));
  writeTree(join(folder, 'dist'), trees.flat());
}
