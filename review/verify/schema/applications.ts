import { at, type Json, type JsonObject, listIn } from '../../../imports/json.ts';
import { chartsOf } from '../../kinds/helm/values.ts';
import { isKnownKind } from '../../kinds/known-kinds.ts';
import type { Check } from '../check.ts';

interface MadeUp {
  readonly value: string;
  /** @default the chart makes it up always */
  readonly when?: (values: JsonObject) => boolean;
}

const withPgbouncer = (values: JsonObject) => at(values, 'pgbouncer.enabled') === true;

/** Values by which a chart takes a secret from outside. Without them it makes a new one at each rendering, or looks into the cluster. */
const madeUpByChart: Readonly<Record<string, readonly MadeUp[]>> = {
  airflow: [
    { value: 'fernetKeySecretName' },
    { value: 'apiSecretKeySecretName' },
    { value: 'jwtSecretName' },
    { value: 'data.metadataSecretName' },
    { value: 'data.brokerUrlSecretName' },
    { value: 'pgbouncer.configSecretName', when: withPgbouncer },
    { value: 'pgbouncer.metricsExporterSidecar.statsSecretName', when: withPgbouncer },
  ],
  'kube-prometheus-stack': [
    { value: 'grafana.admin.existingSecret', when: (values) => at(values, 'grafana.enabled') !== false },
  ],
};

export const madeUpSecrets: Check = {
  rule: 'schema/made-up-secrets',
  promise: 'a Helm chart renders the same bytes twice: each secret that it would make up is given by name',
  find: (tree) =>
    chartsOf(tree).flatMap(({ item, source: { chart }, values, field }) =>
      (madeUpByChart[chart] ?? [])
        .filter(({ value, when = () => true }) => when(values) && !isName(at(values, value)))
        .map(({ value }) => ({
          item,
          field: `${field}.${value}`,
          message: `the chart ${chart} makes up a secret of its own at each rendering, so pods restart at each sync`,
          remedy: `set ${value} to the name of a Secret`,
        })),
    ),
};

function isName(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

export const ignored: Check = {
  rule: 'schema/ignored-difference',
  promise: 'each difference that an Application ignores names a field, and the group of its kind where it has one',
  find: (tree) =>
    tree.applications.flatMap((view) => {
      const item = tree.itemOf(view);
      return view.ignoreDifferences.flatMap((entry, index) => {
        const { group = '', kind } = entry;
        const wrong = [
          // Argo CD takes no group for the core group (argoproj/argo-cd#4326).
          ...(group === '' && typeof kind === 'string' && kind !== '*' && !isKnownKind('', kind)
            ? [[`${kind} is no kind of the core group`, 'write the group of the kind']]
            : []),
          ...(['jqPathExpressions', 'jsonPointers', 'managedFieldsManagers'].every(
            (key) => listIn(entry, key).length === 0,
          )
            ? [['it names no field', 'write jqPathExpressions or jsonPointers']]
            : []),
        ];
        return wrong.map(([what = '', remedy = '']) => ({
          ...(item ? { item } : {}),
          field: `spec.ignoreDifferences[${index}]`,
          message: `${what}, so this entry ignores nothing`,
          remedy,
        }));
      });
    }),
};
