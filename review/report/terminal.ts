import type { Report, ReportFinding } from './model.ts';

const headings = { danger: 'Danger', warn: 'Warning', info: 'For information' } as const;

/** Plain text: the answer, the counts, then what will happen in its order, and what to do about it. */
export function terminal({ base, head, summary, stale, findings, doesNotHappen, notChecked }: Report): string {
  const { danger, warn, added, changed, removed, deletes, asks, restarts } = summary;
  return [
    summary.headline,
    `${danger} dangers · ${warn} warnings · ${added} objects added · ${changed} changed · ${removed} removed (${deletes} deleted, ${asks} asked about) · ${restarts} restarts`,
    ...(stale ? ['dist/ is not what its source renders: run npm run synth'] : []),
    ...(Object.keys(headings) as (keyof typeof headings)[]).flatMap((severity) =>
      section(
        headings[severity],
        findings.filter((finding) => finding.severity === severity),
      ),
    ),
    ...(doesNotHappen.length > 0 ? ['', `Does not happen: ${doesNotHappen.join(' · ')}`] : []),
    ...(notChecked.length > 0 ? ['', 'Not known:', ...notChecked.map((text) => `  - ${text}`)] : []),
    '',
    `compared ${base} with ${head}`,
  ].join('\n');
}

function section(heading: string, findings: readonly ReportFinding[]): readonly string[] {
  if (findings.length === 0) return [];
  return [
    '',
    `${heading}:`,
    ...findings.flatMap(({ rule, environments, message, remedy }) => [
      `  - ${message} (${environments.join(', ')}) [${rule}]`,
      ...(remedy === undefined ? [] : [`    Do: ${remedy}`]),
    ]),
  ];
}
