import { sarifLog } from '../sarif.ts';
import { describeId } from '../tree/object-id.ts';
import type { Report, ReportRule } from './model.ts';
import { sentence } from './parts.ts';

const levels = { danger: 'error', warn: 'warning', info: 'note' } as const;

/** For code scanning: one result for each finding, at the files of its objects. */
export function sarif({ findings }: Report, rules: readonly ReportRule[]): string {
  return sarifLog(
    'review',
    rules,
    findings.map(({ rule, severity, objects, environments, message, why, remedy, files }) => ({
      rule,
      level: levels[severity],
      text: [
        `${objects.map(describeId).join(', ')} (${environments.join(', ')}): ${sentence(message)}`,
        ...(why === undefined ? [] : [sentence(why)]),
        ...(remedy === undefined ? [] : [`To do: ${sentence(remedy)}`]),
      ].join(' '),
      // Code scanning shows a result at one place; the list of objects is in its text.
      files: files.slice(0, 1).map((file) => ({ file: `dist/${file}` })),
    })),
  );
}
