import { createHash } from 'node:crypto';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { platformSecrets } from '../../config/secrets.ts';

/** What External Secrets makes of these secrets, before it fills in a single value. */
export function secretTemplates(config: PlatformConfig, names: readonly string[]) {
  return platformSecrets(config)
    .flatMap(({ targets }) => targets)
    .filter(({ name }) => names.includes(name))
    .map(({ name, data }) => ({ name, data }));
}

/** As an annotation of a pod it starts new pods when one of the parts changes. Short, because it says nothing but "other". */
export function checksum(...parts: readonly object[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
