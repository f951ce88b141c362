import { pages, read } from './pages.ts';

/** The lines of each table of a page; code is no table. */
function tablesOf(page: string): readonly (readonly string[])[] {
  const text = read(page).replaceAll(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/(?:^ *\|.*\n)+/gm)].map(([table]) => table.trim().split('\n'));
}

/** A row begins and ends with a bar; a `\|` does not end a cell. */
function cellsOf(row: string): number {
  return /^ *\|.*\|$/.test(row) ? row.replaceAll('\\|', '').split('|').length - 2 : 0;
}

test('every row of a table has as many cells as its heading', () => {
  const tables = pages.flatMap(tablesOf);
  const broken = tables.flatMap(([heading = '', ...rows]) => rows.filter((row) => cellsOf(row) !== cellsOf(heading)));
  expect(tables.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});
