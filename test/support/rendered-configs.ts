import type { PlatformConfig } from '../../config/platform-config.ts';
import { type Manifest, render } from '../render.ts';
import { devLike, everyAwsChoice, everyLocalChoice, prodLike } from './configs.ts';

/** For `describe.each`: a name and the manifests of every config that the policies are about. */
export const renderedConfigs: [string, readonly Manifest[], PlatformConfig][] = [
  ['dev', devLike],
  ['prod', prodLike],
  ['every AWS choice', everyAwsChoice],
  ['every local choice, no team', everyLocalChoice],
].map(([name, config]) => [name as string, render(config as PlatformConfig), config as PlatformConfig]);
