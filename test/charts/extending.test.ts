import { App } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { renderApp } from '../../charts/output/render.ts';
import { withNamespaces } from '../../charts/platform.ts';
import { PlatformChart } from '../../charts/platform-chart.ts';
import { RootChart } from '../../charts/root.ts';
import { checkEnvironments } from '../../config/check.ts';
import type { Change } from '../../review/compare/change.ts';
import { compareTrees } from '../../review/compare/compare.ts';
import type { Tree } from '../../review/tree/tree.ts';
import { platformConfig } from '../fixtures.ts';
import { render } from '../render.ts';
import { devLike, prodLike } from '../support/configs.ts';

/** What a reviewer sees in `git diff dist/`. */
function difference(before: Tree, after: Tree) {
  const { changes } = compareTrees(before, after);
  const files = (verb: Change['verb']) =>
    changes.filter((change) => change.verb === verb).map((change) => (change.after ?? change.before)?.file);
  return { added: files('added'), changed: files('changed'), removed: files('removed') };
}

describe('one more team', () => {
  const withTeam = platformConfig((draft) => {
    draft.teams.push({
      name: 'forecasts',
      costCenter: 'cc-5678',
      quota: { cpu: 16, memoryGib: 64, pods: 50 },
      largestPod: { cpu: 4, memoryGib: 16 },
      pools: ['spark-compute'],
    });
  });
  const { added, changed, removed } = difference(render(platformConfig()), render(withTeam));

  test('is one entry in the config, and a namespace, a folder and an Application in the cluster', () => {
    const folder = 'test/spark-forecasts';
    expect(added).toEqual([
      'test/root/Application.spark-forecasts.yaml',
      `${folder}/LimitRange.team.yaml`,
      `${folder}/Namespace.spark-forecasts.yaml`,
      ...[
        'allow-from-all-to-dns',
        'allow-from-all-to-https',
        'allow-from-all-to-pod-identity',
        'allow-from-driver',
        'allow-from-executor',
        'allow-to-driver',
        'allow-to-executor',
        'deny-all',
      ].map((name) => `${folder}/NetworkPolicy.${name}.yaml`),
      `${folder}/ResourceQuota.team.yaml`,
      ...['Role', 'RoleBinding'].flatMap((kind) =>
        ['airflow-spark-jobs', 'spark-driver', 'spark-operator-controller', 'spark-operator-webhook'].map(
          (name) => `${folder}/${kind}.${name}.yaml`,
        ),
      ),
      `${folder}/ServiceAccount.spark-driver.yaml`,
      `${folder}/ServiceAccount.spark-executor.yaml`,
    ]);
  });

  test('changes only the lists that name all teams: nothing of another team moves', () => {
    expect(changed).toEqual([
      'test/airflow-access/ConfigMap.airflow-platform.yaml',
      'test/root/Application.spark-operator.yaml',
    ]);
    expect(removed).toEqual([]);
  });
});

describe('one more environment', () => {
  const staging = platformConfig((draft) => {
    draft.environment = 'staging';
    draft.cluster.name = 'airflow-staging';
    Object.assign(draft.cluster.network, { vpcCidr: '10.44.0.0/16' });
  });

  test('is accepted beside the others, and gets a folder of its own', () => {
    expect(checkEnvironments([devLike, prodLike, staging])).toHaveLength(3);
    expect(render(staging).items.filter(({ file }) => !file.startsWith('staging/'))).toEqual([]);
  });

  test('shares no name with them that AWS or Git would have to tell apart', () => {
    const text = JSON.stringify(render(staging).items);
    expect(text).not.toContain('airflow-test');
    expect(text).not.toContain('dist/test');
  });
});

describe('one more add-on', () => {
  class ExampleChart extends PlatformChart {
    constructor(scope: Construct) {
      super(scope, 'example', {
        namespace: 'example',
        podSecurity: 'restricted',
        project: 'platform',
        helm: {
          repoUrl: 'https://charts.example.com',
          chart: 'example',
          version: '1.2.3',
          releaseName: 'example',
          values: {},
        },
      });
      // An L2 class: its object is a child of its own construct, and still one of the chart.
      new ConfigMap(this, 'settings', { metadata: { name: 'settings' } });
    }
  }

  const app = new App();
  new RootChart(
    app,
    platformConfig(),
    withNamespaces(app, platformConfig(), [{ wave: 15, chart: new ExampleChart(app) }]),
  );
  const files = new Map(renderApp(app, 'test').map(({ path, text }) => [path, text]));

  test('is one chart and one line of the catalogue: its namespace, its Application and its folder follow', () => {
    expect([...files.keys()].filter((path) => path.includes('example'))).toEqual([
      'test/example/ConfigMap.settings.yaml',
      'test/example/Namespace.example.yaml',
      'test/root/Application.example.yaml',
    ]);
    expect(files.get('test/root/Application.example.yaml')).toContain("sync-wave: '15'");
    expect(files.get('test/root/Application.example.yaml')).toContain('path: dist/test/example\n');
    expect(files.get('test/example/Namespace.example.yaml')).toContain('enforce: restricted\n');
  });

  test('says how strict its namespace is, or nothing is rendered: its Application would wait for the namespace', () => {
    const other = new App();
    const chart = new PlatformChart(other, 'example', { namespace: 'example', project: 'platform' });
    expect(() => withNamespaces(other, platformConfig(), [{ wave: 15, chart }])).toThrow(
      "namespace 'example': no chart states its podSecurity; give it to example, e.g. 'restricted'",
    );
  });

  test('leaves to one chart of a namespace how strict it is', () => {
    const other = new App();
    const charts = (['first', 'second'] as const).map(
      (id) => new PlatformChart(other, id, { namespace: 'example', podSecurity: 'baseline', project: 'platform' }),
    );
    const catalogue = charts.map((chart) => ({ wave: 15, chart }));
    expect(() => withNamespaces(other, platformConfig(), catalogue)).toThrow(
      "namespace 'example': first and second state its podSecurity; leave it to one",
    );
  });

  test('has its namespace alone: what another chart writes there would hold on to it when it goes', () => {
    const other = new App();
    const charts = [
      new PlatformChart(other, 'owner', { namespace: 'example', podSecurity: 'baseline', project: 'platform' }),
      new PlatformChart(other, 'guest', { namespace: 'example', project: 'platform' }),
    ];
    expect(() =>
      withNamespaces(
        other,
        platformConfig(),
        charts.map((chart) => ({ wave: 15, chart })),
      ),
    ).toThrow(
      "namespace 'example': comes and goes with owner, and guest may not depend on it; move their objects to owner, or add it to sharedNamespaces in charts/constructs/namespace.ts",
    );
  });

  test('is allowed by its project, which lists what the catalogue uses', () => {
    const project = files.get('test/root/AppProject.platform.yaml');
    expect(project).toContain('- https://charts.example.com\n');
    expect(project).toContain('namespace: example\n');
  });
});
