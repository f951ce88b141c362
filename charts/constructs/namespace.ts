import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces } from '../../config/names.ts';
import { clusterScoped } from './cluster-scoped.ts';

/** Pod Security Standard that a namespace enforces. */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged';

/** A namespace as the chart in it states it. */
export interface NamespaceSpec {
  readonly name: string;
  readonly podSecurity: PodSecurity;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Namespaces that several Applications write to: `namespaces` makes them before all of these, and they stay as long as the
 * environment. Every other namespace belongs to the one Application that uses it, comes with it and goes with it.
 */
export const sharedNamespaces: readonly string[] = [namespaces.airflow, namespaces.argocd];

/** It outlives the Application that makes it, and is pruned only after a person has agreed. */
export function sharedNamespace(scope: Construct, spec: NamespaceSpec): void {
  namespaceObject(scope, spec, { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm' });
}

/**
 * The namespace of one Application, in its own folder. The wave makes it the first to come and the last to go. When the
 * Application goes, nothing of it is deleted before a person has agreed, and only this Application waits for that.
 */
export function ownNamespace(scope: Construct, spec: NamespaceSpec): void {
  namespaceObject(scope, spec, {
    'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm',
    'argocd.argoproj.io/sync-wave': '-1',
  });
}

function namespaceObject(
  scope: Construct,
  { name, podSecurity, labels }: NamespaceSpec,
  annotations: Record<string, string>,
): void {
  clusterScoped(
    new k8s.KubeNamespace(scope, `namespace-${name}`, {
      metadata: {
        name,
        labels: {
          ...labels,
          'pod-security.kubernetes.io/enforce': podSecurity,
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
        annotations,
      },
    }),
  );
}
