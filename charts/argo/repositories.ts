/**
 * The Helm repositories of all charts, by the project that may read them. The projects permit each of them at any time,
 * also those whose charts this environment does without: Argo CD removes nothing of a source that it may no longer read.
 */
export const helmRepositories = {
  platform: {
    argoCd: 'https://argoproj.github.io/argo-helm',
    awsLoadBalancerController: 'https://aws.github.io/eks-charts',
    externalSecrets: 'https://charts.external-secrets.io',
    karpenter: 'public.ecr.aws/karpenter',
    prometheus: 'https://prometheus-community.github.io/helm-charts',
    sparkOperator: 'https://kubeflow.github.io/spark-operator',
  },
  data: { airflow: 'https://airflow.apache.org' },
} as const;
