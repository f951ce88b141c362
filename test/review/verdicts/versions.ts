import { application, chart, draft } from '../compare/trees.ts';
import { deployment, type Fixture, guarded, namespace, settings } from './fixture.ts';

const operator = (targetRevision: string, more: object = {}) =>
  chart('spark-operator', {}, { targetRevision, ...more });
const image = (name: string) => deployment({ image: name });
const kube = (kubeVersion: string) => chart('web', {}, { helm: { releaseName: 'web', valuesObject: {}, kubeVersion } });
const karpenter = (crds: string, controller: string) => [
  chart('karpenter-crd', {}, { targetRevision: crds }),
  chart('karpenter', {}, { targetRevision: controller }),
];
const definition = (...versions: readonly string[]) =>
  draft('CustomResourceDefinition', {
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: {} },
      })),
    },
  });

export const versions: readonly Fixture[] = [
  {
    rule: 'versions/skipped-crds',
    before: [chart('operator', {})],
    after: [chart('operator', {}, { helm: { releaseName: 'operator', skipCrds: true } })],
    says: /^danger .*leave the Application \(skipCrds\): they are deleted/,
    near: { after: [chart('operator', {}, { helm: { releaseName: 'operator', skipCrds: false } })] },
  },
  {
    rule: 'versions/chart',
    before: [operator('2.5.2')],
    after: [operator('2.4.0')],
    says: /^danger .*downgrade.*2\.5\.2 → 2\.4\.0/,
    near: { after: [operator('2.6.0')] },
  },
  {
    rule: 'versions/chart',
    before: [operator('2.5.2')],
    after: [operator('2.5.2', { repoURL: 'https://mallory.example.com' })],
    says: /^danger .*comes from another repository/,
    near: { after: [operator('2.5.3')] },
  },
  {
    rule: 'versions/new-chart',
    before: [],
    after: [operator('2.5.2')],
    says: /^info .*a new chart is installed: spark-operator 2\.5\.2/,
    near: { after: [application('cart')] },
  },
  {
    rule: 'versions/image',
    before: [image('example.com/web:1.2.3')],
    after: [image('example.com/web:latest')],
    says: /^danger .*the image is not pinned/,
    near: { after: [image('example.com/web:1.2.4')] },
  },
  {
    rule: 'versions/image',
    before: [image('example.com/web:1.2.3')],
    after: [image('other.example.com/web:1.2.3')],
    says: /^danger .*comes from another registry/,
    near: { before: [image('web:1.2.3')], after: [image('docker.io/web:1.2.3')] },
  },
  {
    rule: 'versions/image',
    before: [chart('airflow', { defaultAirflowTag: '3.1.0' })],
    after: [
      chart('airflow', {
        defaultAirflowRepository: 'x.example/a',
        defaultAirflowTag: '3',
        defaultAirflowDigest: 'sha256:1',
      }),
    ],
    says: /^danger .*comes from another registry: x\.example\/a@sha256:1, before apache\/airflow:3\.1\.0/,
    near: { after: [chart('airflow', { defaultAirflowTag: '3.1.0' })] },
  },
  {
    rule: 'versions/kubernetes',
    before: [kube('1.35.0')],
    after: [kube('1.34.0')],
    says: /^danger .*Kubernetes goes back/,
    near: { after: [kube('1.36.0')] },
  },
  {
    rule: 'versions/crd-chart',
    before: karpenter('1.2.3', '1.2.3'),
    after: karpenter('1.2.3', '1.3.0'),
    says: /^danger .*the CRDs are of version 1\.2\.3 and their controller karpenter of 1\.3\.0/,
    near: { after: karpenter('1.3.0', '1.3.0') },
  },
  {
    rule: 'versions/rights-first',
    before: [chart('karpenter', {})],
    after: [chart('karpenter', {}, { targetRevision: '1.3.0' })],
    says: /^warn .*may call what its role in AWS does not allow yet/,
    near: { after: [chart('karpenter', {}, { targetRevision: '1.2.4' })] },
  },
  {
    rule: 'versions/crd',
    before: [definition('v1', 'v1beta1')],
    after: [definition('v1')],
    says: /^danger .*no longer has the version v1beta1/,
    near: { before: [definition('v1')], after: [definition('v1', 'v2')] },
  },
];

const git = (fields: object) =>
  application('cart', {
    source: {
      repoURL: 'https://git.example.com/platform.git',
      path: 'dist/prod/cart',
      targetRevision: 'main',
      ...fields,
    },
  });
const sync = (automated: object | undefined, more: object = {}) =>
  application('cart', { syncPolicy: automated === undefined ? more : { automated, ...more } });
const bundle = (tracking_ref: string, name = 'dags') =>
  chart('airflow', {
    dagProcessor: { dagBundleConfigList: [{ name, classpath: 'Git', kwargs: { tracking_ref, subdir: 'dags' } }] },
  });
const inBucket = chart('airflow', {
  dagProcessor: {
    dagBundleConfigList: [{ name: 'dags', classpath: 'aws.S3DagBundle', kwargs: { bucket_name: 'dags' } }],
  },
});
const wave = (number: string) => ({ annotations: { 'argocd.argoproj.io/sync-wave': number } });
const hook = (name: string) => ({ annotations: { 'argocd.argoproj.io/hook': name } });
const early = (number: string) => [
  application('early', {}, wave(number)),
  { ...namespace('shop'), folder: 'early' },
  settings({ a: '1' }),
];

export const delivery: readonly Fixture[] = [
  {
    rule: 'delivery/source',
    before: [git({})],
    after: [git({ targetRevision: 'feature' })],
    says: /^danger .*the branch feature instead of main/,
    near: { after: [git({ repoURL: 'https://git.example.com/platform' })] },
  },
  {
    rule: 'delivery/project',
    before: [application('cart')],
    after: [application('cart', { project: 'default' })],
    says: /^danger .*belongs to the project default/,
    near: { after: [application('cart', { project: 'data' })] },
  },
  {
    rule: 'delivery/dag-source',
    before: [bundle('main')],
    after: [bundle('feature')],
    says: /^danger .*the DAGs of another place: branch feature/,
    near: {
      before: [chart('airflow', { dagProcessor: { replicas: 1 } })],
      after: [chart('airflow', { dagProcessor: { replicas: 2 } })],
    },
  },
  {
    rule: 'delivery/dag-source',
    before: [bundle('main')],
    after: [inBucket],
    says: /^danger .*the DAGs of another place: kind S3DagBundle, bucket dags \(bundle 'dags'\)/,
    near: { after: [bundle('main')] },
  },
  {
    rule: 'delivery/automation',
    before: [sync({ prune: true, selfHeal: true })],
    after: [sync({ prune: true, selfHeal: true, allowEmpty: true })],
    says: /^danger .*an empty folder deletes every object/,
    near: { after: [sync({ prune: true, selfHeal: true, allowEmpty: false })] },
  },
  {
    rule: 'delivery/automation',
    before: [sync({ prune: true, selfHeal: true })],
    after: [sync(undefined)],
    says: /^warn .*no longer synced by itself/,
    near: { before: [sync({ prune: true })], after: [sync({ prune: true, selfHeal: true })] },
  },
  {
    rule: 'delivery/guard',
    before: [namespace('team', guarded)],
    after: [namespace()],
    says: /^danger Namespace team: it loses Prune=confirm/,
    near: { before: [namespace()], after: [namespace('team', guarded)] },
  },
  {
    rule: 'delivery/application-guard',
    before: [sync({ prune: true }, { syncOptions: ['Prune=confirm'] })],
    after: [sync({ prune: true }, {})],
    says: /^danger .*the Application loses Prune=confirm/,
    near: { before: [sync({ prune: true }, {})], after: [sync({ prune: true }, { syncOptions: ['Prune=confirm'] })] },
  },
  {
    rule: 'delivery/finalizer',
    before: [application('cart')],
    after: [application('cart', {}, { finalizers: [] })],
    says: /^warn .*leaves its objects in the cluster/,
    near: { after: [application('cart', {}, { labels: { a: 'b' } })] },
  },
  {
    rule: 'delivery/ignored',
    before: [application('cart')],
    after: [
      application('cart', {
        ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
      }),
    ],
    says: /^warn .*no longer sees a change by hand/,
    near: {
      before: [
        application('cart', {
          ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
        }),
      ],
      after: [application('cart')],
    },
  },
  {
    rule: 'delivery/hook',
    before: [draft('Job', { metadata: hook('Sync') })],
    after: [draft('Job', { metadata: hook('PostSync') })],
    says: /^warn .*a hook runs at another point/,
    near: {
      before: [draft('Job', { metadata: hook('Sync') }), chart('airflow', { createUserJob: { useHelmHooks: false } })],
      after: [
        draft('Job', { metadata: hook('Sync'), spec: { parallelism: 2 } }),
        chart('airflow', { createUserJob: { enabled: false } }),
      ],
    },
  },
  {
    rule: 'delivery/wave',
    before: early('-2'),
    after: early('5'),
    says: /^danger .*in wave 5 and no longer in -2, and the order no longer holds/,
    near: { after: early('-5') },
  },
];
