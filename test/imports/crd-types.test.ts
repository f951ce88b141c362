import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDefinition, readCrd } from '../../imports/generator/crd.ts';
import { crdTypes } from '../../imports/generator/crd-types.ts';
import { widgetCrd } from './widget.ts';

const folder = mkdtempSync(join(tmpdir(), 'crd-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the types of a custom resource are the same bytes each time', async () => {
  const definitions = [asDefinition(readCrd(widgetCrd, 'widget.yaml'))];
  const [first, second] = await Promise.all(
    ['a', 'b'].map((name) => crdTypes(definitions, mkdtempSync(join(folder, name)))),
  );
  expect([...(first ?? [])]).toEqual([['example.com.ts', expect.stringContaining('export interface WidgetSpec {')]]);
  expect(second).toEqual(first);
});
