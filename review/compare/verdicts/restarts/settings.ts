import type { Json } from '../../../../imports/json.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import { type Path, pathText } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import type { Said, Severity, Verdict } from '../../verdict.ts';
import { airflowChange } from './airflow.ts';

/** What is said of a setting. */
type Setting = readonly [severity: Severity, text: string, remedy: string];

const isOn = (value: Json | undefined) => /^(true|1|yes)$/i.test(String(value));
const isOff = (value: Json | undefined) => /^(false|0|no)$/i.test(String(value));
/** What is said where a switch is turned on, or off. */
const on = (said: Setting) => (_: unknown, after: Json | undefined) => (isOn(after) ? said : undefined);
const off = (said: Setting) => (_: unknown, after: Json | undefined) => (isOff(after) ? said : undefined);

/** Values of the chart of Airflow that change what becomes of DAGs, logs and secrets. */
const settings: Readonly<Record<string, (before: Json | undefined, after: Json | undefined) => Setting | undefined>> = {
  'config.core.load_examples': on([
    'warn',
    'the example DAGs of Airflow appear, and whoever may trigger a DAG can run them',
    'keep it off outside of a first trial',
  ]),
  'config.core.dags_are_paused_at_creation': off([
    'warn',
    'a new DAG runs as soon as its file is there, without anybody who starts it',
    'keep it on where a merge alone may start nothing',
  ]),
  'config.scheduler.catchup_by_default': on([
    'warn',
    'a DAG that says nothing else runs once for each interval since its start_date, all at once',
    'say catchup in the DAGs that need it',
  ]),
  'config.logging.remote_logging': (before, after) =>
    isOn(before) && !isOn(after)
      ? [
          'danger',
          'task logs stay in the pods and go with them: of a finished task nobody can read the log, and those in the bucket are no longer shown',
          'keep remote logging on',
        ]
      : undefined,
  'config.secrets.backend': (before) => [
    before === undefined ? 'warn' : 'danger',
    'connections and variables are looked for in another place first: one that is only in the place before is not found',
    'bring them over first, and check that the accounts of Airflow may read the new place',
  ],
  'config.secrets.backend_kwargs': (before) => [
    before === undefined ? 'warn' : 'danger',
    'connections and variables are looked for under other names: one that has the name of before is not found',
    'bring them over first, and check that the accounts of Airflow may read the new place',
  ],
  'config.kubernetes_executor.delete_worker_pods': off([
    'warn',
    'pods of finished tasks stay, and count in the quota, until the cleanup takes them away',
    'keep it on',
  ]),
  'config.kubernetes_executor.delete_worker_pods_on_failure': on([
    'info',
    'pods of failed tasks are deleted at once: nobody can look at their events and exit codes',
    'keep it off while faults are looked for',
  ]),
  'config.api.base_url': (before, after) =>
    before === undefined
      ? undefined
      : [
          String(before).startsWith('https:') && !String(after).startsWith('https:') ? 'danger' : 'warn',
          'links in messages, the login and its cookie lead to another address of Airflow',
          'check that the load balancer and the login provider know this address',
        ],
  fernetKeySecretName: (_, after) =>
    after === undefined || after === null
      ? [
          'danger',
          'the chart makes a Fernet key of its own: Airflow can read no password of a connection and no variable that it encrypted before',
          'name the Secret with the key',
        ]
      : undefined,
  extraEnvFrom: (_, after) =>
    after === undefined || after === ''
      ? [
          'danger',
          'Airflow no longer gets what these Secrets and ConfigMaps gave it as environment, e.g. its connections',
          'keep it, or give Airflow the same in another way',
        ]
      : undefined,
};

export const airflowSettings: Verdict = {
  rule: 'restarts/settings',
  severity: 'danger',
  promise: 'Which settings of Airflow change what becomes of DAGs, logs, connections and variables',
  judge(change, before, after) {
    const values = airflowChange(change, before, after);
    if (!values) return [];
    const { airflowVersion, defaultAirflowTag } = allValues(values.after);
    const isApart =
      values.differences.some(({ path }) => path[0] === 'airflowVersion') &&
      !values.differences.some(({ path }) => /^(defaultAirflowTag|defaultAirflowDigest|images)$/.test(path[0] ?? '')) &&
      !String(defaultAirflowTag).startsWith(String(airflowVersion));
    return [
      values.differences.flatMap(leavesOf).map((difference): Said => {
        const said = settings[settingOf(difference.path)]?.(difference.before, difference.after);
        if (!said) return [];
        const [severity, message, remedy] = said;
        return { severity, message, why: pathText(difference.path), remedy, differences: [difference] };
      }),
      isApart && {
        severity: 'warn',
        message: `the chart writes its pods for Airflow ${airflowVersion ?? 'of its default'}, and the image is still ${defaultAirflowTag ?? 'that of its default'}: commands and settings may not fit`,
        remedy: 'change airflowVersion and the image in one step',
      },
    ];
  },
};

/** A text of JSON in airflow.cfg is one setting, whatever part of it changes. */
function settingOf(path: Path): string {
  return (path[0] === 'config' ? path.slice(0, 3) : path).join('.');
}
