import fc from 'fast-check';
import { checkPlatformConfig } from '../../config/check.ts';
import { identities, roleOf } from '../../config/identities.ts';
import { platformNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { edited, messageOf } from './edit.ts';
import { answer, requiredField } from './random.ts';

// Each check of a config takes some hundredths of a second, and each run of the tests draws other values.
fc.configureGlobal({ numRuns: 50 });

const octet = fc.integer({ min: 0, max: 255 });

describe('whatever a field holds', () => {
  test('a field of the wrong type is named, with what to use instead', () => {
    const wrong = fc.oneof(
      fc.constant(undefined),
      fc.constant(null),
      fc.constant(Number.NaN),
      fc.constant(() => 1),
    );
    fc.assert(
      fc.property(requiredField, wrong, ([base, field], value) => {
        fc.pre(!(value === undefined && field.endsWith(']')));
        const said = answer(edited({ [field]: value }, base)).split('\n');
        expect(said).toContainEqual(
          expect.stringMatching(/^ {2}\S+: (is missing|.* is not valid); (use|did you mean)/),
        );
        expect(said.some((line) => line.startsWith(`  ${field}: `))).toBe(true);
      }),
    );
  });

  test('an unknown field is refused with the fields that are known', () => {
    const objects = ['', 'aws', 'cluster.coreNodes', 'airflow', 'airflow.dags', 'nodePools[2]', 'teams[0].quota'];
    fc.assert(
      fc.property(fc.constantFrom(...objects), fc.stringMatching(/^[a-z][A-Za-z]{0,15}[0-9]$/), (object, key) => {
        const field = object === '' ? key : `${object}.${key}`;
        const message = messageOf(() => checkPlatformConfig(edited({ [field]: 1 })));
        expect(message).toMatch(/ has 1 problem:\n/);
        expect(message).toContain(`  ${field}: is not a field;`);
        expect(message).toContain('known fields: ');
      }),
    );
  });

  test('one slip in the name of a field is refused once, with the name that was meant', () => {
    const longEnough = requiredField.filter(([, field]) => /[a-z]{4,}$/i.test(field));
    fc.assert(
      fc.property(longEnough, fc.nat(), ([base, field], slip) => {
        const name = /[A-Za-z]+$/.exec(field)?.[0] as string;
        // The discriminator of a choice is asked for by its own name.
        fc.pre(!['kind', 'role'].includes(name));
        const at = slip % name.length;
        const mistyped = `${field.slice(0, field.length - name.length)}${name.slice(0, at)}z${name.slice(at + 1)}`;
        fc.pre(mistyped !== field);
        const value = field
          .split(/[.[\]]+/)
          .filter(Boolean)
          .reduce<unknown>((part, key) => Reflect.get(part as object, key), base);
        const lines = answer(edited({ [mistyped]: value, [field]: undefined }, base)).split('\n');
        expect(lines).toHaveLength(2);
        expect(lines[1]).toMatch(`  ${mistyped}: is not a field; did you mean '${name}'?`);
      }),
    );
  });
});

describe('any network', () => {
  test('is accepted where its host part is zero', () => {
    const network = fc.tuple(fc.integer({ min: 11, max: 99 }), octet, octet, fc.integer({ min: 8, max: 32 }));
    fc.assert(
      fc.property(network, ([a, b, c, bits]) => {
        const address = (((a << 24) | (b << 16) | (c << 8)) >>> 0) & (-1 << (32 - bits));
        const cidr = `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')}/${bits}`;
        expect(answer(edited({ 'cluster.endpoint': { kind: 'public', allowedCidrs: [cidr] } }))).toBe('');
      }),
    );
  });
});

describe('the names of an environment', () => {
  test('fit into IAM, S3 and SQS, and belong to one cluster, account and region only', () => {
    const place = fc.record({
      name: fc.stringMatching(/^[a-z]([a-z0-9-]{0,27}[a-z0-9])?$/),
      region: fc.constantFrom('eu-west-1', 'ap-southeast-2', 'us-gov-west-1'),
      accountId: fc.stringMatching(/^\d{12}$/),
    });
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(one.name !== other.name || one.region !== other.region || one.accountId !== other.accountId);
        const [mine, theirs] = [namesAt(one), namesAt(other)];
        for (const bucket of mine.buckets) expect(bucket.length).toBeLessThanOrEqual(63);
        for (const role of mine.roles) expect(role.length).toBeLessThanOrEqual(64);
        expect(mine.queue.length).toBeLessThanOrEqual(80);
        expect(mine.buckets.filter((bucket) => theirs.buckets.includes(bucket))).toEqual([]);
        if (one.accountId === other.accountId)
          expect(mine.roles.filter((role) => theirs.roles.includes(role))).toEqual([]);
      }),
    );
  });
});

function namesAt({ name, region, accountId }: { name: string; region: string; accountId: string }) {
  const config = edited({
    ...{ 'cluster.name': name, 'aws.region': region, 'aws.accountId': accountId },
    ...{ 'teams[0].name': 'a'.repeat(40), 'teams[0].glueDatabases': [{ name: 'shop', access: 'read' }] },
  }) as PlatformConfig;
  const { buckets, role, nodeInstanceProfile, interruptionQueue } = platformNames(config);
  return {
    buckets: Object.values<string>(buckets),
    roles: [nodeInstanceProfile, ...identities(config).map((row) => role(roleOf(row)))],
    queue: interruptionQueue,
  };
}
