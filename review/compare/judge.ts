import type { Comparison } from './change.ts';
import type { Judgement, Severity, Verdict } from './verdict.ts';

/** What a verdict said. */
export interface Judged extends Judgement {
  readonly rule: string;
  readonly severity: Severity;
  readonly environment: string;
}

/** Everything that the verdicts say of one environment. */
export function judge(comparison: Comparison, verdicts: readonly Verdict[]): readonly Judged[] {
  const { environment, before, after, changes } = comparison;
  return verdicts.flatMap((verdict) => {
    const { rule, severity } = verdict;
    const said = [
      ...(verdict.judge ? changes.flatMap((change) => verdict.judge?.(change, before, after) ?? []) : []),
      ...(verdict.judgeAll?.(comparison) ?? []),
    ];
    return said.map((judgement) => ({ severity, ...judgement, rule, environment }));
  });
}
