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

/** A Role in the namespace of the chart, and the RoleBinding that gives it to one account. */
export function allow(scope: Construct, { name, account, rules }: Access): void {
  const metadata = { name };
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  new k8s.KubeRole(scope, `role-${name}`, { metadata, rules });
  new k8s.KubeRoleBinding(scope, `binding-${name}`, { metadata, roleRef: roleRef('Role', name), subjects });
}

/** A Role in the namespace of the chart for people: everybody in a group of the Kubernetes API. */
export function allowGroup(scope: Construct, name: string, group: string, rules: k8s.PolicyRule[]): void {
  const metadata = { name };
  const subjects = [{ kind: 'Group', name: group, apiGroup }];
  new k8s.KubeRole(scope, `role-${name}`, { metadata, rules });
  new k8s.KubeRoleBinding(scope, `binding-${name}`, { metadata, roleRef: roleRef('Role', name), subjects });
}

/** A ClusterRole and the ClusterRoleBinding that gives it to one account. */
export function allowClusterWide(scope: Construct, { name, account, rules }: Access): void {
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  clusterScoped(new k8s.KubeClusterRole(scope, `cluster-role-${name}`, { metadata: { name }, rules }));
  clusterScoped(
    new k8s.KubeClusterRoleBinding(scope, `cluster-binding-${name}`, {
      metadata: { name },
      roleRef: roleRef('ClusterRole', name),
      subjects,
    }),
  );
}

const apiGroup = 'rbac.authorization.k8s.io';

function roleRef(kind: 'Role' | 'ClusterRole', name: string): k8s.RoleRef {
  return { apiGroup, kind, name };
}
