import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { type Exit, npmScript } from '../config/cli.ts';
import { UserError } from '../config/user-error.ts';
import { awsOnlyVerdict, judgeAwsOnly, unknownInAws } from './aws-only.ts';
import { compareAll } from './compare/compare.ts';
import { judge } from './compare/judge.ts';
import { awsChanged, awsRemoved, awsReplaced, judgeTemplates } from './compare/templates.ts';
import type { Verdict } from './compare/verdict.ts';
import { rankOf } from './compare/verdict.ts';
import { newAndFixed } from './compare/verified.ts';
import type { RenderHelm } from './helm/index.ts';
import { againVerdict, renderSides } from './helm/sides.ts';
import { provenance } from './provenance.ts';
import { buildReport } from './report/build.ts';
import { formats } from './report/formats.ts';
import { listOf } from './report/list.ts';
import type { Report } from './report/model.ts';
import { mergeBase, readSide, type Side } from './side.ts';
import { judgeStaleness, staleness, staleVerdict } from './stale.ts';
import type { Check, Template } from './verify/check.ts';
import { readTemplates } from './verify/input.ts';

export function reviewCommand() {
  return npmScript({
    script: 'review',
    summary: 'Says what a change does to the live platform: what is deleted, replaced, restarted or refused.',
    example: '-- --base origin/main',
    ends: ['findings'],
  })
    .argument('[environments...]', 'only these; all by default')
    .option('--base <revision or folder>', 'what is live: by default where the branch left origin/main')
    .option('--head <revision or folder>', 'what is reviewed: by default the working tree')
    .option(
      '--charts <folder>',
      'take charts from here first: <chart>-<version>.tgz, or unpacked in folders of their names',
    )
    .addOption(
      new Option(
        '--render-helm <when>',
        'render the charts whose Applications differ: auto where it can be done, require or fail, off',
      )
        .choices(['auto', 'require', 'off'] as const)
        .default('auto' as const),
    )
    .addOption(
      new Option(
        '--format <format>',
        'of the report: terminal by default, or what the ending of the file says',
      ).choices(['terminal', 'markdown', 'html', 'json', 'sarif'] as const),
    )
    .addOption(
      new Option('--output <file>', 'write the report there; once for each file').argParser(
        (file: string, before: readonly string[] = []): readonly string[] => [...before, file],
      ),
    )
    .addOption(
      new Option('--fail-on <severity>', 'end with 3 where something is at least so bad')
        .choices(['danger', 'warn'] as const)
        .default('danger' as const),
    )
    .addOption(
      new Option('--cluster <folder>', 'cdk.out of the base, and then that of the head: twice').argParser(
        (folder: string, before: readonly string[] = []): readonly string[] => [...before, folder],
      ),
    )
    .option('--no-synth', "do not render the head's source to compare it with its dist/")
    .option('--list', 'show every verdict and what it says, and compare nothing');
}

interface Options {
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly charts?: string | undefined;
  readonly renderHelm: RenderHelm;
  readonly format?: keyof typeof formats | undefined;
  readonly output?: readonly string[] | undefined;
  readonly failOn: 'danger' | 'warn';
  readonly cluster?: readonly string[] | undefined;
  readonly synth: boolean;
  readonly list?: true | undefined;
}

const endings: Readonly<Record<string, keyof typeof formats>> = {
  '.html': 'html',
  '.json': 'json',
  '.md': 'markdown',
  '.sarif': 'sarif',
};

/** What is said beside the verdicts over changes, because it needs more than two trees. */
export const verdictsBeside: readonly Verdict[] = [
  staleVerdict,
  againVerdict,
  awsOnlyVerdict,
  awsRemoved,
  awsReplaced,
  awsChanged,
];

/** What a review looks for. */
export interface Rules {
  readonly verdicts: readonly Verdict[];
  readonly checks: readonly Check[];
}

/** @param root of the repository that the command runs in */
export function reviewAction(rules: Rules, root: string, print: (text: string) => void) {
  return async (environments: readonly string[], options: Options): Promise<Exit> => {
    if (options.list) {
      print(listOf([...rules.verdicts, ...verdictsBeside]));
      return 'done';
    }
    const report = await review(rules, root, environments, options);
    const text = (format: keyof typeof formats) =>
      formats[format](report, [...rules.verdicts, ...rules.checks, ...verdictsBeside]);
    if (options.output === undefined) print(text(options.format ?? 'terminal'));
    for (const file of options.output ?? []) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${text(options.format ?? endings[extname(file)] ?? 'terminal')}\n`);
    }
    return report.findings.some(({ severity }) => rankOf(severity) >= rankOf(options.failOn)) ? 'findings' : 'done';
  };
}

async function review(
  { verdicts, checks }: Rules,
  root: string,
  environments: readonly string[],
  options: Options,
): Promise<Report> {
  const parsed = new Map();
  const before = readSide(root, options.base ?? mergeBase(root), parsed);
  const after = readSide(root, options.head ?? '.', parsed);
  const rendering = staleness(before, after, options.synth);
  const chosen = choose(environments, before, after);
  const chosenOf = ({ trees }: Side) => trees.filter(({ environment }) => chosen.has(environment));
  if (options.charts !== undefined && !existsSync(resolve(root, options.charts))) {
    throw new UserError(`--charts: '${options.charts}' is no folder; give one with charts in it`);
  }
  const helm = await renderSides(chosenOf(before), chosenOf(after), {
    mode: options.renderHelm,
    folder: options.charts === undefined ? undefined : resolve(root, options.charts),
  });
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
