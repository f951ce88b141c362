import { pages, read } from './pages.ts';

/** Of the environments that the pages describe, and of the one on a laptop. */
const clusters = 'airflow-dev|airflow-prod|kind-airflow-on-eks-dev';
const blocksOf = (text: string) => text.match(/^ *```sh\n[\s\S]*?^ *```$/gm) ?? [];

test('every kubectl line that is there to be pasted names the cluster', () => {
  const calls = pages.flatMap((page) => blocksOf(read(page)).flatMap((block) => block.match(/\bkubectl .*/g) ?? []));
  expect(calls.length).toBeGreaterThan(25);
  expect(calls.filter((call) => !new RegExp(`^kubectl --context (${clusters}) `).test(call))).toEqual([]);
});

describe.each(pages.filter((page) => /^docs\/[^/]+$/.test(page)))('%s', (page) => {
  const lines = read(page).split('\n');
  const inTable = (line: string) => line.startsWith('|');
  // `kubectl kustomize` asks no cluster.
  const short = new RegExp(`(^|[\\s\`])kubectl (?!kustomize|--context (${clusters}|airflow-<env>)[ \`])[a-z-]+`);

  test('names the cluster in a kubectl line inside a sentence too', () => {
    const calls = lines.flatMap((line) => (inTable(line) ? [] : (line.match(/`kubectl [^`]+`/g) ?? [])));
    expect(calls.filter((call) => short.test(call))).toEqual([]);
  });

  test('says before its first table with a short one what it is short for', () => {
    const first = lines.findIndex((line) => inTable(line) && short.test(line));
    const above = lines.slice(0, Math.max(first, 0)).join('\n');
    expect(first === -1 || above.includes('is short for')).toBe(true);
  });
});
