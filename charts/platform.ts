import { App } from 'cdk8s';
import { hasGpus } from '../config/names.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import { type Platform, resolve } from '../config/resolve.ts';
import { AirflowAccessChart } from './airflow/access.ts';
import { AirflowChart } from './airflow/airflow.ts';
import { AirflowIngressChart } from './airflow/ingress.ts';
import { AirflowTaskRolesChart } from './airflow/task-roles.ts';
import { ArgoCdChart } from './argocd/argocd.ts';
import { ArgoCdIngressChart } from './argocd/ingress.ts';
import { AwsLoadBalancerControllerChart } from './aws-load-balancer-controller.ts';
import { ExternalSecretsChart } from './external-secrets.ts';
import { KarpenterChart, KarpenterCrdChart } from './karpenter.ts';
import { MonitoringChart, PrometheusOperatorCrdsChart } from './monitoring/monitoring.ts';
import { NamespacesChart } from './namespaces.ts';
import { NodePoolsChart } from './node-pools/node-pools.ts';
import { NvidiaDevicePluginChart } from './nvidia-device-plugin.ts';
import { addChart } from './of-chart.ts';
import type { CatalogueEntry, PlatformChart } from './platform-chart.ts';
import { PostgresqlChart } from './postgresql.ts';
import { RootChart } from './root.ts';
import { SecretsChart } from './secrets.ts';
import { SparkOperatorChart } from './spark-operator/spark-operator.ts';
import { SparkTeamChart } from './spark-team/spark-team.ts';

/** Every chart of one environment, as a cdk8s app that has written nothing yet. */
export function buildPlatform(config: PlatformConfig): App {
  const app = new App();
  const platform = resolve(config);
  new RootChart(app, platform, withNamespaces(app, platform, catalogue(app, platform)));
  return app;
}

/**
 * The platform, in the order in which it comes up. A chart takes the platform, after the part of it that it is made for. The number is the sync wave of the chart's Application: a wave starts
 * when all Applications of the one before are healthy, and they are deleted in reverse. Each line is an Application.
 */
function catalogue(app: App, platform: Platform): CatalogueEntry[] {
  const add = <Parameters extends readonly unknown[]>(
    ChartClass: new (app: App, ...parameters: Parameters) => PlatformChart,
    ...parameters: Parameters
  ) => addChart(app, ChartClass, ...parameters);
  const { airflow, monitoring, teams } = platform;
  const monitored = monitoring.kind === 'prometheus';

  return [
    ...wave(-80, add(KarpenterCrdChart, platform)),
    ...wave(-80, monitored && add(PrometheusOperatorCrdsChart, platform)),
    ...wave(-70, add(KarpenterChart, platform)),
    ...wave(-60, add(NodePoolsChart, platform)),
    ...wave(-50, platform.nodePools.some(hasGpus) && add(NvidiaDevicePluginChart, platform)),
    ...wave(-50, add(ExternalSecretsChart, platform)),
    ...wave(-50, add(AwsLoadBalancerControllerChart, platform)),
    ...wave(-40, add(SecretsChart, platform)),
    // Before the operator, which lists the jobs of all teams when it starts: without its rights in one of them it would hang.
    ...teams.flatMap((team) => wave(-35, add(SparkTeamChart, team, platform))),
    ...wave(-30, teams.length > 0 && add(SparkOperatorChart, platform)),
    ...wave(-20, add(AirflowAccessChart, platform)),
    ...wave(-20, airflow.taskRoles !== undefined && add(AirflowTaskRolesChart, airflow.taskRoles, platform)),
    ...wave(-10, airflow.database.kind === 'in-cluster' && add(PostgresqlChart, airflow.database, platform)),
    ...wave(0, add(AirflowChart, platform)),
    ...wave(10, airflow.exposure.kind === 'alb' && add(AirflowIngressChart, airflow.exposure, platform)),
    ...wave(10, platform.argoCd !== undefined && add(ArgoCdIngressChart, platform.argoCd.exposure, platform)),
    ...wave(20, monitoring.kind === 'prometheus' && add(MonitoringChart, monitoring, platform)),
    ...wave(9999, add(ArgoCdChart, platform)),
  ];
}

/** The shared namespaces come first, and are those that the charts of the catalogue state. */
export function withNamespaces(
  app: App,
  platform: Pick<Platform, 'aws'>,
  catalogue: readonly CatalogueEntry[],
): readonly CatalogueEntry[] {
  const charts = catalogue.map(({ chart }) => chart);
  return [...wave(-90, addChart(app, NamespacesChart, charts, platform)), ...catalogue];
}

/** `false` is a chart that this environment does without. */
function wave(number: number, chart: PlatformChart | false): CatalogueEntry[] {
  return chart ? [{ wave: number, chart }] : [];
}
