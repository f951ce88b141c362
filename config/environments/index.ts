import type { PlatformConfig } from '../platform-config.ts';
import { dev } from './dev.ts';
import { prod } from './prod.ts';

/** Every environment that is rendered, deployed and tested. */
export const environments: readonly PlatformConfig[] = [dev, prod];
