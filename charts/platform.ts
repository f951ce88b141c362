import { App } from 'cdk8s';
import { platformNames, teamNamespace } from '../config/names.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import { secretName, secretsInCluster } from '../config/secrets.ts';
import { AirflowAccessChart } from './airflow/access.ts';
import { AirflowChart } from './airflow/airflow.ts';
import { AirflowIngressChart } from './airflow/ingress.ts';
import { ArgoCdChart } from './argocd/argocd.ts';
import { AwsLoadBalancerControllerChart } from './aws-load-balancer-controller.ts';
import { ExternalSecretsChart } from './external-secrets.ts';
import { KarpenterChart, KarpenterCrdChart } from './karpenter.ts';
import { MonitoringChart, PrometheusOperatorCrdsChart } from './monitoring/monitoring.ts';
import { NamespacesChart } from './namespaces.ts';
import { NodePoolsChart } from './node-pools/node-pools.ts';
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
  new RootChart(app, config, withNamespaces(app, catalogue(app, config)));
  return app;
}

/**
 * The platform, in the order in which it comes up. The number is the sync wave of the chart's Application: a wave starts
 * when all Applications of the one before are healthy, and they are deleted in reverse. Each line is an Application.
 */
function catalogue(app: App, config: PlatformConfig): CatalogueEntry[] {
  const add = <Parameters extends readonly unknown[]>(
    ChartClass: new (app: App, ...parameters: Parameters) => PlatformChart,
    ...parameters: Parameters
  ) => addChart(app, ChartClass, ...parameters);
  const names = platformNames(config);
  const { airflow, monitoring, teams, versions } = config;
  const monitored = monitoring.kind === 'prometheus';

  return [
    ...wave(-80, add(KarpenterCrdChart, config)),
    ...wave(-80, monitored && add(PrometheusOperatorCrdsChart, config)),
    ...wave(-70, add(KarpenterChart, { ...config, interruptionQueue: names.interruptionQueue })),
    ...wave(-60, add(NodePoolsChart, config)),
    ...wave(-50, add(ExternalSecretsChart, config)),
    ...wave(-50, add(AwsLoadBalancerControllerChart, { ...config, vpcName: names.vpc })),
    ...wave(-40, add(SecretsChart, config)),
    // Before the operator, which lists the jobs of all teams when it starts: without its rights in one of them it would hang.
    ...teams.flatMap((team) => wave(-35, add(SparkTeamChart, team, config))),
    ...wave(-30, teams.length > 0 && add(SparkOperatorChart, config)),
    ...wave(-20, add(AirflowAccessChart, config)),
    ...wave(
      -10,
      airflow.database.kind === 'in-cluster' &&
        add(PostgresqlChart, { ...airflow.database, version: versions.postgresql }),
    ),
    ...wave(0, add(AirflowChart, config)),
    ...wave(10, airflow.exposure.kind === 'alb' && add(AirflowIngressChart, airflow.exposure)),
    ...wave(
      20,
      monitoring.kind === 'prometheus' &&
        add(
          MonitoringChart,
          {
            ...monitoring,
            git: config.git,
            version: versions.kubePrometheusStackChart,
            grafanaSecret: secretName(config, 'grafana'),
            secrets: secretsInCluster(config),
          },
          teams.map(teamNamespace),
        ),
    ),
    ...wave(9999, add(ArgoCdChart, config)),
  ];
}

/** The shared namespaces come first, and are those that the charts of the catalogue state. */
export function withNamespaces(app: App, catalogue: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  const charts = catalogue.map(({ chart }) => chart);
  return [...wave(-90, addChart(app, NamespacesChart, charts)), ...catalogue];
}

/** `false` is a chart that this environment does without. */
function wave(number: number, chart: PlatformChart | false): CatalogueEntry[] {
  return chart ? [{ wave: number, chart }] : [];
}
