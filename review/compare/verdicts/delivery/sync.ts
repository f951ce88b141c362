import { objectIn } from '../../../../imports/json.ts';
import type { ApplicationView } from '../../../tree/application.ts';
import { argoAnnotation, ownSyncOptions } from '../../../tree/manifest.ts';
import { applicationsOf } from '../../change.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { allowsEmpty } from '../removal/fate.ts';
import { optionTexts } from './options.ts';

export const automation: Verdict = {
  rule: 'delivery/automation',
  severity: 'danger',
  promise: 'Where Argo CD no longer syncs, prunes or undoes changes by hand, and where it may empty an Application',
  judge(change, before, after) {
    const { before: was, after: is, verb } = change;
    if (!was || !is || verb !== 'changed') return [];
    const [old, now] = applicationsOf(change, before, after) ?? [];
    if (!old || !now) return ofOptions(ownSyncOptions(was.manifest), ownSyncOptions(is.manifest));
    return [
      ofSync(old, now),
      ofSkip(old, now),
      ofEmpty(old, now),
      ofRetry(old, now),
      ofOptions(old.sync.options, now.sync.options),
      ofNamespace(old, now),
    ];
  },
};

function ofSync({ sync: old }: ApplicationView, { sync: now, isRoot }: ApplicationView): Said {
  if (old.automated && !now.automated) {
    return {
      severity: 'warn',
      message: `the Application is no longer synced by itself${isRoot ? ', and nothing below it changes any more' : ''}: what is merged waits until a person syncs it (no prune, no selfHeal: changes by hand stay)`,
      remedy: 'keep automated sync, or say who syncs it and when',
    };
  }
  if (!old.automated && now.automated) {
    return {
      severity: 'warn',
      message: 'the Application is synced by itself from now on: everything that waited is applied with the merge',
      remedy: 'compare what waits: argocd app diff',
    };
  }
  return [
    old.prune &&
      !now.prune && {
        severity: 'warn',
        message: 'objects that leave Git stay in the cluster, unmanaged (prune is off)',
        remedy: 'keep prune on, and guard single objects with Prune=confirm',
      },
    !old.prune &&
      now.prune && {
        severity: 'warn',
        message:
          'objects that Git no longer has are deleted from now on, those that were left behind earlier too (prune is on)',
        remedy: 'look for objects that were left behind: argocd app diff',
      },
    old.selfHeal &&
      !now.selfHeal && {
        severity: 'warn',
        message: 'changes by hand in the cluster are no longer undone (selfHeal is off): the cluster drifts from Git',
        remedy: 'keep selfHeal on',
      },
    !old.selfHeal &&
      now.selfHeal && {
        severity: 'info',
        message: 'changes by hand in the cluster are undone from now on (selfHeal is on)',
      },
  ];
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/skip_reconcile/ */
function ofSkip(old: ApplicationView, now: ApplicationView): Said {
  const isSkipped = ({ manifest }: ApplicationView) => argoAnnotation(manifest, 'skip-reconcile') === 'true';
  if (isSkipped(old) === isSkipped(now)) return [];
  return {
    severity: 'warn',
    message: isSkipped(now)
      ? 'Argo CD does nothing with the Application any more (skip-reconcile): what is merged does not arrive, and it says neither OutOfSync nor Degraded'
      : 'Argo CD looks after the Application again (skip-reconcile is gone): everything that waited is applied with the merge',
    remedy: isSkipped(now) ? 'say until when, and who takes it back' : 'compare what waits: argocd app diff',
  };
}

/** Argo CD sets the labels only where it may make the namespace. */
function ofNamespace(old: ApplicationView, now: ApplicationView): Said {
  const metadata = ({ manifest }: ApplicationView) =>
    JSON.stringify(objectIn(manifest, 'spec.syncPolicy.managedNamespaceMetadata'));
  if (metadata(old) === metadata(now) || !now.sync.options.includes('CreateNamespace=true')) return [];
  const isOpen = /enforce":"(privileged|baseline)/.test(metadata(now));
  return {
    severity: isOpen ? 'danger' : 'warn',
    message: `Argo CD gives the namespace other labels (managedNamespaceMetadata)${isOpen ? ', with a lower level of Pod Security' : ''}: over those of its manifest`,
    remedy: 'keep the labels of a namespace in its own manifest',
  };
}

function ofEmpty(old: ApplicationView, now: ApplicationView): Said {
  if (allowsEmpty(old) || !allowsEmpty(now)) return [];
  return {
    message:
      'an empty folder deletes every object of the Application (allowEmpty): a render that went wrong wipes it out',
    remedy: 'leave allowEmpty out',
  };
}

function ofRetry(old: ApplicationView, now: ApplicationView): Said {
  const triesOf = ({ sync: { retries } }: ApplicationView) => (retries < 0 ? Number.POSITIVE_INFINITY : retries);
  const tries = triesOf(now);
  if (tries >= triesOf(old)) return [];
  const often = tries === 1 ? 'again once' : `again ${tries} times`;
  return {
    severity: 'warn',
    message: `a sync that fails is ${tries === 0 ? 'not tried again' : `tried ${often} and then left`}: it needs a person or another commit`,
    remedy: 'keep the number of tries, where an order between Applications is waited for',
  };
}

function ofOptions(old: readonly string[], now: readonly string[]): Said {
  return Object.entries(optionTexts).map(([option, { added, removed }]): Said => {
    const [had, has] = [old.includes(option), now.includes(option)];
    const said = had === has ? undefined : has ? added : removed;
    if (!said) return [];
    const [severity, text] = said;
    return {
      severity,
      message: `${text} (${has ? '' : 'without '}${option})`,
      ...(severity === 'info' ? {} : { remedy: has ? 'leave the option out' : 'keep the option' }),
    };
  });
}
