import { parseTree } from '../../../review/tree/parse.ts';
import type { Tree } from '../../../review/tree/tree.ts';

/** A file of a small tree: its path inside the environment and its text. */
export type Files = Readonly<Record<string, string>>;

export function treeOf(files: Files, environment = 'dev'): Tree {
  const sources = Object.entries(files).map(([path, text]) => ({ path: `${environment}/${path}`, text }));
  return parseTree(environment, sources);
}

/** An Application that applies the folder of its name. `edit` changes the parts that a test is about. */
export function applicationOf(name: string, edit: (application: Draft) => void = () => {}): string {
  const application: Draft = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', finalizers: ['resources-finalizer.argocd.argoproj.io'] },
    spec: {
      project: 'platform',
      destination: { name: 'in-cluster', namespace: name },
      source: { repoURL: 'https://github.com/example/platform.git', path: `dist/dev/${name}`, targetRevision: 'main' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  };
  edit(application);
  return JSON.stringify(application);
}

export interface Draft {
  apiVersion: string;
  kind: string;
  metadata: Record<string, unknown>;
  spec: Record<string, unknown> & { syncPolicy: Record<string, unknown> };
}

/** An object of one of Kubernetes' own kinds. */
export function objectOf(kind: string, name: string, rest: Readonly<Record<string, unknown>> = {}): string {
  const { metadata = {}, ...fields } = rest;
  return JSON.stringify({ apiVersion: 'v1', kind, metadata: { name, ...(metadata as object) }, ...fields });
}

/** The CRD of a namespaced kind with one version. */
export function crdOf(group: string, kind: string, openAPIV3Schema: object, version = 'v1'): string {
  const plural = `${kind.toLowerCase()}s`;
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural },
      scope: 'Namespaced',
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  });
}
