import { groupBy } from '../../tree/group-by.ts';
import { describeId } from '../../tree/object-id.ts';
import type { Report, ReportChange, ReportField } from '../model.ts';
import { changesBy, fates, isHarmless, objectsIn, oneLine, valueTexts } from '../parts.ts';
import { code, fenceFor, plain } from './escape.ts';
import type { Block } from './fit.ts';

/** Everything that is folded: the objects that go, change, come, and are only written differently. */
export function detailsOf(report: Report): readonly Block[] {
  const { removed, changed, added, rewritten } = changesBy(report.changes);
  return [
    ...table('removed objects', removed, 'Argo CD will', ({ fate }) => (fate === undefined ? '' : fates[fate])),
    ...diffs(
      'changed objects, field by field',
      changed.filter(({ fields }) => fields.length > 0),
      (change) => change.fields,
    ),
    ...table('added objects', added, 'it is', ({ before, movedFrom }) => {
      if (before) return `the new name of ${describeId(before)}`;
      return movedFrom === undefined ? 'new' : `moved from ${movedFrom}`;
    }),
    ...diffs(
      `objects ${isHarmless(report) ? 'with another form' : 'written differently with the same meaning'}`,
      rewritten,
      ({ noise }) => noise,
    ),
  ];
}

/** Objects of one Application that share an answer are one row. */
function table(
  title: string,
  changes: readonly ReportChange[],
  column: string,
  answer: (change: ReportChange) => string,
): readonly Block[] {
  if (changes.length === 0) return [];
  const rows = groupBy(changes, (change) => JSON.stringify([change.application, change.environments, answer(change)]));
  return [
    {
      title,
      open: `<details><summary>${objectsIn(changes)} ${title}, by Application</summary>\n\n| Application | environments | objects | ${column} |\n|---|---|---|---|`,
      close: '\n</details>',
      pieces: [...rows.values()].map((row) => {
        const [first] = row;
        const names = row.map(({ object, before, verb }) =>
          describeId(title === 'removed objects' && verb === 'renamed' ? (before ?? object) : object),
        );
        const cells = [
          code(first.application),
          plain(first.environments.join(', ')),
          names.map(code).join(', '),
          plain(answer(first)),
        ];
        return {
          text: `| ${cells.join(' | ')} |`,
          name: `${names.length} of ${plain(first.application)}`,
          kind: 'Application',
        };
      }),
    },
  ];
}

function diffs(
  title: string,
  changes: readonly ReportChange[],
  fieldsOf: (change: ReportChange) => readonly ReportField[],
): readonly Block[] {
  if (changes.length === 0) return [];
  const pieces = changes.map((change) => ({
    text: [
      `  ${oneLine(describeId(change.object))} (${oneLine([...change.environments, change.application].join(', '))})`,
      ...fieldsOf(change).flatMap(fieldLines),
    ].join('\n'),
    name: plain(describeId(change.object)),
    kind: plain(change.object.kind),
  }));
  const fence = fenceFor(pieces.map(({ text }) => text));
  return [
    {
      title,
      open: `<details><summary>${objectsIn(changes)} ${title}</summary>\n\n${fence}diff`,
      close: `${fence}\n</details>`,
      pieces,
    },
  ];
}

function fieldLines({ path, before, after }: ReportField): readonly string[] {
  const [old, now] = valueTexts(before, after);
  const line = (sign: string, text: string) => `${sign} ${oneLine(path)}: ${text}`;
  return [...(before === undefined ? [] : [line('-', old)]), ...(after === undefined ? [] : [line('+', now)])];
}
