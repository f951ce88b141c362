import { allValues } from '../../../kinds/helm/values.ts';
import type { ChartSource } from '../../../tree/application.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { stepBetween, versionIn } from '../versions/semver.ts';
import { airflowChange } from './airflow.ts';

export const migration: Verdict = {
  rule: 'restarts/migration',
  severity: 'danger',
  promise: 'Where the migration job changes the schema of the metadata database, and what the way back is',
  judge(change, before, after) {
    const values = airflowChange(change, before, after);
    return values && ofVersions(versionOf(values.before), versionOf(values.after));
  },
};

/** The version that the pods run: of the tag where it is one, else what the chart is told. `3.3.2-7` is a build of that. */
function versionOf(source: ChartSource): string {
  const { defaultAirflowTag: tag, airflowVersion: version } = allValues(source);
  const told = typeof version === 'string' ? version : '';
  if (typeof tag !== 'string' || !versionIn(tag)) return told;
  return told !== '' && tag.startsWith(`${told}-`) ? told : tag;
}

function ofVersions(before: string, after: string): Said {
  const step = stepBetween(before, after);
  if (step === 'same' || step === 'other') return [];
  const versions = `${before} → ${after}`;
  if (step === 'downgrade') {
    return {
      message: `Airflow goes back (${versions}): the migration job does not take the schema of the newer version back, and the older Airflow may not start with it`,
      remedy: `run 'airflow db downgrade --to-version ${after}' with the newer image first, and take a backup before`,
    };
  }
  return {
    severity: step === 'patch' ? 'warn' : 'danger',
    message: `a new Airflow (${versions}): the migration job runs in the sync and changes the schema of the metadata database; going back needs a downgrade by hand`,
    why: 'components wait for the migration before they start; the old ones run beside it until then',
    remedy: 'take a backup of the database, and merge when no long task runs',
  };
}
