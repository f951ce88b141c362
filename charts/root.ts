import { AppProject, type IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { helmMirrorsAnnotation, namespaces } from '../config/names.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import { chartRepository } from '../config/registries.ts';
import { withAddedValues } from './argo/added-values.ts';
import { Application, type SyncOption } from './argo/application.ts';
import { splitValues } from './argo/helm-source.ts';
import { withMirroredImages } from './argo/mirrored-images.ts';
import { ModelObject } from './argo/model-object.ts';
import { ofChart } from './of-chart.ts';
import type { CatalogueEntry, PlatformChart } from './platform-chart.ts';
import { projects } from './projects.ts';

/** `in-cluster` is a name, so that the same manifests also work on Amazon's managed Argo CD, which has no such URL. */
const inCluster = 'in-cluster';

const cascade = 'resources-finalizer.argocd.argoproj.io';

const backoff = { duration: '10s', factor: 2, maxDuration: '1m' };

/**
 * A sync keeps the Helm values that it began with, in all of its tries: without an end it would never take the values that
 * a later commit fixes. 10 + 20 + 40 + 12 × 60 s are 13 minutes; what then still fails needs a commit, or a sync by hand.
 */
const retry = { limit: 15, refresh: true, backoff };

/** A folder is read again from Git before each try, so a fix that is pushed later is picked up without a hand. */
const retryForever = { limit: -1, refresh: true, backoff };

const syncOptions: readonly SyncOption[] = [
  // Large CRDs exceed the annotation that client-side apply needs.
  'ServerSideApply=true',
  'CreateNamespace=false',
  'PruneLast=true',
  'FailOnSharedResource=true',
  'SkipDryRunOnMissingResource=true',
];

/**
 * The app of apps: the projects, one Application for each chart of the catalogue, and the root Application that syncs this folder.
 * The root leaves its own file out: waiting for its own health, it would never finish a sync.
 */
export class RootChart extends Chart {
  constructor(
    scope: Construct,
    config: Pick<PlatformConfig, 'environment' | 'git' | 'helmRepositories' | 'registries' | 'values'> & {
      cluster: Pick<PlatformConfig['cluster'], 'kubernetesVersion'>;
    },
    catalogue: readonly CatalogueEntry[],
  ) {
    super(scope, 'root', {
      namespace: namespaces.argocd,
      disableResourceNameHashes: true,
      labels: { 'app.kubernetes.io/part-of': 'airflow-on-eks' },
    });

    const mirrors = Object.values(config.helmRepositories ?? {});
    for (const [name, spec] of Object.entries(projects(config, catalogue))) {
      // Projects outlive the Applications that need them for their own deletion.
      const annotations = {
        ...waveAnnotation(-100),
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        ...(mirrors.length > 0 ? { [helmMirrorsAnnotation]: mirrors.join(' ') } : {}),
      };
      const project = { metadata: { name, annotations }, spec };
      new ModelObject<IAppProject>(this, `project-${name}`, AppProject, project);
    }

    for (const entry of catalogue) {
      if (entry.chart.argo.bringsCrds) askOnlyForObjectsOfHelm(entry.chart);
      ofChart(
        () => entry.chart.node.id,
        () => this.addApplication(config, entry),
      );
    }

    const folder = `dist/${config.environment}/root`;
    new Application(this, 'root', {
      metadata: { name: 'root' },
      spec: {
        project: 'root',
        destination: { name: inCluster, namespace: namespaces.argocd },
        revisionHistoryLimit: 5,
        source: {
          ...gitSource(config.git, folder),
          directory: { exclude: 'Application.root.yaml' },
        },
        // Argo CD writes these two while it works on a child.
        ignoreDifferences: [
          {
            group: 'argoproj.io',
            kind: 'Application',
            jsonPointers: ['/operation', '/metadata/annotations/argocd.argoproj.io~1refresh'],
          },
        ],
        syncPolicy: { automated: { prune: true, selfHeal: true }, retry: retryForever, syncOptions: [...syncOptions] },
      },
    });
  }

  private addApplication(
    config: ConstructorParameters<typeof RootChart>[1],
    { wave, chart: { node, argo, manifests } }: CatalogueEntry,
  ): void {
    const folder = manifests.length > 0 ? [gitSource(config.git, `dist/${config.environment}/${node.id}`)] : [];
    const helm = argo.helm ? [helmSource(argo.helm, config)] : [];
    const sources = [...helm, ...folder];

    new Application(this, node.id, {
      metadata: {
        name: node.id,
        finalizers: argo.onDelete === 'orphan' ? undefined : [cascade],
        annotations: {
          ...waveAnnotation(wave),
          'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        },
      },
      spec: {
        project: argo.project,
        destination: { name: inCluster, namespace: argo.namespace },
        revisionHistoryLimit: 5,
        ...(sources.length === 1 ? { source: sources[0] } : { sources }),
        ignoreDifferences: argo.ignoreDifferences ? [...argo.ignoreDifferences] : undefined,
        syncPolicy: {
          automated: argo.manualSync ? { enabled: false } : { prune: true, selfHeal: true },
          retry: argo.retryForever ? retryForever : retry,
          syncOptions: [
            ...syncOptions,
            ...(argo.confirmDelete ? (['Delete=confirm'] as const) : []),
            ...(argo.ignoreDifferences ? (['RespectIgnoreDifferences=true'] as const) : []),
            ...(argo.bringsCrds ? (['Prune=confirm'] as const) : []),
          ],
        },
      },
    });
  }
}

/** The question before a prune is about CRDs; what is written in this repository, a reviewer has seen go. */
function askOnlyForObjectsOfHelm({ manifests }: PlatformChart): void {
  const option = 'argocd.argoproj.io/sync-options';
  for (const { metadata } of manifests) {
    if (metadata.toJson().annotations?.[option] === undefined) metadata.addAnnotation(option, 'Prune=true');
  }
}

function waveAnnotation(wave: number): Record<string, string> {
  return { 'argocd.argoproj.io/sync-wave': String(wave) };
}

function gitSource({ repoUrl, revision }: PlatformConfig['git'], path: string) {
  return { repoURL: repoUrl, targetRevision: `refs/heads/${revision}`, path };
}

function helmSource(
  helm: NonNullable<PlatformChart['argo']['helm']>,
  config: ConstructorParameters<typeof RootChart>[1],
) {
  const values = withMirroredImages(helm.chart, withAddedValues(helm.chart, helm.values, config), config);
  const { valuesObject, parameters } = splitValues(values);
  return {
    repoURL: chartRepository(helm.repoUrl, config),
    chart: helm.chart,
    targetRevision: helm.version,
    helm: {
      releaseName: helm.releaseName,
      skipCrds: helm.skipCrds ? true : undefined,
      skipTests: true,
      // Charts render by what the cluster can do; written out, the same commit renders the same objects on every day.
      kubeVersion: config.cluster.kubernetesVersion,
      apiVersions: ['monitoring.coreos.com/v1'],
      valuesObject,
      parameters: parameters.length > 0 ? [...parameters] : undefined,
    },
  };
}
