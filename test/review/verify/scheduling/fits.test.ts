import type { Problem } from '../../../../review/verify/check.ts';
import { fits } from '../../../../review/verify/scheduling/fits.ts';
import { beforeKarpenter, dedicated } from '../../../../review/verify/scheduling/placement.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf, clusterOf, on, onCore, platformOf, poolOf, sized, webOf } from './cluster.ts';

const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);
const only = (problems: readonly Problem[]): Problem => {
  expect(messages(problems)).toHaveLength(1);
  return problems[0] as Problem;
};

describe('scheduling/fits', () => {
  test.each<[string, string]>([
    ['selects a pool and tolerates its taint', webOf()],
    ['tolerates everything', webOf({ tolerations: [{ operator: 'Exists' }] })],
    ['selects the core nodes, whose size nobody knows', webOf(onCore, sized('64', '999Gi'))],
    ['is as large as the largest node leaves room for', webOf(on('shop'), sized('15', '56Gi'))],
    [
      'selects a label of nodes that Karpenter chooses',
      webOf({ ...on('shop'), nodeSelector: { 'kubernetes.io/arch': 'arm64' } }),
    ],
    [
      'selects a size that the pool has',
      webOf({ ...on('shop'), nodeSelector: { 'karpenter.k8s.aws/instance-cpu': '16' } }, sized('15', '1Gi')),
    ],
  ])('takes a pod that %s', (_, web) => {
    expect(messages(fits.find(clusterOf({ 'shop/web.yaml': web })))).toEqual([]);
  });

  test('names the nearest pool and the room on its largest node', () => {
    const tree = clusterOf({
      'pools/small.yaml': poolOf('small', { limits: { cpu: 4 } }),
      'shop/web.yaml': webOf({ tolerations: [{ key: 'dedicated', operator: 'Exists' }] }, sized('1', '57Gi')),
    });
    expect(only(fits.find(tree))).toMatchObject({
      item: { id: { kind: 'Deployment', name: 'web' } },
      field: 'spec.template.spec.containers[0].resources',
      message:
        'Deployment web stays pending: it asks for 1 vCPU and 57 GiB; the nearest, pool shop, has 15.71 vCPU and 56.22 GiB for pods on its largest node',
      remedy: 'ask for less, or allow larger nodes in NodePool shop',
    });
  });

  test.each<[string, string, object]>([
    [
      'selects a label that no node has',
      webOf({ ...on('shop'), nodeSelector: { for: 'shoop' } }),
      {
        field: 'spec.template.spec.nodeSelector',
        message: 'Deployment web stays pending: no node has the label for=shoop that it selects',
        remedy: 'select nodes that exist: shop',
      },
    ],
    [
      'tolerates no taint of the nodes that it selects',
      webOf({ nodeSelector: { for: 'shop' } }),
      {
        field: 'spec.template.spec.tolerations',
        message:
          'Deployment web stays pending: it does not tolerate the taint of the nodes that it selects, dedicated=shop:NoSchedule (pool shop)',
      },
    ],
    [
      'wants Spot where there is none',
      webOf({ ...on('shop'), nodeSelector: { for: 'shop', 'karpenter.sh/capacity-type': 'spot' } }),
      { message: expect.stringContaining('karpenter.sh/capacity-type=spot') },
    ],
    [
      'wants a size that the pool has not',
      webOf({ ...on('shop'), nodeSelector: { 'karpenter.k8s.aws/instance-cpu': '32' } }),
      {},
    ],
    ['wants a device that no node has', webOf(on('shop'), { resources: { requests: { 'nvidia.com/gpu': 1 } } }), {}],
    [
      'has an init container that is too large',
      webOf({ ...on('shop'), initContainers: [{ name: 'load', ...sized('16', '1Gi') }] }),
      {},
    ],
    [
      'is too large beside its sidecar',
      webOf(
        { ...on('shop'), initContainers: [{ name: 'proxy', restartPolicy: 'Always', ...sized('10', '1Gi') }] },
        sized('6', '1Gi'),
      ),
      { message: expect.stringContaining('asks for 16 vCPU and 2 GiB') },
    ],
  ])('finds a pod that %s', (_, web, problem) => {
    expect(only(fits.find(clusterOf({ 'shop/web.yaml': web })))).toMatchObject(problem);
  });

  test('names the pool that the pod is for, and its one label that is missing, where other nodes have that label', () => {
    const spot = { requirements: [{ key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot'] }] };
    const tree = treeOf({
      'pools/a.yaml': poolOf('a'),
      'pools/b.yaml': poolOf('b'),
      'pools/shop.yaml': poolOf('shop', { template: spot }),
      'shop/web.yaml': webOf({
        ...on('shop'),
        nodeSelector: { for: 'shop', 'karpenter.sh/capacity-type': 'on-demand' },
      }),
    });
    expect(only(fits.find(tree))).toMatchObject({
      message:
        'Deployment web stays pending: no node has all labels that it selects; the nearest, pool shop, makes none with karpenter.sh/capacity-type=on-demand',
      remedy: 'select other nodes, or allow them in a NodePool',
    });
  });

  test('counts what the daemons of each node take', () => {
    const daemon = objectOf('DaemonSet', 'agent', {
      apiVersion: 'apps/v1',
      spec: { template: { spec: { containers: [sized('1', '1Gi')] } } },
    });
    const files = { 'shop/web.yaml': webOf(on('shop'), sized('15', '1Gi')) };
    expect(fits.find(clusterOf(files))).toEqual([]);
    expect(fits.find(clusterOf({ ...files, 'shop/agent.yaml': daemon }))).toHaveLength(1);
  });

  test('counts no node that is above the limits of its pool', () => {
    const files: Files = {
      'pools/shop.yaml': poolOf('shop', { limits: { cpu: 8 } }),
      'shop/web.yaml': webOf(on('shop'), sized('8', '1Gi')),
    };
    expect(only(fits.find(treeOf(files))).message).toContain('7.73 vCPU');
  });

  test.each<[string, string]>([
    ['a Job', objectOf('Job', 'load', { apiVersion: 'batch/v1', spec: { template: { spec: {} } } })],
    [
      'a CronJob',
      objectOf('CronJob', 'load', {
        apiVersion: 'batch/v1',
        spec: { jobTemplate: { spec: { template: { spec: {} } } } },
      }),
    ],
    ['a Pod', objectOf('Pod', 'load', { spec: {} })],
    ['a StatefulSet', objectOf('StatefulSet', 'load', { apiVersion: 'apps/v1', spec: { template: { spec: {} } } })],
  ])('looks at the pod of %s', (_, load) => {
    expect(messages(fits.find(clusterOf({ 'shop/load.yaml': load })))).toEqual([
      expect.stringMatching(/ load stays pending: .*\(the core nodes\) or .*\(pool shop\)$/),
    ]);
  });

  test('looks at a pod in a text of Helm values', () => {
    const podTemplate = `kind: Pod\n${JSON.stringify({ nodeSelector: { for: 'tasks' } })}`;
    const text = podTemplate.replace(
      /\{.*/,
      'apiVersion: v1\nmetadata: { name: task }\nspec: { nodeSelector: { for: tasks } }',
    );
    const tree = clusterOf({ 'root/airflow.yaml': chartOf('jobs', 'unknown', { podTemplate: text }) });
    expect(only(fits.find(tree))).toMatchObject({
      field: 'spec.source.helm.valuesObject.podTemplate.spec.nodeSelector',
      message: expect.stringContaining('pod in podTemplate of Application jobs stays pending'),
    });
  });

  describe('with the values of a chart', () => {
    const values = (controller: object) => ({
      controller: { ...on('shop'), ...controller },
      webhook: { enable: false },
    });

    test('finds a pod that fits nowhere, and the value that says so', () => {
      const tree = clusterOf({
        'root/operator.yaml': chartOf('operator', 'spark-operator', values({ resources: { requests: { cpu: 20 } } })),
      });
      expect(only(fits.find(tree))).toMatchObject({
        item: { id: { kind: 'Application', name: 'operator' } },
        field: 'spec.source.helm.valuesObject.controller.resources',
        message: expect.stringMatching(
          /^spark-operator-controller of the chart spark-operator stays pending: it asks for 20 vCPU/,
        ),
      });
    });

    test('takes the parameters that are given by path', () => {
      const parameters = [{ name: 'controller.resources.requests.cpu', value: '20' }];
      const tree = clusterOf({
        'root/operator.yaml': chartOf('operator', 'spark-operator', values({}), { parameters }),
      });
      expect(messages(fits.find(tree))).toHaveLength(1);
    });

    test('leaves out what the values switch off', () => {
      const tree = clusterOf({ 'root/operator.yaml': chartOf('operator', 'spark-operator', values({})) });
      expect(fits.find(tree)).toEqual([]);
      expect(
        messages(fits.find(clusterOf({ 'root/operator.yaml': chartOf('operator', 'spark-operator', {}) }))),
      ).toHaveLength(2);
    });

    test('leaves them out where the chart is rendered', () => {
      const tree = clusterOf({ 'root/operator.yaml': chartOf('operator', 'spark-operator', {}) });
      const manifest = JSON.parse(webOf());
      const rendered = tree.with([
        { file: 'operator', application: 'operator', chart: 'spark-operator 1.2.3', manifest },
      ]);
      expect(fits.find(rendered)).toEqual([]);
    });
  });

  describe('with the jobs of a team', () => {
    const pools = {
      'pools/drivers.yaml': poolOf('drivers'),
      'pools/executors.yaml': poolOf('executors'),
    };

    test('takes the smallest and the largest that its pools hold', () => {
      expect(messages(fits.find(clusterOf({ ...pools, 'a/platform.yaml': platformOf() })))).toEqual([]);
    });

    test('finds the largest pod that no node of its pools holds', () => {
      const platform = platformOf({ largestPod: { cpu: 8, memoryGib: 57 } });
      expect(only(fits.find(clusterOf({ ...pools, 'a/platform.yaml': platform })))).toMatchObject({
        item: { id: { kind: 'ConfigMap' } },
        field: 'data.platform.json',
        message: expect.stringContaining(
          'largest executor of risk stays pending: it asks for 7.6 vCPU and 57 GiB; the nearest, pool executors, has 15.71 vCPU and 56.22 GiB',
        ),
      });
    });

    test('takes a largest pod that one of its pools holds, and finds a pool that holds not even the smallest', () => {
      const named = [
        { name: 'large', nodeGroupType: 'executors' },
        { name: 'tiny', nodeGroupType: 'tiny' },
      ];
      const tiny = poolOf('tiny', {
        template: { taints: [{ key: 'dedicated', value: 'executors', effect: 'NoSchedule' }] },
        limits: { cpu: 1 },
      });
      const platform = platformOf({ pools: ['large', 'tiny'] }, { pools: named });
      const found = messages(fits.find(clusterOf({ ...pools, 'pools/tiny.yaml': tiny, 'a/platform.yaml': platform })));
      expect(found).toEqual([expect.stringContaining('smallest executor of risk on tiny stays pending')]);
    });

    describe('on a pool with GPUs', () => {
      const gpu = (category: string) => ({
        ...pools,
        'pools/gpu.yaml': poolOf('gpu', {
          template: {
            requirements: [{ key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: [category] }],
            taints: [
              { key: 'dedicated', value: 'executors', effect: 'NoSchedule' },
              { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
            ],
          },
        }),
        'a/platform.yaml': platformOf(
          { pools: ['large', 'gpu'] },
          {
            pools: [
              { name: 'large', nodeGroupType: 'executors' },
              { name: 'gpu', nodeGroupType: 'gpu', accelerator: 'nvidia.com/gpu' },
            ],
          },
        ),
      });

      test('takes an executor that asks for one and tolerates its taint', () => {
        expect(messages(fits.find(clusterOf(gpu('g'))))).toEqual([]);
      });

      test('finds that its nodes have none', () => {
        expect(messages(fits.find(clusterOf(gpu('m'))))).toEqual([
          expect.stringMatching(/smallest executor of risk on gpu stays pending: it asks for .* and 1 nvidia.com\/gpu/),
        ]);
      });
    });

    test('finds drivers of a team whose own pool is not there, and takes them where it is', () => {
      const platform = platformOf({ driverNodeGroupType: 'large-drivers' });
      const large = poolOf('large-drivers', {
        template: { taints: [{ key: 'dedicated', value: 'drivers', effect: 'NoSchedule' }] },
      });
      expect(messages(fits.find(clusterOf({ ...pools, 'a/platform.yaml': platform })))).toEqual([
        expect.stringContaining('smallest driver of risk stays pending: no node has the label for=large-drivers'),
        expect.stringContaining('largest driver of risk stays pending'),
      ]);
      const there = clusterOf({ ...pools, 'pools/large.yaml': large, 'a/platform.yaml': platform });
      expect(messages(fits.find(there))).toEqual([]);
    });

    test('finds drivers that no pool is for', () => {
      const { 'pools/executors.yaml': executors } = pools;
      const tree = clusterOf({ 'pools/executors.yaml': executors, 'a/platform.yaml': platformOf() });
      expect(messages(fits.find(tree))).toEqual([
        expect.stringContaining('smallest driver of risk stays pending: no node has the label for=drivers'),
        expect.stringContaining('largest driver of risk stays pending'),
      ]);
    });
  });

  test('says nothing of nodes that the tree does not describe', () => {
    const tree = treeOf({ 'shop/web.yaml': webOf() });
    expect(fits.find(tree)).toEqual([]);
    expect(fits.blindSpots?.(tree)).toEqual(['where pods run: the tree has no NodePool']);
  });

  describe('knows what it does not see:', () => {
    const blindSpots = (files: Files) => fits.blindSpots?.(clusterOf(files));

    test('the size of the core nodes, where a pod runs there', () => {
      expect(blindSpots({ 'shop/web.yaml': webOf() })).toEqual([]);
      expect(blindSpots({ 'shop/web.yaml': webOf(onCore) })).toEqual([
        'whether pods fit on the core nodes: their size is in the templates of the cluster; give --cluster',
      ]);
    });

    test('types of a family whose size it does not know', () => {
      const requirements = [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: ['m99'] }];
      const files = {
        'pools/shop.yaml': poolOf('shop', { requirements }),
        'shop/web.yaml': webOf(on('shop'), sized('64', '1Gi')),
      };
      expect(fits.find(clusterOf(files))).toEqual([]);
      expect(blindSpots(files)).toEqual([expect.stringContaining('nodes of the pool shop')]);
    });

    test('charts that nobody has read, and parts of one that is known', () => {
      const files = {
        'root/a.yaml': chartOf('a', 'unknown', {}),
        'root/b.yaml': chartOf('b', 'airflow', { redis: { enabled: false } }),
        'root/c.yaml': chartOf('c', 'karpenter-crd', {}),
      };
      expect(blindSpots(files)).toEqual([
        expect.stringContaining('pods of the charts airflow (postgresql.enabled), unknown: describe them'),
      ]);
    });

    test('a pod in a text that is no YAML', () => {
      const files = { 'root/a.yaml': chartOf('a', 'karpenter-crd', { podTemplate: 'kind: Pod\nspec: {{ x }' }) };
      expect(blindSpots(files)).toEqual([
        expect.stringContaining('podTemplate of Application argocd/a: it is no YAML'),
      ]);
    });
  });

  test('reads the size of the core nodes from the template of the cluster', () => {
    const templates = [
      {
        stack: 'cluster',
        body: {
          Resources: {
            Cluster: { Type: 'AWS::EKS::Cluster', Properties: { Name: 'live' } },
            Template: {
              Type: 'AWS::EC2::LaunchTemplate',
              Properties: { LaunchTemplateData: { InstanceType: 'm7i.large' } },
            },
          },
        },
      },
    ];
    const files = (cpu: string) => ({
      'root/karpenter.yaml': chartOf('karpenter', 'karpenter', { settings: { clusterName: 'live' }, ...onCore }),
      'shop/web.yaml': webOf(onCore, sized(cpu, '1Gi')),
    });
    expect(fits.find(clusterOf(files('1')), { templates })).toEqual([]);
    expect(messages(fits.find(clusterOf(files('2')), { templates }))).toEqual([
      expect.stringContaining('the nearest, the core nodes, has 1.75 vCPU'),
    ]);
    expect(fits.blindSpots?.(clusterOf(files('1')), { templates })).toEqual([]);
  });
});

describe('scheduling/dedicated', () => {
  const pools = { 'pools/other.yaml': poolOf('other') };

  test('finds a pod that may run on nodes of two kinds', () => {
    const tree = clusterOf({
      ...pools,
      'shop/web.yaml': webOf({ tolerations: [{ key: 'dedicated', operator: 'Exists' }] }),
    });
    expect(only(dedicated.find(tree))).toMatchObject({
      field: 'spec.template.spec.tolerations',
      message: expect.stringContaining(
        'may run on other (dedicated=other:NoSchedule) and shop (dedicated=shop:NoSchedule)',
      ),
    });
  });

  test.each<[string, Files]>([
    [
      'selects one of them',
      { ...pools, 'shop/web.yaml': webOf({ ...on('shop'), tolerations: [{ operator: 'Exists' }] }) },
    ],
    [
      'may run on two pools of one kind',
      {
        'pools/other.yaml': poolOf('other', {
          template: { taints: [{ key: 'dedicated', value: 'shop', effect: 'NoSchedule' }] },
        }),
        'shop/web.yaml': webOf({ ...on('shop'), nodeSelector: {} }),
      },
    ],
    [
      'may also run where there is no taint',
      {
        'pools/other.yaml': poolOf('other', { template: { taints: [] } }),
        'shop/web.yaml': webOf({ ...on('shop'), nodeSelector: {} }),
      },
    ],
  ])('takes a pod that %s', (_, files) => {
    expect(dedicated.find(clusterOf(files))).toEqual([]);
  });
});

describe('scheduling/before-karpenter', () => {
  const karpenter = (values: object) =>
    clusterOf({ 'root/karpenter.yaml': chartOf('karpenter', 'karpenter', { ...values }) });

  test('finds Karpenter on nodes that it would have to make', () => {
    expect(only(beforeKarpenter.find(karpenter(on('shop'))))).toMatchObject({
      item: { id: { name: 'karpenter' } },
      field: 'spec.source.helm.valuesObject.nodeSelector',
    });
  });

  test('takes it on the core nodes, and other pods wherever they are', () => {
    expect(beforeKarpenter.find(karpenter(onCore))).toEqual([]);
    expect(beforeKarpenter.find(clusterOf({ 'shop/web.yaml': webOf() }))).toEqual([]);
  });
});
