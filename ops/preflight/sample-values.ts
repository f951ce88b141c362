import type { PlatformConfig } from '../../config/platform-config.ts';
import { fieldName, type Problem, problem } from '../../config/problem.ts';
import { sample } from '../../config/sample.ts';

/** What is left of the example environments, which nobody owns: one line for each field, with what belongs there. */
export function sampleProblem(config: PlatformConfig): string | undefined {
  const left = leftovers(config, []);
  if (left.length === 0) return undefined;
  return [
    `config/environments/${config.environment}.ts has ${left.length} sample value${left.length === 1 ? '' : 's'} left:`,
    ...left.map(({ field, text }) => `  ${field}: ${text}`),
    "put your own there, then run 'npm run synth', commit and push",
  ].join('\n');
}

const advice: Readonly<Record<keyof typeof sample, string>> = {
  accountId: 'use the number of your AWS account',
  repoUrl: 'use the HTTPS address of your own repository',
  host: 'use a DNS name of your own',
  cidr: 'use the public addresses of your offices and VPN',
};

function leftovers(value: unknown, path: readonly PropertyKey[]): readonly Problem[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) =>
      leftovers(part, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  }
  return Object.entries(sample)
    .filter(([, text]) => text === value)
    .map(([kind]) => problem(fieldName(path), value, `is a sample; ${advice[kind as keyof typeof sample]}`));
}
