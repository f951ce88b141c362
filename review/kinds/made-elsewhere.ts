import { at } from '../../imports/json.ts';
import type { ApplicationView, ChartSource } from '../tree/application.ts';
import type { ObjectId } from '../tree/object-id.ts';
import { allValues } from './helm/values.ts';
import { named } from './references-in.ts';

/** Objects that every cluster has before anybody applies one. */
export function isMadeByCluster({ kind, name }: ObjectId): boolean {
  switch (kind) {
    case 'Namespace':
      return ['default', 'kube-node-lease', 'kube-public', 'kube-system'].includes(name);
    case 'PriorityClass':
      return name.startsWith('system-');
    case 'ClusterRole':
      return ['admin', 'cluster-admin', 'edit', 'view'].includes(name) || name.startsWith('system:');
    case 'ServiceAccount':
      return name === 'default';
    case 'ConfigMap':
      return name === 'kube-root-ca.crt';
    case 'AppProject':
      // Argo CD makes this one itself.
      return name === 'default';
    default:
      return false;
  }
}

/** @param source with the values that count */
type Makes = (source: ChartSource, namespace: string) => readonly ObjectId[];

const nothing: Makes = () => [];

/** What a chart makes under names that other objects use, read from its templates: known without rendering it. */
const makes: Readonly<Record<string, Makes>> = {
  airflow: ({ releaseName }, namespace) => [
    named('ConfigMap', `${releaseName}-config`, '', namespace),
    named('Service', `${releaseName}-api-server`, '', namespace),
  ],
  'argo-cd': (_, namespace) => [named('Service', 'argocd-server', '', namespace)],
  'aws-load-balancer-controller': ({ releaseName, values }, namespace) => [
    ...(at(values, 'createIngressClassResource') === false
      ? []
      : [named('IngressClass', String(at(values, 'ingressClass') ?? 'alb'), '')]),
    named('ServiceAccount', String(at(values, 'serviceAccount.name') ?? releaseName), '', namespace),
  ],
  'external-secrets': nothing,
  karpenter: nothing,
  'karpenter-crd': nothing,
  'kube-prometheus-stack': nothing,
  'prometheus-operator-crds': nothing,
  'spark-operator': ({ releaseName }, namespace) =>
    ['controller', 'webhook'].map((part) => named('ServiceAccount', `${releaseName}-${part}`, '', namespace)),
};

/** What the charts of an Application make; `undefined` where it has a chart that nobody has read. */
export function madeByCharts({ charts, namespace = '' }: ApplicationView): readonly ObjectId[] | undefined {
  if (charts.some(({ chart }) => !Object.hasOwn(makes, chart))) return undefined;
  return charts.flatMap((source) => makes[source.chart]?.(withParameters(source), namespace) ?? []);
}

function withParameters(source: ChartSource): ChartSource {
  return { ...source, values: allValues(source) };
}

/** What the pods of a chart make when they run: it stands in no template. */
const makesAtWork: Readonly<Record<string, Makes>> = {
  'argo-cd': ({ values }, namespace) =>
    at(values, 'redisSecretInit.enabled') === false ? [] : [named('Secret', 'argocd-redis', '', namespace)],
};

export function madeByPods({ charts, namespace = '' }: ApplicationView): readonly ObjectId[] {
  return charts.flatMap((source) => makesAtWork[source.chart]?.(withParameters(source), namespace) ?? []);
}

/** Whether a Helm value only has the form of a reference: the chart reads it in another setting than this one. */
export function isUnread({ chart, values }: ChartSource, value: string): boolean {
  // The Airflow chart would make a Secret for the broker of Celery, whatever the executor is.
  const isBroker = chart === 'airflow' && value === 'data.brokerUrlSecretName';
  return isBroker && !String(at(values, 'executor') ?? 'CeleryExecutor').includes('Celery');
}
