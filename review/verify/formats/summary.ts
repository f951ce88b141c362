import type { Manifest } from '../../tree/manifest.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Finding } from '../check.ts';
import type { Report } from '../run.ts';
import { subjectOf } from '../waivers.ts';

/** A report as data. `--format json` prints it as it is: verify.schema.json describes it. */
export interface Summary {
  /** Changes when a field changes its meaning or goes. */
  readonly version: 1;
  readonly findings: readonly Place[];
  readonly waived: readonly (Place & { readonly reason: string; readonly until: string })[];
  readonly environments: readonly Counts[];
}

export interface Counts {
  readonly environment: string;
  readonly objects: number;
  /** Charts that were rendered, as `<chart> <version>`. */
  readonly charts: readonly string[];
  readonly checks: number;
  readonly findings: number;
  readonly waived: number;
  readonly notChecked: readonly string[];
}

export interface Place {
  readonly rule: string;
  /** Absent for a finding about the waivers. */
  readonly environment?: string;
  /** As a waiver names it. */
  readonly object: string;
  readonly file?: string;
  readonly line?: number;
  readonly field?: string;
  readonly message: string;
  readonly remedy: string;
}

/** @param prefix of every file of the trees, e.g. `dist/` */
export async function summarize(report: Report, trees: readonly Tree[], prefix: string): Promise<Summary> {
  const byName = new Map(trees.map((tree) => [tree.environment, tree]));
  const found = report.environments.some(({ findings, waived }) => findings.length + waived.length > 0);
  // Loads a parser that knows lines, which takes longer than all checks: only for a run that found something.
  const { lineOf } = found ? await import('../../tree/locate.ts') : { lineOf: () => undefined };
  const placed = (finding: Finding) => placeOf(finding, byName.get(finding.environment), prefix, lineOf);
  return {
    version: 1,
    findings: [
      ...report.environments.flatMap(({ findings }) => findings.map(placed)),
      ...report.waivers.map((finding) => placeOf(finding, undefined, '', lineOf)),
    ],
    waived: report.environments.flatMap(({ waived }) =>
      waived.map(({ finding, waiver: { reason, until } }) => ({ ...placed(finding), reason, until })),
    ),
    environments: report.environments.map(({ findings, waived, ...counts }) => ({
      ...counts,
      findings: findings.length,
      waived: waived.length,
    })),
  };
}

type LineOf = (text: string, manifest: Manifest, field?: string) => number | undefined;

function placeOf(finding: Finding, tree: Tree | undefined, prefix: string, lineOf: LineOf): Place {
  const { rule, environment, item, field, message, remedy } = finding;
  const file = finding.file ?? item?.file;
  // What a chart renders stands in no file.
  const text = item && item.chart === undefined ? tree?.texts.get(item.file) : undefined;
  const line = finding.line ?? (item && text ? lineOf(text, item.manifest, field) : undefined);
  return {
    rule,
    ...(environment === '' ? {} : { environment }),
    object: subjectOf(finding),
    ...(file === undefined ? {} : { file: `${prefix}${file}` }),
    ...(line === undefined ? {} : { line }),
    ...(field === undefined ? {} : { field }),
    message,
    remedy,
  };
}
