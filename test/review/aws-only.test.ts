import { judgeAwsOnly, unknownInAws } from '../../review/aws-only.ts';
import type { Side } from '../../review/side.ts';
import { comparison } from './compare/trees.ts';
import { settings } from './verdicts/fixture.ts';

const side = (files: Readonly<Record<string, string>>): Side => {
  const all = new Map(Object.entries(files));
  return { label: 'x', trees: [], sources: all, read: (path) => all.get(path) };
};
const still = [comparison([settings({ a: '1' })], [settings({ a: '1' })])];
const moving = [comparison([settings({ a: '1' })], [settings({ a: '2' })])];
const prod = (text: string) => side({ 'config/environments/prod.ts': text });
const before = prod("export const prod = {\n  instance: 'db.t4g.medium',\n};");

describe('a config change that no object shows', () => {
  test('is a warning that names the command which shows it', () => {
    const [found] = judgeAwsOnly(still, before, prod("export const prod = {\n  instance: 'db.r8g.large',\n};"));
    expect(found).toMatchObject({
      severity: 'warn',
      environment: 'prod',
      message: expect.stringContaining('no object changes, and config/environments/prod.ts does'),
      remedy: "run 'npm run cluster:diff -- prod'",
    });
  });

  test.each([
    ['a comment', "// Small.\nexport const prod = {\n  instance: 'db.t4g.medium', /* for now */\n};"],
    ['its layout and its quotes', 'export const prod = {\n    instance: "db.t4g.medium" };'.replace(' };', '\n};')],
    ['nothing', "export const prod = {\n  instance: 'db.t4g.medium',\n};"],
    ['the order of its lines', "};\n\nexport const prod = {\n  instance: 'db.t4g.medium',"],
  ])('is not seen where it is only %s', (_, text) => {
    expect(judgeAwsOnly(still, before, prod(text))).toEqual([]);
  });

  test.each([
    ["an address in single quotes, which is no comment: '", "a('//x')", "a('//y')"],
    ['an address in double quotes', 'a("http://x")', 'a("http://y")'],
    ['an address in a template', 'a(`http://x`)', 'a(`http://y`)'],
    ['a text with a quote in it', "a('it\\'s //x')", "a('it\\'s //y')"],
    ['lines that are two', 'a\nb', 'ab'],
  ])('is seen in %s', (_, old, now) => {
    expect(judgeAwsOnly(still, prod(old), prod(now))).toHaveLength(1);
  });

  test.each([
    ['config/environments/index.ts', 1],
    ['config/teams.ts', 1],
    ['config/environments/dev.ts', 0],
    ['config/waivers.yaml', 0],
    ['charts/config/a.ts', 0],
    ['config/a.ts.txt', 0],
  ])('counts for every environment it may be for, in %s', (path, found) => {
    const one = (text: string) => side({ [path]: text });
    expect(judgeAwsOnly(still, one('a'), one('b'))).toHaveLength(found);
    expect(unknownInAws(still, one('a'), one('b'))).toEqual([]);
  });

  test('is one finding of all its files, as bad as the worst', () => {
    const both = (text: string) => side({ 'config/teams.ts': text, 'cluster/data.ts': text });
    expect(judgeAwsOnly(still, both('a'), both('b'))).toMatchObject([
      { severity: 'warn', objects: [], message: expect.stringContaining('cluster/data.ts and config/teams.ts do:') },
    ]);
  });

  test('is for information where it is code, which may only be written in another way', () => {
    const code = (text: string) => side({ 'cluster/data.ts': text });
    expect(judgeAwsOnly(still, code('a'), code('b'))).toMatchObject([{ severity: 'info' }]);
  });

  test('is what nobody knows where objects change too', () => {
    const after = prod('other');
    expect(judgeAwsOnly(moving, before, after)).toEqual([]);
    expect(unknownInAws(moving, before, after)).toEqual([
      "what config/environments/prod.ts changes in AWS for prod: run 'npm run cluster:diff -- prod'",
    ]);
  });

  test('is not known without the source', () => {
    const bare: Side = { label: 'x', trees: [], read: () => undefined };
    expect([...judgeAwsOnly(still, bare, bare), ...unknownInAws(moving, bare, bare)]).toEqual([]);
  });
});
