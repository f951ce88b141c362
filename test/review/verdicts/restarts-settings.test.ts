import { airflowSettings } from '../../../review/compare/verdicts/restarts/settings.ts';
import { cases, chart, step } from '../compare/trees.ts';

type Fields = Readonly<Record<string, unknown>>;

const said = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(
    chart('airflow', { z: 1, ...before }),
    chart('airflow', { z: 2, ...after }),
    ...says.map((text) => text.replace(' ', ' Application argocd/airflow: ')),
  );
const config = (section: string, name: string, before: unknown, after: unknown, ...says: readonly string[]) =>
  said(
    { config: { [section]: { z: 1, [name]: before } } },
    { config: { [section]: { z: 1, [name]: after } } },
    ...says,
  );
const moved = 'connections and variables are looked for in another place first';
const address = 'links in messages, the login and its cookie lead to another address of Airflow';

cases(airflowSettings, {
  'example DAGs': config('core', 'load_examples', undefined, 'True', 'warn the example DAGs of Airflow appear'),
  'no example DAGs': config('core', 'load_examples', 'True', 'False'),
  'DAGs that run at once': config(
    'core',
    'dags_are_paused_at_creation',
    undefined,
    false,
    'warn a new DAG runs as soon',
  ),
  'DAGs that wait': config('core', 'dags_are_paused_at_creation', 'False', 'True'),
  'runs of the past': config(
    'scheduler',
    'catchup_by_default',
    'False',
    'True',
    'warn a DAG that says nothing else runs once',
  ),
  'no logs': config('logging', 'remote_logging', 'True', 'False', 'danger task logs stay in the pods and go with them'),
  'no word of logs': config('logging', 'remote_logging', 'True', undefined, 'danger task logs stay in the pods'),
  'no logs, as before': config('logging', 'remote_logging', 'False', undefined),
  'logs in a bucket': config('logging', 'remote_logging', 'False', 'True'),
  'a first place of secrets': config('secrets', 'backend', undefined, 'a.B', `warn ${moved}`),
  'another place of secrets': config('secrets', 'backend', 'a.B', 'a.C', `danger ${moved}`),
  'other names of secrets': config(
    'secrets',
    'backend_kwargs',
    '{"connections_prefix":"a"}',
    '{"connections_prefix":"b"}',
    'danger connections and variables are looked for under other names',
  ),
  'a section that is new': said({}, { config: { secrets: { backend: 'a.B' } } }, `warn ${moved}`),
  'pods that stay': config(
    'kubernetes_executor',
    'delete_worker_pods',
    'True',
    'False',
    'warn pods of finished tasks stay',
  ),
  'pods of failed tasks that go': config(
    'kubernetes_executor',
    'delete_worker_pods_on_failure',
    'False',
    'True',
    'info pods of failed tasks are deleted at once',
  ),
  'another address': config('api', 'base_url', 'https://a', 'https://b', `warn ${address}`),
  'an address without TLS': config('api', 'base_url', 'https://a', 'http://a', `danger ${address}`),
  'a first address': config('api', 'base_url', undefined, 'https://a'),
  'a Fernet key of the chart': said({ fernetKeySecretName: 'a' }, {}, 'danger the chart makes a Fernet key of its own'),
  'another Fernet key, which has a verdict of its own': said(
    { fernetKeySecretName: 'a' },
    { fernetKeySecretName: 'b' },
  ),
  'no environment': said({ extraEnvFrom: '- secretRef: {}' }, {}, 'danger Airflow no longer gets what these Secrets'),
  'another environment': said({ extraEnvFrom: 'a' }, { extraEnvFrom: 'b' }),
  'another version than the image': said(
    { airflowVersion: '3.1.0', defaultAirflowTag: '3.1.0' },
    { airflowVersion: '3.2.0', defaultAirflowTag: '3.1.0' },
    'warn the chart writes its pods for Airflow 3.2.0, and the image is still 3.1.0',
  ),
  'the version of the image': said(
    { airflowVersion: '3.1.0', defaultAirflowTag: '3.2.0' },
    { airflowVersion: '3.2.0', defaultAirflowTag: '3.2.0' },
  ),
  'another version and its image': said(
    { airflowVersion: '3.1.0', defaultAirflowTag: '3.1.0' },
    { airflowVersion: '3.2.0', defaultAirflowTag: '3.2.0-slim' },
  ),
  'a setting of another chart': step(
    chart('web', { config: { core: { load_examples: 'False' } } }),
    chart('web', { config: { core: { load_examples: 'True' } } }),
  ),
});
