import { at, type JsonObject, listIn, stringsIn } from '../../../../imports/json.ts';
import { milliseconds } from '../../../kinds/duration.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import type { Item } from '../../../tree/tree.ts';
import { leavesOf, valuesChangesOf } from '../../values.ts';
import type { Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';

export const history: Verdict = {
  rule: 'removal/history',
  severity: 'danger',
  promise: 'Where runs of the past are deleted earlier than before, from the database of Airflow or the metrics',
  judge(change, before, after) {
    return valuesChangesOf(change, before, after).map(({ before: old, after: now, differences }) => {
      const [was, is] = [daysOf(allValues(old)), daysOf(allValues(now))];
      const of = (part: RegExp) => differences.flatMap(leavesOf).filter(({ path }) => part.test(path.join('.')));
      return [
        is !== undefined &&
          is < (was ?? Number.POSITIVE_INFINITY) && {
            message: `the next cleanup deletes the history of Airflow that is older than ${is} days${was === undefined ? '' : `, ${was} before`}: runs, task instances and XComs, which nothing brings back`,
            remedy: 'back the database up first, where anybody needs the older rows',
            differences: of(/^databaseCleanup/),
          },
        is !== undefined &&
          was !== undefined &&
          is > was && {
            severity: 'info',
            message: `the history of Airflow is kept for ${is} days, before ${was}: the database grows`,
            differences: of(/^databaseCleanup/),
          },
        retentionOf(allValues(now)) < retentionOf(allValues(old)) && {
          severity: 'warn',
          message: 'metrics are kept for a shorter time: what is older is deleted',
          remedy: 'check which alerts and dashboards look further back',
          differences: of(/retention$/),
        },
      ];
    });
  },
};

/** Days that the cleanup of this project, or that of the chart, keeps; `undefined` where it does not run. */
function daysOf(values: JsonObject): number | undefined {
  if (at(values, 'databaseCleanup.enabled') !== true) return undefined;
  const args = stringsIn(values, 'databaseCleanup.args');
  const own = args.findLast((text) => /^\d+$/.test(text)) ?? /-(\d+) ?days/.exec(args.join(' '))?.[1];
  return own === undefined ? Number(at(values, 'databaseCleanup.retentionDays') ?? 90) : Number(own);
}

/** How long Prometheus keeps metrics, in milliseconds; its chart says ten days. */
function retentionOf(values: JsonObject): number {
  const text = String(at(values, 'prometheus.prometheusSpec.retention') ?? '10d');
  const [, number, unit] = /^(\d+)([dwy])$/.exec(text) ?? [];
  const days = { d: 1, w: 7, y: 365 }[unit ?? ''];
  return days === undefined ? (milliseconds(text) ?? 0) : Number(number) * days * 86_400_000;
}

export const alerts: Verdict = {
  rule: 'removal/alerts',
  severity: 'warn',
  promise: 'Which alerts go, or look at something else than before',
  judge({ before: was, after: item, verb }) {
    if (!was || !item || verb !== 'changed' || item.id.kind !== 'PrometheusRule') return [];
    const [old, now] = [alertsIn(was.manifest), alertsIn(item.manifest)];
    const gone = [...old.keys()].filter((name) => !now.has(name));
    const other = [...old].flatMap(([name, text]) => (now.has(name) && now.get(name) !== text ? [name] : []));
    return [
      gone.length > 0 && {
        message: `nobody is told any more by the alerts that go: ${some(gone)}`,
        remedy: 'check that another alert tells of the same fault',
      },
      other.length > 0 && {
        message: `alerts fire at another time or for another reason: ${some(other)}`,
        remedy: 'check that they still fire when they should',
      },
    ];
  },
};

/** What decides when each alert of a PrometheusRule fires. */
export function alertsIn(manifest: Item['manifest']): ReadonlyMap<string, string> {
  const rules = listIn(manifest, 'spec.groups').flatMap((group) => listIn(group, 'rules'));
  return new Map(
    rules.flatMap((rule) => {
      const name = at(rule, 'alert');
      const when = ['expr', 'for', 'keep_firing_for', 'labels'].map((field) => JSON.stringify(at(rule, field)));
      return typeof name === 'string' ? [[name, when.join(' ')] as const] : [];
    }),
  );
}
