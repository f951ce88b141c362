import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { namespaces } from '../config/names.ts';
import type { CatalogueEntry } from './root.ts';

type ProjectSpec = IAppProject['spec'];
type Project = 'root' | 'platform' | 'data';

/** Cluster-wide kinds that the platform's charts make. Whatever is not listed is refused by Argo CD. */
const clusterKinds = [
  { group: '', kind: 'Namespace' },
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'elbv2.k8s.aws', kind: 'IngressClassParams' },
  { group: 'external-secrets.io', kind: 'ClusterSecretStore' },
  { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' },
  { group: 'karpenter.sh', kind: 'NodePool' },
  { group: 'networking.k8s.io', kind: 'IngressClass' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass' },
  { group: 'storage.k8s.io', kind: 'StorageClass' },
];

/**
 * Three projects, from the catalogue: repositories and namespaces are those that its charts use, and no others.
 * `data` may hold no Secret, quota or network policy: those belong to the platform, and a Secret in Git is a leak.
 */
export function projects(repoUrl: string, catalogue: readonly CatalogueEntry[]): Record<Project, ProjectSpec> {
  const inCluster = (namespace: string) => ({ name: 'in-cluster', namespace });
  const charts = (project: Project) =>
    catalogue.map(({ chart }) => chart).filter((chart) => chart.argo.project === project);
  const repositories = (project: Project) =>
    distinct([repoUrl, ...charts(project).flatMap(({ argo }) => (argo.helm ? [argo.helm.repoUrl] : []))]);
  const destinations = (project: Project) =>
    distinct(
      charts(project).flatMap((chart) => [
        chart.argo.namespace,
        ...chart.apiObjects.flatMap(({ metadata }) => (metadata.namespace ? [metadata.namespace] : [])),
      ]),
    ).map(inCluster);

  return {
    root: {
      description: 'The app of apps.',
      sourceRepos: [repoUrl],
      destinations: [inCluster(namespaces.argocd)],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'Application' },
        { group: 'argoproj.io', kind: 'AppProject' },
      ],
    },
    platform: {
      description: 'Everything that Airflow and the Spark teams stand on.',
      sourceRepos: repositories('platform'),
      destinations: destinations('platform'),
      clusterResourceWhitelist: clusterKinds,
    },
    data: {
      description: 'Airflow itself.',
      sourceRepos: repositories('data'),
      destinations: destinations('data'),
      clusterResourceWhitelist: [],
      namespaceResourceBlacklist: [
        { group: '', kind: 'Secret' },
        { group: '', kind: 'ResourceQuota' },
        { group: '', kind: 'LimitRange' },
        { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
      ],
    },
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
