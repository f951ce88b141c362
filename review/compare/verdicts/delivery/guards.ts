import { stringsIn } from '../../../../imports/json.ts';
import { ownSyncOptions } from '../../../tree/manifest.ts';
import { type Item, isApplication } from '../../../tree/tree.ts';
import { applicationsOf, type Change } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';
import { consequenceOf } from '../removal/consequences.ts';

/** Kinds that take data, nodes or everything inside along when they go. */
const isPrecious = (item: Item) =>
  isApplication(item.manifest) || consequenceOf(item)?.severity === 'danger' || item.id.kind === 'EC2NodeClass';

export const guards: Verdict = {
  rule: 'delivery/guard',
  severity: 'danger',
  promise: 'Where a later removal is no longer asked about, or no longer held back',
  judge({ before, after: item, verb, differences }) {
    if (!before || !item || verb !== 'changed') return [];
    const [old, now] = [ownSyncOptions(before.manifest), ownSyncOptions(item.manifest)];
    const [lost, gained] = [guardsBeyond(old, now), guardsBeyond(now, old)];
    return [
      lost.length > 0 && {
        severity: isPrecious(item) ? 'danger' : 'warn',
        message: `it loses ${lost.join(' and ')}: the next removal deletes it, and what goes with it, without a question`,
        remedy: 'keep the option where data or nodes go with an object',
      },
      gained.length > 0 && {
        severity: 'info',
        message: `it is guarded from now on (${gained.join(', ')}): its removal asks a person, or is left out`,
      },
      ofClaims(item, differences),
    ];
  },
};

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention */
function ofClaims(item: Item, differences: readonly Difference[]): Said {
  if (item.id.kind !== 'StatefulSet') return [];
  return differences
    .flatMap(leavesOf)
    .filter(({ path, after }) => isUnder(path, 'spec.persistentVolumeClaimRetentionPolicy') && after === 'Delete')
    .map((difference) => ({
      message: `its claims, and the data in their volumes, go from now on when ${difference.path.at(-1) === 'whenScaled' ? 'it has fewer replicas' : 'it is deleted'}`,
      remedy: 'keep Retain where nobody may lose the data',
      differences: [difference],
    }));
}

export const applicationGuards: Verdict = {
  rule: 'delivery/application-guard',
  severity: 'danger',
  promise: 'Where an Application no longer asks before it prunes its objects',
  judge(change, before, after) {
    const [old, now] = applicationsOf(change, before, after) ?? [];
    if (!old || !now) return [];
    const children = after.of(now.name);
    return [
      guardsBeyond(old.sync.options, now.sync.options).map((option) => ({
        message: `the Application loses ${option}: the next removal deletes its objects, and what goes with them, without a question`,
        why: children.length > 0 ? `it has ${children.length} objects in this tree` : 'its objects come from a chart',
        remedy: 'keep the option where data or nodes go with an object',
      })),
      guardsBeyond(now.sync.options, old.sync.options).map((option) => ({
        severity: 'info',
        message: `the Application asks or refuses from now on before it deletes an object (${option})`,
      })),
    ];
  },
};

/** Options by which a removal asks a person or is left out, where the other list has none for it. */
function guardsBeyond(options: readonly string[], others: readonly string[]): readonly string[] {
  return ['Prune', 'Delete'].flatMap((action) => {
    const guard = (list: readonly string[]) =>
      list.find((option) => option === `${action}=confirm` || option === `${action}=false`);
    return guard(others) === undefined ? (guard(options) ?? []) : [];
  });
}

export const finalizers: Verdict = {
  rule: 'delivery/finalizer',
  severity: 'warn',
  promise:
    'Where deleting an Application takes its objects along from now on, or leaves them, and what waits for a finalizer',
  judge(change, before, after) {
    const [old, now] = applicationsOf(change, before, after) ?? [];
    if (!old || !now) return ofOwnFinalizers(change);
    if (old.cascades === now.cascades) return [];
    return now.cascades
      ? {
          message: 'deleting the Application deletes all its objects from now on (finalizer)',
          remedy: 'check that nothing of it must outlive the Application',
        }
      : {
          message: 'deleting the Application leaves its objects in the cluster from now on, unmanaged (no finalizer)',
          remedy: 'keep the finalizer, or delete what is left by hand',
        };
  },
};

function ofOwnFinalizers({ before, after, verb }: Change): Said {
  if (!before || !after || verb !== 'changed') return [];
  const finalizersOf = ({ manifest }: Item) => stringsIn(manifest, 'metadata.finalizers');
  const [old, now] = [finalizersOf(before), finalizersOf(after)];
  const added = now.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !now.includes(name));
  return [
    added.length > 0 && {
      message: `its deletion waits from now on until a controller takes its finalizer away (${some(added)}): without that controller it never ends, nor that of its namespace`,
      remedy: 'leave finalizers to the controllers that set them',
    },
    gone.length > 0 && { severity: 'info', message: `its deletion no longer waits for ${some(gone)}` },
  ];
}
