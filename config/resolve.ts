import { type Identity, identities } from './identities.ts';
import { type PlatformNames, platformNames } from './names.ts';
import type { PlatformConfig } from './platform-config.ts';
import { withMirrors } from './registries.ts';
import { type PlatformSecret, platformSecrets } from './secrets.ts';

/** A checked config with what follows from it: derived once for an environment, and handed to charts, stacks and commands. */
export interface Platform extends PlatformConfig {
  readonly names: PlatformNames;
  readonly secrets: readonly PlatformSecret[];
  /** Every service account that uses AWS. */
  readonly identities: readonly Identity[];
}

export function resolve(given: PlatformConfig): Platform {
  const config = withMirrors(given);
  const names = platformNames(config);
  return { ...config, names, secrets: platformSecrets(config, names), identities: identities(config) };
}
