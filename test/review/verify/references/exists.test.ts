import { exists } from '../../../../review/verify/references/exists.ts';
import { applicationOf, type Draft, type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { found } from '../found.ts';

const group = (name: string) => ({ apiVersion: `${name}/v1` });
const namespace = { 'shop/Namespace.yaml': objectOf('Namespace', 'shop') };
const shop: Files = {
  ...namespace,
  'root/AppProject.yaml': objectOf('AppProject', 'platform', {
    ...group('argoproj.io'),
    metadata: { namespace: 'argocd' },
  }),
  'root/Namespace.yaml': objectOf('Namespace', 'argocd'),
  'root/Application.yaml': applicationOf('shop'),
};
const pod = (spec: object, kind = 'Pod'): Files => ({ 'shop/a.yaml': objectOf(kind, 'a', { spec: spec as never }) });
const container = (rest: object) => ({ containers: [{ name: 'a', ...rest }] });
const installs = (helm: object, chart = 'airflow', edit: (draft: Draft) => void = () => {}): Files => ({
  'root/b.yaml': applicationOf('shop-chart', (draft) => {
    const source = { repoURL: 'https://charts.example.com', chart, targetRevision: '1.0.0' };
    draft.spec['source'] = { ...source, helm: { releaseName: chart, ...helm } };
    (draft.spec['destination'] as Record<string, unknown>)['namespace'] = 'shop';
    edit(draft);
  }),
});

describe('references/exists', () => {
  test('takes a tree in which every name has its object', () => {
    expect(found(exists, shop)).toEqual([]);
  });

  const missing = 'add it, or name one that exists';

  test.each<[string, Files, string, string]>([
    [
      'a ConfigMap of a variable',
      pod(container({ env: [{ valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] })),
      'spec.containers.0.env.0.valueFrom.configMapKeyRef.name',
      'ConfigMap shop/settings, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret of all variables',
      pod(container({ envFrom: [{ secretRef: { name: 'login' } }] })),
      'spec.containers.0.envFrom.0.secretRef.name',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret of a volume',
      pod({ volumes: [{ secret: { secretName: 'login' } }] }),
      'spec.volumes.0.secret.secretName',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret of a projected volume',
      pod({ volumes: [{ projected: { sources: [{ secret: { name: 'login' } }] } }] }),
      'spec.volumes.0.projected.sources.0.secret.name',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret of the registry',
      pod({ imagePullSecrets: [{ name: 'registry' }] }),
      'spec.imagePullSecrets.0',
      'Secret shop/registry, which nothing makes: pods that need it do not start',
    ],
    [
      'a claim',
      pod({ volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] }),
      'spec.volumes.0.persistentVolumeClaim.claimName',
      'PersistentVolumeClaim shop/data, which nothing makes: pods that need it are not scheduled',
    ],
    [
      'an account',
      pod({ serviceAccountName: 'web' }),
      'spec.serviceAccountName',
      'ServiceAccount shop/web, which nothing makes: pods that run as it are not made, and rights that it gets go to nobody',
    ],
    [
      'a priority',
      pod({ priorityClassName: 'high' }),
      'spec.priorityClassName',
      'PriorityClass high, which nothing makes: pods that need it are refused',
    ],
    [
      'a runtime',
      pod({ runtimeClassName: 'gvisor' }),
      'spec.runtimeClassName',
      'RuntimeClass gvisor, which nothing makes: pods that need it are refused',
    ],
    [
      'a class of volumes',
      pod({ storageClassName: 'fast' }, 'PersistentVolumeClaim'),
      'spec.storageClassName',
      'StorageClass fast, which nothing makes: its volumes are never made',
    ],
    [
      'the Service of a StatefulSet',
      { 'shop/a.yaml': objectOf('StatefulSet', 'a', { ...group('apps'), spec: { serviceName: 'web' } }) },
      'spec.serviceName',
      'Service shop/web, which nothing makes: nothing answers requests to it',
    ],
    [
      'a class and a Service of an Ingress',
      {
        'shop/a.yaml': objectOf('Ingress', 'a', {
          ...group('networking.k8s.io'),
          spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
        }),
      },
      'spec.defaultBackend.service.name',
      'Service shop/web, which nothing makes: nothing answers requests to it',
    ],
    [
      'a Role',
      {
        'shop/a.yaml': objectOf('RoleBinding', 'a', {
          ...group('rbac.authorization.k8s.io'),
          roleRef: { kind: 'Role', name: 'reader' },
        }),
      },
      'roleRef.name',
      'Role shop/reader, which nothing makes: the binding grants nothing',
    ],
    [
      'an account of another namespace',
      {
        'shop/a.yaml': objectOf('ClusterRoleBinding', 'a', {
          ...group('rbac.authorization.k8s.io'),
          roleRef: { kind: 'ClusterRole', name: 'view' },
          subjects: [
            { kind: 'Group', name: 'people' },
            { kind: 'ServiceAccount', name: 'web', namespace: 'other' },
          ],
        }),
      },
      'subjects[1].name',
      'ServiceAccount other/web, which nothing makes: pods that run as it are not made, and rights that it gets go to nobody',
    ],
    [
      'a store',
      {
        'shop/a.yaml': objectOf('ExternalSecret', 'a', {
          ...group('external-secrets.io'),
          spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' } },
        }),
      },
      'spec.secretStoreRef.name',
      'ClusterSecretStore aws, which nothing makes: the secret is never written',
    ],
    [
      'a store of one entry',
      {
        'shop/a.yaml': objectOf('ExternalSecret', 'a', {
          ...group('external-secrets.io'),
          spec: { data: [{}, { sourceRef: { storeRef: { name: 'vault' } } }] },
        }),
      },
      'spec.data.1.sourceRef.storeRef.name',
      'SecretStore shop/vault, which nothing makes: the secret is never written',
    ],
    [
      'a class of nodes',
      {
        'shop/a.yaml': objectOf('NodePool', 'a', {
          ...group('karpenter.sh'),
          spec: {
            template: { spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'spark' } } },
          },
        }),
      },
      'spec.template.spec.nodeClassRef.name',
      'EC2NodeClass spark, which nothing makes: Karpenter makes no node for the pool',
    ],
    [
      'a namespace that is watched',
      {
        'shop/a.yaml': objectOf('PodMonitor', 'a', {
          ...group('monitoring.coreos.com'),
          spec: { namespaceSelector: { matchNames: ['shop', 'stock'] } },
        }),
      },
      'spec.namespaceSelector.matchNames[1]',
      'Namespace stock, which nothing makes: the sync fails',
    ],
    [
      'what is scaled',
      {
        'shop/a.yaml': objectOf('HorizontalPodAutoscaler', 'a', {
          ...group('autoscaling'),
          spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
        }),
      },
      'spec.scaleTargetRef.name',
      'Deployment shop/web, which nothing makes: what needs it does not work',
    ],
    [
      'a volume',
      pod({ volumeName: 'disk' }, 'PersistentVolumeClaim'),
      'spec.volumeName',
      'PersistentVolume disk, which nothing makes: what needs it does not work',
    ],
    [
      'a policy',
      {
        'shop/a.yaml': objectOf('ValidatingAdmissionPolicyBinding', 'a', {
          ...group('admissionregistration.k8s.io'),
          spec: { policyName: 'rule' },
        }),
      },
      'spec.policyName',
      'ValidatingAdmissionPolicy rule, which nothing makes: what needs it does not work',
    ],
    [
      'settings of a class',
      {
        'shop/a.yaml': objectOf('IngressClass', 'a', {
          ...group('networking.k8s.io'),
          spec: { parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'alb' } },
        }),
      },
      'spec.parameters.name',
      'IngressClassParams alb, which nothing makes: what needs it does not work',
    ],
    [
      'the account that reads a store',
      {
        'shop/a.yaml': objectOf('ClusterSecretStore', 'a', {
          ...group('external-secrets.io'),
          spec: { provider: { aws: { auth: { jwt: { serviceAccountRef: { name: 'reader', namespace: 'other' } } } } } },
        }),
      },
      'spec.provider.aws.auth.jwt.serviceAccountRef.name',
      'ServiceAccount other/reader, which nothing makes: pods that run as it are not made, and rights that it gets go to nobody',
    ],
    [
      'a Secret of a Helm value',
      installs({ valuesObject: { data: { metadataSecretName: 'login' } } }),
      'spec.source.helm.valuesObject.data.metadataSecretName',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret of Helm values that are a text',
      installs({ values: 'data: { metadataSecretName: login }' }),
      'spec.source.helm.values.data.metadataSecretName',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret of a Helm parameter',
      installs({ parameters: [{ name: 'data.metadataSecretName', value: 'login' }] }),
      'spec.source.helm.valuesObject.data.metadataSecretName',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret that a text in a Helm value names',
      installs({ valuesObject: { extraEnvFrom: '- secretRef: { name: login }' } }),
      'spec.source.helm.valuesObject.extraEnvFrom',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'an account that a chart is told not to make',
      installs({ valuesObject: { serviceAccount: { create: false, name: 'web' } } }),
      'spec.source.helm.valuesObject.serviceAccount.name',
      'ServiceAccount shop/web, which nothing makes: pods that run as it are not made, and rights that it gets go to nobody',
    ],
    [
      'a project',
      installs({}, 'karpenter', ({ spec }) => {
        spec['project'] = 'other';
      }),
      'spec.project',
      'AppProject argocd/other, which nothing makes: Argo CD refuses the Application',
    ],
    [
      'the namespace of a chart',
      installs({}, 'karpenter', ({ spec }) => {
        spec['destination'] = { namespace: 'other' };
      }),
      'spec.destination.namespace',
      'Namespace other, which nothing makes: the sync fails',
    ],
    [
      'the Secret of a login',
      {
        'shop/a.yaml': objectOf('Ingress', 'a', {
          ...group('networking.k8s.io'),
          metadata: {
            annotations: { 'alb.ingress.kubernetes.io/auth-idp-oidc': '{"issuer":"a","secretName" : "login"}' },
          },
        }),
      },
      'metadata.annotations.alb.ingress.kubernetes.io/auth-idp-oidc',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a key of a Secret',
      pod(container({ env: [{ valueFrom: { secretKeyRef: { name: 'login', key: 'a' } } }] })),
      'spec.containers.0.env.0.valueFrom.secretKeyRef.name',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'a ConfigMap of a volume',
      pod({ volumes: [{ configMap: { name: 'settings' } }] }),
      'spec.volumes.0.configMap.name',
      'ConfigMap shop/settings, which nothing makes: pods that need it do not start',
    ],
    [
      'a ConfigMap of all variables',
      pod(container({ envFrom: [{ configMapRef: { name: 'settings' } }] })),
      'spec.containers.0.envFrom.0.configMapRef.name',
      'ConfigMap shop/settings, which nothing makes: pods that need it do not start',
    ],
    [
      'a ClusterRole',
      {
        'shop/a.yaml': objectOf('RoleBinding', 'a', {
          ...group('rbac.authorization.k8s.io'),
          roleRef: { kind: 'ClusterRole', name: 'own' },
        }),
      },
      'roleRef.name',
      'ClusterRole own, which nothing makes: the binding grants nothing',
    ],
    [
      'a store of many entries',
      {
        'shop/a.yaml': objectOf('ExternalSecret', 'a', {
          ...group('external-secrets.io'),
          spec: { dataFrom: [{ sourceRef: { storeRef: { name: 'vault' } } }] },
        }),
      },
      'spec.dataFrom.0.sourceRef.storeRef.name',
      'SecretStore shop/vault, which nothing makes: the secret is never written',
    ],
    [
      'a namespace of Spark jobs',
      installs({ valuesObject: { spark: { jobNamespaces: ['shop', '', 'jobs'] } } }, 'spark-operator'),
      'spec.source.helm.valuesObject.spark.jobNamespaces.2',
      'Namespace jobs, which nothing makes: the sync fails',
    ],
    [
      'a Secret that a pod of Argo CD is told not to make',
      {
        ...installs({ valuesObject: { redisSecretInit: { enabled: false } } }, 'argo-cd'),
        ...pod(container({ env: [{ valueFrom: { secretKeyRef: { name: 'argocd-redis', key: 'auth' } } }] })),
      },
      'spec.containers.0.env.0.valueFrom.secretKeyRef.name',
      'Secret shop/argocd-redis, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret that a pod of Argo CD is told not to make by a parameter',
      {
        ...installs({ parameters: [{ name: 'redisSecretInit.enabled', value: 'false' }] }, 'argo-cd'),
        ...pod(container({ env: [{ valueFrom: { secretKeyRef: { name: 'argocd-redis', key: 'auth' } } }] })),
      },
      'spec.containers.0.env.0.valueFrom.secretKeyRef.name',
      'Secret shop/argocd-redis, which nothing makes: pods that need it do not start',
    ],
    [
      'another Secret than that of a broker, whatever the executor is',
      installs({ valuesObject: { executor: 'KubernetesExecutor', data: { resultSecretName: 'none' } } }),
      'spec.source.helm.valuesObject.data.resultSecretName',
      'Secret shop/none, which nothing makes: pods that need it do not start',
    ],
    [
      'the broker of the executor that the chart has by itself',
      installs({ valuesObject: { data: { brokerUrlSecretName: 'none' } } }),
      'spec.source.helm.valuesObject.data.brokerUrlSecretName',
      'Secret shop/none, which nothing makes: pods that need it do not start',
    ],
    [
      'a Secret that a pod template of a Helm value names',
      installs({ valuesObject: { podTemplate: 'spec: { imagePullSecrets: [{ name: login }] }' } }),
      'spec.source.helm.valuesObject.podTemplate',
      'Secret shop/login, which nothing makes: pods that need it do not start',
    ],
    [
      'the namespace of an object',
      { 'shop/a.yaml': objectOf('ConfigMap', 'a', { metadata: { namespace: 'other' } }) },
      'metadata.namespace',
      'Namespace other, which nothing makes: the sync fails',
    ],
  ])('finds that nothing makes %s', (_, files, field, message) => {
    const lines = found(exists, { ...shop, ...files });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(` | ${field} | it names ${message} | ${missing}`);
  });

  test('says which name was probably meant', () => {
    const accounts = { 'shop/web.yaml': objectOf('ServiceAccount', 'web'), ...pod({ serviceAccountName: 'wep' }) };
    expect(found(exists, { ...shop, ...accounts })[0]).toContain(" | write 'web', or add it");
    const elsewhere = {
      ...accounts,
      'shop/web.yaml': objectOf('ServiceAccount', 'web', { metadata: { namespace: 'argocd' } }),
    };
    expect(found(exists, { ...shop, ...elsewhere })[0]).toContain(` | ${missing}`);
  });

  test.each<[string, Files]>([
    ['what is marked as optional', pod(container({ envFrom: [{ secretRef: { name: 'login', optional: true } }] }))],
    [
      'a volume of a Secret that is marked as optional',
      pod({ volumes: [{ secret: { secretName: 'login', optional: true } }] }),
    ],
    [
      'the Secret that a pod of Argo CD makes',
      {
        ...installs({}, 'argo-cd'),
        ...pod(container({ env: [{ valueFrom: { secretKeyRef: { name: 'argocd-redis', key: 'auth' } } }] })),
      },
    ],
    [
      'what every cluster has, by whatever kind',
      {
        ...pod(container({ envFrom: [{ configMapRef: { name: 'kube-root-ca.crt' } }] })),
        ...Object.fromEntries(
          ['admin', 'cluster-admin', 'edit', 'view', 'system:auth-delegator'].map((name) => [
            `shop/${name}.yaml`,
            objectOf('RoleBinding', name, {
              ...group('rbac.authorization.k8s.io'),
              roleRef: { kind: 'ClusterRole', name },
            }),
          ]),
        ),
        'shop/monitor.yaml': objectOf('ServiceMonitor', 'a', {
          ...group('monitoring.coreos.com'),
          spec: { namespaceSelector: { matchNames: ['default', 'kube-node-lease', 'kube-public', 'kube-system'] } },
        }),
      },
    ],
    [
      'names that are empty',
      pod({ priorityClassName: '', serviceAccountName: '', imagePullSecrets: [{ name: '' }], storageClassName: 1 }),
    ],
    ['a project that nobody names', installs({}, 'karpenter', ({ spec }) => delete spec['project'])],
    [
      'what charts make for others',
      {
        ...pod({ serviceAccountName: 'spark-operator-controller' }),
        'shop/b.yaml': objectOf('Pod', 'b', { spec: { serviceAccountName: 'spark-operator-webhook' } }),
        'root/spark.yaml': applicationOf('spark-operator', ({ spec }) => {
          spec['source'] = { repoURL: 'https://a', chart: 'spark-operator', targetRevision: '1' };
          spec['destination'] = { namespace: 'shop' };
        }),
        'root/alb.yaml': applicationOf('aws-load-balancer-controller', ({ spec }) => {
          spec['source'] = { repoURL: 'https://a', chart: 'aws-load-balancer-controller', targetRevision: '1' };
          spec['destination'] = { namespace: 'shop' };
        }),
        'shop/c.yaml': objectOf('Pod', 'c', { spec: { serviceAccountName: 'aws-load-balancer-controller' } }),
        ...Object.fromEntries(
          ['argocd-server', 'airflow-api-server'].map((name) => [
            `shop/${name}.yaml`,
            objectOf('Ingress', name, {
              ...group('networking.k8s.io'),
              spec: { rules: [{ http: { paths: [{ backend: { service: { name, port: { number: 80 } } } }] } }] },
            }),
          ]),
        ),
        'root/argocd.yaml': applicationOf('argo-cd', ({ spec }) => {
          spec['source'] = { repoURL: 'https://a', chart: 'argo-cd', targetRevision: '1' };
          spec['destination'] = { namespace: 'shop' };
        }),
        ...installs({}),
      },
    ],
    ['what every cluster has', pod({ priorityClassName: 'system-node-critical', serviceAccountName: 'default' })],
    [
      'a Secret that an ExternalSecret writes',
      {
        ...pod({ imagePullSecrets: ['login'] }),
        'shop/store.yaml': objectOf('SecretStore', 'own', group('external-secrets.io')),
        'shop/b.yaml': objectOf('ExternalSecret', 'other', {
          ...group('external-secrets.io'),
          spec: { secretStoreRef: { name: 'own' }, target: { name: 'login' } },
        }),
      },
    ],
    [
      'a Secret that has the name of its ExternalSecret',
      {
        ...pod({ imagePullSecrets: ['login'] }),
        'shop/b.yaml': objectOf('ExternalSecret', 'login', group('external-secrets.io')),
      },
    ],
    [
      'a Secret that a Certificate writes',
      {
        ...pod({ imagePullSecrets: ['tls'] }),
        'shop/b.yaml': objectOf('Certificate', 'a', { ...group('cert-manager.io'), spec: { secretName: 'tls' } }),
      },
    ],
    [
      'a Secret that is committed encrypted',
      {
        ...pod({ imagePullSecrets: ['login'] }),
        'shop/b.yaml': objectOf('SealedSecret', 'login', group('bitnami.com')),
      },
    ],
    [
      'what a chart makes',
      {
        ...pod({ ingressClassName: 'alb', configMap: { name: 'shop-config' } }),
        ...installs({ releaseName: 'shop' }),
        'root/c.yaml': applicationOf('alb', ({ spec }) => {
          spec['source'] = { repoURL: 'https://a', chart: 'aws-load-balancer-controller', targetRevision: '1' };
          spec['destination'] = { namespace: 'kube-system' };
        }),
      },
    ],
    [
      'a namespace that its Application makes',
      {
        'root/c.yaml': applicationOf('karpenter', ({ spec }) => {
          spec['source'] = { repoURL: 'https://a', chart: 'karpenter', targetRevision: '1' };
          spec['destination'] = { namespace: 'nodes' };
          spec.syncPolicy = { syncOptions: ['CreateNamespace=true'] };
        }),
      },
    ],
    [
      'an account that a chart makes itself',
      installs({ valuesObject: { serviceAccount: { create: true, name: 'web' } } }),
    ],
    [
      'a broker that this executor does not have',
      installs({ valuesObject: { executor: 'KubernetesExecutor', data: { brokerUrlSecretName: 'none' } } }),
    ],
    [
      'the project that Argo CD makes itself',
      installs({}, 'karpenter', ({ spec }) => {
        spec['project'] = 'default';
      }),
    ],
    [
      'texts that only look like names',
      {
        'shop/a.yaml': objectOf('ConfigMap', 'a', { data: { secretName: 'none' } }),
        'shop/b.yaml': objectOf('Service', 'b', { spec: { service: { name: 'none' }, secret: { name: 'none' } } }),
      },
    ],
    [
      'a Helm value that a parameter takes away',
      installs({
        valuesObject: { data: { metadataSecretName: 'none' } },
        parameters: [{ name: 'data.metadataSecretName', value: 'null' }],
      }),
    ],
    [
      'a setting that a parameter turns off',
      installs({
        valuesObject: { executor: 'CeleryExecutor', data: { brokerUrlSecretName: 'none' } },
        parameters: [{ name: 'executor', value: 'KubernetesExecutor' }],
      }),
    ],
    ['a text of a Helm value that is no YAML', installs({ valuesObject: { podTemplate: 'a: [' } })],
  ])('takes %s', (_, files) => {
    expect(found(exists, { ...shop, ...files })).toEqual([]);
  });

  test('knows a class that a chart is told not to make, and one of another name', () => {
    const controller = (valuesObject: object) => ({
      ...pod({ ingressClassName: 'alb' }),
      'root/c.yaml': applicationOf('alb', ({ spec }) => {
        const source = { repoURL: 'https://a', chart: 'aws-load-balancer-controller', targetRevision: '1' };
        spec['source'] = { ...source, helm: { valuesObject } };
        spec['destination'] = { namespace: 'kube-system' };
      }),
    });
    expect(found(exists, { ...shop, ...controller({ createIngressClassResource: false }) })).toHaveLength(1);
    expect(found(exists, { ...shop, ...controller({ ingressClass: 'shop' }) })).toHaveLength(1);
  });

  test('looks for the broker of an executor that has one', () => {
    const values = { executor: 'CeleryExecutor', data: { brokerUrlSecretName: 'none' } };
    expect(found(exists, { ...shop, ...installs({ valuesObject: values }) })).toHaveLength(1);
  });

  test('counts as not checked what a chart that nobody has read may make, and only in its namespace', () => {
    const files = {
      ...shop,
      ...installs({}, 'unheard'),
      ...pod({ serviceAccountName: 'web', priorityClassName: 'high' }),
    };
    const other = {
      'shop/b.yaml': objectOf('Pod', 'b', { metadata: { namespace: 'argocd' }, spec: { serviceAccountName: 'web' } }),
    };
    expect(found(exists, { ...files, ...other }).map((line) => line.split(' | ')[0])).toEqual(['Pod argocd/b']);
    expect(exists.blindSpots?.(treeOf(files))).toEqual([
      'whether these exist, as a chart or repository that is not in the tree may make them: PriorityClass high, ServiceAccount shop/web',
    ]);
    expect(exists.blindSpots?.(treeOf(shop))).toEqual([]);
  });

  test('knows what a chart makes for certain once it is rendered', () => {
    const tree = treeOf({ ...shop, ...installs({}, 'unheard'), ...pod({ serviceAccountName: 'web' }) });
    const rendered = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' } };
    const document = { file: 'dev/root/b.yaml', application: 'shop-chart', chart: 'unheard 1.0.0', manifest: rendered };
    expect(found(exists, tree.with([document]))).toHaveLength(1);
  });

  test('counts as not checked what a folder of another repository may make', () => {
    const files = {
      ...shop,
      'root/c.yaml': applicationOf('stock', ({ spec }) => {
        spec['destination'] = { namespace: 'shop' };
      }),
      ...pod({ serviceAccountName: 'web' }),
    };
    expect(found(exists, files)).toEqual([]);
  });
});
