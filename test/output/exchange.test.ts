import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { exchange as Exchange } from '../../charts/output/exchange.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { contents, files, leftBeside, replaceAsAnotherProcess } from './trees.ts';

const folder = temporaryFolder();

/** What another synth does between the last look at `dist` and the exchange. */
let meanwhile: () => void = () => {};

const { exchange } = await import('../../charts/output/exchange.ts');
jest.unstable_mockModule('../../charts/output/exchange.ts', () => ({
  exchange: (...parameters: Parameters<typeof Exchange>) => {
    const now = meanwhile;
    meanwhile = () => {};
    now();
    return exchange(...parameters);
  },
}));
const { writeTree } = await import('../../charts/output/write.ts');

(process.platform === 'linux' || process.platform === 'darwin' ? describe : describe.skip)('an exchange', () => {
  test('gives two folders the names of each other', () => {
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    for (const path of [one, other]) mkdirSync(path);
    writeFileSync(join(one, 'a'), '');

    expect(exchange(one, other)).toBe(true);
    expect([readdirSync(one), readdirSync(other)]).toEqual([[], ['a']]);
  });

  test('says no where one of them is missing, and changes nothing', () => {
    const one = mkdtempSync(join(folder, 'lonely-'));

    expect(exchange(one, join(folder, 'nowhere'))).toBe(false);
    expect(readdirSync(one)).toEqual([]);
  });

  test('is undone where another synth was faster', () => {
    const dist = join(mkdtempSync(join(folder, 'run-')), 'dist');
    writeTree(dist, files({ 'a.yaml': 'old\n' }));
    meanwhile = () => replaceAsAnotherProcess(dist, { 'a.yaml': 'theirs\n' });

    expect(() => writeTree(dist, files({ 'a.yaml': 'mine\n' }))).toThrow(
      'dist: was replaced by another synth meanwhile and is left as that one wrote it; run again',
    );
    expect(contents(dist)).toEqual({ 'a.yaml': 'theirs\n' });
    expect(leftBeside(dist)).toEqual([]);
  });
});
