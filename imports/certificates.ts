import { X509Certificate } from 'node:crypto';
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

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Of a bundle of AWS, by region, the roots of `rds-ca-rsa2048-g1`. Those of other algorithms and what the roots have signed are left out. */
export function rdsRootsIn(bundle: string): ReadonlyMap<string, string> {
  return new Map(
    (bundle.match(certificate) ?? []).flatMap((pem): [string, string][] => {
      const { subject } = new X509Certificate(pem);
      const [, region] = /^CN=Amazon RDS (\S+) Root CA RSA2048 G1$/m.exec(subject) ?? [];
      return region === undefined ? [] : [[region, `${pem}\n`]];
    }),
  );
}
