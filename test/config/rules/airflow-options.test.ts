import { ownedOptions } from '../../../config/owned-options.ts';
import { objectIn } from '../../../imports/json.ts';
import { airflowOptionsSchema } from '../../../imports/load.ts';
import { type Edits, refuses } from '../edit.ts';

const option = (section: string, name: string, value: unknown): Edits => ({
  'airflow.options': { [section]: { [name]: value } },
});

describe('a config with an option of airflow.cfg', () => {
  refuses([
    [
      'one that a field of the config sets',
      option('core', 'parallelism', 64),
      'airflow.options.core.parallelism: belongs to airflow.parallelism; leave it out',
    ],
    [
      'one that the platform rests on',
      option('kubernetes_executor', 'namespace', 'default'),
      'airflow.options.kubernetes_executor.namespace: belongs to the platform, whose scheduler may make pods in one namespace; leave it out',
    ],
    [
      'one that a command would print',
      option('database', 'sql_alchemy_conn_cmd', 'cat /x'),
      'airflow.options.database.sql_alchemy_conn_cmd: belongs to airflow.database; leave it out',
    ],
    [
      'one that holds a secret, which is not shown',
      option('sentry', 'sentry_dsn', 'https://key@sentry.example.com/1'),
      "airflow.options.sentry.sentry_dsn: holds a secret, which would be in Git; leave it out, and write airflow.secretOptions: ['sentry.sentry_dsn']",
    ],
    [
      'a misspelt option',
      option('dag_processor', 'parsing_proceses', 4),
      "airflow.options.dag_processor.parsing_proceses: is not an option of [dag_processor] in the Airflow that is pinned; did you mean 'parsing_processes'?",
    ],
    [
      'an option in the section of another one',
      option('core', 'smtp_host', 'mail.example.com'),
      'airflow.options.core.smtp_host: is not an option of [core]; it is one of [smtp]: airflow.options.smtp.smtp_host',
    ],
    [
      'a misspelt section',
      option('dag_procesor', 'parsing_processes', 4),
      "airflow.options.dag_procesor: is not a section of airflow.cfg in the Airflow that is pinned; did you mean 'dag_processor'?",
    ],
    [
      'a section that nobody knows',
      option('openlineage', 'transport', '{}'),
      'airflow.options.openlineage: is not a section of airflow.cfg in the Airflow that is pinned; see the list in imports/values/airflow-options.ts',
    ],
    [
      'a number in quotes',
      option('core', 'max_active_tasks_per_dag', '64'),
      "airflow.options.core.max_active_tasks_per_dag: '64' is not valid; use a whole number, without quotes",
    ],
    [
      'a flag as Python writes it',
      option('smtp', 'smtp_ssl', 'True'),
      "airflow.options.smtp.smtp_ssl: 'True' is not valid; use true or false, without quotes",
    ],
    [
      'a text of two lines',
      option('core', 'default_timezone', 'Asia/Seoul\n[secrets]'),
      "airflow.options.core.default_timezone: 'Asia/Seoul\\u{a}[secrets]' has more than one line; write it in one",
    ],
    [
      'a doubled per cent',
      option('logging', 'log_format', '%%(message)s'),
      "airflow.options.logging.log_format: '%%(message)s' has '%%', which airflow.cfg makes of '%'; write one '%', the platform doubles it",
    ],
    [
      'a section that is a text',
      { 'airflow.options': { core: 'default_timezone' } },
      "airflow.options.core: 'default_timezone' is not a section; use an object, e.g. { default_timezone: 'Asia/Seoul' }",
    ],
    [
      'options in a list',
      { 'airflow.options': [] },
      "airflow.options: an empty list is not valid; use an object of sections, e.g. { core: { default_timezone: 'Asia/Seoul' } }",
    ],
    [
      'a secret that the platform generates',
      { 'airflow.secretOptions': ['core.fernet_key'] },
      "airflow.secretOptions[0]: 'core.fernet_key' belongs to the platform, which generates it in Secrets Manager; leave it out",
    ],
    [
      'an option that is in Git and in Secrets Manager',
      { 'airflow.options': { smtp: { smtp_host: 'mail.example.com' } }, 'airflow.secretOptions': ['smtp.smtp_host'] },
      "airflow.secretOptions[0]: 'smtp.smtp_host' is in airflow.options.smtp too; leave one of them out",
    ],
    [
      'a secret option that is misspelt',
      { 'airflow.secretOptions': ['sentry.sentri_dsn'] },
      "airflow.secretOptions[0]: 'sentry.sentri_dsn' is not an option in the Airflow that is pinned; did you mean 'sentry.sentry_dsn'?",
    ],
  ]);

  test('is told an owner only of options that there are', () => {
    const sections = objectIn(airflowOptionsSchema(), 'properties');
    const unknown = [...ownedOptions.keys()].filter((name) => {
      const [section = '', key = ''] = name.split('.');
      const known = objectIn(sections[section], 'properties');
      return key === '*' ? Object.keys(known).length === 0 : !Object.hasOwn(known, key);
    });
    expect(unknown).toEqual([]);
  });
});
