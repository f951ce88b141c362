import { readFileSync } from 'node:fs';
import type { JsonObject } from './json.ts';

let roots: JsonObject | undefined;

/**
 * The certificate, in PEM, that RDS in a region begins its chains with: that of `rds-ca-rsa2048-g1`, until 2061 or later. None for
 * regions that AWS's common bundle does not have: those of China and GovCloud, and such as are newer than the import.
 */
export function rdsRoot(region: string): string | undefined {
  roots ??= JSON.parse(readFileSync(new URL('./certificates/rds.json', import.meta.url), 'utf8')) as JsonObject;
  const pem = region.startsWith('$') ? undefined : roots[region];
  return typeof pem === 'string' ? pem : undefined;
}
