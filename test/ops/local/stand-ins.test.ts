import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateBundles } from '../../../config/dag-bundles.ts';
import type { PlatformConfig } from '../../../config/platform-config.ts';
import { resolve } from '../../../config/resolve.ts';
import { at, type JsonObject, listIn, objectIn } from '../../../imports/json.ts';
import { batches, played } from '../../../ops/local/plan.ts';
import { type Circumstances, repositories } from '../../../ops/local/replacements.ts';
import { secretValues } from '../../../ops/local/secrets.ts';
import { standInOf, standIns, subject, when } from '../../../ops/local/stand-ins.ts';
import type { Tree } from '../../../review/tree/tree.ts';
import { devLike } from '../../support/configs.ts';
import { renderedConfigs } from '../../support/rendered-configs.ts';

const circumstances = (config: PlatformConfig): Circumstances => ({
  provisioner: 'rancher.io/local-path',
  ...repositories(resolve(config)),
  values: secretValues(resolve(config).secrets, {}),
});

/** What `up` applies of the files of a tree. */
function appliedOf(tree: Tree, config: PlatformConfig) {
  return played(tree, 'kubectl').flatMap((view) => batches(tree.of(view.name), circumstances(config)));
}

describe.each(renderedConfigs)('%s on a throw-away cluster', (_, tree, config) => {
  const applied = appliedOf(tree, config);
  const files = applied.flatMap((batch) => batch.files);
  const objects = applied.flatMap((batch) => batch.objects);
  const unnamed = tree.items.filter((item) => standInOf(item, 'kubectl') === undefined);

  test('gets every object that the table does not name from its file, as it is committed', () => {
    expect([...files].sort()).toEqual(unnamed.map(({ file }) => `dist/${file}`).sort());
  });

  test('has one object in each of these files, so that no other comes along', () => {
    const applied = new Set(files);
    expect(tree.items.filter(({ file }) => applied.has(`dist/${file}`))).toHaveLength(files.length);
  });

  test('gets instead of the others a Secret of each ExternalSecret, the classes of storage, the connections and what Spark needs for S3', () => {
    const named = (kind: string) => tree.ofKind(kind).map(({ manifest }) => manifest.metadata.name);
    const names = (kind: string) =>
      objects.filter((object) => object['kind'] === kind).map((o) => at(o, 'metadata.name'));
    const secrets = tree.ofKind('ExternalSecret').map(({ manifest }) => at(manifest, 'spec.target.name'));
    expect(names('Secret').sort()).toEqual([...secrets, 'airflow-connections'].sort());
    expect(names('StorageClass').sort()).toEqual(named('StorageClass').sort());
    const ofSpark = objects.filter(({ kind }) => kind !== 'Secret' && kind !== 'StorageClass');
    expect(new Set(ofSpark.map((object) => `${object['kind']} ${at(object, 'metadata.name')}`))).toEqual(
      new Set([
        'ConfigMap airflow-platform',
        ...(config.teams.length > 0 ? ['NetworkPolicy allow-from-all-to-https'] : []),
        ...(tree.ofKind('Deployment').some(({ id }) => id.name === 'spark-history')
          ? ['Deployment spark-history']
          : []),
      ]),
    );
  });

  test('gets no object of Karpenter, of External Secrets or of a load balancer', () => {
    const kinds = applied.flatMap(({ items }) => items.map(({ id }) => `${id.group}/${id.kind}`));
    expect(kinds.filter((kind) => /karpenter|elbv2|networking.k8s.io\/Ingress/.test(kind))).toEqual([]);
    expect(kinds.filter((kind) => /external-secrets/.test(kind))).toEqual(
      tree.ofKind('ExternalSecret').map(() => 'external-secrets.io/ExternalSecret'),
    );
  });

  test('gets a value for every key of its Secrets', () => {
    const texts = objects.flatMap((object) => Object.values(objectIn(object, 'stringData')));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text === '' || /\{\{ [.w]/.test(String(text)))).toEqual([]);
  });

  test('reads private DAGs of this repository in the cluster, and those of another where they are', () => {
    for (const { repoUrl } of privateBundles(config.airflow)) {
      const ofThisRepository = appliedOf(tree, { ...config, git: { ...config.git, repoUrl } });
      const texts = ofThisRepository.flatMap((batch) =>
        batch.objects.flatMap((object) => Object.entries(objectIn(object, 'stringData'))),
      );
      const found = texts.filter(([key]) => /^AIRFLOW_CONN_GIT_(PRIVATE|BUNDLE_)/.test(key));
      const wanted = privateBundles(config.airflow).map((bundle) =>
        bundle.repoUrl === repoUrl ? 'git://git.local-stand-ins/platform.git' : bundle.repoUrl,
      );
      expect(new Set(found.map(([, text]) => JSON.parse(String(text)).host))).toEqual(new Set(wanted));
    }
  });

  test('has jobs and History Servers that use the S3 server, and may reach it', () => {
    const found = (kind: string) => objects.filter((object) => object['kind'] === kind);
    const platforms = found('ConfigMap').map((object) => JSON.parse(String(objectIn(object, 'data')['platform.json'])));
    const committed = tree.ofKind('ConfigMap').find(({ id }) => id.name === 'airflow-platform')?.manifest;
    const { settings } = platforms[0].spark;
    expect(settings).toMatchObject({ 'spark.hadoop.fs.s3a.endpoint': 'http://s3.local-stand-ins:9000' });
    expect(platforms).toEqual([
      {
        ...platforms[0],
        spark: { ...JSON.parse(String(objectIn(committed, 'data')['platform.json'])).spark, settings },
      },
    ]);
    for (const server of found('Deployment')) {
      const { env } = objectIn(server, 'spec.template.spec.containers.0') as { env: readonly JsonObject[] };
      const options = String(env.find(({ name }) => name === 'SPARK_HISTORY_OPTS')?.['value']);
      // Of two options of a name Java takes the last.
      expect(options).toMatch(
        /provider=software\S+ .*-Dspark\.hadoop\.fs\.s3a\.aws\.credentials\.provider=org\.apache/,
      );
      expect(options).toContain(' -Dspark.hadoop.fs.s3a.endpoint=http://s3.local-stand-ins:9000');
    }
    for (const policy of found('NetworkPolicy')) {
      expect(listIn(policy, 'spec.egress.0.ports').map((port) => at(port, 'port'))).toEqual([443, 9000]);
    }
  });

  test('finds its connections as committed, but for where S3 and the repository are', () => {
    const committed = tree.get({
      group: '',
      kind: 'Secret',
      namespace: 'airflow',
      name: 'airflow-connections',
    })?.manifest;
    const made = objects.find((object) => at(object, 'metadata.name') === 'airflow-connections');
    const { AIRFLOW_CONN_AWS_DEFAULT: aws, ...others } = objectIn(committed, 'stringData');
    expect(made).toMatchObject({ metadata: objectIn(committed, 'metadata'), stringData: others });
    const connection = JSON.parse(String(at(made, 'stringData.AIRFLOW_CONN_AWS_DEFAULT'))) as JsonObject;
    expect(connection).toMatchObject(JSON.parse(String(aws ?? '{}')));
    expect(at(connection, 'extra.endpoint_url')).toBe('http://s3.local-stand-ins:9000');
    expect(at(made, 'stringData.GIT_CONFIG_VALUE_0')).toBe(config.git.repoUrl);
  });
});

describe('Git in the pods of Airflow', () => {
  const [, tree] = renderedConfigs[0] as (typeof renderedConfigs)[number];
  const repoUrl = 'https://github.com/acme/platform';
  const config = structuredClone(devLike);
  Object.assign(config, { git: { ...config.git, repoUrl } });
  const source = { ...config.airflow.dags, kind: 'git', repoUrl: `${repoUrl}-dags.git` };
  Object.assign(config.airflow, { dags: source });
  const env = appliedOf(tree, config)
    .flatMap(({ objects }) => objects)
    .map((object) => objectIn(object, 'stringData'))
    .find((data) => data['GIT_CONFIG_COUNT']) as Record<string, string>;
  const found = (url: string) =>
    execFileSync('git', ['ls-remote', '--get-url', url], { env: { ...process.env, ...env }, encoding: 'utf8' }).trim();

  test.each([
    ['finds the repository of the platform in the cluster', repoUrl, 'git://git.local-stand-ins/platform.git'],
    [
      'finds another where it is, also where its address begins in the same way',
      `${repoUrl}-dags.git`,
      `${repoUrl}-dags.git`,
    ],
    ['leaves all other addresses alone', 'https://github.com/acme/other', 'https://github.com/acme/other'],
  ])('%s', (_, url, wanted) => {
    expect(found(url)).toBe(wanted);
  });
});

describe('the table of stand-ins', () => {
  test('is the one in docs/local.md', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/local.md'), 'utf8');
    const rows = standIns.map((row) => `| ${subject(row)} | ${row.instead} | ${when(row)} |`);
    expect(page.split('\n').filter((line) => rows.includes(line))).toEqual(rows);
  });

  test('has a line for nothing that no environment has', () => {
    const items = renderedConfigs.flatMap(([, tree]) => tree.items);
    const ways = ['kubectl', 'argocd'] as const;
    const used = new Set(items.flatMap((item) => ways.map((way) => standInOf(item, way))));
    const unused = standIns.filter((row) => !used.has(row)).map(subject);
    expect(unused).toEqual(['every IngressClass', 'every object of elbv2.k8s.aws', 'every Pod']);
  });

  test('plays the Applications in the order of their waves', () => {
    for (const [, tree] of renderedConfigs) {
      const waves = played(tree, 'kubectl').map(({ wave }) => wave);
      expect(waves).toEqual([...waves].sort((a, b) => a - b));
    }
  });

  test('changes nothing of a StorageClass but who makes its volumes', () => {
    const [, tree, config] = renderedConfigs[0] as (typeof renderedConfigs)[number];
    const objects = appliedOf(tree, config).flatMap((batch) => batch.objects);
    const made = objects.filter(({ kind }) => kind === 'StorageClass');
    for (const object of made) {
      const committed = tree.ofKind('StorageClass').find(({ id }) => id.name === at(object, 'metadata.name'));
      const { parameters, allowVolumeExpansion, ...kept } = (committed?.manifest ?? {}) as JsonObject;
      expect({ parameters, allowVolumeExpansion }).not.toEqual({});
      expect(object).toEqual({ ...kept, provisioner: 'rancher.io/local-path', reclaimPolicy: 'Delete' });
    }
    expect(made).toHaveLength(2);
  });
});
