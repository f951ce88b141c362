import { Option } from '@commander-js/extra-typings';
import { npmScript, start } from '../../config/cli.ts';
import { allChecks } from './checks.ts';
import { toSarif } from './formats/sarif.ts';
import { summarize } from './formats/summary.ts';
import { toText } from './formats/text.ts';
import { chooseTrees, readInput, readTemplates } from './input.ts';
import { listOf } from './list.ts';
import { hasFindings, verify } from './run.ts';
import { parseWaivers, waiverRules } from './waivers.ts';

const command = npmScript({
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

await start(import.meta.url, command, async (environments, { dist, rev, cluster, format, list }) => {
  if (list) {
    console.log(listOf(allChecks));
    return 'done';
  }
  const input = readInput({ dist, rev });
  const trees = chooseTrees(input.trees, environments);
  const rules = allChecks.map(({ rule }) => rule);
  const report = verify(trees, {
    checks: allChecks,
    ...(cluster === undefined ? {} : { given: { templates: readTemplates(cluster) } }),
    waivers: input.waivers ? parseWaivers(input.waivers.file, input.waivers.text, rules) : [],
    today: new Date().toISOString().slice(0, 10),
    leftOut: trees.length < input.trees.length,
  });
  const summary = await summarize(report, trees, input.prefix);
  if (format === 'json') console.log(JSON.stringify(summary, undefined, 2));
  else if (format === 'sarif') console.log(toSarif(summary, [...allChecks, ...waiverRules]));
  else console.log(toText(summary));
  return hasFindings(report) ? 'findings' : 'done';
});
