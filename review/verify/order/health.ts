/** What the health check of an Application sees of it. */
export interface Status {
  /** Its deletion was asked for. */
  readonly deleting: boolean;
  /** Git has no folder of it any more, so that nothing can be compared. */
  readonly uncomparable: boolean;
  /** A sync runs, waits for its next try, or waits for a person who agrees to a deletion. */
  readonly operation?: 'runs' | 'asks' | undefined;
  /** Failed tries of that sync. */
  readonly tries: number;
  /** Its last sync was given up, and nothing else has been found in sync since. */
  readonly failed: boolean;
  /** Argo CD has compared it with its present spec, and found nothing to do. */
  readonly synced: boolean;
}

export type Health = 'Healthy' | 'Progressing' | 'Degraded';

/** Decides when a wave of the root is done: what `charts/argocd/application-health.lua` says, for objects that are healthy. */
export type Gate = (status: Status) => Health;

export const gate: Gate = ({ deleting, uncomparable, operation, tries, failed, synced }) => {
  if (deleting || operation === 'asks') return 'Healthy';
  if (operation === 'runs') return tries >= 6 ? 'Degraded' : 'Progressing';
  if (failed || uncomparable) return 'Degraded';
  return synced ? 'Healthy' : 'Progressing';
};
