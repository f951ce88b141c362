import type { Change } from '../../../review/compare/change.ts';
import { judgementsIn } from '../../../review/compare/verdict.ts';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { comparison, said } from '../compare/trees.ts';
import type { Fixture } from './fixture.ts';
import { capacity, identity } from './identity.ts';
import { nodes } from './nodes.ts';
import { immutable, removal } from './removal.ts';
import { restarts } from './restarts.ts';
import { rights } from './rights.ts';
import { delivery, versions } from './versions.ts';

const fixtures: readonly Fixture[] = [
  ...[...removal, ...immutable, ...nodes, ...restarts, ...rights],
  ...[...identity, ...capacity, ...versions, ...delivery],
];
/** What matters as much where an object is new. */
const ofNewObjectsToo = new Set([
  ...['nodes/spot-tasks', 'rights/wider', 'rights/network', 'rights/secret-committed'],
  'identity/default-class',
]);
const ranks = ['info', 'warn', 'danger'];
const rankOf = (text: string) => ranks.indexOf(text.split(' ')[0] ?? '');

function verdictOf(rule: string) {
  const verdict = allVerdicts.find((one) => one.rule === rule);
  if (!verdict) throw new Error(`no verdict is called ${rule}`);
  return verdict;
}

describe.each(fixtures.map((fixture): [string, Fixture] => [`${fixture.rule} ${fixture.says.source}`, fixture]))(
  '%s',
  (_, { rule, before, after, says, near }) => {
    const found = () => said(verdictOf(rule), before, after);

    test('is said of a change that does it', () => {
      expect(found().filter((text) => says.test(text))).not.toEqual([]);
    });

    test('is not said of one that looks alike', () => {
      const other = said(verdictOf(rule), near.before ?? before, near.after);
      const worst = Math.max(...found().map(rankOf));
      expect(other.filter((text) => rankOf(text) >= worst)).toEqual([]);
    });

    test('is not said of an object that is deleted and made under another name', () => {
      if (ofNewObjectsToo.has(rule)) return;
      const { judge } = verdictOf(rule);
      const { changes, ...trees } = comparison(before, after);
      const changed = changes.filter(({ verb }) => verb === 'changed');
      const messages = (verb: Change['verb']) =>
        changed
          .flatMap((change) => judgementsIn(judge?.({ ...change, verb }, trees.before, trees.after)))
          .map((one) => one.message);
      expect(messages('renamed').filter((message) => messages('changed').includes(message))).toEqual([]);
    });
  },
);

test('every verdict has such a pair', () => {
  const known = new Set(fixtures.map(({ rule }) => rule));
  expect(allVerdicts.map(({ rule }) => rule).filter((rule) => !known.has(rule))).toEqual([]);
});
