import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { at, objectIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { taskPodOf, valuesOf } from './variants.ts';

type Edit = NonNullable<Parameters<typeof valuesOf>[0]>;
const seoul: Edit = ({ airflow }) => {
  airflow.options = {
    core: { default_timezone: 'Asia/Seoul', max_active_tasks_per_dag: 64 },
    smtp: { smtp_host: 'mail.example.com', smtp_starttls: true },
    logging: { log_format: '[%(asctime)s] {{ dag }} %(message)s' },
  };
};

describe('the options of the config', () => {
  test('stand in airflow.cfg beside those of the platform, as Python writes them', () => {
    const { config } = valuesOf(seoul);
    const before = objectIn(valuesOf().config as never);
    expect(config).toEqual({
      ...before,
      core: { ...objectIn(before['core']), default_timezone: 'Asia/Seoul', max_active_tasks_per_dag: 64 },
      smtp: { smtp_host: 'mail.example.com', smtp_starttls: 'True' },
      logging: { ...objectIn(before['logging']), log_format: '[%%(asctime)s] {{ "{{" }} dag }} %%(message)s' },
    });
  });

  test('that hold a secret are variables of components and tasks, whose values a person fills in', () => {
    const edit: Edit = ({ airflow }) => {
      airflow.secretOptions = ['sentry.sentry_dsn'];
    };
    const config = resolve(platformConfig(edit));
    const secret = config.secrets.find(({ remoteName }) => remoteName === 'airflow-test/airflow/options');
    expect(secret?.source).toEqual({ kind: 'by-hand', properties: ['AIRFLOW__SENTRY__SENTRY_DSN'] });
    expect(secret?.targets[0]?.data).toEqual({ AIRFLOW__SENTRY__SENTRY_DSN: '{{ .AIRFLOW__SENTRY__SENTRY_DSN }}' });
    expect(valuesOf(edit).extraEnvFrom).toContain(`name: ${secretName(config, 'secretOptions')}\n`);
    expect(at(taskPodOf(edit), 'spec.containers.0.envFrom.1.secretRef.name')).toBe('airflow-task-secret-options');
  });
});
