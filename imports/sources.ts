import { checkVersions, dagVersions, versions } from '../config/versions.ts';

/** A file that `npm run import` reads: from `url`, or from `file` under the folder given with `--from`. */
export interface Source {
  readonly url: string;
  readonly file: string;
}

export interface CrdSource extends Source {
  /** Also write a typed construct into `crds/`; without it, only the schema that checks rendered manifests. */
  readonly typed: boolean;
  /** Maps of which the typed construct keeps the named keys only; the schema keeps them all. */
  readonly keepInTypes?: Readonly<Record<string, readonly string[]>>;
}

export interface ValuesSource extends Source {
  /** Name of the Helm chart; becomes `values/<chart>.ts` and `schemas/values-<chart>.json`. */
  readonly chart: string;
  /** Name of the exported type. */
  readonly typeName: string;
  /** `schema`: the chart's own values.schema.json. `defaults`: values.yaml, from which the schema is inferred. */
  readonly from: 'schema' | 'defaults';
  /** Sections that accept keys the chart does not list. `*` is one key, `.**` also everything below. */
  readonly open?: readonly string[];
  /** Keys that the chart reads although its file does not list them, by section; '' is the top level. */
  readonly additions?: Readonly<
    Record<string, Readonly<Record<string, { readonly type: string | readonly string[] }>>>
  >;
}

/** The kinds of one group of Kubernetes itself, all of which end in one schema. */
export interface KubernetesSource extends Source {
  /** '' for the group without a name. */
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly string[];
}

/** A list of options of airflow.cfg: Airflow's own, or a provider's below `config`. All become one `schemas/airflow-options.json`. */
export interface OptionsSource extends Source {
  readonly name: string;
}

/** An IAM policy that a project publishes for its controller; becomes `policies/<name>.json`. */
export interface PolicySource extends Source {
  readonly name: string;
}

/** What Karpenter's project publishes of EC2; both become `instances/ec2.json`. */
export interface InstanceSources {
  readonly types: Source;
  readonly prices: Source;
}

const tagged = (repository: string, tag: string, path: string): string =>
  `https://raw.githubusercontent.com/${repository}/refs/tags/${tag}/${path}`;

const karpenter = (name: string): CrdSource => ({
  url: tagged('aws/karpenter-provider-aws', `v${versions.karpenterChart}`, `pkg/apis/crds/${name}.yaml`),
  file: `crds/karpenter-${versions.karpenterChart}/${name}.yaml`,
  typed: true,
});

const externalSecrets = (name: string): CrdSource => ({
  url: tagged(
    'external-secrets/external-secrets',
    `v${versions.externalSecretsChart}`,
    `config/crds/bases/${name}.yaml`,
  ),
  file: `crds/external-secrets-${versions.externalSecretsChart}/${name}.yaml`,
  typed: true,
});

/** From kube-prometheus-stack: the chart that installs the CRDs carries the same files, but wrapped in templates. */
const prometheusOperator = (plural: string): CrdSource => ({
  url: tagged(
    'prometheus-community/helm-charts',
    `kube-prometheus-stack-${versions.kubePrometheusStackChart}`,
    `charts/kube-prometheus-stack/charts/crds/crds/crd-${plural}.yaml`,
  ),
  file: `crds/prometheus-operator/${plural}.monitoring.coreos.com.yaml`,
  typed: true,
});

/** Argo CD's types come from `@kubernetes-models/argo-cd`. */
const argoCd = (kind: string): CrdSource => ({
  url: tagged('argoproj/argo-cd', versions.argoCd, `manifests/crds/${kind}-crd.yaml`),
  file: `crds/argo-cd-${versions.argoCd.slice(1)}/argoproj.io_${kind}s.yaml`,
  typed: false,
});

export const crdSources: readonly CrdSource[] = [
  karpenter('karpenter.sh_nodepools'),
  karpenter('karpenter.k8s.aws_ec2nodeclasses'),
  externalSecrets('external-secrets.io_externalsecrets'),
  // Some forty providers make a file of a megabyte; this platform has one.
  {
    ...externalSecrets('external-secrets.io_clustersecretstores'),
    keepInTypes: { 'spec.provider': ['aws'] },
  },
  prometheusOperator('servicemonitors'),
  prometheusOperator('podmonitors'),
  prometheusOperator('prometheusrules'),
  // SparkApplications are written by DAGs, in YAML; nothing in charts/ builds one.
  {
    url: tagged(
      'kubeflow/spark-operator',
      `v${versions.sparkOperatorChart}`,
      'config/crd/bases/sparkoperator.k8s.io_sparkapplications.yaml',
    ),
    file: `crds/spark-operator-${versions.sparkOperatorChart}/sparkoperator.k8s.io_sparkapplications.yaml`,
    typed: false,
  },
  argoCd('application'),
  argoCd('appproject'),
];

const kubernetes = (group: string, version: string, kinds: readonly string[]): KubernetesSource => {
  const name = `${group === '' ? 'api' : `apis__${group}`}__${version}_openapi.json`;
  return {
    url: tagged('kubernetes/kubernetes', checkVersions.kubernetes, `api/openapi-spec/v3/${name}`),
    file: `kubernetes-${checkVersions.kubernetes.slice(1)}/${name}`,
    group,
    version,
    kinds,
  };
};

/** What a tree for Argo CD commonly holds. */
export const kubernetesSources: readonly KubernetesSource[] = [
  kubernetes('', 'v1', [
    'ConfigMap',
    'Endpoints',
    'LimitRange',
    'Namespace',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ]),
  kubernetes('admissionregistration.k8s.io', 'v1', [
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ]),
  kubernetes('apiextensions.k8s.io', 'v1', ['CustomResourceDefinition']),
  kubernetes('apiregistration.k8s.io', 'v1', ['APIService']),
  kubernetes('apps', 'v1', ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']),
  kubernetes('autoscaling', 'v2', ['HorizontalPodAutoscaler']),
  kubernetes('batch', 'v1', ['CronJob', 'Job']),
  kubernetes('coordination.k8s.io', 'v1', ['Lease']),
  kubernetes('networking.k8s.io', 'v1', ['Ingress', 'IngressClass', 'NetworkPolicy']),
  kubernetes('policy', 'v1', ['PodDisruptionBudget']),
  kubernetes('rbac.authorization.k8s.io', 'v1', ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']),
  kubernetes('scheduling.k8s.io', 'v1', ['PriorityClass']),
  kubernetes('storage.k8s.io', 'v1', ['CSIDriver', 'StorageClass']),
];

export const valuesSources: readonly ValuesSource[] = [
  {
    chart: 'airflow',
    typeName: 'AirflowValues',
    from: 'schema',
    url: tagged('apache/airflow', `helm-chart/${versions.airflowChart}`, 'chart/values.schema.json'),
    file: `charts/airflow-${versions.airflowChart}/values.schema.json`,
    // The chart appends these to a Kubernetes probe. `sets` of Celery workers are free in the chart as well.
    open: ['dags.gitSync.livenessProbe'],
    additions: {
      // Chart 1.22 reads it; `false` keeps the address of every Service out of the pods' environment.
      '': { enableServiceLinks: { type: 'boolean' } },
      // The chart copies this section into the PodDisruptionBudget.
      '*.podDisruptionBudget.config': { unhealthyPodEvictionPolicy: { type: 'string' } },
    },
  },
  {
    chart: 'karpenter',
    typeName: 'KarpenterValues',
    from: 'defaults',
    url: tagged('aws/karpenter-provider-aws', `v${versions.karpenterChart}`, 'charts/karpenter/values.yaml'),
    file: `charts/karpenter-${versions.karpenterChart}/values.yaml`,
  },
  {
    chart: 'spark-operator',
    typeName: 'SparkOperatorValues',
    from: 'defaults',
    url: tagged(
      'kubeflow/spark-operator',
      `v${versions.sparkOperatorChart}`,
      'charts/spark-operator-chart/values.yaml',
    ),
    file: `charts/spark-operator-${versions.sparkOperatorChart}/values.yaml`,
  },
  {
    chart: 'external-secrets',
    typeName: 'ExternalSecretsValues',
    from: 'schema',
    url: tagged(
      'external-secrets/external-secrets',
      `helm-chart-${versions.externalSecretsChart}`,
      'deploy/charts/external-secrets/values.schema.json',
    ),
    file: `charts/external-secrets-${versions.externalSecretsChart}/values.schema.json`,
    // A sub-chart, and Kubernetes objects of which the schema lists the chart's defaults only.
    open: [
      'bitwarden-sdk-server.**',
      'podSecurityContext.**',
      'securityContext.**',
      'livenessProbe.spec.**',
      'readinessProbe.spec.**',
      '*.podSecurityContext.**',
      '*.securityContext.**',
      '*.livenessProbe.**',
      '*.readinessProbe.**',
      '*.startupProbe.**',
    ],
  },
  {
    chart: 'aws-load-balancer-controller',
    typeName: 'AwsLoadBalancerControllerValues',
    from: 'defaults',
    url: tagged(
      'kubernetes-sigs/aws-load-balancer-controller',
      `v${versions.awsLoadBalancerControllerChart}`,
      'helm/aws-load-balancer-controller/values.yaml',
    ),
    file: `charts/aws-load-balancer-controller-${versions.awsLoadBalancerControllerChart}/values.yaml`,
    // Shown in comments only.
    additions: { '': { envFrom: { type: 'array' }, envSecretName: { type: 'string' } } },
  },
  {
    chart: 'prometheus-operator-crds',
    typeName: 'PrometheusOperatorCrdsValues',
    from: 'defaults',
    url: tagged(
      'prometheus-community/helm-charts',
      `prometheus-operator-crds-${versions.prometheusOperatorCrdsChart}`,
      'charts/prometheus-operator-crds/values.yaml',
    ),
    file: `charts/prometheus-operator-crds-${versions.prometheusOperatorCrdsChart}/values.yaml`,
  },
  {
    chart: 'kube-prometheus-stack',
    typeName: 'KubePrometheusStackValues',
    from: 'defaults',
    url: tagged(
      'prometheus-community/helm-charts',
      `kube-prometheus-stack-${versions.kubePrometheusStackChart}`,
      'charts/kube-prometheus-stack/values.yaml',
    ),
    file: `charts/kube-prometheus-stack-${versions.kubePrometheusStackChart}/values.yaml`,
    // Sub-charts, of which this chart lists a part only, and Alertmanager's own configuration file.
    open: [
      'grafana.**',
      'kube-state-metrics.**',
      'prometheus-node-exporter.**',
      'prometheus-windows-exporter.**',
      'alertmanager.config.**',
    ],
    // Shown in comments only.
    additions: {
      '*.ingress': { pathType: { type: 'string' } },
      '*.podDisruptionBudget': { maxUnavailable: { type: ['number', 'string'] } },
      'alertmanager.alertmanagerSpec': { configSecret: { type: 'string' } },
      prometheusOperator: {
        clusterDomain: { type: 'string' },
        logFormat: { type: 'string' },
        logLevel: { type: 'string' },
        priorityClassName: { type: 'string' },
      },
    },
  },
  {
    chart: 'argo-cd',
    typeName: 'ArgoCdValues',
    from: 'defaults',
    url: tagged('argoproj/argo-helm', `argo-cd-${versions.argoCdChart}`, 'charts/argo-cd/values.yaml'),
    file: `charts/argo-cd-${versions.argoCdChart}/values.yaml`,
    // Files that Argo CD reads, where every key is legal to the chart, and a sub-chart.
    open: ['configs.cm', 'configs.params', 'configs.rbac', 'configs.styles', 'redis-ha.**'],
  },
];

const ofProvider = (name: string, folder: string, version: string): OptionsSource => ({
  name,
  url: tagged('apache/airflow', `providers-${name}/${version}`, `providers/${folder}/provider.yaml`),
  file: `airflow/provider-${name}-${version}.yaml`,
});

/** Of the providers that the platform uses; an option of another one is set with `values.airflow.config`. */
export const optionsSources: readonly OptionsSource[] = [
  {
    name: 'airflow',
    url: tagged('apache/airflow', versions.airflow, 'airflow-core/src/airflow/config_templates/config.yml'),
    file: `airflow/config-${versions.airflow}.yml`,
  },
  ofProvider('amazon', 'amazon', dagVersions.airflowProviderAmazon),
  ofProvider('cncf-kubernetes', 'cncf/kubernetes', dagVersions.airflowProviderCncfKubernetes),
  ofProvider('common-io', 'common/io', dagVersions.airflowProviderCommonIo),
  ofProvider('fab', 'fab', dagVersions.airflowProviderFab),
  ofProvider('standard', 'standard', dagVersions.airflowProviderStandard),
];

export const policySources: readonly PolicySource[] = [
  {
    name: 'karpenter',
    url: tagged(
      'aws/karpenter-provider-aws',
      `v${versions.karpenterChart}`,
      'website/content/en/preview/getting-started/getting-started-with-karpenter/cloudformation.yaml',
    ),
    file: `karpenter/cloudformation-${versions.karpenterChart}.yaml`,
  },
  {
    name: 'aws-load-balancer-controller',
    url: tagged(
      'kubernetes-sigs/aws-load-balancer-controller',
      `v${versions.awsLoadBalancerControllerChart}`,
      'docs/install/iam_policy.json',
    ),
    file: `policies/aws-load-balancer-controller-${versions.awsLoadBalancerControllerChart}.json`,
  },
];

const ofEc2 = (path: string): Source => ({
  url: tagged('aws/karpenter-provider-aws', `v${versions.karpenterChart}`, path),
  file: `karpenter/${path.slice(path.lastIndexOf('/') + 1).replace('.', `-${versions.karpenterChart}.`)}`,
});

export const instanceSources: InstanceSources = {
  types: ofEc2('website/content/en/preview/reference/instance-types.md'),
  prices: ofEc2('pkg/providers/pricing/zz_generated.pricing_aws.go'),
};

/** The roots that RDS signs with, of all regions of the partition `aws`. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
export const rdsRoots: Source = {
  url: 'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
  file: 'certificates/rds-global-bundle.pem',
};
