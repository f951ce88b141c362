import { describeId } from '../../tree/object-id.ts';
import type { Report, ReportFinding } from '../model.ts';
import { countsOf, headings, hiddenText, isHarmless, proofOf, sentence, sentencesOf } from '../parts.ts';
import { detailsOf } from './details.ts';
import { code, plain } from './escape.ts';
import { type Block, fitted } from './fit.ts';

/** As long as a comment on GitHub may be. */
const most = 65_536;

/** A comment of a pull request: the answer, the counts, what happens and what to do; all else is folded. */
export function markdown(report: Report): string {
  const { summary, doesNotHappen, notChecked } = report;
  const calm = isHarmless(report);
  const hidden = hiddenText(report.proof.hidden);
  const head = [
    `## ${plain(summary.headline)}`,
    countsOf(report).map(plain).join(' · '),
    ...notChecked.flatMap((text) => ['', `Not known: ${plain(text)}`]),
    ...(calm && hidden !== '' ? ['', sentence(plain(hidden))] : []),
  ].join('\n');
  const foot = [
    ...(doesNotHappen.length > 0 && !calm ? [`**Does not happen:** ${doesNotHappen.map(plain).join(' · ')}`, ''] : []),
    plain(proofOf(report).join(' · ')).replace(/^./, (letter) => letter.toUpperCase()),
  ].join('\n');
  const found = (['danger', 'warn', 'info'] as const).map((severity) => findingsOf(report, severity));
  const [danger, warn, info] = found;
  const shown = calm ? [...detailsOf(report), folded(info)] : [danger, warn, info, ...detailsOf(report)];
  return fitted(
    head,
    shown.filter((block) => block !== undefined),
    foot,
    most,
  );
}

function findingsOf({ findings, proof }: Report, severity: ReportFinding['severity']): Block | undefined {
  const own = findings.filter((finding) => finding.severity === severity);
  if (own.length === 0) return undefined;
  const order = severity !== 'info' && own.length > 1 ? ', in the order in which it happens' : '';
  return {
    title: `${headings[severity]}s`.toLowerCase().replace('informations', 'information'),
    open: `**${headings[severity]}**${order}\n`,
    close: '',
    pieces: own.map((finding) => ({
      text: entry(finding, proof.sources.length !== 1),
      name: `${finding.rule} (${finding.environments.join(', ')})`,
      kind: finding.rule,
    })),
  };
}

/** What a harmless change is told for information is not worth a line. */
function folded(block: Block | undefined): Block | undefined {
  if (!block) return undefined;
  return {
    ...block,
    open: `<details><summary>${block.pieces.length} for information</summary>\n`,
    close: '\n</details>',
  };
}

/** One finding: what happens, where, to which objects, why, and what to do. One source of all stands in the last line. */
function entry(finding: ReportFinding, showsSource: boolean): string {
  const { lead, rest } = sentencesOf(finding);
  const { environments, objects, remedy, source, rule } = finding;
  const where = environments.length === 0 ? '' : ` (${plain(environments.join(', '))})`;
  const names = objects.map((object) => code(describeId(object)));
  const whom = names.length === 0 ? '.' : `: ${some(names)}.`;
  return [
    `- **${plain(lead)}**${where}${whom}`,
    ...(rest === '' ? [] : [plain(rest)]),
    ...(remedy === undefined ? [] : [`*Do:* ${plain(sentence(remedy))}`]),
    ...(source === undefined || !showsSource ? [] : [`From ${code(source)}.`]),
    `<sub>${plain(rule)}</sub>`,
  ].join(' ');
}

const shownNames = 6;

function some(names: readonly string[]): string {
  const rest = names.length - shownNames;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, shownNames).join(', ')} and ${rest} more`;
}
