import { at, type Json, type JsonObject } from '../../../../imports/json.ts';
import { chartFacts } from '../../../kinds/helm/index.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import type { Tree } from '../../../tree/tree.ts';
import type { Change } from '../../change.ts';
import type { Difference, Rewriting } from '../../diff.ts';
import { fieldTexts } from '../../path.ts';
import { leavesOf, type ValuesChange, valuesChangesOf, valuesOf } from '../../values.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { list, some } from '../../words.ts';
import { airflowReach, type Component, components } from './airflow-reach.ts';

/** The change of an Application with the Airflow chart. */
export function airflowChange(change: Change, before: Tree, after: Tree): ValuesChange | undefined {
  return valuesChangesOf(change, before, after).find(({ after: { chart } }) => chart === 'airflow');
}

/** Fields whose new spelling changes bytes in a pod: the order of a list, and every text that the chart copies. */
function changesBytes({ path, how }: Rewriting): boolean {
  return path[0] === 'podTemplate' || path[0] === 'airflowLocalSettings' || how === 'order';
}

export const airflowRestarts: Verdict = {
  rule: 'restarts/airflow',
  severity: 'warn',
  promise: 'Which Airflow components restart, told from the values where the chart is not rendered',
  judge(change, before, after) {
    const values = airflowChange(change, before, after);
    if (!values || values.isRendered) return [];
    const all = allValues(values.after);
    const differences = values.differences.flatMap(valuesOf);
    const found: readonly Difference[] = [...differences, ...values.rewritings.filter(changesBytes)];
    const fields = found.filter(({ path }) => airflowReach(path, all).length > 0);
    const reached = new Set(fields.flatMap(({ path }) => airflowReach(path, all)));
    const versions = [values.before.version, values.after.version];
    const isBump = versions[0] !== versions[1];
    const restarting = components.filter((component) => (isBump || reached.has(component)) && runs(component, all));
    if (restarting.length === 0) return [];
    const meansNothing = !isBump && fields.every((field) => !differences.includes(field));
    return {
      message: `${list(restarting)} restart${restarting.length === 1 ? 's' : ''}${meansNothing ? ', for a change that means nothing: a text is laid out differently' : ''}`,
      why: `${isBump ? bumpOf(versions) : reasonOf(fields)}; ${gaps(restarting, all)}; running tasks go on, and what is deferred or queued is picked up again`,
      remedy: meansNothing
        ? 'keep the layout of embedded texts, or merge when a restart is welcome'
        : 'merge when a restart is welcome',
      differences: isBump ? change.differences : fields,
      effects: restarting.map((component) => ({ verb: 'restart', what: `airflow ${component}` })),
    };
  },
};

/** The part of the values that is about a component. */
function sectionOf(component: Component): string {
  const names: Readonly<Record<string, string>> = { 'api-server': 'apiServer', 'dag-processor': 'dagProcessor' };
  return names[component] ?? component;
}

function runs(component: Component, values: JsonObject): boolean {
  const section = sectionOf(component);
  return isMade(section, at(values, `${section}.enabled`));
}

/** Whether the chart makes the pods of a section. Some it makes only where it is told to. */
function isMade(section: string, enabled: Json | undefined): boolean {
  const pod = chartFacts('airflow')?.pods.find(({ when }) => when?.value === `${section}.enabled`);
  return (enabled ?? pod?.when?.byDefault) !== false;
}

/** A new template of a pod, or of a ConfigMap whose checksum is on every pod, is in nearly every version. */
function bumpOf(versions: readonly string[]): string {
  return `another version of the chart, ${versions.join(' → ')}; which of them really do is known when it is rendered`;
}

/** Two changes that end in one checksum are one reason. */
function reasonOf(fields: readonly Difference[]): string {
  const inConfig = fields.filter(
    ({ path }) =>
      ['config', 'podTemplate', 'airflowLocalSettings'].includes(path[0] ?? '') || path[1] === 'dagBundleConfigList',
  );
  const names = some(fieldTexts(fields), 3);
  return inConfig.length === fields.length
    ? `${names}: the chart writes it into the ConfigMap airflow-config, whose checksum is on every pod`
    : `pods are made from ${names}`;
}

function gaps(restarting: readonly Component[], values: JsonObject): string {
  const single = restarting.filter((component) => Number(at(values, `${sectionOf(component)}.replicas`) ?? 1) < 2);
  return single.length === 0 ? 'pods by turns' : `${list(single)} ${single.length === 1 ? 'has' : 'have'} one pod`;
}

export const taskPods: Verdict = {
  rule: 'restarts/task-pods',
  severity: 'info',
  promise: 'What new task pods are made from, while running ones finish with the old',
  judge(change, before, after) {
    const values = airflowChange(change, before, after);
    if (!values) return [];
    const hasTemplate = typeof allValues(values.after)['podTemplate'] === 'string';
    const fields = values.differences.filter(
      ({ path }) => path[0] === 'podTemplate' || (path[0] === 'workers' && !hasTemplate),
    );
    return (
      fields.length > 0 && {
        message: 'new task pods are made from the new template; running tasks finish with the old one',
        why: some(fieldTexts(fields), 3),
        differences: fields,
      }
    );
  },
};

export const executor: Verdict = {
  rule: 'restarts/executor',
  severity: 'danger',
  promise: 'Where Airflow runs its tasks in another way, or a part of it is switched off',
  judge(change, before, after) {
    const { differences = [] } = airflowChange(change, before, after) ?? {};
    return differences.flatMap(leavesOf).map((difference): Said => {
      const path = difference.path.join('.');
      if (path === 'executor' || path === 'config.core.executor') {
        return {
          message: `Airflow runs its tasks with another executor (${difference.after ?? 'the default'}): tasks that run or are queued at the time are lost`,
          remedy: 'pause the DAGs and wait until no task runs before you merge',
          differences: [difference],
        };
      }
      const [section = '', field] = difference.path;
      const lost = switchedOff[section];
      if (lost === undefined || difference.path.length !== 2 || field !== 'enabled') return [];
      if (!isMade(section, difference.before) || isMade(section, difference.after)) return [];
      return {
        severity: /cleanup/i.test(section) ? 'warn' : 'danger',
        message: `${section} is switched off: ${lost}`,
        remedy: 'check that nothing needs it',
        differences: [difference],
      };
    });
  },
};

const switchedOff: Readonly<Record<string, string>> = {
  apiServer: 'nobody reaches the UI and the API, and tasks cannot report',
  scheduler: 'no task is started any more',
  dagProcessor: 'no DAG is read any more',
  triggerer: 'deferred tasks wait forever',
  pgbouncer: 'each pod opens its own connections to the database',
  migrateDatabaseJob: 'the schema of the database is not migrated with the next version',
  cleanup: 'finished task pods stay',
  databaseCleanup: 'the metadata database grows without end',
};
