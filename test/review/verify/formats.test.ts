import type { Manifest } from '../../../review/tree/manifest.ts';
import type { Check } from '../../../review/verify/check.ts';
import { toSarif } from '../../../review/verify/formats/sarif.ts';
import { summarize } from '../../../review/verify/formats/summary.ts';
import { toText } from '../../../review/verify/formats/text.ts';
import { verify } from '../../../review/verify/run.ts';
import { objectOf, treeOf } from '../tree/objects.ts';
import { chartOf } from './scheduling/cluster.ts';

describe('what verify found, with and without an object, a file, a field and a chart', () => {
  const manifest = JSON.parse(objectOf('ConfigMap', 'rendered')) as Manifest;
  const tree = treeOf({
    'root/a.yaml': chartOf('shop', 'web', {}),
    'root/b.yaml': chartOf('shop', 'api', {}),
    'shop/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  list:\n    - x: 1\n',
  }).with([
    { file: 'dev/root/a.yaml', manifest, chart: 'web 1.2.3', application: 'shop' },
    { file: 'dev/root/a.yaml', manifest, chart: 'db 1.2.3', application: 'shop' },
  ]);
  const check: Check = {
    rule: 'test/all',
    promise: 'everything is found',
    find: ({ items }) => [
      ...items.flatMap((item) => {
        const problem = { item, message: `finds ${item.id.name}`, remedy: 'change it' };
        return item.id.kind === 'ConfigMap' ? [{ ...problem, ...(item.chart ? {} : { field: 'data.list.0.x' }) }] : [];
      }),
      { message: 'finds the tree', remedy: 'change the tree' },
      { file: 'dev/shop/c.yaml', line: 3, message: 'finds a file', remedy: 'change the file' },
    ],
    blindSpots: () => ['something'],
  };
  const report = verify([tree], {
    checks: [check],
    today: '2026-01-01',
    unrendered: new Map([['api 1.2.3', 'it is not in the folder']]),
    waivers: [{ rule: 'test/all', object: 'dev', reason: 'a demo', until: '2025-12-31', file: 'config/waivers.yaml' }],
  });
  const summary = summarize(report, [tree], 'dist/');

  test('is data', async () => {
    const found = { rule: 'test/all', environment: 'dev', remedy: 'change it' };
    const rendered = {
      ...found,
      object: 'ConfigMap shop/rendered',
      file: 'dist/dev/root/a.yaml',
      message: 'finds rendered',
    };
    expect(await summary).toEqual({
      version: 1,
      findings: [
        {
          ...found,
          object: 'ConfigMap shop/a',
          file: 'dist/dev/shop/a.yaml',
          line: 7,
          field: 'data.list[0].x',
          message: 'finds a',
        },
        rendered,
        rendered,
        { ...found, object: 'dev', message: 'finds the tree', remedy: 'change the tree' },
        {
          ...found,
          object: 'dev/shop/c.yaml',
          file: 'dist/dev/shop/c.yaml',
          line: 3,
          message: 'finds a file',
          remedy: 'change the file',
        },
        expect.objectContaining({
          rule: 'waivers/expired',
          file: 'config/waivers.yaml',
          object: 'config/waivers.yaml',
        }),
      ],
      waived: [],
      environments: [
        {
          environment: 'dev',
          objects: 5,
          charts: ['db 1.2.3', 'web 1.2.3'],
          checks: 1,
          findings: 5,
          waived: 0,
          notChecked: ['objects of the chart api 1.2.3, which is not rendered: it is not in the folder', 'something'],
        },
      ],
    });
    expect((await summary).findings.at(-1)).not.toHaveProperty('environment');
  });

  test('is text', async () => {
    const [first, second, , fourth, ...rest] = toText(await summary).split('\n\n');
    expect([first, second, fourth, rest.at(-1)]).toEqual([
      'dist/dev/shop/a.yaml:7  test/all  ConfigMap shop/a  data.list[0].x\n  finds a\n  to do: change it',
      'dist/dev/root/a.yaml  test/all  ConfigMap shop/rendered\n  finds rendered\n  to do: change it',
      'test/all  dev\n  finds the tree\n  to do: change the tree',
      [
        'dev: 5 objects (with those of db 1.2.3, web 1.2.3), 1 check, 5 findings, 0 waived',
        '  not checked:',
        '  - objects of the chart api 1.2.3, which is not rendered: it is not in the folder',
        '  - something',
      ].join('\n'),
    ]);
  });

  test('is SARIF', async () => {
    const log = JSON.parse(toSarif(await summary, [check])) as { runs: { tool: unknown; results: unknown[] }[] };
    const result = (text: string, uri?: string, startLine = 1) => ({
      ruleId: 'test/all',
      level: 'error',
      message: { text },
      ...(uri ? { locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }] } : {}),
    });
    expect(log.runs[0]?.tool).toEqual({
      driver: { name: 'verify', rules: [{ id: 'test/all', shortDescription: { text: 'everything is found' } }] },
    });
    expect(log.runs[0]?.results.slice(0, 4)).toEqual([
      result('ConfigMap shop/a data.list[0].x: finds a. To do: change it.', 'dist/dev/shop/a.yaml', 7),
      result('ConfigMap shop/rendered: finds rendered. To do: change it.', 'dist/dev/root/a.yaml'),
      result('ConfigMap shop/rendered: finds rendered. To do: change it.', 'dist/dev/root/a.yaml'),
      result('dev: finds the tree. To do: change the tree.'),
    ]);
  });
});
