import type { Report } from './model.ts';

/** The forms of a report, by the name of `--format`. */
export const formats = {
  json: (report: Report) => JSON.stringify(report, undefined, 2),
} as const satisfies Readonly<Record<string, (report: Report) => string>>;
