import { resolve } from '../../config/resolve.ts';
import { at } from '../../imports/json.ts';
import { all, pick, render } from '../render.ts';
import { everyAwsChoice, prodLike } from '../support/configs.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

const manifests = render(prodLike);

describe.each(renderedConfigs)('the secrets of %s', (_, rendered, config) => {
  const secrets = all(rendered, 'ExternalSecret');

  test('are those of the table that CDK makes them from, each with all of its targets', () => {
    const wanted = resolve(config).secrets.flatMap(({ remoteName, targets }) =>
      targets.map(({ namespace, name }) => `${remoteName} -> ${namespace}/${name}`),
    );
    const rows = secrets.map(
      ({ metadata, spec }) =>
        `${at(spec, 'dataFrom.0.extract.key')} -> ${metadata.namespace}/${at(spec, 'target.name')}`,
    );
    expect(rows.sort()).toEqual(wanted.sort());
  });

  test('come one wave after their store, which would otherwise make them Degraded and fail the sync', () => {
    const besideStore = all(rendered.of('secrets'), 'ExternalSecret');
    const waves = besideStore.map(({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-wave']);
    expect(new Set(waves)).toEqual(new Set(['1']));
    const store = pick(rendered, 'ClusterSecretStore', 'aws-secrets-manager');
    expect(store.metadata.annotations?.['argocd.argoproj.io/sync-wave']).toBe('0');
  });

  test('are kept when their value goes from AWS, and each has an ExternalSecret of its own', () => {
    // External Secrets takes the old Secret away before it makes another for the same ExternalSecret, and also if it cannot.
    for (const { metadata, spec } of secrets) {
      expect(at(spec, 'target')).toMatchObject({ name: metadata.name, deletionPolicy: 'Retain' });
    }
  });

  test('are fetched when the manifest changes: hourly, a new key would reach pods one by one as they restart', () => {
    const policies = resolve(config).secrets.flatMap(({ source, targets }) =>
      targets.map(({ namespace, name }) => ({
        byHand: source.kind === 'by-hand',
        policy: at(pick(rendered, 'ExternalSecret', name, namespace).spec, 'refreshPolicy'),
      })),
    );
    expect(policies.filter(({ byHand }) => !byHand).map(({ policy }) => policy)).not.toContain('Periodic');
    // What a person fills in may be filled in late.
    expect(policies.filter(({ byHand }) => byHand).map(({ policy }) => policy)).not.toContain('OnChange');
  });
});

describe('the secret store', () => {
  test('serves the namespaces of the platform only: a team cannot read its secrets', () => {
    const { spec } = pick(render(everyAwsChoice), 'ClusterSecretStore', 'aws-secrets-manager');
    expect(at(spec, 'conditions')).toEqual([{ namespaces: ['airflow', 'argocd', 'monitoring'] }]);
  });

  test('needs no key: the operator has an identity in AWS', () => {
    const { spec } = pick(manifests, 'ClusterSecretStore', 'aws-secrets-manager');
    expect(at(spec, 'provider')).toEqual({
      aws: { service: 'SecretsManager', region: 'eu-west-1', sessionTagsPolicy: 'None' },
    });
  });
});

describe('the credentials of a private repository', () => {
  test('are found by Argo CD through their label', () => {
    const { metadata, spec } = pick(render(everyAwsChoice), 'ExternalSecret', 'platform-repository');
    expect(metadata.namespace).toBe('argocd');
    expect(at(spec, 'target.template.metadata.labels')).toEqual({ 'argocd.argoproj.io/secret-type': 'repository' });
  });
});
