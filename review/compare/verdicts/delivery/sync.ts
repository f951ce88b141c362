import { at, type Json } from '../../../../imports/json.ts';
import type { ApplicationView } from '../../../tree/application.ts';
import { type Item, isApplication } from '../../../tree/tree.ts';
import { isUnder } from '../../path.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { optionTexts } from './options.ts';

export const automation: Verdict = {
  rule: 'delivery/automation',
  severity: 'danger',
  promise: 'Where Argo CD no longer syncs, prunes or undoes changes by hand, and where it may empty an Application',
  judge({ before: was, after: item, verb }, before, after) {
    if (!was || !item || verb !== 'changed' || !isApplication(item.manifest)) return [];
    const [old, now] = [before.application(item.id.name), after.application(item.id.name)];
    if (!old || !now) return [];
    return [...ofSync(item, old, now), ...ofEmpty(was, item), ...ofRetry(item, old, now), ...ofOptions(item, old, now)];
  },
};

function ofSync(item: Item, old: ApplicationView, now: ApplicationView): readonly Judgement[] {
  if (old.sync.automated && !now.sync.automated) {
    return [
      {
        severity: 'warn',
        objects: [item],
        message: `the Application is no longer synced by itself${now.isRoot ? ', and nothing below it changes any more' : ''}: what is merged waits until a person syncs it (no prune, no selfHeal: changes by hand stay)`,
        remedy: 'keep automated sync, or say who syncs it and when',
      },
    ];
  }
  if (!old.sync.automated && now.sync.automated) {
    return [
      {
        severity: 'warn',
        objects: [item],
        message: 'the Application is synced by itself from now on: everything that waited is applied with the merge',
        remedy: 'compare what waits: argocd app diff',
      },
    ];
  }
  return [
    ...(old.sync.prune && !now.sync.prune
      ? [
          {
            severity: 'warn' as const,
            objects: [item],
            message: 'objects that leave Git stay in the cluster, unmanaged (prune is off)',
            remedy: 'keep prune on, and guard single objects with Prune=confirm',
          },
        ]
      : []),
    ...(!old.sync.prune && now.sync.prune
      ? [
          {
            severity: 'warn' as const,
            objects: [item],
            message:
              'objects that Git no longer has are deleted from now on, those that were left behind earlier too (prune is on)',
            remedy: 'look for objects that were left behind: argocd app diff',
          },
        ]
      : []),
    ...(old.sync.selfHeal && !now.sync.selfHeal
      ? [
          {
            severity: 'warn' as const,
            objects: [item],
            message:
              'changes by hand in the cluster are no longer undone (selfHeal is off): the cluster drifts from Git',
            remedy: 'keep selfHeal on',
          },
        ]
      : []),
    ...(!old.sync.selfHeal && now.sync.selfHeal
      ? [
          {
            severity: 'info' as const,
            objects: [item],
            message: 'changes by hand in the cluster are undone from now on (selfHeal is on)',
          },
        ]
      : []),
  ];
}

function ofEmpty(was: Item, item: Item): readonly Judgement[] {
  const [old, now] = [was, item].map(({ manifest }) => at(manifest, 'spec.syncPolicy.automated.allowEmpty') === true);
  if (old || !now) return [];
  return [
    {
      objects: [item],
      message:
        'an empty folder deletes every object of the Application (allowEmpty): a render that went wrong wipes it out',
      remedy: 'leave allowEmpty out',
    },
  ];
}

function ofRetry(item: Item, old: ApplicationView, now: ApplicationView): readonly Judgement[] {
  const { retries: tries } = now.sync;
  const often = tries === 0 ? 'five times by default' : tries === 1 ? 'once' : `${tries} times`;
  const endless = (retries: number) => (retries < 0 ? Number.POSITIVE_INFINITY : retries);
  if (endless(now.sync.retries) >= endless(old.sync.retries)) return [];
  return [
    {
      severity: 'warn',
      objects: [item],
      message: `a sync that fails is tried again ${often} and then left: it needs a person or another commit`,
      remedy: 'keep the number of tries, where an order between Applications is waited for',
    },
  ];
}

function ofOptions(item: Item, old: ApplicationView, now: ApplicationView): readonly Judgement[] {
  return Object.entries(optionTexts).flatMap(([option, { added, removed }]): readonly Judgement[] => {
    const [had, has] = [old.sync.options.includes(option), now.sync.options.includes(option)];
    const said = had === has ? undefined : has ? added : removed;
    if (!said) return [];
    const [severity, text] = said;
    return [
      {
        severity,
        objects: [item],
        message: `${text} (${has ? '' : 'without '}${option})`,
        ...(severity === 'info' ? {} : { remedy: has ? 'leave the option out' : 'keep the option' }),
      },
    ];
  });
}

export const ignored: Verdict = {
  rule: 'delivery/ignored',
  severity: 'warn',
  promise: 'Which fields Argo CD no longer watches, or watches again',
  judge({ after: item, verb, differences }) {
    if (!item || verb !== 'changed' || !isApplication(item.manifest)) return [];
    const fields = differences.filter(({ path }) => isUnder(path, 'spec.ignoreDifferences'));
    const added = fields.filter(({ after }) => after !== undefined);
    const removed = fields.filter(({ before }) => before !== undefined);
    const options = differences.filter(({ path }) => path.at(-1) === 'argocd.argoproj.io/compare-options');
    return [
      ...(added.length > 0
        ? [
            {
              objects: [item],
              message: 'Argo CD no longer sees a change by hand in these fields (ignoreDifferences)',
              remedy: 'ignore only what a controller writes',
              differences: added,
            },
          ]
        : []),
      ...(removed.length > 0
        ? [
            {
              severity: 'info' as const,
              objects: [item],
              message: 'Argo CD watches these fields again: where a controller writes them, it is OutOfSync',
              differences: removed,
            },
          ]
        : []),
      ...(options.length > 0
        ? [
            {
              objects: [item],
              message:
                'Argo CD compares in another way: a difference may not be seen any more, or one may stay forever',
              remedy: 'keep ServerSideDiff=true',
              differences: options,
            },
          ]
        : []),
    ];
  },
};

/** A job that the chart no longer makes runs at no point at all. */
function isSwitchedOff(manifest: Json, path: readonly string[]): boolean {
  return path.some((_, depth) => at(at(manifest, path.slice(0, depth).join('.')), 'enabled') === false);
}

export const hooks: Verdict = {
  rule: 'delivery/hook',
  severity: 'warn',
  promise: 'Where a job runs at another point of a sync, or no longer in it',
  judge({ after: item, verb, differences }) {
    if (!item || verb !== 'changed') return [];
    const fields = differences.filter(
      ({ path }) =>
        path.some((step) =>
          /^(argocd\.argoproj\.io\/hook(-delete-policy)?|helm\.sh\/hook.*|useHelmHooks)$/.test(step),
        ) && !isSwitchedOff(item.manifest, path),
    );
    if (fields.length === 0) return [];
    return [
      {
        objects: [item],
        message:
          'a hook runs at another point of the sync, or is no longer one: a job that is no hook cannot be changed, and one that Helm starts may wait for pods that wait for it',
        remedy: 'keep hook Sync and BeforeHookCreation for jobs of a chart',
        differences: fields,
      },
    ];
  },
};
