import { stringsIn } from '../../../../imports/json.ts';
import { ownSyncOptions } from '../../../tree/manifest.ts';
import { type Item, isApplication, type Tree } from '../../../tree/tree.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';
import { consequenceOf } from '../removal/consequences.ts';
import { isGuarded } from './options.ts';

/** Kinds that take data, nodes or everything inside along when they go. */
const precious = (item: Item) =>
  isApplication(item.manifest) || consequenceOf(item)?.severity === 'danger' || item.id.kind === 'EC2NodeClass';

export const guards: Verdict = {
  rule: 'delivery/guard',
  severity: 'danger',
  promise: 'Where a later removal is no longer asked about, or no longer held back',
  judge({ before, after: item, verb, differences }) {
    if (!before || !item || verb !== 'changed') return [];
    const [old, now] = [ownSyncOptions(before.manifest), ownSyncOptions(item.manifest)];
    return [...ofOptions(item, old, now, precious(item)), ...ofClaims(item, differences)];
  },
};

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention */
function ofClaims(item: Item, differences: readonly Difference[]): readonly Judgement[] {
  if (item.id.kind !== 'StatefulSet') return [];
  return differences
    .flatMap(leavesOf)
    .filter(({ path, after }) => isUnder(path, 'spec.persistentVolumeClaimRetentionPolicy') && after === 'Delete')
    .map((difference) => ({
      objects: [item],
      message: `its claims, and the data in their volumes, go from now on when ${difference.path.at(-1) === 'whenScaled' ? 'it has fewer replicas' : 'it is deleted'}`,
      remedy: 'keep Retain where nobody may lose the data',
      differences: [difference],
    }));
}

export const applicationGuards: Verdict = {
  rule: 'delivery/application-guard',
  severity: 'danger',
  promise: 'Where an Application no longer asks before it prunes its objects',
  judge({ after: item, verb }, before, after) {
    if (!item || verb !== 'changed' || !isApplication(item.manifest)) return [];
    const [old, now] = [before.application(item.id.name), after.application(item.id.name)];
    if (!old || !now) return [];
    const lost = ['Prune', 'Delete'].filter(
      (action) => isGuarded(old.sync.options, action) && !isGuarded(now.sync.options, action),
    );
    const gained = ['Prune', 'Delete'].filter(
      (action) => !isGuarded(old.sync.options, action) && isGuarded(now.sync.options, action),
    );
    return [
      ...lost.map(
        (action): Judgement => ({
          objects: [item],
          message: `the Application loses ${optionText(old.sync.options, action)}: the next removal deletes its objects, and what goes with them, without a question`,
          why: childrenText(item, after),
          remedy: 'keep the option where data or nodes go with an object',
        }),
      ),
      ...gained.map(
        (action): Judgement => ({
          severity: 'info',
          objects: [item],
          message: `the Application asks or refuses from now on before it deletes an object (${optionText(now.sync.options, action)})`,
        }),
      ),
    ];
  },
};

function optionText(options: readonly string[], action: string): string {
  return options.find((option) => option.startsWith(`${action}=`)) ?? `${action}=confirm`;
}

function childrenText(item: Item, tree: Tree): string {
  const children = tree.of(item.id.name);
  return children.length > 0 ? `it has ${children.length} objects in this tree` : 'its objects come from a chart';
}

function ofOptions(
  item: Item,
  old: readonly string[],
  now: readonly string[],
  isPrecious: boolean,
): readonly Judgement[] {
  const lost = ['Prune', 'Delete'].filter((action) => isGuarded(old, action) && !isGuarded(now, action));
  const gained = ['Prune', 'Delete'].filter((action) => !isGuarded(old, action) && isGuarded(now, action));
  return [
    ...(lost.length > 0
      ? [
          {
            severity: isPrecious ? ('danger' as const) : ('warn' as const),
            objects: [item],
            message: `it loses ${lost.map((action) => optionText(old, action)).join(' and ')}: the next removal deletes it, and what goes with it, without a question`,
            remedy: 'keep the option where data or nodes go with an object',
          },
        ]
      : []),
    ...(gained.length > 0
      ? [
          {
            severity: 'info' as const,
            objects: [item],
            message: `it is guarded from now on (${gained.map((action) => optionText(now, action)).join(', ')}): its removal asks a person, or is left out`,
          },
        ]
      : []),
  ];
}

const cascade = 'resources-finalizer.argocd.argoproj.io';

export const finalizers: Verdict = {
  rule: 'delivery/finalizer',
  severity: 'warn',
  promise:
    'Where deleting an Application takes its objects along from now on, or leaves them, and what waits for a finalizer',
  judge({ before, after: item, verb }) {
    if (!before || !item || verb !== 'changed') return [];
    if (!isApplication(item.manifest)) return ofOwnFinalizers(before, item);
    const [old, now] = [before, item].map(({ manifest }) =>
      stringsIn(manifest, 'metadata.finalizers').some((name) => name.startsWith(cascade)),
    );
    if (old === now) return [];
    return [
      {
        objects: [item],
        message: now
          ? 'deleting the Application deletes all its objects from now on (finalizer)'
          : 'deleting the Application leaves its objects in the cluster from now on, unmanaged (no finalizer)',
        remedy: now
          ? 'check that nothing of it must outlive the Application'
          : 'keep the finalizer, or delete what is left by hand',
      },
    ];
  },
};

function ofOwnFinalizers(before: Item, item: Item): readonly Judgement[] {
  const [old, now] = [before, item].map(({ manifest }) => stringsIn(manifest, 'metadata.finalizers')) as [
    readonly string[],
    readonly string[],
  ];
  const added = now.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !now.includes(name));
  return [
    ...(added.length > 0
      ? [
          {
            objects: [item],
            message: `its deletion waits from now on until a controller takes its finalizer away (${some(added)}): without that controller it never ends, nor that of its namespace`,
            remedy: 'leave finalizers to the controllers that set them',
          },
        ]
      : []),
    ...(gone.length > 0
      ? [
          {
            severity: 'info' as const,
            objects: [item],
            message: `its deletion no longer waits for ${some(gone)}`,
          },
        ]
      : []),
  ];
}
