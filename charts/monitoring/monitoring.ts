import type { Construct } from 'constructs';
import { alertReceivers } from '../../config/alert-receivers.ts';
import { helmRepositories, namespaces, storageClasses, teamNamespace } from '../../config/names.ts';
import { podSizes } from '../../config/pod-sizes.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName, secretsInCluster } from '../../config/secrets.ts';
import { PrometheusRule } from '../../imports/crds/monitoring.coreos.com.ts';
import type { KubePrometheusStackValues } from '../../imports/values/kube-prometheus-stack.ts';
import { externalSecrets } from '../constructs/external-secret.ts';
import { allowIngress, denyAllIngress, fromPods } from '../constructs/network-policy.ts';
import { onNodesOf } from '../constructs/placement.ts';
import { resources } from '../constructs/resources.ts';
import { trustedConfigMap, trustedFolder } from '../constructs/trusted-ca.ts';
import { PlatformChart } from '../platform-chart.ts';
import { alertGroups } from './alerts.ts';
import { dashboards } from './dashboards.ts';
import { monitors } from './monitors.ts';
import { receiverValues } from './receivers.ts';

type PrometheusConfig = Extract<Platform['monitoring'], { kind: 'prometheus' }>;

/** The CRDs of the Prometheus operator, early: charts and monitors refer to them. */
export class PrometheusOperatorCrdsChart extends PlatformChart {
  constructor(scope: Construct, { versions }: Pick<Platform, 'versions'>) {
    super(scope, 'prometheus-operator-crds', {
      // CRDs have no namespace, and that of `monitoring` is not there yet.
      namespace: namespaces.argocd,
      project: 'platform',
      onDelete: 'orphan',
      bringsCrds: true,
      helm: {
        repoUrl: helmRepositories.platform.prometheus,
        chart: 'prometheus-operator-crds',
        version: versions.prometheusOperatorCrdsChart,
        releaseName: 'prometheus-operator-crds',
        values: {},
      },
    });
  }
}

/** Prometheus, Alertmanager and Grafana, with monitors and alerts for the platform. Last: nothing waits for it. */
export class MonitoringChart extends PlatformChart {
  constructor(scope: Construct, monitoring: PrometheusConfig, platform: Platform) {
    super(scope, 'monitoring', {
      namespace: namespaces.monitoring,
      // The node exporter reads the host's network and file systems.
      podSecurity: 'privileged',
      project: 'platform',
      helm: {
        repoUrl: helmRepositories.platform.prometheus,
        chart: 'kube-prometheus-stack',
        version: platform.versions.kubePrometheusStackChart,
        releaseName: 'monitoring',
        skipCrds: true,
        values: stackValues(monitoring, platform),
      },
    });
    trustedConfigMap(this, alertmanagerTrust(platform));
    externalSecrets(this, secretsInCluster(platform), {
      isIn: (namespace) => namespace === namespaces.monitoring,
      wave: 0,
    });
    monitors(this, platform.teams.map(teamNamespace));
    if (monitoring.dashboards) dashboards(this, { spark: platform.teams.length > 0 });
    // Prometheus and Alertmanager ask nobody who he is: whoever reaches them reads all metrics and can silence an alert.
    // People come by port-forward, which arrives from the node.
    denyAllIngress(this);
    allowIngress(this, 'monitoring', {}, [{ peers: [fromPods({})] }]);
    new PrometheusRule(this, 'alerts', { metadata: { name: 'platform' }, spec: { groups: alertGroups(platform.git) } });
  }
}

/** Where nobody is told of an alert, Alertmanager calls nobody. */
function alertmanagerTrust(platform: Platform) {
  return alertReceivers(platform).length > 0 ? trustedFolder('alertmanager', platform) : undefined;
}

function stackValues({ retentionDays, storageGib }: PrometheusConfig, platform: Platform): KubePrometheusStackValues {
  const { secrets, ...receivers } = receiverValues(platform);
  const trust = alertmanagerTrust(platform);
  const placement = onNodesOf('airflow');
  const volume = (size: string) => ({
    volumeClaimTemplate: {
      spec: {
        storageClassName: storageClasses.standard,
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: size } },
      },
    },
  });

  return {
    crds: { enabled: false },
    prometheusOperator: {
      // The webhook's certificate would be made by a hook at every sync; the CRDs validate enough.
      admissionWebhooks: { enabled: false },
      tls: { enabled: false },
      ...placement,
      resources: resources(podSizes.prometheusOperator),
      prometheusConfigReloader: { resources: resources(podSizes.prometheusHelper) },
    },
    prometheus: {
      prometheusSpec: {
        ...placement,
        retention: `${retentionDays}d`,
        // The disk fills before the time is over when there are more series than expected.
        retentionSize: `${Math.floor(storageGib * 0.85)}GB`,
        storageSpec: volume(`${storageGib}Gi`),
        resources: resources(podSizes.prometheus),
        // Monitors of all Applications, not only those that this Helm release made.
        serviceMonitorSelectorNilUsesHelmValues: false,
        podMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
      },
    },
    alertmanager: {
      ...receivers,
      alertmanagerSpec: {
        ...placement,
        ...(secrets.length > 0 ? { secrets } : {}),
        ...(trust
          ? {
              volumes: [trust.volume],
              volumeMounts: [trust.mount],
              containers: [{ name: 'alertmanager', env: [trust.env] }],
            }
          : {}),
        storage: volume('5Gi'),
        resources: resources(podSizes.alertmanager),
      },
    },
    grafana: {
      ...placement,
      // Left alone, the chart makes up a new password at each render.
      admin: { existingSecret: secretName(platform, 'grafana'), userKey: 'admin-user', passwordKey: 'admin-password' },
      resources: resources(podSizes.grafana),
      sidecar: { resources: resources(podSizes.grafanaSidecar) },
    },
    'kube-state-metrics': {
      ...placement,
      resources: resources(podSizes.kubeStateMetrics),
    },
    // On every node, so it has no selector; the chart lets it onto tainted ones.
    'prometheus-node-exporter': { resources: resources(podSizes.prometheusHelper) },
    // EKS runs the first three where nobody else can reach them; kube-proxy shows its metrics to its own node only.
    kubeControllerManager: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeProxy: { enabled: false },
  };
}
