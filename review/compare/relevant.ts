import { type Change, isMoved } from './change.ts';

/** What gives rights, and what says whom they are for. */
const ofRights = /^((Cluster)?Role(Binding)?|Application|ConfigMap)$/;

/** The checks that read objects of a kind; of every other kind, all may. */
const readers: Readonly<Record<string, RegExp>> = {
  LimitRange: /^(schema|order|contract|references|scheduling|security)\//,
  NetworkPolicy: /^(schema|order|contract|references|network|security)\//,
  ResourceQuota: /^(schema|order|contract|references|scheduling|security)\//,
  Role: /^(schema|order|contract|references|airflow|security)\//,
  RoleBinding: /^(schema|order|contract|references|airflow|security)\//,
};

export function reads(rule: string, kind: string): boolean {
  return readers[kind]?.test(rule) ?? true;
}

/** Kinds whose own labels somebody selects, or sets something by. */
const isSelected = /^(ClusterRole|Namespace|Pod|Secret|Service)$/;

/** Whether a check reads the labels of objects of a kind. */
export function readsLabels(rule: string, kind: string): boolean {
  return isSelected.test(kind) || /^(schema\/|security\/(images|mirrors|secrets)$)/.test(rule);
}

function mayMatter(rule: string, change: Change): boolean {
  const { verb, before, after, differences, rewritings } = change;
  const kinds = [before, after].flatMap((item) => item?.id.kind ?? []);
  const isOfLabels =
    differences.length > 0 && differences.every(({ path }) => path[0] === 'metadata' && path[1] === 'labels');
  const isOnlyOfLabels = verb === 'changed' && !isMoved(change) && isOfLabels && rewritings.length === 0;
  return kinds.some((kind) => reads(rule, kind) && (!isOnlyOfLabels || readsLabels(rule, kind)));
}

/**
 * Whether a changed object may matter to a check: any other check finds what it found before, and is not run.
 * The order of syncs depends on which objects there are, on their annotations, and on how Applications sync.
 */
export function isRelevant(rule: string, changes: readonly Change[]): boolean {
  if (rule === 'security/rbac-escalation') {
    return changes.some(({ before, after }) => [before, after].some((item) => item && ofRights.test(item.id.kind)));
  }
  if (!rule.startsWith('order/')) return changes.some((change) => mayMatter(rule, change));
  return changes.some((change) => {
    if (change.verb === 'rewritten') return false;
    if (change.verb !== 'changed' || isMoved(change)) return true;
    return change.differences.some(
      ({ path }) =>
        path[1] === 'finalizers' ||
        path[2]?.startsWith('argocd.argoproj.io/') ||
        (change.after?.id.kind === 'Application' && !path.includes('helm') && path.at(-1) !== 'targetRevision'),
    );
  });
}
