import { nodeClass as verdict } from '../../../review/compare/verdicts/nodes/class.ts';
import { type Case, cases, draft, step } from '../compare/trees.ts';
import { deployment, nodeClass, pool } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const inClass = 'EC2NodeClass spark:';
const changes = (before: Fields, after: Fields, ...says: readonly (string | RegExp)[]) =>
  step(
    nodeClass({ tags: { a: 'b' }, ...before }),
    nodeClass({ tags: { a: 'b' }, ...after }),
    ...says.map((said) => (typeof said === 'string' ? said.replace(' ', ` ${inClass} `) : said)),
  );
const disk = (ebs: Fields, deviceName = '/dev/xvda') => ({ blockDeviceMappings: [{ deviceName, ebs }] });
const pods = (maxPods: number) => ({ kubelet: { maxPods } });
const image = (alias: string) => ({ amiSelectorTerms: [{ alias }] });

/** A class whose nodes keep memory for themselves, beside a pod of 4 GiB on its pool of at most 8 GiB. */
const keeps = (memory: string, pool8: Fields, said: string): Case => {
  const web = deployment(
    { resources: { requests: { cpu: '1', memory: '4Gi' } } },
    {},
    { nodeSelector: { for: 'spark' }, tolerations: [{ operator: 'Exists' }] },
  );
  const others = [pool({}, pool8), web];
  return {
    before: [nodeClass(), ...others],
    after: [nodeClass({ kubelet: { systemReserved: { memory } } }), ...others],
    says: [`${said.replace(' ', ` ${inClass} `)}`],
  };
};
const small = {
  requirements: [{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['m7i.large'] }],
};

cases(verdict, {
  'pods for daemons alone': changes(
    {},
    pods(3),
    'danger a new node takes 3 pods, and 4 of daemons stand on each: no other pod has a place (maxPods)',
  ),
  'fewer pods': changes(pods(50), pods(20), 'warn a new node takes 20 pods at most (maxPods), 4 of daemons among them'),
  'more pods': changes(pods(20), pods(50)),
  'too little is left': keeps(
    '6Gi',
    small,
    'danger new nodes keep so much for themselves (systemReserved) that they have no place for Deployment web',
  ),
  'less is left': keeps('1Gi', small, 'warn new nodes keep more for themselves (systemReserved: memory)'),
  'less is kept': changes(
    { kubelet: { systemReserved: { cpu: '1' } } },
    { kubelet: { systemReserved: { cpu: '500m' } } },
  ),
  'no settings': changes(
    { metadataOptions: { httpEndpoint: 'enabled' } },
    { metadataOptions: { httpEndpoint: 'disabled' } },
    'danger new nodes cannot read their own settings (httpEndpoint disabled), so they never join the cluster',
  ),
  'settings again': changes(
    { metadataOptions: { httpEndpoint: 'disabled' } },
    { metadataOptions: { httpEndpoint: 'enabled' } },
  ),
  'no disks of the instance': changes(
    { instanceStorePolicy: 'RAID0' },
    {},
    'warn new nodes no longer use the disks of their instance',
  ),
  'disks of the instance': changes({}, { instanceStorePolicy: 'RAID0' }),
  'an older image': changes(
    image('al2023@v20261112'),
    image('al2023@v20250112'),
    'warn new nodes have an older image (v20250112 after v20261112)',
  ),
  'an image that there is not': changes(
    image('al2023@v20261112'),
    image('al2023@20261112'),
    'danger no image has the version 20261112: Karpenter makes no node of the class',
  ),
  'the newest image': changes(image('al2023@v20261112'), image('al2023@latest')),
  'another address for names': changes(
    {},
    { kubelet: { clusterDNS: ['10.0.0.1'] } },
    'warn pods of new nodes ask another address for names (clusterDNS)',
  ),
  'another point to evict pods': changes(
    {},
    { kubelet: { evictionHard: { 'memory.available': '10%' } } },
    'warn new nodes evict pods at another point (evictionHard)',
  ),
  'a newer image': changes(image('al2023@v20250112'), image('al2023@v20261112')),
  'a volume below the image': changes(
    disk({ volumeSize: '50Gi' }),
    disk({ volumeSize: '10Gi' }),
    'danger the volume of new nodes is smaller than the image (50Gi → 10Gi, and it has 20 GiB): EC2 starts none of them',
  ),
  'a smaller volume': changes(
    disk({ volumeSize: '50Gi' }),
    disk({ volumeSize: '20Gi' }),
    'warn new nodes have a smaller volume (50Gi → 20Gi): a full disk evicts pods',
  ),
  'a larger volume': changes(
    disk({ volumeSize: '50Gi' }),
    disk({ volumeSize: '60Gi' }),
    'info new nodes have a larger volume (50Gi → 60Gi), which costs more',
  ),
  'no volume': changes(
    disk({ volumeSize: '50Gi' }),
    {},
    'warn new nodes have no volume of 50Gi at /dev/xvda any more: the root volume is as large as the image, 20 GiB',
  ),
  'a volume at another device': changes(
    disk({ volumeSize: '50Gi' }, '/dev/xvdb'),
    disk({ volumeSize: '50Gi' }, '/dev/xvdc'),
    /any more$/,
  ),
  'no volume as large as the image': changes(disk({ volumeSize: '20Gi' }), {}),
  'volumes that stay': changes(
    disk({ volumeSize: '50Gi', deleteOnTermination: true }),
    disk({ volumeSize: '50Gi', deleteOnTermination: false }),
    'warn the volumes of nodes that go stay, and are paid, until somebody deletes them',
  ),
  'slower volumes': changes(
    disk({ volumeType: 'gp3' }),
    disk({ volumeType: 'gp2' }),
    'warn new nodes have slower volumes (gp3 → gp2)',
  ),
  'faster volumes': changes(disk({ volumeType: 'gp2' }), disk({ volumeType: 'gp3' })),
  'another kind': step(
    draft('Widget', { spec: { kubelet: { maxPods: 50 } } }),
    draft('Widget', { spec: { kubelet: { maxPods: 2 } } }),
  ),
  'a new class': step(undefined, nodeClass(pods(1))),
});
