import { renderSides } from '../../../review/helm/sides.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { treeOf } from '../tree/objects.ts';
import { chartApplication, deployment, describeWithHelm, writeChart } from './charts.ts';

const folder = temporaryFolder();

const random = `
apiVersion: v1
kind: Secret
metadata: { name: key }
stringData: { key: {{ randAlphaNum 32 | quote }}, user: {{ .Values.user | default "admin" }} }
`;

const tree = (version: string, options: object = {}, fields: object = {}) =>
  treeOf({ 'root/Application.shop.yaml': chartApplication(version, options, 'shop', fields) });

describeWithHelm('two sides of a review with a chart that makes a key at each render', () => {
  writeChart(folder, '1.0.0', { 'templates/web.yaml': deployment });
  writeChart(folder, '2.0.0', { 'templates/key.yaml': random });

  test('are told of what is made again at each render, which is the same on both then', async () => {
    const { before, after, judged } = await renderSides(
      [tree('2.0.0')],
      [tree('2.0.0', { valuesObject: { user: 'root' } })],
      {
        mode: 'auto',
        folder,
      },
    );
    expect(judged).toMatchObject([
      { rule: 'delivery/made-again', environment: 'dev', objects: [{ id: { name: 'key' } }] },
    ]);
    const key = (trees: readonly ReturnType<typeof tree>[]) => trees[0]?.ofKind('Secret')[0]?.manifest['stringData'];
    expect([key(before), key(after)]).toEqual([
      { key: '(made again at each render)', user: 'admin' },
      { key: '(made again at each render)', user: 'root' },
    ]);
  });

  test('show what stops to be made again as a change, and mark what only the base makes', async () => {
    const options = { mode: 'auto', folder } as const;
    const keys = async (after: ReturnType<typeof tree>[]) => {
      const { before } = await renderSides([tree('2.0.0')], after, options);
      return before[0]?.ofKind('Secret')[0]?.manifest['stringData'];
    };
    expect(await keys([tree('1.0.0')])).toEqual({ key: expect.stringMatching(/^\w{32}$/), user: 'admin' });
    expect(await keys([treeOf({})])).toEqual({ key: '(made again at each render)', user: 'admin' });
  });

  test.each([
    [['/stringData/key'], 0],
    [['/stringData'], 0],
    [['/stringData/user'], 1],
    [['/string'], 1],
  ])('are told nothing of a field that the Application ignores: %j', async (jsonPointers, told) => {
    const ignoring = (valuesObject: object) =>
      tree('2.0.0', { valuesObject }, { ignoreDifferences: [{ kind: 'Secret', jsonPointers }] });
    const { judged } = await renderSides([ignoring({})], [ignoring({ user: 'root' })], { mode: 'auto', folder });
    expect(judged).toHaveLength(told);
  });
});
