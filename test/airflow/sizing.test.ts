import { checkPlatformConfig } from '../../config/check.ts';
import { platformConfig } from '../fixtures.ts';
import { valuesOf } from './variants.ts';

test('a PgBouncer that is too small is refused, with the number that is enough', () => {
  const config = platformConfig(({ airflow }) => {
    airflow.apiServer.replicas = 10;
    airflow.pgbouncer.maxClientConnections = 194;
  });
  expect(() => checkPlatformConfig(config)).toThrow(/airflow\.pgbouncer\.maxClientConnections.*use 195 or more/);
});

describe('tasks', () => {
  const values = valuesOf((draft) => {
    draft.airflow.parallelism = 99;
  });

  test('run in parallel as far as the config says', () => {
    expect(values.config?.['core']).toEqual({ parallelism: 99 });
  });

  test('start 16 at a time: by default a thousand of them take a quarter of an hour (apache/airflow#4434)', () => {
    expect(values.config?.['kubernetes_executor']).toMatchObject({ worker_pods_creation_batch_size: 16 });
  });
});

test('the API server grows by replicas, and not by processes (apache/airflow#52270)', () => {
  const { apiServer, config } = valuesOf((draft) => {
    draft.airflow.apiServer.replicas = 4;
  });
  expect(apiServer?.replicas).toBe(4);
  expect(config?.['api'] ?? {}).not.toHaveProperty('workers');
});

describe('a busy node or a slow database', () => {
  const { apiServer, scheduler, dagProcessor, triggerer, pgbouncer } = valuesOf();

  test('restarts no component: a probe that imports all of Airflow has a minute', () => {
    for (const component of [scheduler, dagProcessor, triggerer]) {
      expect(component?.livenessProbe?.timeoutSeconds).toBeGreaterThanOrEqual(60);
    }
    expect(scheduler?.startupProbe?.timeoutSeconds).toBeGreaterThanOrEqual(60);
  });

  test('does not take the API from the tasks, nor the database from Airflow because a sidecar is slow', () => {
    const sidecar = pgbouncer?.metricsExporterSidecar;
    for (const probe of [
      apiServer?.livenessProbe,
      apiServer?.readinessProbe,
      sidecar?.livenessProbe,
      sidecar?.readinessProbe,
    ]) {
      expect(probe?.timeoutSeconds).toBeGreaterThanOrEqual(20);
    }
  });
});

test('a first start on a fresh node may take minutes before Kubernetes gives up', () => {
  const { apiServer, scheduler } = valuesOf();
  for (const probe of [apiServer?.startupProbe, scheduler?.startupProbe]) {
    const { failureThreshold = 0, periodSeconds = 0 } = probe ?? {};
    expect(failureThreshold * periodSeconds).toBeGreaterThanOrEqual(180);
  }
});
