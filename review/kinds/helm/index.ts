import { airflow } from './airflow.ts';
import { argoCd, externalSecrets, karpenter, loadBalancerController, onlyCrds, sparkOperator } from './controllers.ts';
import type { ChartFacts } from './facts.ts';
import { prometheusStack } from './monitoring.ts';

/** By the name of the chart, as an Application's source has it. */
const charts: Readonly<Record<string, ChartFacts>> = {
  airflow,
  'argo-cd': argoCd,
  'aws-load-balancer-controller': loadBalancerController,
  'external-secrets': externalSecrets,
  karpenter,
  'karpenter-crd': onlyCrds,
  'kube-prometheus-stack': prometheusStack,
  'prometheus-operator-crds': onlyCrds,
  'spark-operator': sparkOperator,
};

/** What is known of a chart without rendering it; `undefined` for a chart that nobody has read yet. */
export function chartFacts(chart: string): ChartFacts | undefined {
  return Object.hasOwn(charts, chart) ? charts[chart] : undefined;
}
