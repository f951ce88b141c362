import fc from 'fast-check';
import { code, plain } from '../../../review/report/markdown/escape.ts';
import { markdown } from '../../../review/report/markdown/markdown.ts';
import { draft } from '../compare/trees.ts';
import { reportOf, withFindings } from './reports.ts';

const namespace = draft('Namespace', { metadata: { name: 'team' } });
const quota = (cpu: string) => draft('ResourceQuota', { spec: { hard: { 'requests.cpu': cpu } } });
const settings = (data: object) => draft('ConfigMap', { metadata: { name: 'settings' }, data });

/** What a reader sees without opening anything. */
function seen(text: string): readonly string[] {
  return text
    .replace(/<details>(<summary>.*<\/summary>)[\s\S]*?<\/details>/g, '$1')
    .split('\n')
    .filter((line) => line !== '');
}

describe('the comment of a pull request', () => {
  const text = markdown(reportOf([namespace, settings({ a: '1' })], [settings({ a: '2' })], ['dev', 'prod']));
  const lines = seen(text);

  test('begins with the answer, and with the counts of every verb', () => {
    expect(lines[0]).toMatch(/^## Stop and plan: Argo CD deletes it/);
    expect(lines[1]).toMatch(
      /^1 danger · \d+ warnings? · .*\d+ added · \d+ changed · \d+ removed: \d+ deleted, \d+ asked about, \d+ left in the cluster · nodes of \d+ pools replaced · \d+ workloads restart/,
    );
  });

  test('says of a danger what happens, where, to which object, and what to do', () => {
    expect(text).toMatch(/^- \*\*Argo CD deletes it.*\*\* \(dev, prod\): `Namespace team`\. .*\*Do:\* /m);
  });

  test('names what does not happen, and ends with what was compared', () => {
    expect(text).toMatch(/^\*\*Does not happen:\*\* no node is replaced/m);
    expect(lines.at(-1)).toMatch(/^Compared main .* with the working tree/);
  });

  test('folds each removed object with its fate, and each field that changed', () => {
    expect(text).toContain('| `shop` | dev, prod | `Namespace team` | delete it |');
    expect(text).toContain('- data.a: 1\n+ data.a: 2\n');
  });

  test('of a harmless change has five lines', () => {
    const harmless = seen(markdown(reportOf([quota('1')], [quota('1000m')])));
    expect(harmless).toHaveLength(5);
    expect(harmless[0]).toBe('## Nothing changes in the cluster');
    expect(harmless[2]).toMatch(/^1 quantities in another form/);
  });
});

describe('the text of a user in a comment', () => {
  const hostile = [
    '@team/all',
    '<img src=x onerror=alert(1)>',
    '</details>',
    '`a` | b',
    '**b**',
    '#12',
    '[a](http://b)',
    '\n## c',
  ];

  test('is shown as it is: it makes no mention, no link, no heading and no HTML', () => {
    const text = markdown(
      withFindings([
        { message: hostile.join(' '), why: hostile.join(' '), remedy: hostile.join(' '), environments: hostile },
      ]),
    );
    const outside = text.replaceAll('&#8203;', '\u200b').replace(/<\/?(details|summary|sub)>/g, '');
    expect(outside).not.toMatch(/[@#][a-z0-9]|<[a-z/]|:\/\/|^## c/m);
    expect(outside.replaceAll('\\`', '').match(/`/g)?.length).toBe(2);
  });

  test.each([
    ['a *b* _c_ [d] {e} ~f~ !g `h` |i| \\j', 'a \\*b\\* \\_c\\_ \\[d\\] \\{e\\} \\~f\\~ \\!g \\`h\\` \\|i\\| \\\\j'],
    ['<b> & c', '&lt;b&gt; &amp; c'],
    ['@me #1 http://a', '@&#8203;me #&#8203;1 http:&#8203;//a'],
    ['- a', '\\- a'],
    ['+ a - b', '\\+ a - b'],
    ['12. a', '\\12. a'],
    ['3) a', '\\3) a'],
    ['-a 1.5', '-a 1.5'],
    ['a\nb', 'a b'],
  ])('%j is written as %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test.each([
    ['a', '`a`'],
    ['', ''],
    ['a|b', '`a\\|b`'],
    ['a`b', '``a`b``'],
    ['a``b`c', '```a``b`c```'],
    ['`a', '`` `a ``'],
    ['a`', '`` a` ``'],
    [' a', '`  a `'],
    ['a ', '` a  `'],
  ])('%j as code is %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test('stays in the one line of its name, whatever it is made of', () => {
    const letters = fc.string({ unit: fc.constantFrom('`', '|', '\n', '\\', '<', '@', ' ', 'a', '\u202e') });
    fc.assert(
      fc.property(letters, (text) => {
        expect(plain(text)).not.toMatch(/[\n\u202e]|[^\\]\||@a|<a/);
        expect(code(text)).not.toMatch(/[\n\u202e]|[^\\]\|/);
        const ticks = /^`*/.exec(code(text))?.[0] ?? '';
        expect(
          code(text)
            .slice(ticks.length, -ticks.length || undefined)
            .split(/[^`]+/),
        ).not.toContain(ticks || '-');
      }),
    );
  });

  test('cannot close the block of code that it stands in', () => {
    const text = markdown(reportOf([settings({ a: '1' })], [settings({ a: '```\n</details>````' })]));
    expect(text).toMatch(/^`{5}diff$/m);
    expect(text).toMatch(/^`{5}$/m);
  });
});

describe('a comment that would be too long', () => {
  const many = Array.from(
    { length: 900 },
    (_, index) =>
      settings({ a: '1' }).metadata &&
      draft('ConfigMap', { metadata: { name: `settings-${index}` }, data: { a: 'x'.repeat(100) } }),
  );
  const changed = many.map((object) => ({ ...object, data: { a: 'y'.repeat(100) } }));
  const text = markdown(reportOf([...many, namespace] as never, changed as never));

  test('fits, and keeps what is dangerous', () => {
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).toContain('**Danger**');
    expect(text.split('\n').at(-1)).toMatch(/^Compared/);
  });

  test('closes every fence and every fold that it opens', () => {
    expect(text.match(/^`{3,}/gm)?.length).toBe(2);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test('lists exactly what it left out', () => {
    const shown = text.match(/^ {2}ConfigMap shop\/settings-\d+ /gm)?.length ?? 0;
    expect(text).toContain(`- ${900 - shown} changed objects, field by field: ${900 - shown} × ConfigMap`);
  });

  test('names what it left out where there is room for the names', () => {
    const few = Array.from({ length: 80 }, (_, index) => ({
      severity: 'warn' as const,
      message: `${index} ${'long '.repeat(180)}`,
    }));
    const found = markdown(withFindings([{}, ...few]));
    expect(found.length).toBeLessThanOrEqual(65_536);
    const shown = found.match(/long long/g) ? (found.match(/^- \*\*\d+ long/gm)?.length ?? 0) : 0;
    expect(found).toMatch(new RegExp(`^- ${80 - shown} warnings: removal/deleted \\(prod\\), removal/deleted`, 'm'));
  });
});
