import type { JsonObject } from '../../../imports/json.ts';
import { withDevice } from '../../../review/kinds/pods/devices.ts';
import { objectPods } from '../../../review/kinds/pods/objects.ts';
import { amounts, describeAmount, limitsOf, plus, requestsOf, times } from '../../../review/kinds/pods/size.ts';
import { sparkPods } from '../../../review/kinds/pods/spark.ts';
import { taskPods } from '../../../review/kinds/pods/tasks.ts';
import { textPods, unreadablePodTexts } from '../../../review/kinds/pods/text.ts';
import { containersOf } from '../../../review/kinds/pods/workload.ts';
import type { Manifest } from '../../../review/tree/manifest.ts';
import { applicationOf, objectOf, treeOf } from '../tree/objects.ts';

const resources = (requests: JsonObject, limits: JsonObject = {}) => ({ resources: { requests, limits } });

describe('the size of a pod', () => {
  const spec = {
    overhead: { cpu: '100m', none: 'x' },
    initContainers: [
      resources({ cpu: '1' }),
      { restartPolicy: 'Always', ...resources({ cpu: '500m', memory: '1Gi' }) },
      resources({ cpu: '2' }, { memory: '1Gi' }),
      'x',
    ],
    containers: [resources({ cpu: '250m' }, { cpu: '1', memory: '2Gi' }), resources({}, { memory: '1Gi' })],
    ephemeralContainers: [resources({ cpu: '64' })],
  };
  const gib = 1024 ** 3;

  test('is what runs together, or what an init container needs beside the sidecars before it', () => {
    expect(requestsOf(spec)).toEqual({ cpu: 2.6, memory: 4 * gib });
    expect(limitsOf(spec)).toEqual({ cpu: 1.1, memory: 3 * gib });
  });

  test('adds up, and a factor counts for each part', () => {
    expect(plus({ cpu: 1 }, { cpu: 2, pods: 3 })).toEqual({ cpu: 3, pods: 3 });
    expect(times({ cpu: 1, pods: 3 }, 2)).toEqual({ cpu: 2, pods: 6 });
    expect([amounts({ cpu: '1', a: 'x' }), amounts('x')]).toEqual([{ cpu: 1 }, {}]);
  });

  test.each([
    ['cpu', 2.50001, '2.5 vCPU'],
    ['requests.cpu', 1, '1 vCPU'],
    ['memory', 12 * gib, '12 GiB'],
    ['limits.memory', 0.004 * gib, '4.1 MiB'],
    ['requests.storage', 10.001 * gib, '10 GiB'],
    ['memory', 1.5 * gib, '1.5 GiB'],
    ['pods', 3, '3 pods'],
    ['cpus', 3, '3 cpus'],
  ])('%s of %d is written as %s', (resource, value, text) => {
    expect(describeAmount(resource, value)).toBe(text);
  });

  test('names its containers by what they are', () => {
    expect(containersOf(spec).map(({ field, name, role }) => [field, name, role])).toEqual([
      ['initContainers[0]', '0', 'init'],
      ['initContainers[1]', '1', 'sidecar'],
      ['initContainers[2]', '2', 'init'],
      ['containers[0]', '0', 'main'],
      ['containers[1]', '1', 'main'],
      ['ephemeralContainers[0]', '0', 'debug'],
    ]);
  });

  test('gets a GPU in its first container, and the toleration of its nodes', () => {
    const plain = { containers: [{ name: 'a', ...resources({ cpu: 1 }, { cpu: 2 }) }, { name: 'b' }] };
    expect(withDevice(plain, '')).toBe(plain);
    expect(withDevice({ ...plain, tolerations: [{ key: 'x' }] }, 'nvidia.com/gpu')).toEqual({
      tolerations: [{ key: 'x' }, { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      containers: [{ name: 'a', ...resources({ cpu: 1 }, { cpu: 2, 'nvidia.com/gpu': 1 }) }, { name: 'b' }],
    });
  });
});

describe('the pods of a tree', () => {
  const container = {
    name: 'a',
    ports: [{ name: 'http', containerPort: 80 }, { containerPort: 81 }, { name: 'x', containerPort: '82' }],
  };
  const template = { metadata: { labels: { app: 1 }, annotations: { a: 'b' } }, spec: { containers: [container] } };
  const of = (kind: string, apiVersion: string, spec: object) =>
    objectOf(kind, kind.toLowerCase(), { apiVersion, metadata: { namespace: 'shop' }, spec });

  test('are those of each kind that makes pods, with how many stand', () => {
    const found = objectPods(
      treeOf({
        'a/1.yaml': of('Pod', 'v1', template.spec),
        'a/2.yaml': of('Deployment', 'apps/v1', { replicas: 3, template }),
        'a/3.yaml': of('StatefulSet', 'apps/v1', { template }),
        'a/4.yaml': of('ReplicaSet', 'apps/v1', { replicas: 2, template }),
        'a/5.yaml': of('DaemonSet', 'apps/v1', { template }),
        'a/6.yaml': of('Job', 'batch/v1', { template }),
        'a/7.yaml': of('CronJob', 'batch/v1', { jobTemplate: { spec: { template } } }),
        'a/8.yaml': of('Deployment', 'example.com/v1', { template }),
        'a/9.yaml': of('ReplicationController', 'v1', { template }),
        'b/1.yaml': objectOf('PodTemplate', 'podtemplate', { template }),
      }),
    );
    const all = found.map(({ name, standing, daemon, field, ports, labels }) => [
      name,
      standing,
      daemon,
      field('containers'),
      ports['http'],
      labels['app'],
    ]);
    expect(all).toEqual([
      ['Pod pod', 1, false, 'spec.containers', 80, undefined],
      ['Deployment deployment', 3, false, 'spec.template.spec.containers', 80, '1'],
      ['StatefulSet statefulset', 1, false, 'spec.template.spec.containers', 80, '1'],
      ['ReplicaSet replicaset', 2, false, 'spec.template.spec.containers', 80, '1'],
      ['DaemonSet daemonset', 0, true, 'spec.template.spec.containers', 80, '1'],
      ['Job job', 0, false, 'spec.template.spec.containers', 80, '1'],
      ['CronJob cronjob', 0, false, 'spec.jobTemplate.spec.template.spec.containers', 80, '1'],
      ['ReplicationController replicationcontroller', 1, false, 'spec.template.spec.containers', 80, '1'],
      ['PodTemplate podtemplate', 0, false, 'template.spec.containers', 80, '1'],
    ]);
    expect(found[0]).toMatchObject({
      namespace: 'shop',
      source: 'object',
      showsSecurity: true,
      beforeKarpenter: false,
    });
    expect(found[1]).toMatchObject({ annotations: { a: 'b' }, ports: { http: 80 } });
    expect(found.at(-1)?.namespace).toBe('');
    expect(found[1]?.field('')).toBe('spec.template.spec');
  });

  const text = (more = '', name = 'task') =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, labels: { tier: airflow, component: worker }${more} }\nspec: { nodeSelector: { group: Core }, containers: [{ name: a }] }`;
  const files = (podText: string) => ({
    'root/a.yaml': applicationOf('airflow', ({ spec }) => {
      const helm = { valuesObject: { podTemplate: podText, other: 'kind: Podium' } };
      spec['source'] = { chart: 'airflow', repoURL: 'https://a', targetRevision: '1', helm };
    }),
    'shop/a.yaml': objectOf('ConfigMap', 'a', { metadata: { namespace: 'jobs' }, data: { 'pod.yaml': text() } }),
  });

  test('are those of a text too, in the namespace of who holds it, unless it names one', () => {
    const found = (podText: string) =>
      textPods(treeOf(files(podText))).map(({ name, namespace, field }) => [name, namespace, field(''), field('a')]);
    const path = 'spec.source.helm.valuesObject.podTemplate';
    const inMap = ['pod in yaml of ConfigMap a', 'jobs', 'data.pod.yaml.spec', 'data.pod.yaml.spec.a'];
    expect(found(text())).toEqual([
      ['pod in podTemplate of Application airflow', 'airflow', `${path}.spec`, `${path}.spec.a`],
      inMap,
    ]);
    expect(found(text(', namespace: own'))[0]?.[1]).toBe('own');
    const broken = text().replace('spec: {', 'spec: {{');
    expect(found(broken)).toEqual([inMap]);
    expect(unreadablePodTexts(treeOf(files(broken))).map(({ field }) => field)).toEqual([path]);
    expect(unreadablePodTexts(treeOf(files(text())))).toEqual([]);
    const manifest = JSON.parse(objectOf('ConfigMap', 'x', { data: { a: text() } })) as Manifest;
    const rendered = treeOf({}).with([{ file: 'dev/a', manifest, chart: 'a 1', application: 'a' }]);
    expect([textPods(rendered), unreadablePodTexts(rendered)]).toEqual([[], []]);
  });

  const body = {
    nodeGroupLabel: 'group',
    driverNodeGroupType: 'Driver',
    driverPriorityClass: 'driver',
    taints: { key: 'dedicated', driver: 'spark-driver', executor: 'spark-executor' },
    tasks: {
      pools: [
        { name: 'core', nodeGroupType: 'Core' },
        { name: 'gpu', nodeGroupType: 'Gpu', accelerator: 'nvidia.com/gpu' },
      ],
    },
    pools: [
      { name: 'plain', nodeGroupType: 'Plain' },
      { name: 'big', nodeGroupType: 'Big' },
      { name: 'gpu', nodeGroupType: 'Gpu', accelerator: 'nvidia.com/gpu' },
    ],
    spark: {
      coreRequestShare: 0.95,
      serviceAccounts: { driver: 'spark-driver', executor: 'spark-executor' },
      ports: { driverRpc: 7001, blockManager: 7002 },
      sizes: {
        large: {
          driver: { cores: 4, heapGib: 12, overheadGib: 4 },
          executor: { cores: 4, heapGib: 20, overheadGib: 4 },
        },
        small: { driver: { cores: 1, heapGib: 1, overheadGib: 1 }, executor: { cores: 2, heapGib: 3, overheadGib: 1 } },
      },
    },
    teams: [{ name: 'a', namespace: 'spark-a', pools: ['plain', 'gpu'], largestPod: { cpu: 3, memoryGib: 48 } }],
  };
  const platformTree = (more: object = {}) =>
    treeOf({
      ...files(text()),
      'airflow/platform.yaml': objectOf('ConfigMap', 'p', {
        data: { 'platform.json': JSON.stringify({ ...body, ...more }) },
      }),
    });

  test('are a task on each other pool that it may choose', () => {
    const tree = platformTree();
    const found = taskPods(tree, textPods(tree));
    expect(found).toMatchObject([
      {
        name: 'task on gpu',
        item: { id: { name: 'p' } },
        showsSecurity: false,
        spec: {
          nodeSelector: { group: 'Gpu' },
          tolerations: [{ key: 'nvidia.com/gpu' }],
          containers: [{ name: 'a', resources: { limits: { 'nvidia.com/gpu': 1 } } }],
        },
      },
    ]);
    expect(found[0]?.field('x')).toBe('data.platform.json');
    expect(taskPods(tree, [])).toEqual([]);
    expect(taskPods(treeOf(files(text())), textPods(tree))).toEqual([]);
  });

  test('are the smallest and the largest driver and executor of each team', () => {
    const size = (spec: object) => {
      const [only] = (spec as { containers: { resources: { requests: object } }[] }).containers;
      return Object.values(only?.resources.requests ?? {}).join(' ');
    };
    const all = (more: object = {}) => sparkPods(platformTree(more)).map(({ name, spec }) => `${name}: ${size(spec)}`);
    expect(all()).toEqual([
      'smallest driver of a: 950m 2Gi',
      'largest driver of a: 2850m 16Gi',
      'smallest executor of a on plain: 1900m 4Gi',
      'smallest executor of a on gpu: 1900m 4Gi',
      'largest executor of a: 2850m 48Gi',
    ]);
    expect(all({ spark: {} })).toEqual([
      'smallest driver of a: 1000m 2Gi',
      'largest driver of a: 2000m 6Gi',
      'smallest executor of a on plain: 1000m 3Gi',
      'smallest executor of a on gpu: 1000m 3Gi',
      'largest executor of a: 3000m 48Gi',
    ]);
    expect([all({ spark: { sizes: {} } }), sparkPods(treeOf({}))]).toEqual([[], []]);
  });

  test('of Spark go where the file says, with its account, its ports and a driver beside each executor', () => {
    const [driver, , plain, gpu, largest] = sparkPods(platformTree());
    const affinity = (...values: readonly string[]) => ({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'group', operator: 'In', values }] }],
        },
      },
    });
    expect(driver).toMatchObject({
      namespace: 'spark-a',
      labels: { 'spark-role': 'driver' },
      source: 'job',
      companions: [],
      ports: { driverRpc: 7001, blockManager: 7002, ui: 4040 },
      spec: {
        nodeSelector: { group: 'Driver', 'karpenter.sh/capacity-type': 'on-demand' },
        priorityClassName: 'driver',
        serviceAccountName: 'spark-driver',
        tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'spark-driver', effect: 'NoSchedule' }],
        containers: [{ resources: { limits: { memory: '2Gi' } } }],
      },
    });
    expect(driver?.field('x')).toBe('data.platform.json');
    expect(plain).toMatchObject({
      labels: { 'spark-role': 'executor' },
      companions: [driver?.spec],
      ports: { blockManager: 7002 },
      spec: { affinity: affinity('Plain'), serviceAccountName: 'spark-executor' },
    });
    expect(gpu?.spec).toMatchObject({
      affinity: affinity('Gpu'),
      tolerations: [{ key: 'dedicated' }, { key: 'nvidia.com/gpu' }],
    });
    expect(largest?.spec).toMatchObject({ affinity: affinity('Plain') });
    expect(largest?.companions).toEqual([driver?.spec]);
  });

  test('of Spark have the usual ports where the file of an earlier revision says none', () => {
    const [driver, , plain] = sparkPods(platformTree({ spark: { ...body.spark, ports: undefined } }));
    expect(driver?.ports).toEqual({ driverRpc: 7078, blockManager: 7079, ui: 4040 });
    expect(plain?.ports).toEqual({ blockManager: 7079 });
  });
});
