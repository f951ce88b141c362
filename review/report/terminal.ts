import { describeId } from '../tree/object-id.ts';
import type { Report, ReportChange, ReportField, ReportFinding } from './model.ts';
import { changesBy, countsOf, fates, headings, oneLine, proofOf, valueText, valueTexts } from './parts.ts';

/** Plain text: the answer, the counts, then what will happen in its order, what to do about it, and what changes. */
export function terminal(report: Report): string {
  const { summary, findings, doesNotHappen, notChecked } = report;
  const { removed, changed, added, rewritten } = changesBy(report.changes);
  const severities = Object.keys(headings) as (keyof typeof headings)[];
  return [
    summary.headline,
    countsOf(report).join(' · '),
    ...notChecked.map((text) => `Not known: ${text}`),
    ...severities.flatMap((severity) =>
      section(headings[severity], findings.filter((finding) => finding.severity === severity).flatMap(entry)),
    ),
    ...(doesNotHappen.length > 0 ? ['', `Does not happen: ${doesNotHappen.join(' · ')}`] : []),
    ...section(
      'Removed',
      removed.map((change) => `  - ${placed(change, change.before)}: Argo CD will ${fates[change.fate ?? 'delete']}`),
    ),
    ...section(
      'Changed',
      changed.flatMap((change) => withFields(change, change.fields)),
    ),
    ...section(
      'Added',
      added.map((change) => `  - ${placed(change)}`),
    ),
    ...section(
      'Written differently with the same meaning',
      rewritten.flatMap((change) => withFields(change, change.noise)),
    ),
    '',
    proofOf(report).join(' · '),
  ]
    .map(oneLine)
    .join('\n');
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${heading}:`, ...lines];
}

function entry({ rule, environments, objects, message, why, remedy, source }: ReportFinding): readonly string[] {
  return [
    `  - ${message} (${environments.join(', ')}) [${rule}]`,
    ...(objects.length === 0 ? [] : [`    ${valueText(objects.map(describeId).join(', '))}`]),
    ...(why === undefined ? [] : [`    Why: ${why}`]),
    ...(remedy === undefined ? [] : [`    Do: ${remedy}`]),
    ...(source === undefined ? [] : [`    From: ${source}`]),
  ];
}

function placed({ object, environments, application }: ReportChange, before = object): string {
  return `${describeId(before)} (${environments.join(', ')}; ${application})`;
}

function withFields(change: ReportChange, fields: readonly ReportField[]): readonly string[] {
  return [`  - ${placed(change)}`, ...fields.map((field) => `      ${field.path}: ${sidesOf(field).join(' → ')}`)];
}

function sidesOf({ before, after }: ReportField): readonly string[] {
  const [old, now] = valueTexts(before, after, 120);
  return [before === undefined ? 'nothing' : old, after === undefined ? 'nothing' : now];
}
