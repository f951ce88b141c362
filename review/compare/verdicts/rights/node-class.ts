import type { Json } from '../../../../imports/json.ts';
import { isUnder, pathText } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';

interface Opening extends Judgement {
  /** End of the path in `spec`. */
  readonly path: RegExp;
  readonly when: (after: Json | undefined, before: Json | undefined) => boolean;
}

/** What Karpenter takes where nothing is said is closed: one hop, a token, volumes with encryption. */
const openings: readonly Opening[] = [
  {
    path: /^metadataOptions\.httpPutResponseHopLimit$/,
    when: (value) => Number(value) > 1,
    message: 'pods on its nodes reach the metadata of the instance, and with it the rights of the role of the nodes',
    remedy: 'keep 1, and give pods their rights by Pod Identity',
  },
  {
    path: /^metadataOptions\.httpTokens$/,
    when: (value) => value === 'optional',
    message:
      'the metadata of its nodes answers without a token, so a program that follows any address gives the rights away',
    remedy: "keep 'required'",
  },
  {
    path: /^associatePublicIPAddress$/,
    when: (value) => value === true,
    message: 'its nodes get public addresses',
    remedy: 'keep nodes in private subnets, without public addresses',
  },
  {
    path: /(^|\.)ebs\.encrypted$/,
    when: (value) => value === false,
    message: 'the volumes of its nodes are no longer encrypted',
    remedy: 'keep encrypted: true',
  },
  {
    path: /(^|\.)ebs\.encrypted$/,
    when: (after, before) => before === true && after === undefined,
    message: 'the volumes of its nodes are encrypted only where the account does so by default',
    remedy: 'keep encrypted: true',
  },
  {
    path: /(^|\.)ebs\.kmsKeyID$/,
    when: () => true,
    severity: 'warn',
    message: 'the volumes of new nodes are encrypted with another key: nodes start only where EC2 may use it',
    remedy: 'check the policy of the key, in this account and region',
  },
  {
    path: /^userData$/,
    when: (after) => after !== undefined,
    severity: 'warn',
    message: 'another script runs as root on each new node',
    remedy: 'read it: what it loads from elsewhere is on every node',
  },
  {
    path: /^(role|instanceProfile)$/,
    when: (value) => value !== undefined,
    severity: 'warn',
    message: 'new nodes have the rights of another role, and join the cluster only where it knows that role',
    remedy: 'check that the role is the one of this environment, and has an access entry of type EC2_LINUX',
  },
];

export const nodeRights: Verdict = {
  rule: 'rights/node-class',
  severity: 'danger',
  promise: 'Where nodes can be reached, read or used by more than before: metadata, addresses, encryption, role',
  judge({ before, after: item, verb, differences }) {
    if (!before || item?.id.kind !== 'EC2NodeClass' || verb !== 'changed') return [];
    return differences
      .filter(({ path }) => isUnder(path, 'spec'))
      .flatMap(leavesOf)
      .map((difference): Said => {
        const path = difference.path.slice(1).join('.');
        const found = openings.find((one) => one.path.test(path) && one.when(difference.after, difference.before));
        if (!found) return [];
        const { path: _, when: __, ...said } = found;
        return { ...said, why: pathText(difference.path), differences: [difference] };
      });
  },
};
