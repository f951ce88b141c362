import { describeId } from '../../../tree/object-id.ts';
import { type Item, isApplication, type Tree } from '../../../tree/tree.ts';
import { type Change, leaving, withApplication } from '../../change.ts';
import type { Effect, Judgement, Severity, Verdict } from '../../verdict.ts';
import { tally } from '../../words.ts';
import { consequenceOf, takesAlong, volumesOf } from './consequences.ts';
import { fateOf, isSaidOfApplication, type Leaving } from './fate.ts';

const lower: Readonly<Record<Severity, Severity>> = { danger: 'warn', warn: 'info', info: 'info' };

/** An object that leaves the tree, but an Application, and what becomes of it. */
function goes(change: Change, before: Tree, after: Tree) {
  const item = leaving(change);
  if (!item || isApplication(item.manifest)) return undefined;
  return { item, fate: fateOf(item, before, after).fate };
}

export const deleted: Verdict = {
  rule: 'removal/deleted',
  severity: 'danger',
  promise:
    'Which objects Argo CD deletes, and what goes with them: the pods of a namespace, the objects of a definition, the nodes of a pool, the data of a claim',
  judge(change, before, after) {
    const found = goes(change, before, after);
    if (!found || found.fate === 'keep') return [];
    const { item, fate } = found;
    const consequence = consequenceOf(item);
    const along = takesAlong(item, before);
    const effects: readonly Effect[] = [{ verb: fate === 'ask' ? 'ask' : 'delete', what: describeId(item.id) }];
    const how = {
      delete: 'Argo CD deletes it',
      ask: 'once a person confirms, Argo CD deletes it',
      cascade: 'it is deleted with its Application',
    }[fate];
    if (!consequence) return { severity: 'info', objects: [item], message: how, effects };
    const isGone = item.id.namespace !== undefined && namespaceGoes(item, before, after);
    const asked = consequence.whenAsked ?? lower[consequence.severity];
    // What the finding about the Application or the namespace says already is no second alarm.
    const severity = fate === 'cascade' || isGone ? 'info' : fate === 'ask' ? asked : consequence.severity;
    return {
      severity,
      objects: [item],
      message: `${how}: ${consequence.text}`,
      ...(along === undefined ? {} : { why: along }),
      remedy: consequence.remedy,
      effects,
    };
  },
};

/** Whether the namespace of an object leaves with it. */
function namespaceGoes({ id }: Item, before: Tree, after: Tree): boolean {
  const namespace = { group: '', kind: 'Namespace', name: id.namespace ?? '' };
  return before.get(namespace) !== undefined && after.get(namespace) === undefined;
}

export const orphaned: Verdict = {
  rule: 'removal/unmanaged',
  severity: 'warn',
  promise: 'Which objects leave Git and stay in the cluster, unmanaged',
  judge(change, before, after) {
    const found = goes(change, before, after);
    if (found?.fate !== 'keep' || isSaidOfApplication(found.item, after)) return [];
    return {
      objects: [found.item],
      message: 'it leaves Git and stays in the cluster, unmanaged: nobody updates it, and nobody deletes it',
      why: 'its Application does not prune it, or is not deleted with what it applied',
      remedy: 'delete it by hand after the sync, or keep it in Git',
      effects: [{ verb: 'leave', what: describeId(found.item.id) }],
    };
  },
};

export const asks: Verdict = {
  rule: 'removal/asks',
  severity: 'warn',
  promise: 'Where Argo CD waits for a person before it deletes, and what waits with it',
  judge(change, before, after) {
    const item = leaving(change);
    if (!item || fateOf(item, before, after).fate !== 'ask') return [];
    return {
      objects: withApplication(item, after),
      message:
        'Argo CD asks a person before it deletes this; until somebody confirms, the sync waits, and no later version or value of the environment is applied',
      why: 'the object or its Application has Prune=confirm',
      remedy: 'merge when somebody is there to confirm; a revert alone does not end a sync that waits',
      effects: [{ verb: 'ask', what: describeId(item.id) }],
    };
  },
};

export const volumes: Verdict = {
  rule: 'removal/volumes',
  severity: 'info',
  promise: 'What becomes of the volumes of a StatefulSet that goes',
  judge(change) {
    const item = leaving(change);
    const message = item?.id.kind === 'StatefulSet' ? volumesOf(item.manifest) : undefined;
    if (!item || message === undefined) return [];
    const remedy = message.includes('Delete')
      ? 'take a backup before you merge'
      : 'delete the claims by hand when the data is no longer needed';
    return { objects: [item], message, remedy };
  },
};

export const cascades: Verdict = {
  rule: 'removal/cascade',
  severity: 'danger',
  promise: 'What an Application takes along when it goes: everything that it applied, or nothing',
  judge(change, before, after) {
    const item = leaving(change);
    if (!item || !isApplication(item.manifest) || isSaidOfApplication(item, after)) return [];
    return { objects: [item], ...ofApplication(item, fateOf(item, before, after), before) };
  },
};

function ofApplication(item: Item, { fate, afterQuestion }: Leaving, before: Tree): Judgement {
  const view = before.application(item.id.name);
  const charts = view?.charts.map(({ chart }) => chart) ?? [];
  const children = before.of(item.id.name);
  if (fate === 'keep') {
    return {
      severity: 'warn',
      message: 'the Application leaves Git and stays in the cluster, unmanaged, with everything that it applied',
      remedy: 'delete the Application by hand, or keep it in Git',
      effects: [{ verb: 'leave', what: describeId(item.id) }],
    };
  }
  const effects: readonly Effect[] = [{ verb: fate === 'ask' ? 'ask' : 'delete', what: describeId(item.id) }];
  const when = fate === 'ask' || afterQuestion ? 'once a person confirms, ' : '';
  if (!view?.cascades) {
    return {
      severity: 'warn',
      message: `${when}Argo CD deletes the Application; it has no finalizer, so everything that it applied stays in the cluster, unmanaged`,
      why: contentOf(children, charts),
      remedy: 'delete what is left by hand, or give the Application its finalizer in an earlier change',
      effects,
    };
  }
  return {
    message: `${when}Argo CD deletes the Application, and by its finalizer everything that it applied`,
    why: [contentOf(children, charts), ...consequencesOf(children)].join('; '),
    remedy: 'stop what depends on it, and wait until nothing of it runs, before you merge',
    effects,
  };
}

/** What the worst of the objects take along. */
function consequencesOf(items: readonly Item[]): readonly string[] {
  return items.flatMap((item) => {
    const consequence = consequenceOf(item);
    return consequence?.severity === 'danger' ? [`${describeId(item.id)}: ${consequence.text}`] : [];
  });
}

/** `14 objects: 8 NetworkPolicies, 2 ServiceAccounts, …`. */
export function contentOf(items: readonly Item[], charts: readonly string[]): string {
  const kinds = [...tally(items.map(({ id }) => id.kind))]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, number]) => `${number} ${kind}`);
  const own = items.length === 0 ? [] : [`${items.length} objects (${kinds.join(', ')})`];
  const rendered = charts.map((chart) => `everything of the chart ${chart}`);
  return `it applied ${[...own, ...rendered].join(' and ') || 'nothing of this tree'}`;
}
