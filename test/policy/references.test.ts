import { identities } from '../../config/identities.ts';
import { anyTeamNamespace } from '../../config/names.ts';
import { at, listIn, stringsIn, walk } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, appOf, type Manifest, pick, render } from '../render.ts';
import { applications } from '../support/applications.ts';
import { describeReference, providerOf, references } from '../support/references.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

describe.each(renderedConfigs)('the objects of %s', (_, manifests, config) => {
  test('name only accounts, secrets, config maps, classes, stores, roles, projects and namespaces that exist', () => {
    const needed = references(manifests);
    expect(needed.filter((reference) => providerOf(manifests, reference) === undefined).map(describeReference)).toEqual(
      [],
    );
    // The rule looks at every kind of reference, or it would hold for nothing.
    expect(new Set(needed.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(9);
  });

  test('include each service account that gets an AWS role, made once and by whom the table says', () => {
    const byHelm = applications(manifests).flatMap(({ namespace, chart }) =>
      walk(chart?.values).flatMap(({ path, value }) =>
        /(^|\.)serviceAccount$/.test(path) && at(value, 'create') !== false && at(value, 'name')
          ? [`${namespace}/${at(value, 'name')}`]
          : [],
      ),
    );
    const byManifest = all(manifests, 'ServiceAccount').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    const wanted = (maker: string) =>
      identities(config)
        .filter(({ madeBy }) => madeBy === maker)
        .map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`);

    expect(byManifest.sort()).toEqual(wanted('manifest').sort());
    expect(byHelm.sort()).toEqual(wanted('helm').sort());
  });

  test('are written by an Application whose AppProject allows the repository, the namespace and the kind', () => {
    const refused = applications(manifests).flatMap(({ name, project, namespace, manifest, chart }) => {
      const allowed = pick(manifests, 'AppProject', project).spec;
      const written = manifests.filter((object) => appOf(object) === name);
      const destinations = listIn(allowed, 'destinations').map((destination) => String(at(destination, 'namespace')));
      const mayUse = (wanted: string) =>
        destinations.some((name) => (name === anyTeamNamespace ? wanted.startsWith('spark-') : name === wanted));
      const kinds = (list: string) => listIn(allowed, list).map((item) => `${at(item, 'group')}/${at(item, 'kind')}`);

      const namespaces = written.flatMap(({ metadata }) => metadata.namespace ?? []);
      const clusterWide = written.filter(({ metadata }) => !metadata.namespace).map(groupKind);
      const inNamespaces = written.filter(({ metadata }) => metadata.namespace).map(groupKind);
      const repositories = [...listIn(manifest.spec, 'sources'), at(manifest.spec, 'source') ?? chart?.source]
        .map((source) => at(source, 'repoURL'))
        .filter((url) => url !== undefined);
      return [
        ...repositories.filter((url) => !stringsIn(allowed, 'sourceRepos').includes(String(url))),
        ...[namespace, ...namespaces].filter((wanted) => !mayUse(wanted)),
        ...clusterWide.filter((kind) => !kinds('clusterResourceWhitelist').includes(kind)),
        ...inNamespaces.filter((kind) => kinds('namespaceResourceBlacklist').includes(kind)),
      ].map((what) => `${project} does not allow ${name} to use ${what}`);
    });
    expect(refused).toEqual([]);
  });

  test('are read from a store that serves their namespace', () => {
    const served = stringsIn(
      pick(manifests, 'ClusterSecretStore', 'aws-secrets-manager').spec,
      'conditions.0.namespaces',
    );
    const readers = all(manifests, 'ExternalSecret').map(({ metadata }) => metadata.namespace);
    expect([...new Set(readers)].sort()).toEqual(served);
  });
});

function groupKind({ apiVersion, kind }: Manifest): string {
  return `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`;
}

describe('the check of references', () => {
  const manifests = render(platformConfig());

  test('finds what is missing, also where only the text of the task pod names it', () => {
    const without = manifests.filter(
      ({ kind, metadata }) => !(kind === 'ConfigMap' && metadata.name === 'airflow-platform'),
    );
    const missing = references(without).filter((reference) => providerOf(without, reference) === undefined);
    const twice = 'airflow needs ConfigMap airflow/airflow-platform';
    expect(missing.map(describeReference)).toEqual([twice, twice]);
  });
});
