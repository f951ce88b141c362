import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { type Exit, npmScript, Unavailable } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import type { RenderHelm } from '../helm/index.ts';
import type { Tree } from '../tree/tree.ts';
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
    ends: ['findings', 'unavailable'],
  })
    .argument('[environments...]', 'only these; all by default')
    .option('--dist <folder>', 'the folder with one folder for each environment', 'dist')
    .addOption(new Option('--rev <revision>', 'dist/ of this Git revision, without a checkout').conflicts('dist'))
    .option(
      '--charts <folder>',
      'also judge what Helm renders from the charts here: <chart>-<version>.tgz, or unpacked in folders of their names',
    )
    .addOption(
      new Option(
        '--render-helm <when>',
        'also fetch the charts that are not there: auto where it can be done, require or fail, off',
      )
        .choices(['auto', 'require', 'off'] as const)
        .default('off' as const),
    )
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
  readonly charts?: string | undefined;
  readonly renderHelm: RenderHelm;
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
    const chosen = chooseTrees(input.trees, environments);
    const { trees, left } =
      options.charts === undefined && options.renderHelm === 'off'
        ? { trees: chosen, left: [] }
        : await rendered(chosen, folder, options);
    const rules = checks.map(({ rule }) => rule);
    const report = verify(trees, {
      checks,
      ...(cluster === undefined ? {} : { given: { templates: readTemplates(folder, cluster) } }),
      waivers: input.waivers ? parseWaivers(input.waivers.file, input.waivers.text, rules) : [],
      today: new Date().toISOString().slice(0, 10),
      leftOut: trees.length < input.trees.length,
      unrendered: new Map(left.map(({ chart, reason }) => [chart, reason])),
    });
    const summary = await summarize(report, trees, input.prefix);
    if (format === 'json') print(JSON.stringify(summary, undefined, 2));
    else if (format === 'sarif') print(toSarif(summary, [...checks, ...waiverRules]));
    else print(toText(summary));
    return hasFindings(report) ? 'findings' : 'done';
  };
}

/** The trees with what Helm makes of the charts that are in the folder, were fetched before or, if asked for, are fetched now. */
async function rendered(trees: readonly Tree[], base: string, { charts, renderHelm }: Options) {
  const [{ renderCharts, refuseLeft, withParts }, { findTool }] = await Promise.all([
    import('../helm/index.ts'),
    import('../helm/program.ts'),
  ]);
  const folder = charts === undefined ? undefined : resolve(base, charts);
  if (folder !== undefined && !existsSync(folder)) {
    throw new UserError(`--charts: '${folder}' is no folder; give one with charts in it`);
  }
  const helm = findTool('helm');
  if (!helm) {
    if (charts === undefined && renderHelm === 'auto') return { trees, left: [] };
    const option = charts === undefined ? '--render-helm' : '--charts';
    throw new Unavailable(`there is no helm for this machine; install it, or leave '${option}' out`);
  }
  const places = { helm: helm.command, folder, network: renderHelm !== 'off' };
  const renderings = await Promise.all(
    trees.map(async (tree) => ({ tree, ...(await renderCharts(tree, { places })) })),
  );
  const left = renderings.flatMap((rendering) => rendering.left);
  if (renderHelm === 'require') refuseLeft(left);
  return { trees: renderings.map(({ tree, parts }) => withParts(tree, parts)), left };
}
