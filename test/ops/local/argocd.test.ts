import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fieldsNamed, isObject, type Json } from '../../../imports/json.ts';
import { overlayOf } from '../../../ops/local/argocd.ts';
import { overlayScript } from '../../../ops/local/data.ts';
import { git } from '../../../ops/local/services.ts';
import { standInOf } from '../../../ops/local/stand-ins.ts';
import { temporaryFolder } from '../../output/temporary-folder.ts';
import { renderedConfigs } from '../../support/rendered-configs.ts';

const provisioner = 'rancher.io/local-path';
const folders = temporaryFolder();
const itemsOf = (list: Json) => (Array.isArray(list) ? list : []);

describe.each(renderedConfigs)('%s in the charge of Argo CD, without AWS', (_, tree, config) => {
  const { repoUrl } = config.git;
  const { texts, removed } = overlayOf(tree, { provisioner, repoUrl, values: {} });
  const kindsOf = (paths: readonly string[]) =>
    new Set(tree.items.filter(({ file }) => paths.includes(`dist/${file}`)).map(({ id }) => id.kind));

  test('follows the repository in the cluster, with all else of its Applications and projects as committed', () => {
    for (const [path, text] of Object.entries(texts)) {
      const committed = tree.items.find(({ file }) => path === `dist/${file}`);
      if (committed && standInOf(committed, true)) continue;
      expect(JSON.parse(text.replaceAll(git.url, repoUrl))).toEqual(committed?.manifest);
      const addresses = fieldsNamed(JSON.parse(text) as Json, 'repoURL').map(String);
      expect(addresses.filter((address) => address === repoUrl)).toEqual([]);
    }
    const replaced = tree.items.filter((item) => standInOf(item, true)?.replace && !/Secret$/.test(item.id.kind));
    expect(kindsOf(Object.keys(texts))).toEqual(
      new Set(['AppProject', 'Application', ...replaced.map(({ id }) => id.kind)]),
    );
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
    const circumstances = { provisioner, repoUrl, values: {} };
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

  test('keeps every other object as its file says it', () => {
    const touched = new Set([...Object.keys(texts), ...removed]);
    const kept = tree.items.filter(({ file }) => !touched.has(`dist/${file}`));
    expect(kept.length).toBeGreaterThanOrEqual(20);
    expect(kept.filter(({ id }) => /karpenter|external-secrets|elbv2|argoproj/.test(id.group))).toEqual([]);
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
