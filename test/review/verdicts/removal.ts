import { application, chart, draft, staying } from '../compare/trees.ts';
import { deployment, type Fixture, guarded, namespace, settings } from './fixture.ts';

const unpruned = application('shop', { syncPolicy: { automated: { prune: false } } });
const many = Array.from({ length: 30 }, (_, index) => settings({ index }, `settings-${index}`));

const alerting = (...names: readonly string[]) => ({
  ...draft('PrometheusRule', { spec: { groups: [{ name: 'a', rules: names.map((alert) => ({ alert })) }] } }),
  apiVersion: 'monitoring.coreos.com/v1',
});
const cleaning = (days: string) => chart('airflow', { databaseCleanup: { enabled: true, args: [days] } });

export const removal: readonly Fixture[] = [
  {
    rule: 'removal/alerts',
    before: [alerting('A', 'B')],
    after: [alerting('A')],
    says: /^warn .*the alerts that go: B/,
    near: { after: [alerting('A', 'B', 'C')] },
  },
  {
    rule: 'removal/history',
    before: [cleaning('90')],
    after: [cleaning('7')],
    says: /^danger .*older than 7 days, 90 before/,
    near: { after: [cleaning('91')] },
  },
  {
    rule: 'removal/cascade',
    before: [application('cart')],
    after: [],
    says: /^danger .*by its finalizer everything that it applied/,
    near: { before: [application('cart', {}, { finalizers: [] })], after: [] },
  },
  {
    rule: 'removal/deleted',
    before: [namespace(), staying],
    after: [staying],
    says: /^danger Namespace team: Argo CD deletes it: everything in the namespace/,
    near: { before: [namespace('team', guarded), staying], after: [staying] },
  },
  {
    rule: 'removal/deleted',
    before: [draft('PersistentVolumeClaim', { metadata: guarded }), staying],
    after: [staying],
    says: /^danger .*once a person confirms.*the data is lost/,
    near: { before: [settings({ a: '1' }), staying], after: [staying] },
  },
  {
    rule: 'removal/asks',
    before: [namespace('team', guarded), staying],
    after: [staying],
    says: /^warn .*asks a person/,
    near: { before: [namespace(), staying], after: [staying] },
  },
  {
    rule: 'removal/unmanaged',
    before: [unpruned, settings({ a: '1' }), staying],
    after: [unpruned, staying],
    says: /^warn .*stays in the cluster, unmanaged/,
    near: { before: [settings({ a: '1' }), staying], after: [staying] },
  },
  {
    rule: 'removal/volumes',
    before: [draft('StatefulSet', { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } })],
    after: [],
    says: /^info .*the claims and their volumes are retained/,
    near: { before: [draft('StatefulSet', { spec: {} })], after: [] },
  },
  {
    rule: 'removal/moved',
    before: [application('cart'), namespace(), staying],
    after: [application('cart'), { ...namespace(), folder: 'cart' }, staying],
    says: /^danger .*another Application applies it from now on: shop → cart/,
    near: {
      before: [application('cart'), settings({ a: '1' })],
      after: [application('cart'), { ...settings({ a: '1' }), folder: 'cart' }],
    },
  },
  {
    rule: 'removal/renamed',
    before: [
      draft('PersistentVolumeClaim', {
        metadata: { name: 'old' },
        spec: { storageClassName: 'gp3', accessModes: ['ReadWriteOnce'] },
      }),
    ],
    after: [
      draft('PersistentVolumeClaim', {
        metadata: { name: 'new' },
        spec: { storageClassName: 'gp3', accessModes: ['ReadWriteOnce'] },
      }),
    ],
    says: /^danger .*a new name is a new object to the cluster/,
    near: { before: [settings({ a: '1', b: '2' }, 'old')], after: [settings({ a: '1', b: '2' }, 'new')] },
  },
  {
    rule: 'removal/shrinks',
    before: many,
    after: many.slice(25),
    says: /^danger .*25 of 32 objects of the environment go at once/,
    near: { before: many, after: many.slice(5) },
  },
];

const claims = (storage: string) => ({
  volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }],
});

export const immutable: readonly Fixture[] = [
  {
    rule: 'immutable/field',
    before: [deployment()],
    after: [deployment({}, { selector: { matchLabels: { app: 'other' } } })],
    says: /^danger .*spec.selector is immutable/,
    near: { before: [deployment()], after: [deployment({}, { replicas: 3 })] },
  },
  {
    rule: 'immutable/field',
    before: [draft('StatefulSet', { spec: claims('10Gi') })],
    after: [draft('StatefulSet', { spec: claims('20Gi') })],
    says: /^danger .*spec.volumeClaimTemplates is immutable/,
    near: { after: [draft('StatefulSet', { spec: claims('10240Mi') })] },
  },
  {
    rule: 'immutable/field',
    before: [draft('Job', { spec: { template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } } })],
    after: [draft('Job', { spec: { template: { spec: { containers: [{ name: 'a', image: 'a:2' }] } } } })],
    says: /^danger .*spec.template is immutable/,
    near: {
      after: [
        draft('Job', { spec: { parallelism: 2, template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } } }),
      ],
    },
  },
  {
    rule: 'immutable/field',
    before: [draft('RoleBinding', { roleRef: { kind: 'Role', name: 'a' } })],
    after: [draft('RoleBinding', { roleRef: { kind: 'Role', name: 'b' } })],
    says: /^danger .*roleRef is immutable/,
    near: {
      after: [draft('RoleBinding', { roleRef: { kind: 'Role', name: 'a' }, subjects: [{ kind: 'User', name: 'x' }] })],
    },
  },
  {
    rule: 'immutable/field',
    before: [draft('Secret', { type: 'Opaque' })],
    after: [draft('Secret', { type: 'kubernetes.io/tls' })],
    says: /^danger .*the type of a Secret is immutable/,
    near: { after: [draft('Secret', { type: 'Opaque', data: { a: 'eA==' } })] },
  },
  {
    rule: 'immutable/field',
    before: [draft('StorageClass', { provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3' } })],
    after: [draft('StorageClass', { provisioner: 'ebs.csi.aws.com', parameters: { type: 'io2' } })],
    says: /^danger .*parameters.* is immutable/,
    near: {
      after: [
        draft('StorageClass', {
          provisioner: 'ebs.csi.aws.com',
          parameters: { type: 'gp3' },
          allowVolumeExpansion: true,
        }),
      ],
    },
  },
  {
    rule: 'immutable/field',
    before: [draft('Service', { spec: { clusterIP: '10.0.0.1' } })],
    after: [draft('Service', { spec: { clusterIP: '10.0.0.2' } })],
    says: /^danger .*spec.clusterIP is immutable/,
    near: { after: [draft('Service', { spec: {} })] },
  },
  {
    rule: 'immutable/kept',
    before: [draft('Service', { spec: { clusterIP: 'None' } })],
    after: [draft('Service', { spec: {} })],
    says: /^warn .*it stays headless/,
    near: { after: [draft('Service', { spec: { clusterIP: 'None', ports: [] } })] },
  },
  {
    rule: 'immutable/field',
    before: [settings({ a: '1' }, 'settings', { immutable: true })],
    after: [settings({ a: '2' }, 'settings', { immutable: true })],
    says: /^danger .*data is immutable/,
    near: { before: [settings({ a: '1' })], after: [settings({ a: '2' })] },
  },
  {
    rule: 'immutable/transition',
    before: [
      draft('NodePool', {
        spec: { template: { spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'a' } } } },
      }),
    ],
    after: [
      draft('NodePool', {
        spec: { template: { spec: { nodeClassRef: { group: 'example.com', kind: 'EC2NodeClass', name: 'a' } } } },
      }),
    ],
    says: /^danger .*the rules of its kind refuse this change/,
    near: {
      after: [
        draft('NodePool', {
          spec: {
            template: { spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'b' } } },
          },
        }),
      ],
    },
  },
];
