import { at, listIn, objectIn, walk } from '../../imports/json.ts';
import { kindSchema } from '../../imports/load.ts';
import { type Manifest, pathOf } from '../render.ts';
import { applications } from '../support/applications.ts';
import { stored } from '../support/crd-validation.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** What a chart must be told so that it renders the same bytes twice: by default it makes these up, or looks into the cluster. */
const madeUp: Record<string, readonly string[]> = {
  airflow: [
    'fernetKeySecretName',
    'apiSecretKeySecretName',
    'jwtSecretName',
    'data.metadataSecretName',
    'data.brokerUrlSecretName',
    'pgbouncer.configSecretName',
    'pgbouncer.metricsExporterSidecar.statsSecretName',
  ],
  monitoring: ['grafana.admin.existingSecret'],
};

describe.each(renderedConfigs)('a sync of %s', (_, manifests) => {
  test('leaves no difference: every default that a CRD would fill in is written out', () => {
    const differing = manifests.filter((manifest) => {
      const schema = kindSchema(manifest.apiVersion, manifest.kind);
      return schema && JSON.stringify(stored(schema, manifest)) !== JSON.stringify(ordered(schema, manifest));
    });
    expect(differing.map(pathOf)).toEqual([]);
  });

  test('leaves no difference: durations of a CRD that rewrites them are in its own form', () => {
    const intervals = manifests.flatMap(({ kind, spec }) =>
      kind === 'ExternalSecret' ? [String(at(spec, 'refreshInterval'))] : [],
    );
    expect(intervals.filter((interval) => !/^\d+h\d+m\d+s$/.test(interval))).toEqual([]);
  });

  test('leaves no difference: quantities are in the form that Kubernetes stores', () => {
    const parts = manifests.flatMap((manifest) => walk(manifest.spec).map((place) => ({ ...place, manifest })));
    const unusual = parts.filter(
      ({ path, value, manifest }) =>
        manifest.kind !== 'Application' &&
        /(requests|limits|hard|max|default|defaultRequest)\.(cpu|memory|storage)$/.test(path) &&
        /^(\d*000m|0\..*|.*\.\d+.*|\d*1024(Ki|Mi))$/.test(String(value)),
    );
    expect(unusual.map(({ path, value, manifest }) => `${pathOf(manifest)}: ${path}: ${value}`)).toEqual([]);
  });

  test('renders the same secrets twice: what a chart would make up is given by name', () => {
    const missing = applications(manifests).flatMap(({ name, chart }) =>
      (madeUp[name] ?? [])
        .filter((path) => typeof at(chart?.values, path) !== 'string')
        .map((path) => `${name}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('ignores only what a controller writes, and only where the group of the kind is named', () => {
    const ignored = applications(manifests).flatMap(({ manifest }) =>
      listIn(manifest.spec, 'ignoreDifferences').map((item) => objectIn(item)),
    );
    for (const item of ignored) {
      // An entry for a group of its own without the group does nothing, in silence (argoproj/argo-cd#4326).
      if (item['kind'] !== 'Secret') expect(item['group']).toBe('admissionregistration.k8s.io');
      expect(item['jqPathExpressions'] ?? item['jsonPointers']).toHaveLength(1);
    }
  });
});

/** The same order of keys as a stored object has, and nothing added. */
function ordered(schema: NonNullable<ReturnType<typeof kindSchema>>, manifest: Manifest): unknown {
  const withoutDefaults = JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'default' ? undefined : value)),
  ) as typeof schema;
  return stored(withoutDefaults, manifest);
}
