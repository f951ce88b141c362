import { rdsRootsIn } from '../certificates.ts';
import type { JsonObject } from '../json.ts';

/** By region, the root of `rds-ca-rsa2048-g1`, which RDS signs the certificates of our databases with. From AWS's bundle of all roots. */
export function readRdsRoots(bundle: string, file: string): JsonObject {
  const roots = rdsRootsIn(bundle);
  if (roots.size === 0) throw new Error(`${file}: has no root of rds-ca-rsa2048-g1; check the file`);
  return Object.fromEntries([...roots].sort());
}
