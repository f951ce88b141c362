import { cannotBeApplied, kept } from '../../../review/compare/verdicts/immutable/immutable.ts';
import { application, cases, type Draft, draft as pick, step } from '../compare/trees.ts';
import { binding, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const options = (list: string) => ({ annotations: { 'argocd.argoproj.io/sync-options': list } });
const shopWith = (spec: Fields) => application('shop', spec);
const named = (name: string, object: Draft) => ({ ...object, metadata: { ...object.metadata, name } });
const long = { spec: { a: '1', b: '2', c: '3', d: '4' } };

/** A field of an object that the API server refuses to change, and what goes on as before. */
const refuses = (before: Draft, after: Draft, what: string, result: string) =>
  step(before, after, `danger ${what} is immutable and cannot be changed: the sync fails, and ${result}`);
const spec = (kind: string, before: Fields, after: Fields, what: string, result: string) =>
  refuses(pick(kind, { spec: { z: 1, ...before } }), pick(kind, { spec: { z: 1, ...after } }), what, result);
const allowed = (kind: string, before: Fields, after: Fields) =>
  step(pick(kind, { spec: { z: 1, ...before } }), pick(kind, { spec: { z: 1, ...after } }));
const labels = (app: string) => ({ selector: { matchLabels: { app } } });
const size = (storage: string, more: Fields = {}) => ({ resources: { requests: { storage } }, ...more });
const claim = (storage: string, allowVolumeExpansion: boolean | undefined): readonly Draft[] => [
  pick('PersistentVolumeClaim', { spec: size(storage, { storageClassName: 'gp3' }) }),
  pick('StorageClass', { metadata: { name: 'gp3' }, allowVolumeExpansion }),
  pick('StorageClass', { metadata: { name: 'another' }, allowVolumeExpansion: !allowVolumeExpansion }),
];
const volume = 'PersistentVolumeClaim shop/web: spec.resources';

cases(cannotBeApplied, {
  'the selector of a Deployment': spec(
    'Deployment',
    labels('a'),
    labels('b'),
    'Deployment shop/web: spec.selector',
    'the Deployment keeps its selector and its pods',
  ),
  'the selector of a DaemonSet': spec(
    'DaemonSet',
    labels('a'),
    labels('b'),
    'DaemonSet shop/web: spec.selector',
    'the DaemonSet keeps its selector and its pods',
  ),
  'the service of a StatefulSet': spec(
    'StatefulSet',
    { serviceName: 'a' },
    { serviceName: 'b' },
    'StatefulSet shop/web: a field of the spec beside replicas, template and strategy',
    'the StatefulSet stays as it is',
  ),
  'the replicas of a StatefulSet': allowed('StatefulSet', { replicas: 1 }, { replicas: 2 }),
  'the selector of a Job': spec(
    'Job',
    labels('a'),
    labels('b'),
    'Job shop/web: spec.selector',
    'the Job does not run again',
  ),
  'the mode of a Job': spec(
    'Job',
    { completionMode: 'a' },
    { completionMode: 'b' },
    'Job shop/web: spec.completionMode',
    'the Job does not run again',
  ),
  'the class of a claim': spec(
    'PersistentVolumeClaim',
    { storageClassName: 'a' },
    { storageClassName: 'b' },
    'PersistentVolumeClaim shop/web: spec',
    'the claim and its volume stay as they are',
  ),
  'a smaller claim': spec('PersistentVolumeClaim', size('2Gi'), size('1Gi'), volume, 'the volume keeps its size'),
  'a larger claim of a class that nobody knows': allowed('PersistentVolumeClaim', size('1Gi'), size('2Gi')),
  'a larger claim of a class that allows it': { before: claim('1Gi', true), after: claim('2Gi', true) },
  'a larger claim of a class that does not allow it': {
    before: claim('1Gi', undefined),
    after: claim('2Gi', undefined),
    says: [`danger ${volume} is immutable and cannot be changed: the sync fails, and the volume keeps its size`],
  },
  'the disk of a volume': spec(
    'PersistentVolume',
    { csi: { volumeHandle: 'a' } },
    { csi: { volumeHandle: 'b' } },
    'PersistentVolume web: the source of the volume',
    'the volume stays where it is',
  ),
  'the size of a volume': allowed(
    'PersistentVolume',
    { capacity: { storage: '1Gi' } },
    { capacity: { storage: '2Gi' } },
  ),
  'an immutable Secret': refuses(
    pick('Secret', { immutable: true, data: { a: 'eA==' } }),
    pick('Secret', { immutable: true, data: { a: 'eQ==' } }),
    'Secret shop/web: data',
    'the Secret keeps its old content, as it says immutable',
  ),
  'a ConfigMap that becomes immutable': step(
    settings({ a: '1' }),
    settings({ a: '2' }, 'settings', { immutable: true }),
  ),
  'a ConfigMap that is immutable no more': refuses(
    settings({ a: '1' }, 'settings', { immutable: true }),
    settings({ a: '1' }),
    'ConfigMap shop/settings: data',
    'the ConfigMap keeps its old content',
  ),
  'a Service without an address of its own': allowed('Service', { clusterIP: '10.0.0.1' }, {}),
  'a Service with an address for none': allowed(
    'Service',
    { clusterIP: '10.0.0.1' },
    { clusterIP: 'None', type: 'ExternalName' },
  ),
  'a headless Service as a load balancer': spec(
    'Service',
    { clusterIP: 'None' },
    { type: 'LoadBalancer' },
    'Service shop/web: the type of a headless Service',
    'the Service stays headless',
  ),
  'a headless Service without the address': allowed('Service', { clusterIP: 'None' }, {}),
  'a Service with an address as a load balancer': allowed('Service', {}, { type: 'LoadBalancer' }),
  'another first family': spec(
    'Service',
    { ipFamilies: ['IPv4'] },
    { ipFamilies: ['IPv6'] },
    'Service shop/web: spec.ipFamilies',
    'the Service keeps its addresses',
  ),
  'a second family': allowed('Service', { ipFamilies: ['IPv4'] }, { ipFamilies: ['IPv4', 'IPv6'] }),
  'a first family': allowed('Service', {}, { ipFamilies: ['IPv6'] }),
  'another class of load balancer': spec(
    'Service',
    { type: 'LoadBalancer', loadBalancerClass: 'a' },
    { type: 'LoadBalancer', loadBalancerClass: 'b' },
    'Service shop/web: spec.loadBalancerClass',
    'the Service keeps its load balancer',
  ),
  'a class of load balancer for a new type': allowed(
    'Service',
    { type: 'ClusterIP' },
    { type: 'LoadBalancer', loadBalancerClass: 'b' },
  ),
  'the scopes of a quota': spec(
    'ResourceQuota',
    { scopes: ['A'] },
    { scopes: ['B'] },
    'ResourceQuota shop/web: spec.scopes',
    'the quota stays as it is',
  ),
  'a pod': spec('Pod', { nodeName: 'a' }, { nodeName: 'b' }, 'Pod shop/web: spec', 'the pod stays as it is'),
  'the image of a pod': allowed(
    'Pod',
    { containers: [{ name: 'a', image: 'a:1' }] },
    { containers: [{ name: 'a', image: 'a:2' }] },
  ),
  'tolerations of a pod': allowed('Pod', {}, { tolerations: [{ key: 'a' }] }),
  'the value of a priority': refuses(
    pick('PriorityClass', { value: 1 }),
    pick('PriorityClass', { value: 2 }),
    'PriorityClass web: value or preemptionPolicy',
    'pods keep their priority',
  ),
  'the names of a definition': spec(
    'CustomResourceDefinition',
    { names: { kind: 'A', shortNames: ['a'] } },
    { names: { kind: 'B', shortNames: ['a'] } },
    'CustomResourceDefinition web: spec.group, spec.scope or a name of the kind',
    'the definition stays as it is',
  ),
  'a short name of a definition': allowed(
    'CustomResourceDefinition',
    { names: { kind: 'A', shortNames: ['a'] } },
    { names: { kind: 'A', shortNames: ['b'] } },
  ),
  'the role of a binding of the cluster': refuses(
    binding([], { kind: 'ClusterRole', name: 'a' }, 'ClusterRoleBinding'),
    binding([], { kind: 'ClusterRole', name: 'b' }, 'ClusterRoleBinding'),
    'ClusterRoleBinding web: roleRef',
    'the binding goes on naming the old role',
  ),
  'a hook of a chart, which Argo CD makes again too': step(
    pick('Job', {
      metadata: { annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade' } },
      spec: { template: { a: 1 } },
    }),
    pick('Job', {
      metadata: { annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade' } },
      spec: { template: { a: 2 } },
    }),
  ),
  'a hook, which is made again': step(
    pick('Job', { metadata: { annotations: { 'argocd.argoproj.io/hook': 'Sync' } }, spec: { template: { a: 1 } } }),
    pick('Job', { metadata: { annotations: { 'argocd.argoproj.io/hook': 'Sync' } }, spec: { template: { a: 2 } } }),
  ),
  'an object that is made again': step(
    pick('Job', { metadata: options('Force=true,Replace=true'), spec: { template: { a: 1 } } }),
    pick('Job', { metadata: options('Force=true,Replace=true'), spec: { template: { a: 2 } } }),
  ),
  'an object that is replaced, which the API server refuses': refuses(
    pick('Job', { metadata: options('Replace=true'), spec: { template: { a: 1 } } }),
    pick('Job', { metadata: options('Replace=true'), spec: { template: { a: 2 } } }),
    'Job shop/web: spec.template',
    'the Job does not run again',
  ),
  'an object that is made again by its Application': {
    before: [
      shopWith({ syncPolicy: { syncOptions: ['Force=true', 'Replace=true'] } }),
      pick('Job', { spec: { template: { a: 1 } } }),
    ],
    after: [
      shopWith({ syncPolicy: { syncOptions: ['Force=true', 'Replace=true'] } }),
      pick('Job', { spec: { template: { a: 2 } } }),
    ],
  },
  'another name': step(
    named('old', pick('PersistentVolumeClaim', long)),
    named('new', pick('PersistentVolumeClaim', { spec: { ...long.spec, storageClassName: 'a' } })),
  ),
  'a new object': step(undefined, pick('PersistentVolumeClaim', long)),
});

const address = (clusterIP?: string, more: Fields = {}, metadata: Fields = {}) =>
  pick('Service', { metadata, spec: { ...(clusterIP === undefined ? {} : { clusterIP }), ...more } });
const keeps = 'warn Service shop/web: the Service keeps its clusterIP although Git no longer names it';

cases(kept, {
  'a headless Service that names no address any more': step(address('None'), address(), `${keeps}: it stays headless`),
  'an address that is no longer named': step(address('10.0.0.9'), address(), `${keeps}: its address stays 10.0.0.9`),
  'another address': step(address('10.0.0.9'), address('10.0.0.8')),
  'the name of another host, which needs none': step(
    address('10.0.0.9'),
    address(undefined, { type: 'ExternalName', externalName: 'a.example.com' }),
  ),
  'an address that was never named': step(address(), address(undefined, { type: 'NodePort' })),
  'a Service that is made again': step(
    address('None', {}, options('Replace=true,Force=true')),
    address(undefined, {}, options('Replace=true,Force=true')),
  ),
  'a Service that goes': step(address('None'), application('shop')),
});
