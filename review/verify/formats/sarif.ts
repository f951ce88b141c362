import type { Check } from '../check.ts';
import type { Place, Summary } from './summary.ts';

/** For code scanning: SARIF 2.1.0, one result for each finding; a waived one is suppressed with its reason. */
export function toSarif({ findings, waived }: Summary, rules: readonly Pick<Check, 'rule' | 'promise'>[]): string {
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'verify',
              rules: rules.map(({ rule, promise }) => ({ id: rule, shortDescription: { text: promise } })),
            },
          },
          results: [
            ...findings.map((place) => resultOf(place)),
            ...waived.map((place) => ({
              ...resultOf(place),
              suppressions: [{ kind: 'external', justification: `${place.reason} (until ${place.until})` }],
            })),
          ],
        },
      ],
    },
    undefined,
    2,
  );
}

function resultOf({ rule, object, file, line, field, message, remedy }: Place) {
  const what = [object, field].filter(Boolean).join(' ');
  return {
    ruleId: rule,
    level: 'error',
    message: { text: `${what}: ${message}. To do: ${remedy}.` },
    ...(file === undefined
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file },
                region: { startLine: line ?? 1 },
              },
            },
          ],
        }),
  };
}
