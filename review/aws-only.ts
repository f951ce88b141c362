import type { Comparison } from './compare/change.ts';
import type { Judged } from './compare/judge.ts';
import type { Verdict } from './compare/verdict.ts';
import { list } from './compare/words.ts';
import { changedSources, isReadFor, type Side } from './side.ts';

/** It needs the source: no object of `dist/` shows a size, a class of a database or a policy. */
export const awsOnlyVerdict: Verdict = {
  rule: 'delivery/aws-only',
  severity: 'warn',
  promise: 'Where the config changes and no object does: what it changes is in AWS, and only the templates show it',
};

const ask = (environment: string) => `run 'npm run cluster:diff -- ${environment}'`;

/** Files of the config or of the CDK app that say something else than before, for an environment. */
function changedFor(environment: string, before: Side, after: Side): readonly string[] {
  return (changedSources(before, after) ?? []).filter(
    (path) =>
      /^(config|cluster)\/.*\.ts$/.test(path) &&
      isReadFor([environment], path) &&
      meaningOf(before.read(path)) !== meaningOf(after.read(path)),
  );
}

/** The lines of a source without comments, layout, quotes and order. */
function meaningOf(text: string | undefined): string {
  const bare = (text ?? '').replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\/.*|\/\*[\s\S]*?\*\//g,
    (_, quoted: string | undefined) => quoted ?? '',
  );
  const lines = bare.split('\n').map((line) => line.replace(/[\s;,]+/g, '').replace(/["`]/g, "'"));
  return lines
    .filter((line) => line !== '')
    .sort()
    .join('\n');
}

/** Where nothing of an environment changes but what its config says. */
export function judgeAwsOnly(comparisons: readonly Comparison[], before: Side, after: Side): readonly Judged[] {
  return comparisons.flatMap(({ environment, changes }): readonly Judged[] => {
    const files = changes.length > 0 ? [] : changedFor(environment, before, after);
    if (files.length === 0) return [];
    // Code may be written in another way; a value is another value.
    const isValue = files.some((file) => /^config\/(environments\/|teams\.ts)/.test(file));
    return [
      {
        rule: awsOnlyVerdict.rule,
        severity: isValue ? 'warn' : 'info',
        environment,
        objects: [],
        message: `no object changes, and ${list(files)} ${files.length === 1 ? 'does' : 'do'}: what changes is in AWS, e.g. a size, a database, a name or a right, and may be replaced or cost more`,
        remedy: ask(environment),
      },
    ];
  });
}

/** What a review without templates does not know of a change that objects show too. */
export function unknownInAws(comparisons: readonly Comparison[], before: Side, after: Side): readonly string[] {
  return comparisons.flatMap(({ environment, changes }) => {
    const files = changes.length === 0 ? [] : changedFor(environment, before, after);
    return files.length === 0 ? [] : [`what ${list(files)} changes in AWS for ${environment}: ${ask(environment)}`];
  });
}
