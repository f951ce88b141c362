import { objectIn } from '../../../../imports/json.ts';
import { inCluster } from '../../../kinds/app-project.ts';
import type { ApplicationView } from '../../../tree/application.ts';
import { whenLeftOut } from '../../../tree/removal.ts';
import { applicationsOf } from '../../change.ts';
import type { Verdict } from '../../verdict.ts';

export const destination: Verdict = {
  rule: 'identity/destination',
  severity: 'danger',
  promise: 'Where an Application installs into another namespace or cluster, or under another release name',
  judge(change, before, after) {
    const [old, now] = applicationsOf(change, before, after) ?? [];
    if (!old || !now) return [];
    const fields = change.differences.filter(
      ({ path }) => path[1] === 'destination' && (path[2] === 'namespace' || clusterOf(old) !== clusterOf(now)),
    );
    const release = now.charts.find((source) =>
      old.charts.some((other) => other.chart === source.chart && other.releaseName !== source.releaseName),
    );
    const isOtherCluster = fields.every(({ path }) => path.at(-1) !== 'namespace');
    return [
      fields.length > 0 && {
        message: isOtherCluster
          ? 'it is installed into another cluster: everything is made again there, and what it made before is left behind, unmanaged'
          : `it is installed into another namespace: everything is made again there, and what it made before ${oldOnes(now)}`,
        remedy: 'make a second Application, move what uses it, and remove the first one later',
        differences: fields,
      },
      release && {
        message: `its release has another name (${release.releaseName}): every object of the chart gets a new name and is made again; what has the old names ${oldOnes(now)}`,
        remedy: 'keep the name of the release',
        differences: change.differences.filter(({ path }) => path.at(-1) === 'releaseName'),
      },
    ];
  },
};

/** What Argo CD does with what an Application made and no longer has. */
function oldOnes(now: ApplicationView): string {
  return {
    keep: 'stays, unmanaged',
    ask: 'stays until a person confirms its deletion, and nothing else of the environment is applied before',
    delete: 'is deleted',
  }[whenLeftOut(now)];
}

/** The cluster of a destination, by its name where it is the one of Argo CD. */
function clusterOf({ manifest }: ApplicationView): string {
  const { name, server } = objectIn(manifest, 'spec.destination');
  return String(server === inCluster.server ? inCluster.name : (name ?? server));
}
