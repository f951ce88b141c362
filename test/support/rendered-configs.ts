import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Tree } from '../../review/tree/tree.ts';
import { render } from '../render.ts';
import { company } from './company.ts';
import { devLike, everyAwsChoice, everyLocalChoice, everything, prodLike } from './configs.ts';

/** For `describe.each`: a name and the tree of every config that a promise about all manifests is about. */
export const renderedConfigs: [string, Tree, PlatformConfig][] = [
  ['dev', devLike],
  ['prod', prodLike],
  ['every AWS choice', everyAwsChoice],
  ['every local choice, no team', everyLocalChoice],
  ['everything', everything],
  ['a company', company],
].map(([name, config]) => [name as string, render(config as PlatformConfig), config as PlatformConfig]);
