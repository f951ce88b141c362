import { join } from 'node:path';
import { type RenderedManifest, renderApp } from '../../charts/output/render.ts';
import { writeTree } from '../../charts/output/write.ts';
import { buildPlatform } from '../../charts/platform.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** Tests of commands write the tree of one config again and again. */
const rendered = new Map<string, readonly RenderedManifest[]>();

/** The `dist/` of some environments, in a folder of its own. */
export function renderInto(folder: string, configs: readonly PlatformConfig[]): void {
  writeTree(join(folder, 'dist'), configs.flatMap(filesOf));
}

function filesOf(config: PlatformConfig): readonly RenderedManifest[] {
  const key = JSON.stringify(config);
  const files = rendered.get(key) ?? renderApp(buildPlatform(config), config.environment);
  rendered.set(key, files);
  return files;
}
