/** `print-platforms.ts <seed> <number>`: prints, as JSON, the `platform.json` of configs that the check accepts. */

import fc from 'fast-check';
import { checkPlatformConfig } from '../../config/check.ts';
import { dagPlatform } from '../../config/dag-platform.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { UserError } from '../../config/user-error.ts';
import { platformConfig } from '../fixtures.ts';

const [seed, wanted] = process.argv.slice(2).map(Number);

const digest = `@sha256:${'0'.repeat(64)}`;
const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
const image = fc.oneof(
  fc.constantFrom('apache/spark:4.0.4', `apache/spark:4.0.4${digest}`, `apache/spark${digest}`, 'spark:prod-12'),
  fc.constantFrom('registry.example:5000/a/spark:v4.0.4-s3', 'spark:2026.11.01', 'spark:4.0', 'spark:3.5.6-s3'),
  fc.stringMatching(
    /^[a-z][\w.-]{0,9}(:\d{1,4}\/[\w.-]{1,9})?(\/[\w.-]{1,9})?(:\w[\w.-]{0,9})?(@sha256:[0-9a-f]{64})?$/,
  ),
);
const version = fc.option(fc.stringMatching(/^\d\.\d\.\d$/), { nil: undefined });
const history = fc.constantFrom({ kind: 'none' }, { kind: 's3', retentionDays: 30 });

const fixedPools = platformConfig().nodePools.slice(0, 3);
const executorPool = platformConfig().nodePools[3];

/** From a quota that just holds one job and a history server to a larger one. */
const team = (pools: readonly string[]) =>
  fc
    .record({ cpu: fc.integer({ min: 1, max: 8 }), memoryGib: fc.integer({ min: 3, max: 18 }), more: fc.nat(40) })
    .chain(({ cpu, memoryGib, more }) =>
      fc.record({
        name: label,
        costCenter: fc.constantFrom('1234', 'true', 'data-platform', 'A.b_c'),
        quota: fc.constant({ cpu: cpu + 2 + more, memoryGib: memoryGib + 4 + more, pods: 3 + more }),
        largestPod: fc.constant({ cpu, memoryGib }),
        pools: fc.shuffledSubarray([...pools], { minLength: 1 }),
      }),
    );

const config = fc
  .record({ pools: fc.uniqueArray(label, { minLength: 1, maxLength: 3 }), environment: label, image, version, history })
  .chain(({ pools, environment, image, version, history }) =>
    fc.uniqueArray(team(pools), { maxLength: 3, selector: ({ name }) => name }).map((teams) => ({
      ...platformConfig(),
      environment,
      nodePools: [...fixedPools, ...pools.map((name) => ({ ...executorPool, name, nodeGroupType: `Pool-${name}` }))],
      spark: { image, history, ...(version === undefined ? {} : { version }) },
      teams,
    })),
  );

/** The config, or nothing where it is refused. */
function accepted(candidate: object): PlatformConfig[] {
  try {
    return [checkPlatformConfig(candidate)];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

const candidates = fc.sample(config, { seed: seed ?? 0, numRuns: (wanted ?? 100) * 10 });
console.log(
  JSON.stringify(
    candidates
      .flatMap(accepted)
      .slice(0, wanted)
      .map((config) => dagPlatform(resolve(config))),
  ),
);
