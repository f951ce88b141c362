import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, fieldsNamed, isObject, type Json } from '../../../imports/json.ts';
import { overlayOf } from '../../../ops/local/argocd.ts';
import { overlayScript } from '../../../ops/local/data.ts';
import { git } from '../../../ops/local/services.ts';
import { standInOf } from '../../../ops/local/stand-ins.ts';
import type { Item } from '../../../review/tree/tree.ts';
import { renderedConfigs } from '../../support/rendered-configs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const provisioner = 'rancher.io/local-path';
const folders = temporaryFolder();
const itemsOf = (list: Json) => (Array.isArray(list) ? list : []);

/** The image of Redis has a test of its own. */
const withoutRedisImage = (value: Json) =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === 'redis' ? { ...inner, image: 0 } : inner))) as Json;

describe.each(renderedConfigs)('%s in the charge of Argo CD, without AWS', (_, tree, config) => {
  const { repoUrl } = config.git;
  const { texts, removed } = overlayOf(tree, { provisioner, repoUrl, others: [], values: {} });

  const rowOf = (item: Item) => standInOf(item, 'argocd');

  test('keeps every object that the table does not name as it is committed, and changes each that it names', () => {
    const touched = new Set([...Object.keys(texts), ...removed]);
    const named = tree.items.filter((item) => rowOf(item) !== undefined);
    expect([...touched].sort()).toEqual(named.map(({ file }) => `dist/${file}`).sort());
    expect(tree.items.length - named.length).toBeGreaterThanOrEqual(15);
  });

  test('has no file of what a line of the table leaves out, and the object of each other line in its file', () => {
    const circumstances = { provisioner, repoUrl, others: [], values: {} };
    for (const item of tree.items) {
      const path = `dist/${item.file}`;
      const { replace } = rowOf(item) ?? {};
      const isSecret = /Secret$/.test(item.id.kind);
      expect(texts[path] ?? '').toBe(replace && !isSecret ? JSON.stringify(replace(item.manifest, circumstances)) : '');
    }
  });

  test('follows the repository in the cluster, with all else of its Applications and projects as committed', () => {
    const ofArgoCd = tree.items.filter(({ file, id }) => id.group === 'argoproj.io' && texts[`dist/${file}`]);
    expect(new Set(ofArgoCd.map(({ id }) => id.kind))).toEqual(new Set(['AppProject', 'Application']));
    for (const { file, id, manifest } of ofArgoCd) {
      const text = texts[`dist/${file}`] ?? '';
      const addresses = fieldsNamed(JSON.parse(text) as Json, 'repoURL').map(String);
      expect(addresses.filter((address) => address === repoUrl)).toEqual([]);
      const back = JSON.parse(text.replaceAll(git.url, repoUrl)) as Json;
      expect(id.name === 'argocd' && id.kind === 'Application' ? withoutRedisImage(back) : back).toEqual(
        id.name === 'argocd' && id.kind === 'Application' ? withoutRedisImage(manifest) : manifest,
      );
    }
  });

  test('takes Redis of Argo CD from where the environment says it, else from its publisher and not from AWS', () => {
    const application = tree.items.find(({ id }) => id.kind === 'Application' && id.name === 'argocd');
    const imageOf = (value: Json | undefined) => fieldsNamed(value ?? null, 'redis').map((redis) => at(redis, 'image'));
    const committed = imageOf(application?.manifest);
    const made = imageOf(JSON.parse(texts[`dist/${application?.file}`] ?? 'null') as Json);
    expect(made).toEqual(committed.map((image) => image ?? { repository: 'docker.io/library/redis' }));
  });

  test('has no Application of what only AWS has, and no Secret in Git', () => {
    const left = Object.keys(texts).filter((path) => path.includes('/root/Application.'));
    expect(left.filter((path) => /karpenter|node-pools|load-balancer|external-secrets|ingress/.test(path))).toEqual([]);
    expect(left.some((path) => path.endsWith('Application.airflow.yaml'))).toBe(true);
    const secrets = tree.items
      .filter(({ id }) => /^(External)?Secret$/.test(id.kind))
      .map(({ file }) => `dist/${file}`);
    expect(secrets.filter((path) => !removed.includes(path))).toEqual([]);
  });

  test('has no Application whose folder is gone: to Argo CD that is an error', () => {
    const gone = new Set(removed);
    const folders = new Set(
      tree.items
        .filter(({ file }) => !gone.has(`dist/${file}`))
        .map(({ file }) => file.split('/').slice(0, -1).join('/')),
    );
    const wanted = tree.applications
      .filter((view) => !gone.has(`dist/${tree.itemOf(view)?.file}`))
      .flatMap((view) => view.folders.map((folder) => `${tree.environment}/${folder}`));
    expect(wanted.filter((folder) => !folders.has(folder))).toEqual([]);
    expect(removed).toContain(`dist/${tree.environment}/root/Application.secrets.yaml`);
  });

  test('has the charts of a folder too, in the commit that it follows, and nothing of their repositories', () => {
    const charts = mkdtempSync(join(folders, 'charts-'));
    for (const { chart, version } of tree.applications.flatMap((view) => view.charts)) {
      mkdirSync(join(charts, chart, 'templates'), { recursive: true });
      writeFileSync(join(charts, chart, 'Chart.yaml'), `version: ${version}\n`);
      writeFileSync(join(charts, chart, 'templates', 'a.yaml'), 'a');
    }
    const circumstances = { provisioner, repoUrl, others: [], values: {} };
    const offline = overlayOf(tree, circumstances, charts).texts;
    expect(offline['helm-charts/airflow/templates/a.yaml']).toBe('a');
    const sourcesOf = (text = '') => {
      const manifest = JSON.parse(text) as Json;
      const sources = [...fieldsNamed(manifest, 'source'), ...fieldsNamed(manifest, 'sources').flatMap(itemsOf)];
      return sources.filter(isObject).filter(({ repoURL }) => repoURL !== undefined);
    };
    for (const [path, text] of Object.entries(texts)) {
      const expected = sourcesOf(text).map(({ chart, ...source }) =>
        chart === undefined
          ? source
          : { ...source, path: `helm-charts/${chart}`, repoURL: git.url, targetRevision: 'HEAD' },
      );
      expect(sourcesOf(offline[path])).toEqual(expected);
    }
  });
});

describe('the commit of the stand-ins', () => {
  let folder = '';
  const inFolder = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' }).trim();
  const commitAll = (files: Record<string, string>) => {
    folder = mkdtempSync(join(folders, 'repository-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    inFolder('init', '--quiet');
    inFolder('add', '.');
    inFolder('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'first');
    inFolder('update-ref', 'refs/heads/local-head', 'HEAD');
  };
  const overlay = (value: object) =>
    execFileSync('python3', ['-c', overlayScript.replaceAll(`${git.folder}/platform.git`, folder), 'release', 'next'], {
      input: JSON.stringify(value),
    });

  test('lies on top of HEAD, with the texts and without the files that it names', () => {
    commitAll({ 'dist/a.yaml': 'a', 'dist/b.yaml': 'b', 'dags/c.py': 'c' });
    overlay({ texts: { 'dist/a.yaml': 'other' }, removed: ['dist/b.yaml'] });
    expect(inFolder('ls-tree', '-r', '--name-only', 'release').split('\n')).toEqual(['dags/c.py', 'dist/a.yaml']);
    expect(inFolder('show', 'release:dist/a.yaml')).toBe('other');
    expect(inFolder('rev-parse', 'next')).toBe(inFolder('rev-parse', 'release'));
    expect(inFolder('rev-parse', 'release^')).toBe(inFolder('rev-parse', 'local-head'));
  });

  test('is none where nothing is other than in HEAD', () => {
    commitAll({ 'dags/c.py': 'c' });
    overlay({ texts: {}, removed: [] });
    expect(inFolder('rev-parse', 'release')).toBe(inFolder('rev-parse', 'local-head'));
  });
});
