import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { fieldName, type Problem, problem } from '../../config/problem.ts';
import { sample, sampleOwner } from '../../config/sample.ts';

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

/** The owners in `.github/CODEOWNERS` that are samples, in the order of the file. A repository may have no such file. */
export function sampleOwnersProblem(root: string): string | undefined {
  const file = join(root, '.github', 'CODEOWNERS');
  const words = existsSync(file) ? readFileSync(file, 'utf8').replaceAll(/#.*/g, '').split(/\s+/) : [];
  const left = [...new Set(words.filter((word) => word.startsWith(sampleOwner)))];
  if (left.length === 0) return undefined;
  const names = left.map((name) => `'${name}'`).join(', ');
  return `.github/CODEOWNERS: ${names} ${left.length === 1 ? 'is a sample' : 'are samples'}, and nobody reviews what has no owner; use your own teams or people`;
}

const advice: Readonly<Record<keyof typeof sample, string>> = {
  accountId: 'use the number of your AWS account',
  repoUrl: 'use the HTTPS address of your own repository',
  host: 'use a DNS name of your own',
  certificate: 'use the ARN of the certificate of your host',
  cidr: 'use the public addresses of your offices and VPN',
};

function leftovers(value: unknown, path: readonly PropertyKey[]): readonly Problem[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) =>
      leftovers(part, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  }
  return Object.entries(sample)
    .filter(([, text]) => typeof value === 'string' && value.endsWith(text))
    .map(([kind]) => problem(fieldName(path), value, `is a sample; ${advice[kind as keyof typeof sample]}`));
}
