import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Manifest } from '../../review/tree/manifest.ts';
import { Tree } from '../../review/tree/tree.ts';
import { pathOf, render } from '../render.ts';

/** Config in, the tree that it becomes out. */
export function renderTree(config: PlatformConfig): Tree {
  const documents = render(config).map((manifest) => ({ file: pathOf(manifest), manifest: manifest as Manifest }));
  return new Tree(config.environment, documents);
}
