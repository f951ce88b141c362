import { splitValues } from '../../charts/argo/helm-source.ts';
import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import { platformConfig } from '../fixtures.ts';
import { valuesOf, variants, wellKnownLogin } from './variants.ts';

const jobs = ['migrateDatabaseJob', 'createUserJob'] as const;

function wave(job: AirflowValues[(typeof jobs)[number]]): number {
  return Number(job?.jobAnnotations?.['argocd.argoproj.io/sync-wave']);
}

describe.each(jobs)('%s', (name) => {
  const job = valuesOf()[name];

  test('is no Helm hook: after the pods, which wait for it, it would never run (apache/airflow#17447, #18172)', () => {
    expect(job?.useHelmHooks).toBe(false);
  });

  test('does not change with the environment of the pods: what it needs comes from the chart', () => {
    expect(job?.applyCustomEnv).toBe(false);
  });

  test('is made again by each sync, because a Job cannot be changed (apache/airflow#28637, #44688)', () => {
    expect(job?.jobAnnotations).toMatchObject({
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    });
  });

  test('does not vanish after five minutes, or self-healing would run it forever (apache/airflow#37460)', () => {
    expect(job?.ttlSecondsAfterFinished).toBeNull();
    expect(splitValues(valuesOf()).parameters).toContainEqual({
      name: `${name}.ttlSecondsAfterFinished`,
      value: 'null',
    });
  });

  test("runs on Airflow's nodes with Airflow's priority, because every pod waits for it", () => {
    expect(job).toMatchObject({
      priorityClassName: 'airflow-core',
      nodeSelector: { NodeGroupType: 'Airflow' },
      tolerations: [expect.objectContaining({ key: 'dedicated', value: 'airflow' })],
    });
  });
});

test('the migration is not moved to another node half way', () => {
  const { annotations } = valuesOf().migrateDatabaseJob ?? {};
  expect(annotations).toEqual({ 'karpenter.sh/do-not-disrupt': 'true' });
});

test('the user is made a wave after the migration, which the job does not wait for (apache/airflow#15340)', () => {
  const { migrateDatabaseJob, createUserJob } = valuesOf();
  expect(wave(createUserJob)).toBeGreaterThan(wave(migrateDatabaseJob));
});

test('no job runs before the ConfigMap and the account that it starts with, which come in the first wave', () => {
  for (const job of Object.values(jobs)) expect(wave(valuesOf()[job])).toBeGreaterThanOrEqual(0);
});

test.each(variants)('nothing else becomes a Helm hook: %s', (_, edit) => {
  const values = valuesOf(edit);
  expect(values).not.toHaveProperty('extraSecrets');
  expect(values).not.toHaveProperty('extraConfigMaps');
  expect(JSON.stringify(values)).not.toContain('helm.sh/hook');
});

describe('a generated login', () => {
  const { createUserJob } = valuesOf();
  const script = createUserJob?.args?.at(-1) ?? '';

  test('reads user and password from the secret: nothing of them is in Git or in the pod', () => {
    const name = secretName(resolve(platformConfig()), 'admin');
    expect(createUserJob?.env).toEqual([
      { name: 'ADMIN_USER', valueFrom: { secretKeyRef: { name, key: 'username' } } },
      { name: 'ADMIN_PASSWORD', valueFrom: { secretKeyRef: { name, key: 'password' } } },
    ]);
    expect(script.match(/--password \S+/g)).toEqual(['--password "$ADMIN_PASSWORD"', '--password "$ADMIN_PASSWORD"']);
  });

  test('never falls back to admin/admin, which the chart makes of its defaultUser', () => {
    expect(createUserJob).not.toHaveProperty('defaultUser');
    expect(createUserJob?.args?.slice(0, 2)).toEqual(['bash', '-c']);
  });

  test('takes over a new password: for a user who exists, "users create" does nothing', () => {
    const [create, reset] = script.split('\n').slice(1);
    expect(script.split('\n')[0]).toBe('set -euo pipefail');
    expect(create).toMatch(/^airflow users create --role Admin /);
    expect(reset).toMatch(/^airflow users reset-password /);
  });
});

test('the well-known login is the only way to get admin/admin', () => {
  const withPassword = variants.filter(([, edit]) => JSON.stringify(valuesOf(edit)).includes('"value":"admin"'));
  expect(withPassword.map(([name]) => name)).toEqual(['the well-known login']);
  expect(valuesOf(wellKnownLogin).createUserJob?.env).toEqual([
    { name: 'ADMIN_USER', value: 'admin' },
    { name: 'ADMIN_PASSWORD', value: 'admin' },
  ]);
});
