import { at, type Json } from '../../../../imports/json.ts';
import { isApplication } from '../../../tree/tree.ts';
import { isUnder } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import type { Verdict } from '../../verdict.ts';

export const ignored: Verdict = {
  rule: 'delivery/ignored',
  severity: 'warn',
  promise: 'Which fields Argo CD no longer watches, or watches again',
  judge({ after: item, verb, differences }) {
    if (!item || verb !== 'changed') return [];
    const fields = isApplication(item.manifest)
      ? differences.filter(({ path }) => isUnder(path, 'spec.ignoreDifferences'))
      : [];
    const added = fields.filter(({ after }) => after !== undefined);
    const removed = fields.filter(({ before }) => before !== undefined);
    const options = differences
      .flatMap(leavesOf)
      .filter(({ path }) => path.at(-1) === 'argocd.argoproj.io/compare-options');
    return [
      added.length > 0 && {
        message: 'Argo CD no longer sees a change by hand in these fields (ignoreDifferences)',
        remedy: 'ignore only what a controller writes',
        differences: added,
      },
      removed.length > 0 && {
        severity: 'info',
        message: 'Argo CD watches these fields again: where a controller writes them, it is OutOfSync',
        differences: removed,
      },
      options.length > 0 && {
        message: 'Argo CD compares in another way: a difference may not be seen any more, or one may stay forever',
        remedy: 'keep ServerSideDiff=true',
        differences: options,
      },
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
    const fields = differences
      .flatMap(leavesOf)
      .filter(
        ({ path }) =>
          path.some((step) =>
            /^(argocd\.argoproj\.io\/hook(-delete-policy)?|helm\.sh\/hook.*|useHelmHooks)$/.test(step),
          ) && !isSwitchedOff(item.manifest, path),
      );
    if (fields.length === 0) return [];
    if (fields.every(({ path }) => /hook-delete-policy$/.test(path.at(-1) ?? ''))) {
      return {
        message:
          'a hook is deleted at another time: without BeforeHookCreation one that failed stays, and is in the way of the next sync',
        remedy: 'keep BeforeHookCreation for jobs',
        differences: fields,
      };
    }
    return {
      message:
        'a hook runs at another point of the sync, or is no longer one: a job that is no hook cannot be changed, and one that Helm starts may wait for pods that wait for it',
      remedy: 'keep hook Sync and BeforeHookCreation for jobs of a chart',
      differences: fields,
    };
  },
};
