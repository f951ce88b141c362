import { at, type JsonObject, listIn, objectIn, stringsIn } from '../../imports/json.ts';
import { all, type Manifest, pick } from '../render.ts';

/** What a test wants to know of an Argo CD Application. */
export interface ApplicationView {
  readonly name: string;
  readonly manifest: Manifest;
  readonly wave: number;
  readonly project: string;
  /** Namespace of the objects that name none. */
  readonly namespace: string;
  readonly syncOptions: readonly string[];
  /** Options of the Application as an object of the root. */
  readonly ownSyncOptions: readonly string[];
  /** Folder in `dist/`, where it has manifests. */
  readonly folder?: string;
  /** The Helm chart, where it has one. */
  readonly chart?: {
    readonly name: string;
    readonly repoUrl: string;
    readonly version: string;
    readonly releaseName: string;
    readonly skipCrds: boolean;
    readonly values: JsonObject;
    readonly source: JsonObject;
  };
}

/** Every Application but the root, in the order of the waves. */
export function applications(manifests: readonly Manifest[]): readonly ApplicationView[] {
  return all(manifests, 'Application')
    .filter(({ metadata }) => metadata.name !== 'root')
    .map(view)
    .sort((a, b) => a.wave - b.wave);
}

export function application(manifests: readonly Manifest[], name: string): ApplicationView {
  return view(pick(manifests, 'Application', name));
}

/** The values that an Application gives to its Helm chart. */
export function valuesOf(manifests: readonly Manifest[], name: string): JsonObject {
  const { chart } = application(manifests, name);
  if (!chart) throw new Error(`Application ${name} has no Helm chart`);
  return chart.values;
}

export function view(manifest: Manifest): ApplicationView {
  const { spec, metadata } = manifest;
  const sources = at(spec, 'source')
    ? [objectIn(spec, 'source')]
    : listIn(spec, 'sources').map((item) => objectIn(item));
  const helm = sources.find(({ chart }) => chart !== undefined);
  const directory = sources.find(({ path }) => path !== undefined);
  return {
    name: metadata.name,
    manifest,
    wave: Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']),
    project: String(at(spec, 'project')),
    namespace: String(at(spec, 'destination.namespace')),
    syncOptions: stringsIn(spec, 'syncPolicy.syncOptions'),
    ownSyncOptions: (metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '').split(',').filter(Boolean),
    ...(directory ? { folder: String(directory['path']) } : {}),
    ...(helm ? { chart: chartOf(helm) } : {}),
  };
}

function chartOf(source: JsonObject): ApplicationView['chart'] {
  return {
    name: String(source['chart']),
    repoUrl: String(source['repoURL']),
    version: String(source['targetRevision']),
    releaseName: String(at(source, 'helm.releaseName')),
    skipCrds: at(source, 'helm.skipCrds') === true,
    values: objectIn(source, 'helm.valuesObject'),
    source,
  };
}
