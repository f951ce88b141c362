import { writtenOut } from '../../../../review/verify/security/written-out.ts';
import { treeOf } from '../../tree/objects.ts';

const pods = { template: { spec: { containers: [{ name: 'a' }] } } };

function fields(apiVersion: string, kind: string, rest: object): readonly (string | undefined)[] {
  const object = { apiVersion, kind, metadata: { name: 'a', namespace: 'shop' }, ...rest };
  return writtenOut.find(treeOf({ 'shop/object.yaml': JSON.stringify(object) })).map(({ field }) => field);
}

const rbac = 'rbac.authorization.k8s.io/v1';
const policy = (spec: object) => ['networking.k8s.io/v1', 'NetworkPolicy', { spec }] as [string, string, object];

describe('security/written-out', () => {
  test.each<[string, string, object, string]>([
    [...policy({ podSelector: {}, policyTypes: ['Ingress'] }), 'spec.ingress'],
    [...policy({ podSelector: {}, policyTypes: ['Egress', 'Ingress'], ingress: [{}] }), 'spec.egress'],
    [...policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [] }), 'spec.ingress'],
    [...policy({ podSelector: {} }), 'spec.ingress'],
    [rbac, 'Role', {}, 'rules'],
    [rbac, 'ClusterRole', { rules: [] }, 'rules'],
    [rbac, 'RoleBinding', { subjects: [] }, 'subjects'],
    [rbac, 'ClusterRoleBinding', {}, 'subjects'],
    ['v1', 'ServiceAccount', {}, 'automountServiceAccountToken'],
    ['v1', 'Pod', { spec: { containers: [{ name: 'a' }] } }, 'spec.automountServiceAccountToken'],
    ['apps/v1', 'Deployment', { spec: pods }, 'spec.template.spec.automountServiceAccountToken'],
    [
      'batch/v1',
      'CronJob',
      { spec: { jobTemplate: { spec: pods } } },
      'spec.jobTemplate.spec.template.spec.automountServiceAccountToken',
    ],
  ])('%s %s %j: finds %s', (apiVersion, kind, rest, field) => {
    expect(fields(apiVersion, kind, rest)).toEqual([field]);
  });

  test.each<[string, string, object]>([
    policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] }),
    [rbac, 'ClusterRole', { rules: [{}] }],
    [rbac, 'ClusterRole', { aggregationRule: { clusterRoleSelectors: [] } }],
    [rbac, 'RoleBinding', { subjects: [{}] }],
    policy({ podSelector: {}, ingress: [{}] }),
    ['v1', 'ServiceAccount', { automountServiceAccountToken: false }],
    ['v1', 'ConfigMap', {}],
  ])('%s %s %j: finds nothing', (apiVersion, kind, rest) => {
    expect(fields(apiVersion, kind, rest)).toEqual([]);
  });
});
