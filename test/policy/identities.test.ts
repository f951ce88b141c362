import { identities } from '../../config/identities.ts';
import { at, walk } from '../../imports/json.ts';
import { all, children } from '../render.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

describe.each(renderedConfigs)('the objects of %s', (_, manifests, config) => {
  test('include each service account that gets an AWS role, made once and by whom the table says', () => {
    const byHelm = children(manifests).flatMap(({ namespace, charts }) =>
      walk(charts[0]?.values).flatMap(({ path, value }) =>
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
});
