import { judge } from '../../../review/compare/judge.ts';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { buildReport } from '../../../review/report/build.ts';
import type { Report, ReportFinding } from '../../../review/report/model.ts';
import { comparison, type Draft } from '../compare/trees.ts';

/** The report of what every verdict says between these objects. */
export function reportOf(
  before: readonly Draft[],
  after: readonly Draft[],
  environments: readonly string[] = ['prod'],
): Report {
  const comparisons = environments.map((environment) => comparison(before, after, environment));
  return buildReport({
    base: 'main (0123456789ab)',
    head: 'the working tree',
    stale: false,
    comparisons,
    judged: comparisons.flatMap((one) => judge(one, allVerdicts)),
    notChecked: [],
    rules: allVerdicts.length,
    checks: 0,
    charts: [],
    sources: [],
  });
}

/** A report with these findings and nothing else. */
export function withFindings(findings: readonly Partial<ReportFinding>[]): Report {
  const { summary, ...report } = reportOf([], []);
  const all = findings.map((finding) => ({
    rule: 'removal/deleted',
    severity: 'danger' as const,
    environments: ['prod'],
    application: 'shop',
    objects: [{ apiVersion: 'v1', kind: 'Namespace', name: 'team' }],
    files: ['prod/shop/Namespace.team.yaml'],
    message: 'Argo CD deletes it',
    changes: [],
    ...finding,
  }));
  const severity = (name: string) => all.filter((finding) => finding.severity === name).length;
  const counts = { danger: severity('danger'), warn: severity('warn'), info: severity('info') };
  return { ...report, summary: { ...summary, ...counts }, findings: all };
}
