import type { PlatformNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** Where the statements of a policy apply. */
export interface PermissionScope {
  readonly config: PlatformConfig;
  readonly names: PlatformNames;
  readonly partition: string;
}
