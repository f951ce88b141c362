import type { Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';
import { aliasOf } from './drift.ts';
import { details, driftIn, isOnlyForNewNodes, namesOf } from './drifted.ts';
import { disjointKeys, narrowedKeys, requirementsOf, shortKey } from './requirements.ts';

export const replaced: Verdict = {
  rule: 'nodes/replaced',
  severity: 'danger',
  promise: 'Which edits of a NodePool or EC2NodeClass replace every node, how fast, and what becomes of the pods',
  judge(change, before, after) {
    const found = driftIn(change, after);
    if (found?.drift.drift !== 'all') return [];
    const { item, drift } = found;
    const only = isOnlyForNewNodes(item, after);
    const names = namesOf(drift.fields);
    const isMany = names.length > 1 || /[^s]s$/.test(names[0] ?? '');
    return {
      ...(only ? { severity: 'warn' } : {}),
      message: only
        ? `new nodes get ${isMany ? 'other' : 'another'} ${list(names)}, and no node is replaced for it: old ones stay`
        : `every node is replaced, as ${list(names)} ${isMany ? 'are' : 'is'} part of what Karpenter compares its nodes with`,
      ...details(item, before, after),
      remedy: only
        ? 'if an old node has to go sooner, drain it by hand when its jobs are done'
        : 'merge when a change of all nodes is welcome, or together with the next change that replaces them anyway',
      differences: drift.fields,
    };
  },
};

export const newImage: Verdict = {
  rule: 'nodes/image',
  severity: 'danger',
  promise: 'Which edits of the AMI replace every node, and which let AWS do so without a pull request',
  judge(change, before, after) {
    const found = driftIn(change, after);
    const fields = found?.drift.fields.filter(({ path }) => path[1] === 'amiSelectorTerms') ?? [];
    if (found?.drift.drift !== 'unknown' || fields.length === 0) return [];
    const { item } = found;
    const isPinned = !aliasOf(item.manifest)?.endsWith('@latest');
    return {
      message: isPinned
        ? 'another AMI: every node that was made from the old one is replaced'
        : 'the AMI is no longer pinned (latest): nodes are replaced now, where the newest AMI is another one, and whenever AWS publishes one, without a pull request',
      ...details(item, before, after),
      remedy: isPinned
        ? 'merge when a change of all nodes is welcome'
        : 'pin the version of the alias, e.g. al2023@v20261112, and let a pull request raise it',
      differences: fields,
    };
  },
};

export const mayBeReplaced: Verdict = {
  rule: 'nodes/may-be-replaced',
  severity: 'warn',
  promise:
    'Which edits of an EC2NodeClass replace those nodes for which subnets, security groups or reservations now resolve differently in AWS',
  judge(change, before, after) {
    const found = driftIn(change, after);
    const fields = found?.drift.fields.filter(({ path }) => path[1] !== 'amiSelectorTerms') ?? [];
    if (found?.drift.drift !== 'unknown' || fields.length === 0) return [];
    const { item } = found;
    const names = [...new Set(fields.map(({ path }) => path[1]))].join(' and ');
    return {
      message: `nodes are replaced where ${names} resolves to something else than before; only AWS knows, and none is where it resolves to the same; where it finds none, no node is made`,
      ...details(item, before, after),
      remedy: `compare what the old and the new terms find: aws ec2 describe-subnets or describe-security-groups with these filters`,
      differences: fields,
    };
  },
};

export const someReplaced: Verdict = {
  rule: 'nodes/some-replaced',
  severity: 'danger',
  promise: 'Which edits of requirements replace only those nodes that no longer fit, and which leave none that does',
  judge(change, before, after) {
    const found = driftIn(change, after);
    if (found?.drift.drift !== 'nonmatching') return [];
    const { item, was, drift } = found;
    const [old, now] = [requirementsOf(was), requirementsOf(item)];
    const narrower = narrowedKeys(old, now).map(shortKey).join(', ');
    const none = disjointKeys(old, now).map(shortKey).join(', ');
    const common = { ...details(item, before, after), differences: drift.fields };
    if (isOnlyForNewNodes(item, after)) {
      return {
        ...common,
        severity: 'warn',
        message: `new nodes are chosen by narrower requirements (${narrower}), and no node is replaced for it: old ones stay`,
        remedy: 'if an old node has to go sooner, drain it by hand when its jobs are done',
      };
    }
    if (none !== '') {
      return {
        ...common,
        message: `every node is replaced: none that was made before fits any more (${none})`,
        remedy: 'merge when a change of all nodes is welcome, or allow the old kind beside the new one',
      };
    }
    return {
      ...common,
      severity: 'warn',
      message: `only nodes that no longer fit are replaced: the requirements are narrower in ${narrower}`,
      remedy: 'merge when it is welcome that nodes of the other kinds are drained',
    };
  },
};
