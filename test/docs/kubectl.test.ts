import { expect, test } from '@jest/globals';
import { environments } from '../../config/environments/index.ts';
import { pages, read } from './pages.ts';

test('every kubectl line that is there to be pasted names the cluster', () => {
  const clusters = environments.map(({ cluster }) => cluster.name).join('|');
  const calls = pages.flatMap((page) => {
    const blocks = read(page).match(/^ *```sh\n[\s\S]*?^ *```$/gm) ?? [];
    return blocks.flatMap((block) => block.match(/\bkubectl .*/g) ?? []);
  });
  expect(calls.length).toBeGreaterThan(25);
  expect(calls.filter((call) => !new RegExp(`^kubectl --context (${clusters}) `).test(call))).toEqual([]);
});
