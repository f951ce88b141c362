import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { formats } from '../../../review/report/formats.ts';
import { application, draft } from '../compare/trees.ts';
import { guarded, pool, settings } from '../verdicts/fixture.ts';
import { reportOf } from './reports.ts';

describe('a report of something of everything', () => {
  /** One change with something of everything: it goes, it asks, it changes, it comes, and it means nothing. */
  const report = reportOf(
    [
      application('cart'),
      draft('Namespace', { metadata: { name: 'team', ...guarded } }),
      settings({ url: 'https://user:correct-horse-9@example.com', 'a|b': '`x`' }),
      pool({}, { expireAfter: '336h' }),
      draft('ResourceQuota', { spec: { hard: { cpu: '1' } } }),
    ],
    [
      settings({ url: 'https://example.com', 'a|b': '<b>' }),
      pool({}, { expireAfter: '168h' }),
      draft('ResourceQuota', { spec: { hard: { cpu: '1000m' } } }),
      draft('ServiceAccount'),
    ],
    ['dev', 'prod'],
  );

  /** `html` is its page of data; what the page makes of it is tested in a browser. */
  const texts = {
    'report.txt': formats.terminal(report),
    'report.md': formats.markdown(report),
    'report.json': formats.json(report),
    'report.sarif': formats.sarif(
      report,
      allVerdicts.filter(({ rule }) => report.findings.some((finding) => finding.rule === rule)),
    ),
    'report.html.json': JSON.stringify(
      JSON.parse(/id="report">(.*)<\/script>/.exec(formats.html(report))?.[1] ?? ''),
      undefined,
      2,
    ),
  };

  /** `UPDATE=1 npm test -- test/review/report/golden` writes them again: read the difference as a reviewer would. */
  test.each(Object.entries(texts))('the report as %s is the one that was read and found right', (name, text) => {
    const file = join(import.meta.dirname, 'golden', name);
    // The number of rules grows with each verdict and says nothing of a format.
    const stable = `${text.replace(/"rules": \d+/, '"rules": 0').replace(/\d+ rules/g, '0 rules')}\n`;
    if (process.env['UPDATE'] === '1') writeFileSync(file, stable);
    expect(stable).toBe(readFileSync(file, 'utf8'));
  });
});
