import { loadAll, YAMLException } from 'js-yaml';
import { at, isObject, type Json, type JsonObject, listIn, objectIn, stringsIn } from '../../imports/json.ts';
import { appliesFile } from './directory.ts';
import { type Manifest, ownSyncOptions, waveOf } from './manifest.ts';

/** What the manifest of an Argo CD Application says, without its spelling. */
export interface ApplicationView {
  readonly name: string;
  readonly manifest: Manifest;
  /** It applies a folder with Applications in it. */
  readonly isRoot: boolean;
  /** Its place in the sync of the root. */
  readonly wave: number;
  readonly project: string;
  /** Where objects go that name no namespace. */
  readonly namespace: string | undefined;
  /** Folders of the environment that it applies, as in `Item.file`. */
  readonly folders: readonly string[];
  /** Whether it applies a file, by its path in the environment. */
  readonly applies: (file: string) => boolean;
  readonly charts: readonly ChartSource[];
  /** Every source as it is written: one or several. */
  readonly sources: readonly JsonObject[];
  readonly sync: SyncPolicy;
  /** Options of the Application as an object of the root. */
  readonly ownSyncOptions: readonly string[];
  /** Deleting the Application deletes its objects. */
  readonly cascades: boolean;
  readonly ignoreDifferences: readonly JsonObject[];
}

/** A pinned Helm chart and what it is given. */
export interface ChartSource {
  /** The place of the source in its Application: `spec.source`, or `spec.sources[0]`. */
  readonly field: string;
  readonly chart: string;
  readonly repoUrl: string;
  readonly version: string;
  readonly releaseName: string;
  readonly skipCrds: boolean;
  readonly values: JsonObject;
  /** The place of the values: `spec.source.helm.valuesObject`, or `….values` where they are a text. */
  readonly valuesField: string;
  /** The values are a text, and it is no YAML. */
  readonly unreadableValues: boolean;
  /** Values that are given by path, as text. */
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly isText?: true }[];
  readonly kubeVersion: string | undefined;
  readonly apiVersions: readonly string[];
}

export interface SyncPolicy {
  /** Argo CD applies what Git says without being asked. */
  readonly automated: boolean;
  /** It deletes what Git no longer has. */
  readonly prune: boolean;
  readonly selfHeal: boolean;
  readonly options: readonly string[];
  /** Tries after the first one; -1 is forever, 0 none. Argo CD makes 5 where no retry is written: autoSync in appcontroller.go. */
  readonly retries: number;
}

/** @param holdsApplications whether a folder of the environment has Applications in it */
export function viewApplication(
  manifest: Manifest,
  environment: string,
  holdsApplications: (folder: string) => boolean,
): ApplicationView {
  const spec = objectIn(manifest, 'spec');
  const sources = sourcesIn(spec).map(([source]) => source);
  const folders = sources.flatMap((source) => foldersIn(source, environment));
  const namespace = at(spec, 'destination.namespace');
  return {
    name: manifest.metadata.name,
    manifest,
    isRoot: folders.some(holdsApplications),
    wave: waveOf(manifest),
    project: String(spec['project'] ?? 'default'),
    namespace: typeof namespace === 'string' ? namespace : undefined,
    folders,
    applies: (file) =>
      sources.some((source) => foldersIn(source, environment).some((folder) => appliesFile(source, folder, file))),
    charts: chartsIn(manifest),
    sources,
    sync: syncPolicyOf(spec),
    ownSyncOptions: ownSyncOptions(manifest),
    cascades: stringsIn(manifest, 'metadata.finalizers').some((name) => name.startsWith(cascadeFinalizer)),
    ignoreDifferences: listIn(spec, 'ignoreDifferences').filter(isObject),
  };
}

const cascadeFinalizer = 'resources-finalizer.argocd.argoproj.io';

/** `dist/<environment>/<folder>` is `<folder>`. A path that does not name the environment is taken as it is. */
export function foldersIn({ path }: JsonObject, environment: string): readonly string[] {
  if (typeof path !== 'string') return [];
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return [parts.slice(parts.indexOf(environment) + 1).join('/')];
}

/** Each source of the spec of an Application, and its field. Argo CD ignores `source` beside `sources`: https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/ */
export function sourcesIn(spec: JsonObject): readonly (readonly [source: JsonObject, field: string])[] {
  const several = listIn(spec, 'sources').map((source, index) => [source, `spec.sources[${index}]`] as const);
  const all = several.length > 0 ? several : [[spec['source'], 'spec.source'] as const];
  return all.flatMap(([source, field]) => (isObject(source) ? [[source, field] as const] : []));
}

/** The Helm charts that an Application installs. */
export function chartsIn(manifest: Manifest): readonly ChartSource[] {
  return sourcesIn(objectIn(manifest, 'spec')).flatMap(([source, field]) =>
    chartOf(source, field, manifest.metadata.name),
  );
}

/** @param application whose name the release has without one of its own */
function chartOf(source: JsonObject, field: string, application: string): readonly ChartSource[] {
  const { chart, repoURL, targetRevision } = source;
  if (typeof chart !== 'string') return [];
  const helm = objectIn(source, 'helm');
  const releaseName = helm['releaseName'];
  const kubeVersion = helm['kubeVersion'];
  const values = valuesOf(helm);
  return [
    {
      field,
      chart,
      repoUrl: String(repoURL),
      version: String(targetRevision),
      releaseName: typeof releaseName === 'string' && releaseName !== '' ? releaseName : application,
      skipCrds: helm['skipCrds'] === true,
      values: values ?? {},
      valuesField: `${field}.helm.${isObject(helm['valuesObject']) || helm['values'] === undefined ? 'valuesObject' : 'values'}`,
      unreadableValues: values === undefined,
      parameters: listIn(helm, 'parameters').map((item) => ({
        name: String(at(item, 'name')),
        value: String(at(item, 'value')),
        ...(at(item, 'forceString') === true ? { isText: true as const } : {}),
      })),
      kubeVersion: typeof kubeVersion === 'string' ? kubeVersion : undefined,
      apiVersions: stringsIn(helm, 'apiVersions'),
    },
  ];
}

/** `valuesObject`, which wins over the text of `values`; `undefined` where that text is no YAML. */
function valuesOf(helm: JsonObject): JsonObject | undefined {
  if (isObject(helm['valuesObject'])) return helm['valuesObject'];
  if (typeof helm['values'] !== 'string') return {};
  try {
    const [values] = loadAll(helm['values']) as Json[];
    return isObject(values) ? values : {};
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

function syncPolicyOf(spec: JsonObject): SyncPolicy {
  const policy = objectIn(spec, 'syncPolicy');
  const automated = policy['automated'];
  const isAutomated = isObject(automated) && automated['enabled'] !== false;
  const { retry } = policy;
  const limit = at(retry, 'limit');
  return {
    automated: isAutomated,
    prune: isAutomated && automated['prune'] === true,
    selfHeal: isAutomated && automated['selfHeal'] === true,
    options: stringsIn(policy, 'syncOptions'),
    retries: !isObject(retry) ? 5 : typeof limit === 'number' ? limit : 0,
  };
}

/** The keys and places of a Helm parameter's name, in which a dot within a key is escaped: `config.common\.io.share`, `env[0].name`. */
export function parameterPath(name: string): readonly (string | number)[] {
  return name.split(/(?<!\\)\./).flatMap((part) => {
    const [, key = '', places = ''] = /^(.*?)((?:\[\d+\])*)$/s.exec(part) ?? [];
    return [key.replaceAll(/\\(.)/g, '$1'), ...(places.match(/\d+/g) ?? []).map(Number)];
  });
}
