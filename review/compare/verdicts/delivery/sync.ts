import { at, objectIn } from '../../../../imports/json.ts';
import type { ApplicationView } from '../../../tree/application.ts';
import { ownSyncOptions } from '../../../tree/manifest.ts';
import { type Item, isApplication } from '../../../tree/tree.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { optionTexts } from './options.ts';

export const automation: Verdict = {
  rule: 'delivery/automation',
  severity: 'danger',
  promise: 'Where Argo CD no longer syncs, prunes or undoes changes by hand, and where it may empty an Application',
  judge({ before: was, after: item, verb }, before, after) {
    if (!was || !item || verb !== 'changed') return [];
    if (!isApplication(item.manifest)) {
      return ofOptions(item, ownSyncOptions(was.manifest), ownSyncOptions(item.manifest));
    }
    const [old, now] = [before.application(item.id.name), after.application(item.id.name)];
    if (!old || !now) return [];
    return [
      ...ofSync(item, old, now),
      ...ofSkip(was, item),
      ...ofEmpty(was, item),
      ...ofRetry(item, old, now),
      ...ofOptions(item, old.sync.options, now.sync.options),
      ...ofNamespace(was, item, now),
    ];
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

/** https://argo-cd.readthedocs.io/en/stable/user-guide/skip_reconcile/ */
function ofSkip(was: Item, item: Item): readonly Judgement[] {
  const [old, now] = [was, item].map(
    ({ manifest }) => objectIn(manifest, 'metadata.annotations')['argocd.argoproj.io/skip-reconcile'] === 'true',
  );
  if (old === now) return [];
  return [
    {
      severity: 'warn',
      objects: [item],
      message: now
        ? 'Argo CD does nothing with the Application any more (skip-reconcile): what is merged does not arrive, and it says neither OutOfSync nor Degraded'
        : 'Argo CD looks after the Application again (skip-reconcile is gone): everything that waited is applied with the merge',
      remedy: now ? 'say until when, and who takes it back' : 'compare what waits: argocd app diff',
    },
  ];
}

/** Argo CD sets the labels only where it may make the namespace. */
function ofNamespace(was: Item, item: Item, now: ApplicationView): readonly Judgement[] {
  const [old, labels] = [was, item].map(({ manifest }) =>
    JSON.stringify(at(manifest, 'spec.syncPolicy.managedNamespaceMetadata')),
  );
  if (old === labels || !now.sync.options.includes('CreateNamespace=true')) return [];
  const isOpen = /enforce":"(privileged|baseline)/.test(labels ?? '');
  return [
    {
      severity: isOpen ? 'danger' : 'warn',
      objects: [item],
      message: `Argo CD gives the namespace other labels (managedNamespaceMetadata)${isOpen ? ', with a lower level of Pod Security' : ''}: over those of its manifest`,
      remedy: 'keep the labels of a namespace in its own manifest',
    },
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

function ofOptions(item: Item, old: readonly string[], now: readonly string[]): readonly Judgement[] {
  return Object.entries(optionTexts).flatMap(([option, { added, removed }]): readonly Judgement[] => {
    const [had, has] = [old.includes(option), now.includes(option)];
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
