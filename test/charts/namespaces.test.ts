import { platformConfig } from '../fixtures.ts';
import { all, pick, render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';

const manifests = render(everyAwsChoice);
const level = (namespace: string) =>
  pick(manifests, 'Namespace', namespace).metadata.labels?.['pod-security.kubernetes.io/enforce'];

describe('a namespace', () => {
  test('of a Spark team enforces "restricted": a job can mount no folder of its node (kubeflow/spark-operator#3006)', () => {
    expect(level('spark-risk-models')).toBe('restricted');
  });

  test('enforces the strictest level that its pods pass', () => {
    expect(
      Object.fromEntries(all(manifests, 'Namespace').map(({ metadata: { name } }) => [name, level(name)])),
    ).toMatchObject({
      airflow: 'restricted',
      argocd: 'restricted',
      'external-secrets': 'restricted',
      monitoring: 'privileged',
      'spark-operator': 'restricted',
      'spark-risk-models': 'restricted',
    });
  });

  test('warns of everything below "restricted", also where less is enforced', () => {
    for (const { metadata } of all(manifests, 'Namespace')) {
      expect(metadata.labels).toMatchObject({
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
      });
    }
  });

  test('of a Spark team says who pays', () => {
    expect(pick(manifests, 'Namespace', 'spark-risk-models').metadata.labels).toMatchObject({
      team: 'risk-models',
      'cost-center': 'cc-1234',
    });
  });

  test('belongs to the one Application that writes to it, or to "namespaces" where several do', () => {
    expect(
      Object.fromEntries(manifests.ofKind('Namespace').map(({ id, application }) => [id.name, application])),
    ).toMatchObject({
      airflow: 'namespaces',
      argocd: 'namespaces',
      'external-secrets': 'external-secrets',
      monitoring: 'monitoring',
      'spark-operator': 'spark-operator',
      'spark-risk-models': 'spark-risk-models',
    });
  });

  test('is the first to come and the last to go, and nothing goes before a person has agreed', () => {
    const own = manifests.ofKind('Namespace').filter(({ application }) => application !== 'namespaces');
    for (const { metadata } of all(own, 'Namespace')) {
      expect(metadata.annotations).toEqual({
        'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm',
        'argocd.argoproj.io/sync-wave': '-1',
      });
    }
  });

  test('that several write to stays when "namespaces" goes (argoproj/argo-cd#9853)', () => {
    for (const { metadata } of all(manifests.of('namespaces'), 'Namespace')) {
      expect(metadata.annotations).toEqual({
        'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm',
      });
    }
  });

  test('is there only for what the config asks for', () => {
    const names = all(render(platformConfig()), 'Namespace').map(({ metadata }) => metadata.name);
    expect(names).toEqual(expect.arrayContaining(['airflow', 'argocd', 'spark-operator', 'spark-risk-models']));
    expect(names).not.toContain('monitoring');
  });
});

describe('a volume', () => {
  test('is an encrypted gp3 disk in the zone of its pod', () => {
    for (const storageClass of all(manifests, 'StorageClass')) {
      expect(storageClass).toMatchObject({
        provisioner: 'ebs.csi.aws.com',
        parameters: { type: 'gp3', encrypted: 'true' },
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
      });
    }
  });

  test('goes with its claim, unless it is of the retained class', () => {
    expect(pick(manifests, 'StorageClass', 'gp3')['reclaimPolicy']).toBe('Delete');
    expect(pick(manifests, 'StorageClass', 'gp3-retained')['reclaimPolicy']).toBe('Retain');
  });

  test('is of exactly one default class', () => {
    const annotation = 'storageclass.kubernetes.io/is-default-class';
    const defaults = all(manifests, 'StorageClass').filter(
      ({ metadata }) => metadata.annotations?.[annotation] === 'true',
    );
    expect(defaults.map(({ metadata }) => metadata.name)).toEqual(['gp3']);
  });
});

describe('when nodes are full', () => {
  test('executors go before drivers, and drivers before Airflow', () => {
    const value = (name: string) => Number(pick(manifests, 'PriorityClass', name)['value']);
    expect(value('airflow-core')).toBeGreaterThan(value('spark-driver'));
    expect(value('spark-driver')).toBeGreaterThan(0);
    expect(all(manifests, 'PriorityClass').filter((priority) => priority['globalDefault'] === true)).toEqual([]);
  });
});
