import { readFileSync } from 'node:fs';
import type { AirflowConfig } from '../../config/platform-config.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import { onAirflowNodes, resources } from './components.ts';

/** Two jobs that keep the cluster and the database from filling up. */
export function cronJobs(config: AirflowConfig): Pick<AirflowValues, 'cleanup' | 'databaseCleanup'> {
  const job = {
    enabled: true,
    resources: resources(config.worker),
    ...onAirflowNodes,
    // Argo CD calls a CronJob Degraded from a failed run to the next good one: a week in which the platform's sync would fail.
    // A failed run is the alert AirflowCronJobFailed instead.
    jobAnnotations: { 'argocd.argoproj.io/ignore-healthcheck': 'true' },
  };
  return {
    // Every quarter of an hour, the default, would take failed pods away before anybody has looked at them.
    cleanup: { ...job, schedule: '0 4 * * *' },
    databaseCleanup: {
      ...job,
      schedule: '0 3 * * 0',
      args: ['python', '-c', cleanDatabase, String(config.metadataRetentionDays)],
    },
  };
}

/** The chart's own command ends at the first table that cannot be cleaned, and all others wait forever (apache/airflow#71864). */
const cleanDatabase = readFileSync(new URL('clean-database.py', import.meta.url), 'utf8');
