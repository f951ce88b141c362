import { html } from './html/html.ts';
import { markdown } from './markdown/markdown.ts';
import type { Report, ReportRule } from './model.ts';
import { sarif } from './sarif.ts';
import { terminal } from './terminal.ts';

/** The forms of a report, by the name of `--format`. */
export const formats = {
  terminal,
  markdown,
  html,
  json: (report) => JSON.stringify(report, undefined, 2),
  sarif,
} as const satisfies Readonly<Record<string, (report: Report, rules: readonly ReportRule[]) => string>>;
