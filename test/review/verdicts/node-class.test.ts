import { nodeRights } from '../../../review/compare/verdicts/rights/node-class.ts';
import { cases, draft, step } from '../compare/trees.ts';
import { nodeClass } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const metadata = (options: Fields) => ({ metadataOptions: { httpTokens: 'required', ...options } });
const disk = (ebs: Fields) => ({ blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs }] });
const opens = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(nodeClass(before), nodeClass(after), ...says);
const inClass = 'EC2NodeClass spark:';
const reach = `danger ${inClass} pods on its nodes reach the metadata of the instance`;

cases(nodeRights, {
  'two hops to the metadata': opens(
    metadata({ httpPutResponseHopLimit: 1 }),
    metadata({ httpPutResponseHopLimit: 2 }),
    `${reach}, and with it the rights of the role of the nodes (spec.metadataOptions.httpPutResponseHopLimit)`,
  ),
  'two hops where nothing was said': opens({}, { metadataOptions: { httpPutResponseHopLimit: 2 } }, reach),
  'one hop again': opens(metadata({ httpPutResponseHopLimit: 2 }), metadata({ httpPutResponseHopLimit: 1 })),
  'as many hops as nothing says': opens(metadata({ httpPutResponseHopLimit: 2 }), metadata({})),
  'no token': opens(
    metadata({}),
    metadata({ httpTokens: 'optional' }),
    `danger ${inClass} the metadata of its nodes answers without a token`,
  ),
  'a token again': opens(metadata({ httpTokens: 'optional' }), metadata({})),
  'public addresses': opens(
    {},
    { associatePublicIPAddress: true },
    `danger ${inClass} its nodes get public addresses (spec.associatePublicIPAddress)`,
  ),
  'no public addresses': opens({ associatePublicIPAddress: true }, { associatePublicIPAddress: false }),
  'a disk without encryption': opens(
    disk({ encrypted: true, volumeSize: '20Gi' }),
    disk({ encrypted: false, volumeSize: '20Gi' }),
    `danger ${inClass} the volumes of its nodes are no longer encrypted`,
  ),
  'a disk of which nothing is said': opens(
    disk({ encrypted: true, volumeSize: '20Gi' }),
    disk({ volumeSize: '20Gi' }),
    `danger ${inClass} the volumes of its nodes are encrypted only where the account does so by default`,
  ),
  'another key': opens(
    disk({ encrypted: true, kmsKeyID: 'a' }),
    disk({ encrypted: true, kmsKeyID: 'b' }),
    `warn ${inClass} the volumes of new nodes are encrypted with another key`,
  ),
  'a script': opens({}, { userData: 'echo a' }, `warn ${inClass} another script runs as root on each new node`),
  'no script': opens({ userData: 'echo a' }, {}),
  'a larger disk': opens(disk({ volumeSize: '20Gi' }), disk({ volumeSize: '40Gi' })),
  'another role': opens(
    { role: 'nodes' },
    { role: 'other' },
    `warn ${inClass} new nodes have the rights of another role, and join the cluster only where it knows that role (spec.role)`,
  ),
  'an instance profile in place of a role': opens(
    { role: 'nodes' },
    { instanceProfile: 'other' },
    `warn ${inClass} new nodes have the rights of another role`,
  ),
  'a label that is called so': step(nodeClass(), {
    ...nodeClass(),
    metadata: { name: 'spark', labels: { associatePublicIPAddress: 'true' } },
  }),
  'another kind': step(
    draft('Widget', { spec: { role: 'a' } }),
    draft('Widget', { spec: { role: 'b', associatePublicIPAddress: true } }),
  ),
  'a new class': step(undefined, nodeClass({ associatePublicIPAddress: true })),
});
