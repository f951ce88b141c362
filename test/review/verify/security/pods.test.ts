import type { Problem } from '../../../../review/verify/check.ts';
import { images, mirrors } from '../../../../review/verify/security/images.ts';
import { levelStated, podSecurity } from '../../../../review/verify/security/pods.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf, platformOf, webOf } from '../scheduling/cluster.ts';

const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);
const fields = (problems: readonly Problem[]) => problems.map(({ field }) => field);

const namespaceOf = (name: string, level?: string) => ({
  [`${name}/namespace.yaml`]: objectOf('Namespace', name, {
    metadata: { labels: level === undefined ? {} : { 'pod-security.kubernetes.io/enforce': level } },
  }),
});

const strict = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

describe('security/pod-security-level', () => {
  test.each([['privileged'], ['baseline'], ['restricted']])('takes a namespace that enforces %s', (level) => {
    expect(levelStated.find(treeOf(namespaceOf('shop', level)))).toEqual([]);
  });

  test.each([
    [undefined, 'the namespace shop enforces no Pod Security level, so its pods may do anything'],
    ['strict', "the namespace shop enforces 'strict', which is none, so its pods may do anything"],
  ])('finds one that enforces %s', (level, message) => {
    expect(messages(levelStated.find(treeOf(namespaceOf('shop', level))))).toEqual([message]);
  });
});

describe('security/pod-security', () => {
  const find = (level: string, web: string, files: Files = {}) =>
    podSecurity.find(treeOf({ ...namespaceOf('shop', level), 'shop/web.yaml': web, ...files }));

  test('finds a pod that its namespace refuses, with the field', () => {
    expect(find('baseline', webOf({ hostNetwork: true }))).toMatchObject([
      {
        item: { id: { kind: 'Deployment', name: 'web' } },
        field: 'spec.template.spec.hostNetwork',
        message:
          'Deployment web is refused in the namespace shop, which enforces baseline (Host Namespaces): the pod has hostNetwork',
      },
    ]);
  });

  test.each<[string, string, string]>([
    ['keeps the level', 'restricted', webOf({}, { securityContext: strict })],
    ['is in a namespace that allows it', 'baseline', webOf()],
    ['is in a namespace that allows everything', 'privileged', webOf({ hostNetwork: true })],
  ])('takes a pod that %s', (_, level, web) => {
    expect(find(level, web)).toEqual([]);
  });

  test('reads the annotations of the template', () => {
    const web = JSON.parse(webOf());
    web.spec.template.metadata.annotations = { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' };
    expect(messages(find('baseline', JSON.stringify(web)))).toEqual([expect.stringContaining('(AppArmor)')]);
  });

  test('reads a pod in a text of Helm values, in the namespace of the Application', () => {
    const podTemplate = 'apiVersion: v1\nkind: Pod\nmetadata: { name: task }\nspec: { hostPID: true }\n';
    const tree = treeOf({
      ...namespaceOf('jobs', 'baseline'),
      'root/jobs.yaml': chartOf('jobs', 'unknown', { podTemplate }),
    });
    expect(podSecurity.find(tree)).toMatchObject([
      { field: 'spec.source.helm.valuesObject.podTemplate.spec.hostPID', item: { id: { kind: 'Application' } } },
    ]);
  });

  describe('of the chart of Airflow', () => {
    const only = {
      ...Object.fromEntries(
        ['apiServer', 'dagProcessor', 'triggerer', 'statsd', 'migrateDatabaseJob', 'createUserJob'].map((part) => [
          part,
          { enabled: false },
        ]),
      ),
      postgresql: { enabled: false },
      redis: { enabled: false },
    };
    const pod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const container = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    const airflow = (values: object) =>
      treeOf({
        ...namespaceOf('airflow', 'restricted'),
        'root/airflow.yaml': chartOf('airflow', 'airflow', { ...only, ...values }),
      });

    test('takes the contexts of all pods, and those of one component before them', () => {
      const securityContexts = { pod, containers: container };
      expect(messages(podSecurity.find(airflow({ securityContexts })))).toEqual([]);
      const scheduler = { securityContexts: { pod: { ...pod, runAsUser: 0 } } };
      expect(podSecurity.find(airflow({ securityContexts, scheduler }))).toMatchObject([
        { field: 'spec.source.helm.valuesObject.scheduler.securityContexts.pod.runAsUser' },
      ]);
    });

    test("takes the chart's own context of containers, which has no profile", () => {
      expect(new Set(fields(podSecurity.find(airflow({ securityContexts: { pod } }))))).toEqual(new Set());
      expect(podSecurity.find(airflow({}))).not.toEqual([]);
    });
  });

  test('says that it cannot see what the templates of a chart decide', () => {
    const tree = (level: string) =>
      treeOf({
        ...namespaceOf('operator', level),
        'root/operator.yaml': chartOf('operator', 'spark-operator', {}),
        ...namespaceOf('jobs', 'restricted'),
        'root/platform.yaml': platformOf(),
      });
    expect(podSecurity.find(tree('restricted'))).toEqual([]);
    expect(podSecurity.blindSpots?.(tree('restricted'))).toEqual([
      'Pod Security of the pods of spark-operator: their templates decide',
    ]);
    expect(podSecurity.blindSpots?.(tree('privileged'))).toEqual([]);
  });
});

describe('security/images', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const find = (files: Files) => images.find(treeOf(files));
  const imageOf = (image: string) => ({ 'shop/web.yaml': webOf({}, { image }) });
  const valuesOf = (values: object) => ({ 'root/shop.yaml': chartOf('shop', 'shop', values as never) });

  test.each([['web:1.2.3'], ['registry.example.com:5000/web:v2'], [`web@${digest}`], [`web:latest@${digest}`]])(
    'takes %s',
    (image) => {
      expect(find(imageOf(image))).toEqual([]);
    },
  );

  test.each([
    ['web'],
    ['web:latest'],
    ['web:stable'],
    ['registry.example.com:5000/web'],
    ['web:latest-2'],
    ['web@sha256:12'],
  ])('finds %s', (image) => {
    expect(find(imageOf(image))).toMatchObject([
      { field: 'spec.template.spec.containers.0.image', message: expect.stringContaining(`the image '${image}'`) },
    ]);
  });

  test.each<[string, object, string[]]>([
    ['a tag', { image: { repository: 'web', tag: 'latest' } }, ['image.tag']],
    ['a tag of a nested image', { a: [{ image: { tag: 'main' } }] }, ['a.0.image.tag']],
    ['the tag of Airflow', { defaultAirflowTag: 'latest' }, ['defaultAirflowTag']],
    ['an image in one text', { image: 'web' }, ['image']],
    ['an image beside its tag', { image: 'web', tag: 'latest' }, ['tag']],
  ])('finds in Helm values %s', (_, values, paths) => {
    const prefix = 'spec.source.helm.valuesObject.';
    expect(fields(find(valuesOf(values)))).toEqual(paths.map((path) => `${prefix}${path}`));
  });

  test.each<[string, object]>([
    ['a version', { image: { repository: 'web', tag: 'v1.2.3' } }],
    ['a digest beside the tag', { image: { tag: 'latest', digest } }],
    ['an image beside its version', { image: 'web', tag: '1.2' }],
    ['no tag, which is the default of the chart', { image: { repository: 'web', tag: '' } }],
  ])('takes in Helm values %s', (_, values) => {
    expect(find(valuesOf(values))).toEqual([]);
  });

  test('reads custom resources, pods in texts, and what DAGs are told', () => {
    const podTemplate =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: task }\nspec: { containers: [{ image: task }] }\n';
    const job = objectOf('SparkApplication', 'pi', {
      apiVersion: 'sparkoperator.k8s.io/v1beta2',
      spec: { image: 'spark' },
    });
    const crd = objectOf('CustomResourceDefinition', 'jobs', { spec: { image: 'no image' } });
    const platform = platformOf({}, { spark: { image: 'spark:latest' } });
    const found = find({
      ...valuesOf({ podTemplate }),
      'a/job.yaml': job,
      'a/crd.yaml': crd,
      'a/platform.yaml': platform,
    });
    expect(fields(found)).toEqual([
      'spec.image',
      'spec.source.helm.valuesObject.podTemplate.spec.containers[0].image',
      'data.platform.json',
    ]);
  });
});

describe('security/mirrors', () => {
  const platform = {
    'airflow-access/platform.yaml': JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'airflow-platform', namespace: 'airflow' },
      data: {
        'platform.json': JSON.stringify({
          registries: { 'docker.io': 'mirror.example.com/hub', 'quay.io': 'm.example/q' },
        }),
      },
    }),
  };
  const find = (container: Readonly<Record<string, unknown>>) =>
    mirrors.find(treeOf({ ...platform, 'shop/web.yaml': webOf({}, container) }));

  test.each([
    ['web:1.2', 'mirror.example.com/hub/library/web:1.2'],
    ['acme/web:1.2', 'mirror.example.com/hub/acme/web:1.2'],
    ['index.docker.io/acme/web:1.2', 'mirror.example.com/hub/acme/web:1.2'],
    ['quay.io/acme/web:1.2', 'm.example/q/acme/web:1.2'],
  ])('finds %s', (image, mirror) => {
    expect(find({ image })).toMatchObject([{ remedy: `pull '${mirror}'` }]);
  });

  test('finds the image that a program is told of for the pods that it makes', () => {
    const args = ['--port=8080', '--from=https://quay.io/x:1', '--reloader=quay.io/prometheus/reloader:v1'];
    expect(find({ image: 'mirror.example.com/hub/web:1', args })).toMatchObject([
      { field: 'spec.template.spec.containers.0.args.2', remedy: "pull 'm.example/q/prometheus/reloader:v1'" },
    ]);
  });

  test.each([['mirror.example.com/hub/web:1.2'], ['registry.k8s.io/web:1.2']])('takes %s', (image) => {
    expect(find({ image })).toEqual([]);
  });

  test('finds nothing where no registry has a mirror', () => {
    expect(mirrors.find(treeOf({ 'shop/web.yaml': webOf({}, { image: 'web:1.2' }) }))).toEqual([]);
  });
});
