import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { anyTeamNamespace, helmRepositories, namespaces } from '../config/names.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import { chartRepository } from '../config/registries.ts';
import type { CatalogueEntry, PlatformProject } from './platform-chart.ts';

type ProjectSpec = IAppProject['spec'];
type Project = 'root' | PlatformProject;

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

/** Kinds that are listed with the chart that makes them, because most environments have none. */
const optionalKinds = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];

/**
 * Three projects. What a project permits outlives the charts: it is applied before a removed Application is pruned, and
 * Argo CD deletes nothing in a namespace that it may no longer write to. So `platform` permits every namespace of the
 * platform, those of all teams and every repository, whatever this environment uses of them, and what other charts use
 * beside. What only an add-on brings goes with its chart: to remove that add-on, add its namespace and repository to
 * the tables in the same pull request, and take them out in a second one when Argo CD has pruned it.
 * `data` may hold no Secret, quota or network policy: those belong to the platform, and a Secret in Git is a leak.
 */
export function projects(
  config: Pick<PlatformConfig, 'git' | 'helmRepositories'>,
  catalogue: readonly CatalogueEntry[],
): Record<Project, ProjectSpec> {
  const { repoUrl } = config.git;
  const inCluster = (namespace: string) => ({ name: 'in-cluster', namespace });
  const charts = (project: Project) =>
    catalogue.map(({ chart }) => chart).filter((chart) => chart.argo.project === project);
  const repositories = (project: PlatformProject) =>
    distinct([
      repoUrl,
      ...[
        ...Object.values(helmRepositories[project]),
        ...charts(project).flatMap(({ argo }) => (argo.helm ? [argo.helm.repoUrl] : [])),
      ].map((repository) => chartRepository(repository, config)),
    ]);
  const destinations = (project: PlatformProject) => {
    const used = charts(project).flatMap(({ namespacesUsed }) => [...namespacesUsed]);
    const known = knownNamespaces[project];
    const others = used.filter((namespace) => !known.some((pattern) => permits(pattern, namespace)));
    return distinct([...known, ...others]).map(inCluster);
  };

  const made = new Set(charts('platform').flatMap(({ manifests }) => manifests.map(({ kind }) => kind)));
  const optional = optionalKinds
    .filter((kind) => made.has(kind))
    .map((kind) => ({ group: 'admissionregistration.k8s.io', kind }));

  // Written out, as all that means none: server-side apply takes back only what Git states.
  const closed = { sourceNamespaces: [], roles: [] };

  return {
    root: {
      ...closed,
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
      ...closed,
      description: 'Everything that Airflow and the Spark teams stand on.',
      sourceRepos: repositories('platform'),
      destinations: destinations('platform'),
      clusterResourceWhitelist: [...clusterKinds, ...optional],
    },
    data: {
      ...closed,
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

/** What each project may write to in every environment. */
const knownNamespaces: Readonly<Record<PlatformProject, readonly string[]>> = {
  platform: [...Object.values(namespaces), anyTeamNamespace],
  data: [namespaces.airflow],
};

/** Argo CD's own rule, for a name or a pattern that ends with `*`. */
function permits(pattern: string, namespace: string): boolean {
  return pattern.endsWith('*') ? namespace.startsWith(pattern.slice(0, -1)) : namespace === pattern;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
