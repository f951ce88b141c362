import type { Platform } from '../../config/resolve.ts';
import { trustedBundle } from '../constructs/trusted-ca.ts';
import { airflowImage } from './image.ts';

const program = [
  'python',
  '-c',
  "import certifi, os, sys; open(sys.argv[1], 'w').write(certifi.contents() + '\\n' + os.environ['TRUSTED_CA'])",
];

/** Python has the public certificates in a package, and a variable of its own for each library. */
export function airflowTrust(config: Pick<Platform, 'airflow' | 'registries' | 'trustedCa' | 'versions'>) {
  return trustedBundle(airflowImage(config), program, config);
}
