import { type Block, fitted } from '../../../review/report/markdown/fit.ts';
import { markdown } from '../../../review/report/markdown/markdown.ts';
import { application, draft } from '../compare/trees.ts';
import { namespace, settings } from '../verdicts/fixture.ts';
import { reportOf, withFindings } from './reports.ts';

describe('a comment', () => {
  const lines = (text: string) => text.split('\n');
  const object = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', name });

  test('writes each finding with what it has', () => {
    const { proof, ...report } = withFindings([
      { environments: [], objects: [], rule: 'a/one', source: 'config/a.ts:1' },
      { environments: ['dev', 'prod'], objects: [...'abcdefgh'].map(object), rule: 'a/many', why: 'a reason' },
      { severity: 'warn', rule: 'a/warn', objects: [...'abcdef'].map(object), remedy: 'wait' },
      { severity: 'info', rule: 'a/info' },
      { severity: 'info', rule: 'a/more' },
    ]);
    const withSources = (...sources: readonly string[]) =>
      lines(markdown({ ...report, doesNotHappen: [], notChecked: ['what is *new*'], proof: { ...proof, sources } }));
    const text = withSources('a', 'b');
    expect(text.slice(2, 4)).toEqual(['', 'Not known: what is \\*new\\*']);
    expect(text.slice(5)).toEqual([
      '**Danger**, in the order in which it happens',
      '',
      '- **Argo CD deletes it**. From `config/a.ts:1`. <sub>a/one</sub>',
      '- **Argo CD deletes it** (dev, prod): `Pod a`, `Pod b`, `Pod c`, `Pod d`, `Pod e`, `Pod f` and 2 more. A reason. <sub>a/many</sub>',
      '',
      '**Warning**',
      '',
      '- **Argo CD deletes it** (prod): `Pod a`, `Pod b`, `Pod c`, `Pod d`, `Pod e`, `Pod f`. *Do:* Wait. <sub>a/warn</sub>',
      '',
      '**For information**',
      '',
      '- **Argo CD deletes it** (prod): `Namespace team`. <sub>a/info</sub>',
      '- **Argo CD deletes it** (prod): `Namespace team`. <sub>a/more</sub>',
      '',
      expect.stringMatching(/^From a, b · compared /),
    ]);
    expect(withSources('a').join()).not.toContain('From `config');
  });

  test('folds what a harmless change is told for information, and what is written differently', () => {
    const quota = (cpu: string) => draft('ResourceQuota', { spec: { hard: { cpu } } });
    const harmless = reportOf([quota('1')], [quota('1000m')]);
    const [finding] = withFindings([{ severity: 'info' }]).findings;
    const text = markdown({ ...harmless, findings: finding ? [finding, finding] : [] });
    expect(text).toContain('<details><summary>2 for information</summary>\n\n- **Argo CD');
    expect(text).toContain(
      '<details><summary>1 objects with another form</summary>\n\n```diff\n  ResourceQuota shop/web (prod, shop)\n',
    );
    expect(lines(text)[3]).toBe('1 quantities in another form: Kubernetes compares them by value.');
  });

  test('says in its tables which object is the new name of which, and what comes from where', () => {
    const rename = (name: string) => settings({ a: '1', b: '2', c: '3' }, name);
    const inShop = draft('ConfigMap', { metadata: { name: 'x', namespace: 'shop' } });
    const cart = application('cart');
    const text = markdown(
      reportOf(
        [cart, rename('one'), { ...inShop, folder: 'cart' }],
        [cart, rename('two'), inShop, namespace(), namespace('b')],
      ),
    );
    expect(text).toContain('| `shop` | prod | `ConfigMap shop/one` | delete it |');
    expect(text).toContain('| `shop` | prod | `ConfigMap shop/two` | the new name of ConfigMap shop/one |');
    expect(text).toContain('| `shop` | prod | `Namespace team`, `Namespace b` | new |');
  });

  test('shows a field that comes and one that goes with one line each', () => {
    const text = markdown(reportOf([settings({ a: '1' })], [settings({ b: '2' })]));
    expect(text).toMatch(/\n {2}ConfigMap shop\/settings \(prod, shop\)\n- data\.a: 1\n\+ data\.b: 2\n/);
  });

  const piece = (text: string, kind = 'Pod') => ({ text, kind, name: `name of ${text.slice(0, 2)}` });
  const block = (title: string, ...pieces: Block['pieces']): Block => ({ title, open: 'open', close: 'shut', pieces });
  const reserve = 8_000;

  test('is whole where it fits to the letter', () => {
    const whole = 'head\n\nopen\naa\nshut\n\nfoot';
    const blocks = [block('first', piece('aa')), block('none')];
    expect(fitted('head', blocks, 'foot', whole.length)).toBe(whole);
    expect(fitted('', [block('none')], 'foot', 100)).toBe('foot');
    expect(fitted('head', blocks, 'foot', whole.length - 1)).toContain('- 1 first: name of aa');
  });

  test('leaves out what has no room, piece by piece, and lists it by name or by kind', () => {
    const long = (letter: string) => piece(letter.repeat(1_000));
    // Head and foot take 8, a block 12 around its pieces, and a piece one more than its length.
    const room = (letters: number) => 8 + reserve + letters;
    const blocks = [block('first', long('a'), long('b')), block('second', piece('c'.repeat(9_000)), piece('dd'))];
    const kept = (most: number) => {
      const text = fitted('head', blocks, 'foot', most);
      return [...'abcd'].filter((letter) => text.includes(letter.repeat(2) + (letter === 'd' ? '\nshut' : letter)));
    };
    expect(kept(room(12 + 1_001))).toEqual(['a']);
    expect(kept(room(12 + 1_000))).toEqual(['d']);
    expect(kept(room(12 + 2_002))).toEqual(['a', 'b']);
    expect(kept(room(12 + 2_002 + 12 + 3))).toEqual(['a', 'b', 'd']);
    expect(kept(room(12 + 2_002 + 12 + 2))).toEqual(['a', 'b']);
    expect(lines(fitted('head', blocks, 'foot', room(12 + 1_001))).slice(-6)).toEqual([
      expect.stringMatching(/^\*\*Left out, because/),
      '',
      '- 1 first: name of bb',
      '- 2 second: name of cc, name of dd',
      '',
      'foot',
    ]);
    const many = Array.from({ length: 600 }, (_, index) => piece('x'.repeat(100), index % 3 === 0 ? 'Job' : 'Pod'));
    expect(fitted('head', [block('first', ...many)], 'foot', reserve)).toContain('- 600 first: 200 × Job, 400 × Pod');
  });

  test('gives the room of a block that stays away to the next one', () => {
    const blocks = [block('first', piece('a'.repeat(9_000))), block('second', piece('bb'))];
    expect(fitted('head', blocks, 'foot', 8 + reserve + 12 + 3)).toContain('open\nbb\nshut');
  });
});
