import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { type Exit, npmScript } from '../config/cli.ts';
import { awsOnlyVerdict } from './aws-only.ts';
import { awsChanged, awsRemoved, awsReplaced } from './compare/templates.ts';
import { rankOf, type Verdict } from './compare/verdict.ts';
import { againVerdict } from './helm/sides.ts';
import { formats } from './report/formats.ts';
import { listOf } from './report/list.ts';
import { type ReviewOptions, type Rules, review } from './run.ts';
import { staleVerdict } from './stale.ts';

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
    .addOption(new Option('--output <file>', 'write the report there; once for each file').argParser(collected))
    .addOption(
      new Option('--fail-on <severity>', 'end with 3 where something is at least so bad')
        .choices(['danger', 'warn'] as const)
        .default('danger' as const),
    )
    .addOption(
      new Option('--cluster <folder>', 'cdk.out of the base, and then that of the head: twice').argParser(collected),
    )
    .option('--no-synth', "do not render the head's source to compare it with its dist/")
    .option('--list', 'show every verdict and what it says, and compare nothing');
}

interface Options extends ReviewOptions {
  readonly format?: keyof typeof formats | undefined;
  readonly output?: readonly string[] | undefined;
  readonly failOn: 'danger' | 'warn';
  readonly list?: true | undefined;
}

/** An option that may be given several times. */
const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

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
