import { markdown } from './markdown/markdown.ts';
import type { Report } from './model.ts';
import { terminal } from './terminal.ts';

/** The forms of a report, by the name of `--format`. */
export const formats = {
  terminal,
  markdown,
  json: (report: Report) => JSON.stringify(report, undefined, 2),
} as const satisfies Readonly<Record<string, (report: Report) => string>>;
