import { airflowRelease, sparkHistory, sparkServiceAccounts } from '../../../../config/names.ts';
import { objectIn } from '../../../../imports/json.ts';
import { usersOf } from '../../../kinds/references.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Change, coming, leaving } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { fieldTexts, pathText } from '../../path.ts';
import { fieldsOf, leavesOf, valueDifferences } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';

const roleArn = 'eks.amazonaws.com/role-arn';

/** Accounts that have rights in AWS: those of Airflow and Spark by their names, others by their annotation. */
function usesAws({ id, manifest }: Item): boolean {
  const known: readonly string[] = [...Object.values(sparkServiceAccounts), sparkHistory.name];
  const hasRole = roleArn in objectIn(manifest, 'metadata.annotations');
  return known.includes(id.name) || id.name.startsWith(`${airflowRelease}-`) || hasRole;
}

const isAccount = (item: Item) =>
  item.id.kind === 'ServiceAccount' && item.id.group === '' && usesAws(item) && item.chart === undefined;

const deploy = "run 'npm run cluster:deploy -- <env>'";

export const podIdentity: Verdict = {
  rule: 'identity/pod-identity',
  severity: 'danger',
  promise: 'Where a service account comes or goes, and its Pod Identity association in AWS with it',
  judge(change, before, after) {
    const [gone, added] = [leaving(change), coming(change)];
    return [
      gone && isAccount(gone) && ofGone(gone),
      added && isAccount(added) && missing,
      ofAnnotation(change, after),
      ofValues(change, before, after),
    ];
  },
};

function ofGone(item: Item): Judgement {
  return {
    severity: 'warn',
    objects: [item],
    message:
      'the Pod Identity association of the account ends, not by Argo CD but with the next deployment of the cluster stacks; pods that still run under it lose their rights in AWS',
    remedy: `${deploy} after the merge, so that no association stays for a name that somebody may use again`,
  };
}

const missing: Judgement = {
  severity: 'warn',
  message: 'the account needs a Pod Identity association: without it, its pods have no rights in AWS',
  remedy: `${deploy} before the merge`,
};

function ofAnnotation({ after: item, verb, differences }: Change, after: Tree): Said {
  const field = differences.flatMap(leavesOf).find(({ path }) => path.at(-1) === roleArn);
  if (item?.id.kind !== 'ServiceAccount' || verb !== 'changed' || !field) return [];
  return { ...ofRole(item, field, after), differences: [field] };
}

function ofRole(item: Item, { before, after: now }: Difference, tree: Tree): Judgement {
  if (before === undefined) {
    return {
      severity: 'warn',
      message:
        'pods of this account that start from now on take an IAM role by its annotation, unless a Pod Identity association of the account wins over it',
      remedy: 'give the account one way to AWS, and check what the role allows',
    };
  }
  if (now === undefined) {
    const isUsed = usersOf([item.id], tree).some(({ id }) => !/Binding$/.test(id.kind));
    return {
      severity: isUsed ? 'danger' : 'warn',
      message:
        'the account takes no IAM role any more: without a Pod Identity association, its pods lose their rights in AWS with their next start',
      remedy: `${deploy} with an association for the account before the merge`,
    };
  }
  return {
    message: 'pods of this account take another IAM role: what they may do in AWS changes with their next start',
    remedy: 'check that the role trusts this account, and allows what its pods need',
  };
}

/** Values that join a chart to its identity or its part of AWS, by the end of their path. */
const joins: readonly (readonly [end: RegExp, text: string])[] = [
  [
    /(^|\.)serviceAccount\.name$/,
    'its pods run under another account: the Pod Identity association and the Roles of the old name no longer match',
  ],
  [/(^|\.)clusterName$/, 'it works for another cluster: what belongs to this one is looked after by nobody'],
  [/(^|\.)interruptionQueue$/, 'it reads another queue: notices of Spot interruptions of this cluster are not seen'],
  [/(^|\.)region$|\[name=AWS_(DEFAULT_)?REGION\]\.value$/, 'it calls AWS in another region'],
];

function ofValues(change: Change, before: Tree, after: Tree): Said {
  return valueDifferences(change, before, after).map((difference): Said => {
    const [, message] = joins.find(([end]) => end.test(difference.path.join('.'))) ?? [];
    if (message === undefined || difference.before === undefined) return [];
    return {
      message,
      why: pathText(difference.path),
      remedy: 'change the identity in AWS in the same step, or take the name back',
      differences: [difference],
    };
  });
}

export const podAccount: Verdict = {
  rule: 'identity/pod-account',
  severity: 'danger',
  promise: 'Where pods run under another service account',
  judge(change, before, after) {
    const fields = fieldsOf(change, before, after)
      .flatMap(leavesOf)
      .filter(({ path, before: old }) => path.at(-1) === 'serviceAccountName' && old !== undefined);
    if (change.verb !== 'changed' || fields.length === 0) return [];
    return {
      message:
        'pods run under another service account: their rights in AWS and in the cluster are those of the new one',
      why: fieldTexts(fields).join(', '),
      remedy: 'check that the account exists, and that its Pod Identity association and Roles allow what the pods need',
      differences: fields,
    };
  },
};
