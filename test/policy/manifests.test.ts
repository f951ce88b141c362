import { at, listIn, walk } from '../../imports/json.ts';
import { all, type Manifest, pathOf } from '../render.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** Argo CD's chart brings policies of its own, one for each component. */
const ownPolicies = new Set(['argocd']);

describe.each(renderedConfigs)('every manifest of %s', (_, manifests) => {
  const paths = (rule: (manifest: Manifest) => boolean) => manifests.filter(rule).map(pathOf);

  test('says that it is part of the platform', () => {
    expect(paths(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'] !== 'airflow-on-eks')).toEqual([]);
  });

  test('has ten seconds or more for each probe: the default of one takes it away when the node is busy', () => {
    const probes = manifests.flatMap((manifest) =>
      walk(manifest.spec).flatMap(({ path, value }) =>
        /Probe$/.test(path) ? [{ path: `${pathOf(manifest)}: ${path}`, seconds: at(value, 'timeoutSeconds') }] : [],
      ),
    );
    expect(probes.filter(({ seconds }) => !(Number(seconds) >= 10))).toEqual([]);
    expect(probes.length).toBeGreaterThan(5);
  });
});

describe.each(renderedConfigs)('every namespace of %s', (_, manifests) => {
  const namespaces = all(manifests, 'Namespace');

  test('refuses connections that no policy allows', () => {
    const closed = all(manifests, 'NetworkPolicy')
      .filter(isDefaultDeny)
      .map(({ metadata }) => metadata.namespace);
    const open = namespaces.map(({ metadata }) => metadata.name).filter((name) => !ownPolicies.has(name));
    expect(open.filter((name) => !closed.includes(name))).toEqual([]);
  });
});

function isDefaultDeny({ spec }: Manifest): boolean {
  const selectsAll = Object.keys(at(spec, 'podSelector') as object).length === 0;
  return selectsAll && listIn(spec, 'policyTypes').includes('Ingress') && listIn(spec, 'ingress').length === 0;
}
