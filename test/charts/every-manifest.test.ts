import { at, walk } from '../../imports/json.ts';
import { textsOf } from '../../review/tree/manifest.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

describe.each(renderedConfigs)('every manifest of %s', (_, manifests) => {
  test('says that it is part of the platform', () => {
    const label = 'app.kubernetes.io/part-of';
    const others = manifests.items.filter(
      ({ manifest }) => textsOf(manifest.metadata, 'labels')[label] !== 'airflow-on-eks',
    );
    expect(others.map(({ file }) => file)).toEqual([]);
  });

  test('has ten seconds or more for each probe: the default of one takes it away when the node is busy', () => {
    const probes = manifests.items.flatMap(({ file, manifest }) =>
      walk(manifest['spec']).flatMap(({ path, value }) =>
        /Probe$/.test(path) ? [{ path: `${file}: ${path}`, seconds: at(value, 'timeoutSeconds') }] : [],
      ),
    );
    expect(probes.filter(({ seconds }) => !(Number(seconds) >= 10))).toEqual([]);
    expect(probes.length).toBeGreaterThan(5);
  });
});
