import type { AddOn } from './owned-values.ts';
import type { PlatformConfig } from './platform-config.ts';
import { registryOf } from './registries.ts';

/**
 * Where each chart is told of an image, with `/` between the keys, and what it has there by itself. `npm run test:charts` finds what
 * is missing. Also of parts that `values` may switch on. What runs Airflow has a place of its own, `charts/airflow/image.ts`.
 */
export const chartImages: Readonly<Record<AddOn, Readonly<Record<string, string>>>> = {
  airflow: {
    'images/otelCollector/repository': 'otel/opentelemetry-collector-contrib',
    'images/pgbouncer/repository': 'apache/airflow',
    'images/pgbouncerExporter/repository': 'apache/airflow',
    'images/statsd/repository': 'quay.io/prometheus/statsd-exporter',
  },
  argoCd: {
    'dex/image/repository': 'ghcr.io/dexidp/dex',
    'global/image/repository': 'quay.io/argoproj/argocd',
    'redis/exporter/image/repository': 'ghcr.io/oliver006/redis_exporter',
    'redis/image/repository': 'ecr-public.aws.com/docker/library/redis',
    'server/extensions/image/repository': 'quay.io/argoprojlabs/argocd-extension-installer',
  },
  awsLoadBalancerController: { 'image/repository': 'public.ecr.aws/eks/aws-load-balancer-controller' },
  externalSecrets: {
    'certController/image/repository': 'ghcr.io/external-secrets/external-secrets',
    'image/repository': 'ghcr.io/external-secrets/external-secrets',
    'webhook/image/repository': 'ghcr.io/external-secrets/external-secrets',
  },
  // The digest, by which the chart pins it, is the same behind a mirror.
  karpenter: { 'controller/image/repository': 'public.ecr.aws/karpenter/controller' },
  monitoring: {
    'alertmanager/alertmanagerSpec/image/registry': 'quay.io',
    'grafana/downloadDashboardsImage/registry': 'docker.io',
    'grafana/image/registry': 'docker.io',
    'grafana/imageRenderer/image/registry': 'docker.io',
    'grafana/initChownData/image/registry': 'docker.io',
    'grafana/sidecar/image/registry': 'quay.io',
    'kube-state-metrics/image/registry': 'registry.k8s.io',
    'kube-state-metrics/kubeRBACProxy/image/registry': 'quay.io',
    'prometheus-node-exporter/image/registry': 'quay.io',
    'prometheus-node-exporter/kubeRBACProxy/image/registry': 'quay.io',
    'prometheus/prometheusSpec/image/registry': 'quay.io',
    'prometheusOperator/image/registry': 'quay.io',
    'prometheusOperator/prometheusConfigReloader/image/registry': 'quay.io',
    'prometheusOperator/thanosImage/registry': 'quay.io',
    'thanosRuler/thanosRulerSpec/image/registry': 'quay.io',
  },
  sparkOperator: { 'hook/image/registry': 'ghcr.io', 'image/registry': 'ghcr.io' },
};

/** Registries that the add-ons are pulled from; of Airflow and the database in the cluster also without a place in a chart. */
export function registriesOf(addOns: readonly AddOn[]): readonly string[] {
  const images = addOns.flatMap((addOn) =>
    Object.entries(chartImages[addOn]).map(([place, image]) =>
      place.endsWith('/registry') ? image : registryOf(image).registry,
    ),
  );
  return [...new Set(['docker.io', ...images])].sort();
}

/** The add-ons of an environment. */
export function addOnsOf({ monitoring, teams }: Pick<PlatformConfig, 'monitoring' | 'teams'>): readonly AddOn[] {
  return (Object.keys(chartImages) as AddOn[]).filter(
    (addOn) =>
      (addOn !== 'monitoring' || monitoring.kind === 'prometheus') && (addOn !== 'sparkOperator' || teams.length > 0),
  );
}
