import { type Comparison, subject } from './change.ts';
import { type Judgement, judgementsIn, type Severity, type Verdict } from './verdict.ts';

/** What a verdict said. */
export interface Judged extends Judgement {
  readonly rule: string;
  readonly severity: Severity;
  readonly environment: string;
  readonly objects: NonNullable<Judgement['objects']>;
}

/** Everything that the verdicts say of one environment. */
export function judge(comparison: Comparison, verdicts: readonly Verdict[]): readonly Judged[] {
  const { environment, before, after, changes } = comparison;
  return verdicts.flatMap((verdict) => {
    const { rule, severity } = verdict;
    const ofChanges = changes.flatMap((change) =>
      judgementsIn(verdict.judge?.(change, before, after)).map((one) => ({ objects: [subject(change)], ...one })),
    );
    const ofAll = judgementsIn(verdict.judgeAll?.(comparison)).map((one) => ({ objects: [], ...one }));
    return [...ofChanges, ...ofAll].map((judgement) => ({ severity, ...judgement, rule, environment }));
  });
}
