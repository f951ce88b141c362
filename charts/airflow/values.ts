import { digest } from '../../config/digest.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import { connections, dagPlatformVolume, environment, environmentSecrets } from './access.ts';
import {
  apiServer,
  containerSecurityContext,
  dagProcessor,
  pgbouncer,
  podSecurityContext,
  scheduler,
  statsd,
  triggerer,
  workers,
} from './components.ts';
import { cronJobs } from './cron-jobs.ts';
import { imageValues } from './image.ts';
import { createUserJob, migrateDatabaseJob } from './jobs.ts';
import { airflowOptions } from './options.ts';
import { taskPodTemplate } from './task-pod.ts';
import { airflowTrust } from './trusted-ca.ts';

/**
 * Values of the Airflow chart, closed over its schema: a wrong key does not compile, also in the places
 * where the chart ignores it. What the chart would make up at random is given by name: rendered twice,
 * the same values give the same bytes.
 */
export function airflowValues(config: Platform): AirflowValues {
  const { airflow, versions } = config;
  const trust = airflowTrust(config);
  const trusting = trust ? { extraInitContainers: [trust.initContainer] } : {};
  const monitored = config.monitoring.kind === 'prometheus';

  return {
    // Switches the templates; the image has keys of its own.
    airflowVersion: versions.airflow,
    ...imageValues(config),
    executor: 'KubernetesExecutor',
    // Off in chart 2.0: with it, every Service of the namespace adds variables to every pod.
    enableServiceLinks: false,

    // The chart makes these up again at each render: connections could not be decrypted, sessions and task tokens would break.
    fernetKeySecretName: secretName(config, 'fernet'),
    apiSecretKeySecretName: secretName(config, 'apiSecret'),
    jwtSecretName: secretName(config, 'jwt'),
    data: {
      metadataSecretName: secretName(config, 'metadata'),
      // KubernetesExecutor has no broker; the name only keeps the chart from rendering a random one.
      brokerUrlSecretName: 'airflow-no-broker',
    },
    redis: { enabled: false },
    postgresql: { enabled: false },

    securityContexts: {
      pod: podSecurityContext,
      containers: containerSecurityContext,
    },

    env: environment(config),
    extraEnvFrom: environmentSecrets(config, 'components')
      .map((name) => `- secretRef:\n    name: ${name}\n`)
      .join(''),
    // The chart restarts pods for the secrets that it renders itself, and this for one that has a fixed name.
    airflowPodAnnotations: { 'checksum/connections': digest(connections(config)) },
    volumes: [dagPlatformVolume.volume, ...(trust ? [trust.volume] : [])],
    volumeMounts: [dagPlatformVolume.mount, ...(trust ? [trust.mount] : [])],

    apiServer: { ...apiServer(config), ...trusting },
    scheduler: { ...scheduler(airflow), ...trusting },
    dagProcessor: { ...dagProcessor(config), ...trusting },
    triggerer: { ...triggerer(airflow), ...trusting },
    workers: workers(),
    podTemplate: taskPodTemplate(config),
    pgbouncer: pgbouncer(config),
    statsd: statsd(monitored),
    ...cronJobs(airflow),
    migrateDatabaseJob: migrateDatabaseJob(),
    createUserJob: createUserJob(config),

    // With it tasks and triggers may make pods in the namespace and run commands in those that are there, so they have every
    // key. The scheduler's right to make pods is in `airflow-access`.
    allowPodLaunching: false,

    // The default policies would deny the workers the API; `airflow-access` has the ones that are needed.
    networkPolicies: { enabled: false },

    config: airflowOptions(config),
  };
}
