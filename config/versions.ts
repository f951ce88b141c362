/**
 * Every version the platform pins, each under the line that keeps it fresh. A bump is a pull request whose `dist/` diff shows
 * what it changes in the cluster. Environments share this table; one that is to be ahead writes what it has instead:
 * `versions: { ...versions, airflow: '3.4.0' }`.
 */
export const versions = {
  /** Apache Airflow. Goes up only: an older one does not know the tables that a newer one has changed. Becomes the image tag and the version the chart's templates switch on. */
  // renovate: datasource=docker depName=apache/airflow
  airflow: '3.3.2',

  /** Official Airflow Helm chart. */
  // renovate: datasource=helm depName=airflow registryUrl=https://airflow.apache.org
  airflowChart: '1.22.0',

  /** Kubeflow Spark Operator chart; the application has the same version. */
  // renovate: datasource=helm depName=spark-operator registryUrl=https://kubeflow.github.io/spark-operator
  sparkOperatorChart: '2.5.2',

  /** Karpenter chart and its CRD chart. */
  // renovate: datasource=docker depName=public.ecr.aws/karpenter/karpenter
  karpenterChart: '1.14.1',

  /** Amazon Linux 2023 image of every Karpenter node. Pinned: `@latest` would replace all nodes on a day that nobody chose. */
  // renovate: datasource=github-releases depName=awslabs/amazon-eks-ami
  al2023Ami: 'v20261112',

  /** External Secrets Operator chart. */
  // renovate: datasource=helm depName=external-secrets registryUrl=https://charts.external-secrets.io
  externalSecretsChart: '2.9.0',

  /** AWS Load Balancer Controller chart. */
  // renovate: datasource=helm depName=aws-load-balancer-controller registryUrl=https://aws.github.io/eks-charts
  awsLoadBalancerControllerChart: '3.5.0',

  /** CRDs of the Prometheus operator, in a chart of their own so that they arrive before every monitor. */
  // renovate: datasource=helm depName=prometheus-operator-crds registryUrl=https://prometheus-community.github.io/helm-charts
  prometheusOperatorCrdsChart: '31.0.1',

  /** kube-prometheus-stack chart. */
  // renovate: datasource=helm depName=kube-prometheus-stack registryUrl=https://prometheus-community.github.io/helm-charts
  kubePrometheusStackChart: '88.5.3',

  /** Argo CD chart, used by the bootstrap and by the application that manages itself. */
  // renovate: datasource=helm depName=argo-cd registryUrl=https://argoproj.github.io/argo-helm
  argoCdChart: '10.1.1',

  /** Argo CD images: 3.5.1 closes the Secret leaks of server-side diff that older patch levels have. */
  // renovate: datasource=docker depName=quay.io/argoproj/argocd
  argoCd: 'v3.5.1',

  /** NVIDIA's device plugin, on nodes with GPUs. */
  // renovate: datasource=docker depName=nvcr.io/nvidia/k8s-device-plugin
  nvidiaDevicePlugin: 'v0.17.4',

  /**
   * PostgreSQL, in the cluster (image tag) and on RDS (engine version: the part before `-`). Another major version cannot be
   * applied: the server does not start on files of the old one, and RDS refuses it. Down is never possible.
   */
  // renovate: datasource=docker depName=postgres
  postgresql: '17.6-alpine',
} as const;

/** What manifests are checked against. */
export const checkVersions = {
  /** Kubernetes, whose schemas say which fields an object may have: the minor version that the environments run. */
  // renovate: datasource=github-releases depName=kubernetes/kubernetes
  kubernetes: 'v1.35.4',
} as const;

/** What DAGs are written for and tested with. */
export const dagVersions = {
  /** Apache Spark image of the example jobs: Python, Java 17, uid 185. */
  // renovate: datasource=docker depName=apache/spark
  spark: '4.0.4',

  /**
   * Providers that the DAGs are tested with: the newest of the day Airflow 3.3.2 was released. The image may hold others.
   * `test/dags/requirements.lock` holds the same versions with hashes.
   */
  // renovate: datasource=pypi depName=apache-airflow-providers-amazon
  airflowProviderAmazon: '9.36.0',
  // renovate: datasource=pypi depName=apache-airflow-providers-cncf-kubernetes
  airflowProviderCncfKubernetes: '10.22.0',
  // renovate: datasource=pypi depName=apache-airflow-providers-common-io
  airflowProviderCommonIo: '1.9.0',
  // renovate: datasource=pypi depName=apache-airflow-providers-fab
  airflowProviderFab: '3.9.0',
  // renovate: datasource=pypi depName=apache-airflow-providers-git
  airflowProviderGit: '0.5.0',
  // renovate: datasource=pypi depName=apache-airflow-providers-standard
  airflowProviderStandard: '1.19.0',
} as const;

/** What only `npm run local` runs. */
export const localVersions = {
  /** The S3 server that stands for the buckets; its images are for amd64 and arm64. */
  // renovate: datasource=docker depName=versity/versitygw
  s3Server: 'v1.8.0',
} as const;
