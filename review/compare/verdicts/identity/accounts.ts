import { airflowRelease, sparkHistory, sparkServiceAccounts } from '../../../../config/names.ts';
import { at, type Json } from '../../../../imports/json.ts';
import { referencesOf } from '../../../kinds/references.ts';
import { keyOf } from '../../../tree/object-id.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Change, coming, leaving } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { type Path, pathText } from '../../path.ts';
import { leavesOf, valuesChangesOf } from '../../values.ts';
import type { Judgement, Verdict } from '../../verdict.ts';

const roleArn = 'eks.amazonaws.com/role-arn';

/** Accounts that have rights in AWS: those of Airflow and Spark by their names, others by their annotation. */
function usesAws({ id, manifest }: Item): boolean {
  const annotations = at(manifest, 'metadata.annotations') as Readonly<Record<string, Json>> | undefined;
  const known: readonly string[] = [...Object.values(sparkServiceAccounts), sparkHistory.name];
  return known.includes(id.name) || id.name.startsWith(`${airflowRelease}-`) || annotations?.[roleArn] !== undefined;
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
      ...(gone && isAccount(gone) ? [ofGone(gone)] : []),
      ...(added && isAccount(added) ? [ofAdded(added)] : []),
      ...ofAnnotation(change, after),
      ...ofValues(change, before, after),
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

function ofAdded(item: Item): Judgement {
  return {
    severity: 'warn',
    objects: [item],
    message: 'the account needs a Pod Identity association: without it, its pods have no rights in AWS',
    remedy: `${deploy} before the merge`,
  };
}

function ofAnnotation({ after: item, verb, differences }: Change, after: Tree): readonly Judgement[] {
  const field = differences.flatMap(leavesOf).find(({ path }) => path.at(-1) === roleArn);
  if (item?.id.kind !== 'ServiceAccount' || verb !== 'changed' || !field) return [];
  return [{ objects: [item], differences: [field], ...ofRole(item, field, after) }];
}

function ofRole(item: Item, { before, after: now }: Difference, tree: Tree): Omit<Judgement, 'objects'> {
  if (before === undefined) {
    return {
      severity: 'warn',
      message:
        'pods of this account that start from now on take an IAM role by its annotation, unless a Pod Identity association of the account wins over it',
      remedy: 'give the account one way to AWS, and check what the role allows',
    };
  }
  if (now === undefined) {
    const isUsed = tree.items.some(
      (user) => !/Binding$/.test(user.id.kind) && referencesOf(user).some((reference) => keyOf(reference) === item.key),
    );
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

const inRegion = 'it calls AWS in another region';

/** Values that join a chart to its identity or its part of AWS, by the end of their path. */
const joins: readonly (readonly [end: RegExp, text: string])[] = [
  [
    /(^|\.)serviceAccount\.name$/,
    'its pods run under another account: the Pod Identity association and the Roles of the old name no longer match',
  ],
  [/(^|\.)clusterName$/, 'it works for another cluster: what belongs to this one is looked after by nobody'],
  [/(^|\.)interruptionQueue$/, 'it reads another queue: notices of Spot interruptions of this cluster are not seen'],
  [/(^|\.)region$|\[name=AWS_(DEFAULT_)?REGION\]\.value$/, inRegion],
];

function ofValues(change: Change, before: Tree, after: Tree): readonly Judgement[] {
  const item = change.after;
  if (!item) return [];
  return valuesChangesOf(change, before, after).flatMap(({ differences }) =>
    differences.flatMap((difference): readonly Judgement[] => {
      const found = joins.find(([end]) => end.test(joined(difference.path)));
      if (!found || difference.before === undefined) return [];
      return [
        {
          objects: [item],
          message: found[1],
          why: pathText(difference.path),
          remedy: 'change the identity in AWS in the same step, or take the name back',
          differences: [difference],
        },
      ];
    }),
  );
}

const joined = (path: Path) => path.join('.');

export const podAccount: Verdict = {
  rule: 'identity/pod-account',
  severity: 'danger',
  promise: 'Where pods run under another service account',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb !== 'changed') return [];
    const inValues = valuesChangesOf(change, before, after).flatMap(({ differences }) => differences);
    const fields = [...inValues, ...(item.id.kind === 'Application' ? [] : change.differences)].filter(
      ({ path, before: old }) => path.at(-1) === 'serviceAccountName' && old !== undefined,
    );
    if (fields.length === 0) return [];
    return [
      {
        objects: [item],
        message:
          'pods run under another service account: their rights in AWS and in the cluster are those of the new one',
        why: [...new Set(fields.map(({ path }) => pathText(path)))].join(', '),
        remedy:
          'check that the account exists, and that its Pod Identity association and Roles allow what the pods need',
        differences: fields,
      },
    ];
  },
};
