import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderCharts } from '../../../review/helm/index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { treeOf } from '../tree/objects.ts';
import { chartApplication, describeWithHelm, helm, writeChart } from './charts.ts';

const folder = temporaryFolder();

const given = `
apiVersion: v1
kind: ConfigMap
metadata: { name: {{ .Release.Name }}-given, namespace: {{ .Release.Namespace }} }
data:
  color: {{ .Values.color | quote }}
  size: {{ .Values.size | toJson | quote }}
  text: {{ .Values.text | toJson | quote }}
  list: {{ .Values.list | quote }}
  kubernetes: {{ .Capabilities.KubeVersion.Version }}
  api: {{ .Capabilities.APIVersions.Has "example.com/v1" | quote }}
`;

const others = `
apiVersion: v1
kind: ConfigMap
metadata: { name: tested, annotations: { helm.sh/hook: test } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: after-rollback, annotations: { helm.sh/hook: post-rollback } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: before-sync, annotations: { helm.sh/hook: pre-install } }
data:
  empty:
`;

const job = `
apiVersion: v1
kind: ConfigMap
metadata: { generateName: job-, annotations: { argocd.argoproj.io/hook: PreSync } }
`;
const jobs = `${job}data:\n  key: first\n  key: last\n---${job}`;

const crd =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: toys.example.com }\n';

const render = (application: string, place = folder) =>
  renderCharts(treeOf({ 'root/Application.shop.yaml': application }), {
    places: { helm: helm?.command ?? '', folder: place, network: false },
  });

const reasons = async (...parameters: Parameters<typeof render>) =>
  (await render(...parameters)).left.map(({ chart, reason }) => `${chart}: ${reason}`);

describeWithHelm('the chart of an Application', () => {
  writeChart(folder, '1.0.0', { 'values.yaml': 'color: red\n', 'templates/given.yaml': given });
  writeChart(folder, '2.0.0', { 'templates/others.yaml': others, 'crds/toys.yaml': crd });
  writeChart(folder, '4.0.0', { 'templates/jobs.yaml': jobs });
  writeChart(folder, '5.0.0', { 'templates/nameless.yaml': 'apiVersion: v1\nkind: ConfigMap\n' });
  writeChart(folder, '3.0.0', { 'templates/broken.yaml': '{{ fail "the color is missing" }}' });

  test('is rendered as the Application says: values, parameters, release, namespace, and what the cluster has', async () => {
    const { parts } = await render(
      chartApplication('1.0.0', {
        releaseName: 'front',
        kubeVersion: '1.33.4',
        apiVersions: ['example.com/v1'],
        valuesObject: { color: 'blue', size: 1 },
        parameters: [
          { name: 'size', value: '8388608' },
          { name: 'text', value: '12', forceString: true },
          { name: 'list', value: 'a,b' },
        ],
      }),
    );
    expect(parts).toMatchObject([{ application: 'shop', chart: 'shop 1.0.0' }]);
    expect(parts[0]?.documents.map(({ manifest }) => manifest)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'front-given', namespace: 'shop' },
        data: { color: 'blue', size: '8388608', text: '"12"', list: 'a,b', kubernetes: 'v1.33.4', api: 'true' },
      },
    ]);
  });

  test('comes with its hooks and definitions, and without what Argo CD never applies', async () => {
    const names = async (options: object) =>
      (await render(chartApplication('2.0.0', options))).parts.flatMap(({ documents }) =>
        documents.map(({ manifest }) => manifest.metadata.name),
      );
    const { parts } = await render(chartApplication('2.0.0', { skipCrds: true }));
    // A field that is null is absent to the API server.
    expect(parts[0]?.documents[0]?.manifest['data']).toEqual({});
    expect((await names({})).sort()).toEqual(['before-sync', 'toys.example.com']);
    expect(await names({ skipCrds: true })).toEqual(['before-sync']);
  });

  test('is read as Argo CD reads it: two hooks of one generated name, and the last of two equal keys', async () => {
    const { parts } = await render(chartApplication('4.0.0'));
    expect(parts[0]?.documents.map(({ manifest }) => [manifest.metadata.name, manifest['data']])).toEqual([
      ['job-1', { key: 'last' }],
      ['job-2', undefined],
    ]);
  });

  test('is taken from a packed file too', async () => {
    const packed = join(folder, 'packed');
    mkdirSync(packed, { recursive: true });
    execFileSync(helm?.command ?? '', ['package', join(folder, 'shop-1.0.0'), '--destination', packed], {
      stdio: 'pipe',
    });
    expect((await render(chartApplication('1.0.0'), packed)).parts).toHaveLength(1);
    expect(await reasons(chartApplication('1.0.1'), packed)).toEqual(['shop 1.0.1: it is not in the folder']);
  });

  test('is not rendered in another version than the one that is pinned', async () => {
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked, { recursive: true });
    execFileSync('cp', ['-r', join(folder, 'shop-1.0.0'), join(unpacked, 'shop')]);
    expect((await render(chartApplication('1.0.0'), unpacked)).parts).toHaveLength(1);
    expect(await reasons(chartApplication('1.2.0'), unpacked)).toEqual([
      'shop 1.2.0: the folder has it in version 1.0.0',
    ]);
    expect(await reasons(chartApplication('1.*'))).toEqual(["shop 1.*: its version '1.*' may be another one tomorrow"]);
  });

  test('is left out with the reason where Helm or the Application cannot say what it makes', async () => {
    expect(await reasons(chartApplication('3.0.0'))).toEqual([
      expect.stringMatching(/^shop 3\.0\.0: Helm refuses it: .*the color is missing/),
    ]);
    expect(await reasons(chartApplication('5.0.0'))).toEqual([
      expect.stringMatching(/^shop 5\.0\.0: what Helm makes of it cannot be read: /),
    ]);
    expect(await reasons(chartApplication('1.0.0', { valueFiles: ['$values/shop.yaml'] }))).toEqual([
      'shop 1.0.0: its valueFiles are in another place than the Application',
    ]);
  });

  test('never becomes an option of Helm, or a path out of its folder', async () => {
    expect(await reasons(chartApplication('1.0.0', {}, '--post-renderer'))).toEqual([
      "--post-renderer 1.0.0: '--post-renderer' is no name of a chart",
    ]);
    expect(await reasons(chartApplication('1.0.0', {}, '../shop'))).toEqual([
      "../shop 1.0.0: '../shop' is no name of a chart",
    ]);
  });
});
