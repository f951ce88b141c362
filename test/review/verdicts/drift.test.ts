import type { Json } from '../../../imports/json.ts';
import { at, listIn } from '../../../imports/json.ts';
import { driftOf } from '../../../review/compare/verdicts/nodes/drift.ts';
import { isCompatible } from '../../../review/compare/verdicts/nodes/requirements.ts';
import type { Manifest } from '../../../review/tree/manifest.ts';
import { draft } from '../compare/trees.ts';

/**
 * How many of two nodes Karpenter 1.14.1 replaced after an edit, measured on its controller with a real API server: an
 * m6a.xlarge in zone a and an m8i-flex.xlarge in zone c, both On-Demand and amd64. `aws`: only AWS knows, the number is
 * what one account answered.
 */
type Replaced = 0 | 1 | 2 | 'aws';

const node = (type: string, family: string, generation: string, zone: string) => ({
  'karpenter.sh/capacity-type': 'on-demand',
  'kubernetes.io/arch': 'amd64',
  'node.kubernetes.io/instance-type': type,
  'karpenter.k8s.aws/instance-family': family,
  'karpenter.k8s.aws/instance-category': 'm',
  'karpenter.k8s.aws/instance-generation': generation,
  'karpenter.k8s.aws/instance-cpu': '4',
  'karpenter.k8s.aws/instance-hypervisor': 'nitro',
  'topology.kubernetes.io/zone': zone,
});
const machines = [node('m6a.xlarge', 'm6a', '6', 'eu-west-1a'), node('m8i-flex.xlarge', 'm8i-flex', '8', 'eu-west-1c')];

const needs = (key: string, operator: string, ...values: readonly string[]) => ({ key, operator, values });
const instance = (name: string) => `karpenter.k8s.aws/instance-${name}`;
const capacity = needs('karpenter.sh/capacity-type', 'In', 'on-demand');
const arch = needs('kubernetes.io/arch', 'In', 'amd64');
const category = needs(instance('category'), 'In', 'c', 'm', 'r');
const generation = needs(instance('generation'), 'Gte', '6');
const cpus = [needs(instance('cpu'), 'Gte', '4'), needs(instance('cpu'), 'Lte', '16')];
const all = [capacity, arch, category, generation, ...cpus];

type Fields = Readonly<Record<string, unknown>>;
const ref = (name: string) => ({ group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name });
const taint = (key: string, value: string) => ({ key, value, effect: 'NoSchedule' });

function pool(
  edit: { readonly node?: Fields; readonly labels?: Fields; readonly meta?: Fields; readonly spec?: Fields } = {},
) {
  return draft('NodePool', {
    metadata: { labels: { a: '1' }, annotations: { 'argocd.argoproj.io/sync-wave': '1' }, ...edit.meta },
    spec: {
      weight: 1,
      limits: { cpu: '64' },
      disruption: { consolidationPolicy: 'WhenEmpty', consolidateAfter: '1m', budgets: [{ nodes: '10%' }] },
      ...edit.spec,
      template: {
        metadata: { labels: { NodeGroupType: 'airflow' }, ...edit.labels },
        spec: {
          nodeClassRef: ref('airflow'),
          requirements: all,
          taints: [taint('dedicated', 'airflow')],
          expireAfter: '336h',
          terminationGracePeriod: '1h',
          ...edit.node,
        },
      },
    },
  });
}

const needing = (...requirements: readonly unknown[]) => pool({ node: { requirements } });
const without = (...gone: readonly unknown[]) => all.filter((one) => !gone.includes(one));

const ofPools: readonly (readonly [edit: string, after: ReturnType<typeof pool>, Replaced])[] = [
  [
    'its own label and annotation',
    pool({ meta: { labels: { a: '2' }, annotations: { 'argocd.argoproj.io/sync-wave': '2' } } }),
    0,
  ],
  ['a label of its nodes more', pool({ labels: { labels: { NodeGroupType: 'airflow', more: 'x' } } }), 2],
  ['a label of its nodes with another value', pool({ labels: { labels: { NodeGroupType: 'other' } } }), 2],
  ['an annotation of its nodes', pool({ labels: { annotations: { a: 'b' } } }), 2],
  ['a taint more', pool({ node: { taints: [taint('dedicated', 'airflow'), taint('more', 'x')] } }), 2],
  ['a taint with another value', pool({ node: { taints: [taint('dedicated', 'other')] } }), 2],
  ['a startup taint', pool({ node: { startupTaints: [taint('starting', 'x')] } }), 2],
  ['requirements in another order', needing(...[...all].reverse()), 0],
  ['generation from 7 on', needing(...without(generation), needs(instance('generation'), 'Gte', '7')), 1],
  ['8 vCPUs and more', needing(...without(cpus[0]), needs(instance('cpu'), 'Gte', '8')), 2],
  ['categories c and r', needing(...without(category), needs(instance('category'), 'In', 'c', 'r')), 2],
  ['category m only', needing(...without(category), needs(instance('category'), 'In', 'm')), 0],
  ['generation from 5 on', needing(...without(generation), needs(instance('generation'), 'Gte', '5')), 0],
  ['up to 32 vCPUs', needing(...without(cpus[1]), needs(instance('cpu'), 'Lte', '32')), 0],
  ['Spot too', needing(...without(capacity), needs('karpenter.sh/capacity-type', 'In', 'spot', 'on-demand')), 0],
  ['Spot only', needing(...without(capacity), needs('karpenter.sh/capacity-type', 'In', 'spot')), 2],
  ['arm64 too', needing(...without(arch), needs('kubernetes.io/arch', 'In', 'amd64', 'arm64')), 0],
  ['arm64 only', needing(...without(arch), needs('kubernetes.io/arch', 'In', 'arm64')), 2],
  ['zones a and b', needing(...all, needs('topology.kubernetes.io/zone', 'In', 'eu-west-1a', 'eu-west-1b')), 1],
  ['a label of our own that no node has', needing(...all, needs('example.com/custom', 'In', 'x')), 2],
  ['at least five families', needing(...all, { ...needs(instance('family'), 'Exists'), minValues: 5 }), 0],
  ['a hypervisor that all nodes have', needing(...all, needs(instance('hypervisor'), 'In', 'nitro')), 0],
  ['a local disk that no node has', needing(...all, needs(instance('local-nvme'), 'Gt', '100')), 2],
  ['weight', pool({ spec: { weight: 10 } }), 0],
  ['a lower limit', pool({ spec: { limits: { cpu: '4' } } }), 0],
  ['a higher limit', pool({ spec: { limits: { cpu: '640' } } }), 0],
  ['budgets', pool({ spec: { disruption: { budgets: [{ nodes: '0' }] } } }), 0],
  [
    'consolidation',
    pool({ spec: { disruption: { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '5m' } } }),
    0,
  ],
  ['expireAfter', pool({ node: { expireAfter: '720h' } }), 2],
  ['expireAfter Never', pool({ node: { expireAfter: 'Never' } }), 2],
  ['terminationGracePeriod', pool({ node: { terminationGracePeriod: '2h' } }), 2],
  ['another class with the same content', pool({ node: { nodeClassRef: ref('other') } }), 2],
];

const disk = (ebs: Fields) => ({
  blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { volumeType: 'gp3', ...ebs } }],
});
const classSpec = {
  amiSelectorTerms: [{ alias: 'al2023@v20261112' }],
  instanceProfile: 'nodes',
  metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
  securityGroupSelectorTerms: [{ tags: { a: 'b' } }],
  subnetSelectorTerms: [{ tags: { a: 'b' } }],
  tags: { Name: 'airflow' },
  ...disk({ volumeSize: '50Gi' }),
};
const nodeClass = (edit: Fields = {}, metadata: Fields = {}) =>
  draft('EC2NodeClass', { metadata, spec: { ...classSpec, ...edit } });
const ami = (alias: string) => nodeClass({ amiSelectorTerms: [{ alias }] });

const ofClasses: readonly (readonly [edit: string, after: ReturnType<typeof nodeClass>, Replaced])[] = [
  ['its own label and annotation', nodeClass({}, { labels: { a: '1' }, annotations: { a: '1' } }), 0],
  ['another version of the AMI', ami('al2023@v20261119'), 'aws'],
  ['the newest AMI', ami('al2023@latest'), 'aws'],
  ['a larger disk', nodeClass(disk({ volumeSize: '60Gi' })), 2],
  ['a faster disk', nodeClass(disk({ volumeSize: '50Gi', iops: 4000, throughput: 250 })), 2],
  ['user data', nodeClass({ userData: 'echo' }), 2],
  ['a tag more', nodeClass({ tags: { Name: 'airflow', more: 'x' } }), 2],
  ['another name', nodeClass({ tags: { Name: 'other' } }), 2],
  ['metadata options', nodeClass({ metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 2 } }), 2],
  ['another instance profile', nodeClass({ instanceProfile: 'others' }), 2],
  ['pods of a node', nodeClass({ kubelet: { maxPods: 50 } }), 2],
  ['what the kubelet reserves', nodeClass({ kubelet: { systemReserved: { memory: '100Mi' } } }), 2],
  ['local disks as one', nodeClass({ instanceStorePolicy: 'RAID0' }), 2],
  ['detailed monitoring', nodeClass({ detailedMonitoring: true }), 2],
  ['no public address', nodeClass({ associatePublicIPAddress: false }), 2],
  ['other subnets', nodeClass({ subnetSelectorTerms: [{ id: 'subnet-1' }] }), 'aws'],
  ['other security groups', nodeClass({ securityGroupSelectorTerms: [{ id: 'sg-1' }] }), 'aws'],
];

/** What the verdicts would say of these nodes. */
function replacedBy(before: unknown, after: unknown): Replaced {
  const { drift } = driftOf(before as Manifest, after as Manifest);
  if (drift === 'unknown') return 'aws';
  if (drift !== 'nonmatching') return drift === 'all' ? 2 : 0;
  const requirements = listIn(at(after as Json, 'spec.template.spec') as Json, 'requirements');
  return machines.filter((labels) => !isCompatible(labels, requirements)).length as Replaced;
}

describe('an edit of a NodePool replaces as many nodes as Karpenter did', () => {
  test.each(ofPools)('%s', (_, after, replaced) => {
    expect(replacedBy(pool(), after)).toBe(replaced);
  });
});

describe('an edit of an EC2NodeClass replaces as many nodes as Karpenter did', () => {
  test.each(ofClasses)('%s', (_, after, replaced) => {
    expect(replacedBy(nodeClass(), after)).toBe(replaced);
  });
});
