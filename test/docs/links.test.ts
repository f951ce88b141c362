import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pages, read, root } from './pages.ts';

/** Relative targets of the links and pictures of a page; code is no link. */
function linksOf(page: string): readonly string[] {
  const text = read(page).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^\w+:/.test(target));
}

/** Anchors as GitHub makes them from headings. */
function anchorsOf(page: string): readonly string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

test('every link between the pages leads to a file, and to a heading where it names one', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page).flatMap((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? join(root, page) : join(root, dirname(page), path);
      if (!existsSync(target)) return [`${page}: ${link}`];
      return anchor && !anchorsOf(target).includes(anchor) ? [`${page}: ${link}`] : [];
    }),
  );
  expect(pages.length).toBeGreaterThan(15);
  expect(broken).toEqual([]);
});
