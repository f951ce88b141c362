import { readFileSync } from 'node:fs';

interface Package {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly integrity?: string;
  /** Part of the archive of the package above it. */
  readonly inBundle?: boolean;
}

const { packages }: { readonly packages: Readonly<Record<string, Package>> } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
);

describe('the lock file', () => {
  test('has the binaries of every platform, without which npm 11 refuses `npm ci`', () => {
    const locked = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
    const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
    expect(wanted).toContain('@biomejs/cli-darwin-arm64');
  });

  test('has a checksum for each package: npm installs one without a checksum as it comes', () => {
    const unchecked = Object.entries(packages).filter(
      ([path, { integrity, inBundle }]) => path !== '' && !inBundle && !/^sha512-/.test(integrity ?? ''),
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});
