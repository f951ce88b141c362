import { type Draft, draft } from '../compare/trees.ts';

/** What a change looks like for which a verdict speaks, and one that looks alike and for which it has nothing as bad to say. */
export interface Fixture {
  readonly rule: string;
  readonly before: readonly Draft[];
  readonly after: readonly Draft[];
  /** Of the first sentence: its severity and its words. */
  readonly says: RegExp;
  readonly near: { readonly before?: readonly Draft[]; readonly after: readonly Draft[] };
}

type Fields = Readonly<Record<string, unknown>>;

export const settings = (data: Fields, name = 'settings', more: Fields = {}) =>
  draft('ConfigMap', { metadata: { name }, data, ...more });
export const namespace = (name = 'team', metadata: Fields = {}) =>
  draft('Namespace', { metadata: { name, ...metadata } });
export const guarded = { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm' } };

/** A Deployment with one container. */
export function deployment(container: Fields = {}, spec: Fields = {}, pod: Fields = {}): Draft {
  const template = { spec: { containers: [{ name: 'web', image: 'example.com/web:1.2.3', ...container }], ...pod } };
  return draft('Deployment', { spec: { selector: { matchLabels: { app: 'web' } }, template, ...spec } });
}

/** A pool of m types, labelled and tainted for its name. */
export function pool(spec: Fields = {}, node: Fields = {}, metadata: Fields = {}): Draft {
  const name = String(metadata['name'] ?? 'spark');
  const requirements = [
    { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
    { key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: ['c', 'm'] },
    { key: 'karpenter.k8s.aws/instance-generation', operator: 'Gte', values: ['6'] },
    { key: 'karpenter.k8s.aws/instance-cpu', operator: 'Gte', values: ['4'] },
  ];
  const nodeClassRef = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'spark' };
  const taints = [{ key: 'dedicated', value: name, effect: 'NoSchedule' }];
  return draft('NodePool', {
    metadata: { name, ...metadata },
    spec: {
      limits: { cpu: '64', memory: '256Gi' },
      ...spec,
      template: { metadata: { labels: { for: name } }, spec: { nodeClassRef, requirements, taints, ...node } },
    },
  });
}

export const nodeClass = (spec: Fields = {}) =>
  draft('EC2NodeClass', {
    metadata: { name: 'spark' },
    spec: { amiSelectorTerms: [{ alias: 'al2023@v20261112' }], ...spec },
  });

/** The file that tells DAGs of pools and teams. */
export function platform(teams: readonly Fields[], pools: readonly string[] = ['spark'], more: Fields = {}): Draft {
  const body = { pools: pools.map((name) => ({ name, nodeGroupType: name })), teams, ...more };
  return draft('ConfigMap', {
    metadata: { name: 'airflow-platform' },
    data: { 'platform.json': JSON.stringify(body) },
  });
}

export const team = (fields: Fields = {}) => ({
  name: 'team-a',
  namespace: 'spark-team-a',
  pools: ['spark'],
  largestPod: { cpu: 8, memoryGib: 32 },
  ...fields,
});

export const policy = (spec: Fields, name = 'web') => draft('NetworkPolicy', { metadata: { name }, spec });
export const role = (rules: readonly Fields[], kind = 'Role') => draft(kind, { rules });
export const binding = (
  subjects: readonly Fields[],
  roleRef: Fields = { kind: 'Role', name: 'web' },
  kind = 'RoleBinding',
) => draft(kind, { subjects, roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef } });
export const account = (name: string) => ({ kind: 'ServiceAccount', namespace: 'shop', name });
export const secret = (fields: Fields) =>
  draft('ExternalSecret', {
    metadata: { name: 'database' },
    spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' }, target: { name: 'database' }, ...fields },
  });
export const reads = (kind: 'configMapKeyRef' | 'secretKeyRef', name: string, key: string) => ({
  env: [{ name: 'A', valueFrom: { [kind]: { name, key } } }],
});
