import { at } from '../../imports/json.ts';
import { argoAnnotation } from '../../review/tree/manifest.ts';
import { all, application, children, pick, render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** Charts that install CRDs, but for Argo CD's own, which is synced by hand; `test/rendered` compares. */
const withCrds = [
  'aws-load-balancer-controller',
  'external-secrets',
  'karpenter-crd',
  'prometheus-operator-crds',
  'spark-operator',
];

describe.each(renderedConfigs)('every Application of %s', (_, manifests, config) => {
  const own = children(manifests);
  const withRoot = all(manifests, 'Application');
  const names = (rule: (child: (typeof own)[number]) => boolean) => own.filter(rule).map(({ name }) => name);

  test('has a wave, a project of its own and the cluster by name, which also works on the managed Argo CD', () => {
    expect(names(({ manifest }) => argoAnnotation(manifest, 'sync-wave') === undefined)).toEqual([]);
    expect(names(({ project }) => !['platform', 'data'].includes(project))).toEqual([]);
    expect(withRoot.filter(({ spec }) => at(spec, 'destination.name') !== 'in-cluster')).toEqual([]);
    expect(withRoot.filter(({ spec }) => at(spec, 'destination.server') !== undefined)).toEqual([]);
  });

  test('tries again for a quarter of an hour and reads Git before each try: a sync keeps the values that it began with', () => {
    const endless = ['root', 'node-pools', 'secrets'];
    const retries = Object.fromEntries(
      withRoot.map(({ metadata, spec }) => [metadata.name, at(spec, 'syncPolicy.retry')]),
    );
    for (const [name, retry] of Object.entries(retries)) {
      expect([name, retry]).toEqual([
        name,
        {
          limit: endless.includes(name) ? -1 : 15,
          refresh: true,
          backoff: { duration: '10s', factor: 2, maxDuration: '1m' },
        },
      ]);
    }
  });

  test('has no end of tries only where a folder is all that it applies: it never keeps outdated values', () => {
    const endless = own.filter(({ sync }) => sync.retries === -1);
    expect(endless.filter(({ charts }) => charts.length > 0).map(({ name }) => name)).toEqual([]);
  });

  test('prunes and heals by itself, but for Argo CD, which a bad version of itself could not repair', () => {
    const automated = Object.fromEntries(
      withRoot.map(({ metadata, spec }) => [metadata.name, at(spec, 'syncPolicy.automated')]),
    );
    const { argocd, ...others } = automated;
    expect(argocd).toEqual({ enabled: false });
    expect(Object.values(others)).toEqual(Object.values(others).map(() => ({ prune: true, selfHeal: true })));
  });

  test('is applied and compared on the server: large CRDs fit, and defaults are no difference', () => {
    expect(names(({ sync }) => !sync.options.includes('ServerSideApply=true'))).toEqual([]);
    const compare = ({ metadata }: (typeof withRoot)[number]) =>
      metadata.annotations?.['argocd.argoproj.io/compare-options'];
    expect(own.map(({ manifest }) => compare(manifest))).toEqual(own.map(() => 'ServerSideDiff=true'));
  });

  test('makes no namespace, prunes last, shares nothing, and waits for CRDs that are on their way', () => {
    const options = [
      'CreateNamespace=false',
      'PruneLast=true',
      'FailOnSharedResource=true',
      'SkipDryRunOnMissingResource=true',
    ];
    expect(names(({ sync }) => options.some((option) => !sync.options.includes(option)))).toEqual([]);
  });

  test('that lets fields differ also leaves them alone: without the option the next sync would overwrite them', () => {
    const ignoring = names(({ ignoreDifferences }) => ignoreDifferences.length > 0);
    expect(names(({ sync }) => sync.options.includes('RespectIgnoreDifferences=true'))).toEqual(ignoring);
  });

  test('with CRDs asks before it prunes an object: a chart that leaves a CRD out would take all of its kind along', () => {
    expect(names(({ sync }) => sync.options.includes('Prune=confirm'))).toEqual(
      expect.arrayContaining(names(({ name }) => withCrds.includes(name))),
    );
  });

  test('takes its objects along when it goes, but for what must never go by accident', () => {
    const going = ['airflow', 'airflow-access', 'karpenter', 'monitoring', 'namespaces', 'node-pools', 'secrets'];
    const never = ['argocd', 'external-secrets', 'karpenter-crd', 'prometheus-operator-crds', 'spark-operator'];
    expect(names(({ cascades, name }) => !cascades && going.includes(name))).toEqual([]);
    expect(names(({ cascades, name }) => cascades && never.includes(name))).toEqual([]);
    expect(pick(manifests, 'Application', 'root').metadata.finalizers).toBeUndefined();
  });

  test('never makes the root wait for a person: a removed one waits by itself, where data would go along', () => {
    expect(names(({ ownSyncOptions }) => ownSyncOptions.length > 0)).toEqual([]);
    const precious = ['airflow', 'namespaces', 'postgresql', 'secrets'];
    expect(names(({ sync }) => sync.options.includes('Delete=confirm'))).toEqual(
      names(({ name }) => precious.includes(name)),
    );
  });

  test('installs an exact chart version as a named release, for the version of Kubernetes in the config', () => {
    for (const source of own.flatMap(({ sources }) => sources).filter(({ chart }) => chart !== undefined)) {
      expect(source['targetRevision']).toMatch(/^v?\d+\.\d+\.\d+$/);
      expect(source['repoURL']).not.toMatch(/^oci:/);
      expect(source['helm']).toMatchObject({
        releaseName: expect.stringMatching(/^[a-z-]+$/),
        skipTests: true,
        kubeVersion: config.cluster.kubernetesVersion,
        // Written out, or the charts of Karpenter and others would render by what the cluster has that day.
        apiVersions: ['monitoring.coreos.com/v1'],
      });
      // The chart's schema is what refuses a wrong value before it does harm.
      expect(source['helm']).not.toHaveProperty('skipSchemaValidation');
    }
  });

  test('follows the branch of the config, and a folder that has its manifests', () => {
    for (const { sources, name } of own) {
      const [folder, second] = sources.filter(({ path }) => path !== undefined);
      expect(second).toBeUndefined();
      if (!folder) continue;
      expect(folder).toMatchObject({
        path: `dist/${config.environment}/${name}`,
        repoURL: config.git.repoUrl,
        targetRevision: `refs/heads/${config.git.revision}`,
      });
    }
  });

  test('leaves its CRDs to their own Application where there is one: two owners would undo each other forever', () => {
    const owned = own.filter(({ charts }) => charts[0]?.skipCrds).map(({ name }) => name);
    expect(owned).toEqual(names(({ name }) => ['karpenter', 'monitoring'].includes(name)));
  });
});

describe('the Application of a chart that has manifests beside its Helm chart', () => {
  test('has both as sources, in one sync', () => {
    expect(application(render(everyAwsChoice), 'monitoring')).toMatchObject({
      folders: ['monitoring'],
      charts: [{ chart: 'kube-prometheus-stack' }],
    });
  });
});
