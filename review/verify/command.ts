import { Option } from '@commander-js/extra-typings';
import { type Exit, npmScript } from '../../config/cli.ts';
import type { Check } from './check.ts';
import { toSarif } from './formats/sarif.ts';
import { summarize } from './formats/summary.ts';
import { toText } from './formats/text.ts';
import { chooseTrees, readInput, readTemplates } from './input.ts';
import { listOf } from './list.ts';
import { hasFindings, verify } from './run.ts';
import { parseWaivers, waiverRules } from './waivers.ts';

export function verifyCommand() {
  return npmScript({
    script: 'verify',
    summary: 'Proves offline that the manifests of dist/ will work. docs/verify.md says what is proved.',
    example: '-- prod --format json',
    ends: ['findings'],
  })
    .argument('[environments...]', 'only these; all by default')
    .option('--dist <folder>', 'the folder with one folder for each environment', 'dist')
    .addOption(new Option('--rev <revision>', 'dist/ of this Git revision, without a checkout').conflicts('dist'))
    .option('--cluster <folder>', 'also hold names and identities to these CloudFormation templates, e.g. cdk.out')
    .addOption(
      new Option('--format <format>', 'of the result')
        .choices(['text', 'json', 'sarif'] as const)
        .default('text' as const),
    )
    .option('--list', 'show every rule and what it promises, and check nothing');
}

interface Options {
  readonly dist: string;
  readonly rev?: string | undefined;
  readonly cluster?: string | undefined;
  readonly format: 'text' | 'json' | 'sarif';
  readonly list?: true | undefined;
}

/** @param folder that paths are relative to */
export function verifyAction(checks: readonly Check[], folder: string, print: (text: string) => void) {
  return async (environments: readonly string[], options: Options): Promise<Exit> => {
    const { cluster, format } = options;
    if (options.list) {
      print(listOf(checks));
      return 'done';
    }
    const input = readInput(folder, options);
    const trees = chooseTrees(input.trees, environments);
    const rules = checks.map(({ rule }) => rule);
    const report = verify(trees, {
      checks,
      ...(cluster === undefined ? {} : { given: { templates: readTemplates(folder, cluster) } }),
      waivers: input.waivers ? parseWaivers(input.waivers.file, input.waivers.text, rules) : [],
      today: new Date().toISOString().slice(0, 10),
      leftOut: trees.length < input.trees.length,
    });
    const summary = await summarize(report, trees, input.prefix);
    if (format === 'json') print(JSON.stringify(summary, undefined, 2));
    else if (format === 'sarif') print(toSarif(summary, [...checks, ...waiverRules]));
    else print(toText(summary));
    return hasFindings(report) ? 'findings' : 'done';
  };
}
