import { adminUser } from '../../config/login.ts';
import { podSizes } from '../../config/pod-sizes.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import { onAirflowNodes, resources } from './components.ts';

/**
 * Both jobs as Argo CD hooks of the phase Sync. As Helm hooks they would run after the pods are healthy, and the pods wait
 * for the migration; as plain Jobs they could not be changed on an upgrade, and their removal after five minutes would
 * start them again and again (apache/airflow#17447, #28637, #37460).
 */
function argoHook(wave: number) {
  return {
    useHelmHooks: false,
    // The database is all that they need; variables of the pods would change the jobs with every new connection.
    applyCustomEnv: false,
    ttlSecondsAfterFinished: null,
    jobAnnotations: {
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      'argocd.argoproj.io/sync-wave': String(wave),
    },
    resources: resources(podSizes.airflowJob),
    ...onAirflowNodes,
  };
}

export function migrateDatabaseJob(): AirflowValues['migrateDatabaseJob'] {
  return {
    ...argoHook(0),
    // Karpenter would move the pod to save money, and leave the schema half way between two versions.
    annotations: { 'karpenter.sh/do-not-disrupt': 'true' },
  };
}

/** Makes the user `admin`, and sets the password to that of the secret on every sync: the secret is the truth. */
export function createUserJob(config: Platform): AirflowValues['createUserJob'] {
  const user = adminUser(config.airflow.login);
  if (user === undefined) return { enabled: false };
  return {
    // Unlike the pods it does not wait for the migration, so it goes one wave later.
    ...argoHook(1),
    env:
      user === 'generated'
        ? [fromAdminSecret(config, 'ADMIN_USER', 'username'), fromAdminSecret(config, 'ADMIN_PASSWORD', 'password')]
        : [
            { name: 'ADMIN_USER', value: 'admin' },
            { name: 'ADMIN_PASSWORD', value: 'admin' },
          ],
    args: ['bash', '-c', createUserScript],
  };
}

/** `users create` does nothing when the user exists, so the password is set by `reset-password`, which logs that user out. */
const createUserScript = [
  'set -euo pipefail',
  'airflow users create --role Admin --username "$ADMIN_USER" --password "$ADMIN_PASSWORD"' +
    ' --email "$ADMIN_USER@localhost" --firstname Platform --lastname Admin',
  'airflow users reset-password --username "$ADMIN_USER" --password "$ADMIN_PASSWORD"',
].join('\n');

function fromAdminSecret(config: Platform, name: string, key: string) {
  return { name, valueFrom: { secretKeyRef: { name: secretName(config, 'admin'), key } } };
}
