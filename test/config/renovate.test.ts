import { readFileSync } from 'node:fs';

interface PackageRule {
  readonly matchPackageNames?: readonly string[];
  readonly matchUpdateTypes?: readonly string[];
  readonly enabled?: boolean;
}

const { packageRules } = JSON.parse(readFileSync(new URL('../../renovate.json', import.meta.url), 'utf8')) as {
  readonly packageRules: readonly PackageRule[];
};

test('no bot proposes a new major of PostgreSQL, which would not start on the volume of the old one', () => {
  expect(packageRules).toContainEqual(
    expect.objectContaining({ matchPackageNames: ['postgres'], matchUpdateTypes: ['major'], enabled: false }),
  );
});
