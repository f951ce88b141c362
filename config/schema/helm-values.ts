import type { AirflowValues } from '../../imports/values/airflow.ts';
import type { ArgoCdValues } from '../../imports/values/argo-cd.ts';
import type { AwsLoadBalancerControllerValues } from '../../imports/values/aws-load-balancer-controller.ts';
import type { ExternalSecretsValues } from '../../imports/values/external-secrets.ts';
import type { KarpenterValues } from '../../imports/values/karpenter.ts';
import type { KubePrometheusStackValues } from '../../imports/values/kube-prometheus-stack.ts';
import type { SparkOperatorValues } from '../../imports/values/spark-operator.ts';
import { object } from '../fields.ts';
import { z } from '../zod.ts';

/** Values of one chart, closed by its generated type when they are written, and by its schema when they are rendered. */
const values = <Values extends object>() => object<Values>('use an object of Helm values').optional();

/**
 * The way out: Helm values that no field of this config sets, by add-on. They are merged last: an object into that of the
 * platform, a list behind it, anything else in its place. A value that a promise of the platform rests on is refused.
 */
export const helmValues = z.strictObject({
  airflow: values<AirflowValues>(),
  argoCd: values<ArgoCdValues>(),
  awsLoadBalancerController: values<AwsLoadBalancerControllerValues>(),
  externalSecrets: values<ExternalSecretsValues>(),
  karpenter: values<KarpenterValues>(),
  /** kube-prometheus-stack, where `monitoring` is on. */
  monitoring: values<KubePrometheusStackValues>(),
  /** Where there is a team. */
  sparkOperator: values<SparkOperatorValues>(),
});
