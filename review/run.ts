import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../config/user-error.ts';
import { judgeAwsOnly, unknownInAws } from './aws-only.ts';
import { compareAll } from './compare/compare.ts';
import { judge } from './compare/judge.ts';
import { judgeTemplates } from './compare/templates.ts';
import type { Verdict } from './compare/verdict.ts';
import { newAndFixed } from './compare/verified.ts';
import type { RenderHelm } from './helm/index.ts';
import { renderSides } from './helm/sides.ts';
import { provenance } from './provenance.ts';
import { buildReport } from './report/build.ts';
import type { Report } from './report/model.ts';
import { mergeBase, readSide, type Side } from './side.ts';
import { judgeStaleness, staleness } from './stale.ts';
import type { Check, Template } from './verify/check.ts';
import { readTemplates } from './verify/input.ts';

/** What a review looks for. */
export interface Rules {
  readonly verdicts: readonly Verdict[];
  readonly checks: readonly Check[];
}

/** What is compared, and how. */
export interface ReviewOptions {
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  /** A folder to take charts from first. */
  readonly charts?: string | undefined;
  readonly renderHelm: RenderHelm;
  /** Folders of the templates of the base and of the head. */
  readonly cluster?: readonly string[] | undefined;
  /** Whether the source of the head may be rendered. */
  readonly synth: boolean;
}

/** @param root of the repository that the command runs in */
export async function review(
  { verdicts, checks }: Rules,
  root: string,
  environments: readonly string[],
  options: ReviewOptions,
): Promise<Report> {
  const parsed = new Map();
  const before = readSide(root, options.base ?? mergeBase(root), parsed);
  const after = readSide(root, options.head ?? '.', parsed);
  const rendering = staleness(before, after, options.synth);
  const chosen = choose(environments, before, after);
  const chosenOf = ({ trees }: Side) => trees.filter(({ environment }) => chosen.has(environment));
  const folder = options.charts === undefined ? undefined : resolve(root, options.charts);
  if (folder !== undefined && !existsSync(folder)) {
    throw new UserError(`--charts: '${options.charts}' is no folder; give one with charts in it`);
  }
  const helm = await renderSides(chosenOf(before), chosenOf(after), { mode: options.renderHelm, folder });
  const templates = templatesOf(root, options.cluster);
  const comparisons = compareAll(helm.before, helm.after);
  const judged = comparisons.flatMap((comparison) => [
    ...judge(comparison, verdicts),
    ...newAndFixed(comparison, checks),
  ]);
  const from = provenance(before, after);
  const state = await rendering;
  const staleFiles = judgeStaleness(state, before, after).filter(({ environment }) => chosen.has(environment));
  return buildReport({
    base: before.label,
    head: after.label,
    stale: state.stale,
    comparisons,
    judged: [
      ...staleFiles,
      ...judged,
      ...helm.judged,
      ...(templates ? await judgeTemplates(...templates, [...chosen]) : judgeAwsOnly(comparisons, before, after)),
    ],
    notChecked: [
      ...helm.unrendered,
      ...(templates ? [] : unknownInAws(comparisons, before, after)),
      ...(state.unknown === undefined ? [] : [`whether dist/ is what the source renders: ${state.unknown}`]),
    ],
    rules: verdicts.length,
    checks: checks.length,
    charts: helm.charts,
    sources: from.places,
    sourceOf: from.sourceOf,
  });
}

/** The templates of both sides, where somebody gave them. */
function templatesOf(
  root: string,
  folders: readonly string[] | undefined,
): readonly [readonly Template[], readonly Template[]] | undefined {
  if (folders === undefined) return undefined;
  const [before, after, more] = folders;
  if (before === undefined || after === undefined || more !== undefined) {
    throw new UserError(
      `--cluster: ${folders.length} given; give it twice, 'cdk.out' of the base and then that of the head`,
    );
  }
  return [readTemplates(root, before), readTemplates(root, after)];
}

function choose(names: readonly string[], before: Side, after: Side): ReadonlySet<string> {
  const known = new Set([...before.trees, ...after.trees].map(({ environment }) => environment));
  const missing = names.find((name) => !known.has(name));
  if (missing !== undefined) {
    throw new UserError(`environment '${missing}' is on neither side; use one of ${[...known].sort().join(', ')}`);
  }
  return names.length === 0 ? known : new Set(names);
}
