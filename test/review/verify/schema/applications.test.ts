import { ignored, madeUpSecrets } from '../../../../review/verify/schema/applications.ts';
import { applicationOf, type Draft } from '../../tree/objects.ts';
import { found } from '../found.ts';

const installs = (chart: string, valuesObject: object, helm: object = {}) => ({
  'root/a.yaml': applicationOf('shop', ({ spec }: Draft) => {
    const source = { repoURL: 'https://charts.example.com', chart, targetRevision: '1.0.0' };
    spec['source'] = { ...source, helm: { valuesObject, ...helm } };
  }),
});

describe('schema/made-up-secrets', () => {
  const named = {
    fernetKeySecretName: 'a',
    apiSecretKeySecretName: 'a',
    jwtSecretName: 'a',
    data: { metadataSecretName: 'a', brokerUrlSecretName: 'a' },
  };

  test.each([
    ['fernetKeySecretName', { ...named, fernetKeySecretName: '' }],
    ['data.metadataSecretName', { ...named, data: { brokerUrlSecretName: 'a' } }],
    [
      'pgbouncer.configSecretName',
      { ...named, pgbouncer: { enabled: true, metricsExporterSidecar: { statsSecretName: 'a' } } },
    ],
  ])('finds that Airflow would make up %s', (value, values) => {
    expect(found(madeUpSecrets, installs('airflow', values))).toEqual([
      `Application argocd/shop | spec.source.helm.valuesObject.${value} | the chart airflow makes up a secret of its own at each rendering, so pods restart at each sync | set ${value} to the name of a Secret`,
    ]);
  });

  test('finds that Grafana would make up its password', () => {
    expect(found(madeUpSecrets, installs('kube-prometheus-stack', {}))[0]).toContain('grafana.admin.existingSecret');
  });

  test.each([
    ['every name given', installs('airflow', named)],
    ['a pooler that is off', installs('airflow', { ...named, pgbouncer: { enabled: false } })],
    ['no Grafana', installs('kube-prometheus-stack', { grafana: { enabled: false } })],
    ['another chart', installs('shop', {})],
    [
      'a name that is given by path',
      installs('airflow', { ...named, jwtSecretName: '' }, { parameters: [{ name: 'jwtSecretName', value: 'a' }] }),
    ],
  ])('takes %s', (_, files) => {
    expect(found(madeUpSecrets, files)).toEqual([]);
  });
});

describe('schema/ignored-difference', () => {
  const ignoring = (entry: object) => ({
    'root/a.yaml': applicationOf('shop', ({ spec }: Draft) => {
      spec['ignoreDifferences'] = [{ kind: 'Secret', jsonPointers: ['/data'] }, entry];
    }),
  });
  const place = 'Application argocd/shop | spec.ignoreDifferences[1]';

  test.each([
    [
      'a kind of a group without its group',
      { kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
      'Deployment is no kind of the core group, so this entry ignores nothing | write the group of the kind',
    ],
    [
      'no field',
      { group: 'apps', kind: 'Deployment', jsonPointers: [] },
      'it names no field, so this entry ignores nothing | write jqPathExpressions or jsonPointers',
    ],
  ])('finds %s', (_, entry, expected) => {
    expect(found(ignored, ignoring(entry))).toEqual([`${place} | ${expected}`]);
  });

  test.each([
    { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
    { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['hpa'] },
    { kind: 'ConfigMap', jqPathExpressions: ['.data'] },
    { kind: '*', jsonPointers: ['/metadata/labels'] },
  ])('takes %j', (entry) => {
    expect(found(ignored, ignoring(entry))).toEqual([]);
  });
});
