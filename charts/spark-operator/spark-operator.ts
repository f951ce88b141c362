import type { Construct } from 'constructs';
import { helmRepositories, namespaces, teamNamespace } from '../../config/names.ts';
import { onCoreNodes } from '../../config/placement.ts';
import { podSizes } from '../../config/pod-sizes.ts';
import type { Platform } from '../../config/resolve.ts';
import type { SparkOperatorValues } from '../../imports/values/spark-operator.ts';
import { allowIngress, denyAllIngress, fromPrometheus, fromVpc } from '../constructs/network-policy.ts';
import { resources } from '../constructs/resources.ts';
import { caBundleIsInjected } from '../constructs/webhooks.ts';
import { PlatformChart } from '../platform-chart.ts';
import { operatorAccess } from './access.ts';

/** Kubeflow Spark Operator: runs SparkApplications in the teams' namespaces. */
export class SparkOperatorChart extends PlatformChart {
  constructor(
    scope: Construct,
    { cluster, monitoring, teams, versions }: Pick<Platform, 'cluster' | 'monitoring' | 'teams' | 'versions'>,
  ) {
    const replicas = cluster.controllerReplicas;
    const podDisruptionBudget = { enable: replicas > 1, minAvailable: 1 };
    const values: SparkOperatorValues = {
      controller: {
        ...onCoreNodes,
        rbac: { create: false },
        replicas,
        podDisruptionBudget,
        resources: resources(podSizes.sparkOperatorController),
        workers: 5,
        // With the default of 10 s a busy controller reports short jobs as "driver pod not found".
        driverPodCreationGracePeriod: '60s',
        maxTrackedExecutorPerApp: 200,
        // After some failures the default makes a job wait for up to six hours.
        workqueueRateLimiter: { maxDelay: { enable: true, duration: '5m' } },
        // A Service for every job fills the environment of the next ones until they cannot start.
        uiService: { enable: false },
      },
      webhook: {
        ...onCoreNodes,
        rbac: { create: false },
        replicas,
        podDisruptionBudget,
        // Let through unchanged, executors would lose their selectors and land on the wrong nodes.
        failurePolicy: 'Fail',
        // Refuses a job that cannot fit into its team's quota, instead of starving it half started.
        resourceQuotaEnforcement: { enable: true },
        resources: resources(podSizes.sparkOperatorWebhook),
      },
      spark: {
        // By name and not by label: namespaces matched by a label run jobs without the webhook (kubeflow/spark-operator#2913).
        jobNamespaces: teams.map(teamNamespace),
        // The team charts own accounts and roles, and those of the operator too: a chart that writes into a namespace by its
        // values would hold on to it when it goes.
        serviceAccount: { create: false },
        rbac: { create: false },
      },
    };

    super(scope, 'spark-operator', {
      namespace: namespaces.sparkOperator,
      podSecurity: 'restricted',
      project: 'platform',
      // Its CRDs go with the Application, and with them every running job.
      onDelete: 'orphan',
      bringsCrds: true,
      ignoreDifferences: caBundleIsInjected,
      helm: {
        repoUrl: helmRepositories.platform.sparkOperator,
        chart: 'spark-operator',
        version: versions.sparkOperatorChart,
        releaseName: 'spark-operator',
        values,
      },
    });
    operatorAccess(this);

    const component = (name: string) => ({
      'app.kubernetes.io/name': 'spark-operator',
      'app.kubernetes.io/component': name,
    });
    const metrics =
      monitoring.kind === 'prometheus' ? [{ ports: [8080], peers: [fromPrometheus(namespaces.monitoring)] }] : [];
    denyAllIngress(this);
    allowIngress(this, 'webhook', component('webhook'), [{ ports: [9443], peers: fromVpc(cluster) }, ...metrics]);
    if (metrics.length > 0) allowIngress(this, 'controller', component('controller'), metrics);
  }
}
