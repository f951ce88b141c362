import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { clusterScoped } from './cluster-scoped.ts';

/** What one account may do. */
export interface Access {
  /** Name of the Role and of its RoleBinding. */
  readonly name: string;
  readonly account: { readonly name: string; readonly namespace: string };
  readonly rules: k8s.PolicyRule[];
}

/** What may be done with resources of an API group, whose name is empty for the core of Kubernetes. */
export function rule(group: string, resources: string[], verbs: string[]): k8s.PolicyRule {
  return { apiGroups: [group], resources, verbs };
}

/** A Role in the namespace of the chart, and the RoleBinding that gives it to one account. */
export function allow(scope: Construct, { name, account, rules }: Access): void {
  allowSubject(scope, name, { kind: 'ServiceAccount', ...account }, rules);
}

/** A Role in the namespace of the chart for people: everybody in a group of the Kubernetes API. */
export function allowGroup(scope: Construct, name: string, group: string, rules: k8s.PolicyRule[]): void {
  allowSubject(scope, name, { kind: 'Group', name: group, apiGroup }, rules);
}

function allowSubject(scope: Construct, name: string, subject: k8s.Subject, rules: k8s.PolicyRule[]): void {
  const metadata = { name };
  const roleRef = { apiGroup, kind: 'Role', name };
  new k8s.KubeRole(scope, `role-${name}`, { metadata, rules });
  new k8s.KubeRoleBinding(scope, `binding-${name}`, { metadata, roleRef, subjects: [subject] });
}

/** A ClusterRole and the ClusterRoleBinding that gives it to one account. */
export function allowClusterWide(scope: Construct, { name, account, rules }: Access): void {
  const metadata = { name };
  const roleRef = { apiGroup, kind: 'ClusterRole', name };
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  clusterScoped(new k8s.KubeClusterRole(scope, `cluster-role-${name}`, { metadata, rules }));
  clusterScoped(new k8s.KubeClusterRoleBinding(scope, `cluster-binding-${name}`, { metadata, roleRef, subjects }));
}

const apiGroup = 'rbac.authorization.k8s.io';
