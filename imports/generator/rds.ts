import { X509Certificate } from 'node:crypto';
import type { JsonObject } from '../json.ts';

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** By region, the root of `rds-ca-rsa2048-g1`, which RDS signs the certificates of our databases with. From AWS's bundle of all roots. */
export function readRdsRoots(bundle: string, file: string): JsonObject {
  const roots = (bundle.match(certificate) ?? []).flatMap((pem): [string, string][] => {
    const [, region] = /^CN=Amazon RDS (\S+) Root CA RSA2048 G1$/m.exec(new X509Certificate(pem).subject) ?? [];
    return region === undefined ? [] : [[region, `${pem}\n`]];
  });
  if (roots.length === 0) throw new Error(`${file}: has no root of rds-ca-rsa2048-g1; check the file`);
  return Object.fromEntries(roots.sort());
}
