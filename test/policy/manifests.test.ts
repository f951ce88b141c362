import { at, type Json, listIn, walk } from '../../imports/json.ts';
import { all, type Manifest, pathOf } from '../render.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** Argo CD's chart brings policies of its own, one for each component. */
const ownPolicies = new Set(['argocd']);

/** The one Secret that is written out: connections without anything secret in them. */
const openSecret = 'airflow-connections';

describe.each(renderedConfigs)('every manifest of %s', (_, manifests, config) => {
  const paths = (rule: (manifest: Manifest) => boolean) => manifests.filter(rule).map(pathOf);

  test('says that it is part of the platform', () => {
    expect(paths(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'] !== 'airflow-on-eks')).toEqual([]);
  });

  test('holds no secret: no Secret with data but the connections, and those have neither login nor password', () => {
    expect(all(manifests, 'Secret').map(({ metadata }) => metadata.name)).toEqual([openSecret]);

    for (const { data, stringData } of all(manifests, 'Secret')) {
      expect(data).toBeUndefined();
      for (const value of Object.values(stringData as Record<string, string>)) {
        expect(['conn_type', 'extra']).toEqual(expect.arrayContaining(Object.keys(JSON.parse(value) as object)));
        expect(value).not.toMatch(/password|token|secret|key/i);
      }
    }
  });

  test('gives every password, token and key by the name of a Secret', () => {
    const allowed = config.airflow.login === 'well-known' ? ['ADMIN_PASSWORD'] : [];
    const literal = manifests.flatMap((manifest) =>
      walk(manifest.spec).flatMap(({ path, value }) =>
        isLiteralSecret(path, value, allowed) ? [`${pathOf(manifest)}: ${path}`] : [],
      ),
    );
    expect(literal).toEqual([]);
  });
});

describe.each(renderedConfigs)('every namespace of %s', (_, manifests) => {
  const namespaces = all(manifests, 'Namespace');

  test('has a Pod Security level', () => {
    const level = ({ metadata }: Manifest) => metadata.labels?.['pod-security.kubernetes.io/enforce'] ?? 'none';
    expect(namespaces.map(level).filter((found) => !['restricted', 'baseline', 'privileged'].includes(found))).toEqual(
      [],
    );
  });

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

/** A value that stands where a secret would: under such a key, or in a variable of such a name. */
function isLiteralSecret(path: string, value: Json, allowed: readonly string[]): boolean {
  const secret = /(password|passwd|token|secretkey|fernetkey|privatekey)$/i;
  const key = path.split('.').pop() ?? '';
  const variable = at(value, 'name');
  if (typeof variable === 'string' && secret.test(variable)) {
    return at(value, 'value') !== undefined && !allowed.includes(variable);
  }
  // In an ExternalSecret it is a template: the name of a property.
  return secret.test(key) && typeof value === 'string' && value !== '' && !value.startsWith('{{');
}
