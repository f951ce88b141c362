import { airflowServiceAccounts } from '../../config/identities.ts';
import { resolve } from '../../config/resolve.ts';
import { versions } from '../../config/versions.ts';
import { at, listIn, walk } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { privateGit, taskPodOf, valuesOf, variants } from './variants.ts';

const pod = taskPodOf();
const container = at(pod, 'spec.containers.0');

describe.each(variants)('a task pod of a platform with %s', (_, edit) => {
  test('holds no credential of the database, no Fernet key and no key that signs sessions or tokens', () => {
    const targets = resolve(platformConfig(edit)).secrets.flatMap((secret) => secret.targets);
    const strings = walk(taskPodOf(edit)).map(({ value }) => value);
    const held = targets.filter(({ name }) => strings.includes(name)).map((target) => target.use);
    expect(held.filter((use) => !/^(taskGitConnection|imagePull|task connection )/.test(use))).toEqual([]);
  });

  test('has nothing that a template would fill in', () => {
    expect(valuesOf(edit).podTemplate).not.toContain('{{');
  });
});

describe('a task pod', () => {
  test('clones a private repository of DAGs itself, so it has the connection to that', () => {
    expect(at(taskPodOf(privateGit), 'spec.containers.0.envFrom')).toEqual([
      { secretRef: { name: 'airflow-connections' } },
      { secretRef: { name: 'airflow-task-git-connection' } },
    ]);
  });

  test('is one that the executor takes: named, with a container called base, and never started twice', () => {
    expect(pod).toMatchObject({ apiVersion: 'v1', kind: 'Pod', metadata: { name: expect.any(String) } });
    expect(at(pod, 'spec.restartPolicy')).toBe('Never');
    expect(container).toMatchObject({ name: 'base' });
  });

  test('has the image of its environment, also where that is ahead', () => {
    expect(at(container, 'image')).toBe(`apache/airflow:${versions.airflow}`);
    const ahead = taskPodOf((draft) => {
      draft.versions = { ...draft.versions, airflow: '3.99.0' };
    });
    expect(at(ahead, 'spec.containers.0.image')).toBe('apache/airflow:3.99.0');
  });

  test('tells its DAG which teams and pools there are, in a folder and not in a file, which would never be updated', () => {
    expect(listIn(container, 'env')).toContainEqual({
      name: 'AIRFLOW_PLATFORM_FILE',
      value: '/opt/airflow/platform/platform.json',
    });
    expect(listIn(container, 'volumeMounts')).toContainEqual({
      name: 'platform',
      mountPath: '/opt/airflow/platform',
      readOnly: true,
    });
    expect(listIn(pod, 'spec.volumes')).toContainEqual({ name: 'platform', configMap: { name: 'airflow-platform' } });
  });

  test('writes its log to a volume', () => {
    expect(listIn(container, 'volumeMounts')).toContainEqual({ name: 'logs', mountPath: '/opt/airflow/logs' });
    expect(listIn(pod, 'spec.volumes')).toContainEqual({ name: 'logs', emptyDir: {} });
  });

  test('has the settings that the chart writes for all pods', () => {
    expect(at(pod, 'spec.volumes.0')).toEqual({ name: 'config', configMap: { name: 'airflow-config' } });
    expect(listIn(container, 'volumeMounts')).toContainEqual({
      name: 'config',
      mountPath: '/opt/airflow/airflow.cfg',
      subPath: 'airflow.cfg',
      readOnly: true,
    });
  });

  test('has the labels that network policies and monitors know it by', () => {
    expect(at(pod, 'metadata.labels')).toEqual({ tier: 'airflow', component: 'worker', release: 'airflow' });
  });

  test('runs as the account that may start Spark jobs, on nodes of its own', () => {
    expect(pod['spec']).toMatchObject({
      serviceAccountName: airflowServiceAccounts.worker,
      nodeSelector: { NodeGroupType: 'AirflowTask' },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'airflow-task', effect: 'NoSchedule' }],
    });
  });

  test("is not moved while it runs: Karpenter reads this annotation, and not the chart's safeToEvict", () => {
    expect(at(pod, 'metadata.annotations')).toEqual({ 'karpenter.sh/do-not-disrupt': 'true' });
  });

  test('has the size of the config, memory as request and limit', () => {
    const sized = taskPodOf((draft) => {
      draft.airflow.worker = { cpuMillicores: 750, memoryMib: 3072 };
    });
    expect(at(sized, 'spec.containers.0.resources')).toEqual({
      requests: { cpu: '750m', memory: '3072Mi' },
      limits: { memory: '3072Mi' },
    });
  });

  test('passes the restricted Pod Security Standard', () => {
    expect(at(pod, 'spec.securityContext')).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(at(container, 'securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('has ten minutes to upload its log when it is told to stop', () => {
    expect(at(pod, 'spec.terminationGracePeriodSeconds')).toBeGreaterThanOrEqual(600);
  });

  test('gets no variable for every Service of the namespace', () => {
    expect(at(pod, 'spec.enableServiceLinks')).toBe(false);
  });

  test("is given whole: of the chart's own template only the account is left", () => {
    const account = { serviceAccount: { create: false, name: airflowServiceAccounts.worker } };
    expect(valuesOf().workers).toEqual({ celery: account, kubernetes: account });
  });
});
