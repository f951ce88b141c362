import { read } from './pages.ts';

const [english, korean] = ['docs/walkthrough.md', 'docs/walkthrough.ko.md'].map(read) as [string, string];

const commands = (page: string) => page.match(/^```(sh|ts|yaml|text)\n[\s\S]*?^```$/gm);
const headings = (page: string) =>
  [...page.matchAll(/^(#+) (\d+\.)?/gm)].map(([, depth, number]) => `${depth} ${number ?? ''}`);
const links = (page: string) =>
  [...page.matchAll(/\]\((?!walkthrough)([^)\s]+)\)/g)].map(([, target]) => target).sort();

describe('the two languages of the walk-through', () => {
  test('have the same commands and the same output', () => {
    expect(commands(korean)).toEqual(commands(english));
    expect(commands(english)?.length).toBeGreaterThan(10);
  });

  test('have the same chapters and lead to the same pages', () => {
    expect(headings(korean)).toEqual(headings(english));
    expect(links(korean)).toEqual(links(english));
  });

  test('say in Korean where a link leads to an English page', () => {
    const unsaid = [...korean.matchAll(/(?<!!)\[([^\]]+)\]\((?!walkthrough)[^)]+\)/g)].filter(
      ([, text]) => !text?.includes('영문'),
    );
    expect(unsaid.map(([link]) => link)).toEqual([]);
  });
});
