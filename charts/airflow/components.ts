import { dagBundles } from '../../config/dag-bundles.ts';
import { airflowServiceAccounts } from '../../config/identities.ts';
import { airflowRelease, priorityClasses } from '../../config/names.ts';
import { vpcCidrs } from '../../config/network.ts';
import { databaseRoot, rootFile } from '../../config/pgbouncer.ts';
import type { AirflowConfig } from '../../config/platform-config.ts';
import { podSizes } from '../../config/pod-sizes.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import { onNodesOf, spreadOverZones } from '../constructs/placement.ts';
import { dagBundle, knownHostsVolumes } from './dag-bundle.ts';
import { oidcLogin } from './login.ts';

type Size = AirflowConfig['worker'];
type Component = AirflowConfig['apiServer'];

/** Memory is request and limit; CPU is only requested, because a limit throttles a scheduler that is behind. */
export function resources({ cpuMillicores, memoryMib }: Size) {
  return {
    requests: { cpu: `${cpuMillicores}m`, memory: `${memoryMib}Mi` },
    limits: { memory: `${memoryMib}Mi` },
  };
}

/** Where everything of Airflow runs but task pods; the priority lets it take the place of lesser pods on a full node. */
export const onAirflowNodes = { ...onNodesOf('airflow'), priorityClassName: priorityClasses.airflow };

/** For helpers that only move a few bytes. */
const smallResources = resources(podSizes.airflowSidecar);

const logGroomerSidecar = { resources: smallResources };

/** What every component has. A disruption budget for a single pod would block each drain of its node, so one pod gets none. */
function component(size: Component, name: string) {
  return {
    replicas: size.replicas,
    resources: resources(size),
    ...onAirflowNodes,
    topologySpreadConstraints: spreadOverZones({ tier: 'airflow', component: name, release: airflowRelease }),
    podDisruptionBudget: { enabled: size.replicas > 1, config: { maxUnavailable: 1 } },
  };
}

/**
 * These probes start a Python that imports all of Airflow, and the time for that tells how busy the node and the database are:
 * with less of it, a busy node would lose its scheduler too.
 */
const importsAirflow = { timeoutSeconds: 60, periodSeconds: 60, failureThreshold: 5 };

/** These ask a page that asks the database: a slow one is no reason to restart the server, or to take it from the tasks. */
const asksDatabase = { timeoutSeconds: 20, periodSeconds: 10, failureThreshold: 10 };

/** These ask PgBouncer for its statistics, and decide for the whole pod whether Airflow still reaches its database. */
const asksPgbouncer = { timeoutSeconds: 30, periodSeconds: 60 };

/** `airflow-access` makes the account: its name is bound to an IAM role. */
function serviceAccount(name: string) {
  return { create: false, name };
}

export function apiServer(config: Platform): AirflowValues['apiServer'] {
  const { apiServer, exposure } = config.airflow;
  const login = oidcLogin(config);
  // The server takes the word of the load balancer from the VPC's own subnets only, where it is and pods are not.
  const fromLoadBalancer =
    exposure.kind === 'alb' ? [{ name: 'FORWARDED_ALLOW_IPS', value: vpcCidrs(config.cluster.network).join(',') }] : [];
  const env = [...fromLoadBalancer, ...login.env];
  return {
    ...component(apiServer, 'api-server'),
    serviceAccount: serviceAccount(airflowServiceAccounts.apiServer),
    // The log of a task that runs is read from its pod.
    allowPodLogReading: true,
    // The first start imports all providers; on a fresh node that takes minutes.
    startupProbe: { timeoutSeconds: 20, failureThreshold: 30, periodSeconds: 10 },
    livenessProbe: asksDatabase,
    readinessProbe: asksDatabase,
    ...(exposure.kind === 'alb' ? behindLoadBalancer : {}),
    ...login.values,
    ...(env.length > 0 ? { env } : {}),
  };
}

/** The load balancer ends TLS: unless the server takes its word that the browser came by HTTPS, cookies go without the flag Secure. */
const behindLoadBalancer = { args: ['bash', '-c', 'exec airflow api-server --proxy-headers'] };

export function scheduler({ scheduler }: AirflowConfig): AirflowValues['scheduler'] {
  return {
    ...component(scheduler, 'scheduler'),
    serviceAccount: serviceAccount(airflowServiceAccounts.scheduler),
    logGroomerSidecar,
    startupProbe: { timeoutSeconds: 60, failureThreshold: 18, periodSeconds: 10 },
    livenessProbe: importsAirflow,
  };
}

export function dagProcessor(config: Platform): AirflowValues['dagProcessor'] {
  const hosts = knownHostsVolumes(config);
  return {
    ...component(config.airflow.dagProcessor, 'dag-processor'),
    enabled: true,
    serviceAccount: serviceAccount(airflowServiceAccounts.dagProcessor),
    livenessProbe: importsAirflow,
    logGroomerSidecar,
    dagBundleConfigList: dagBundles(config.airflow).map((bundle) => dagBundle(bundle, config.names)),
    ...(hosts.length > 0
      ? { extraVolumes: hosts.map(({ volume }) => volume), extraVolumeMounts: hosts.map(({ mount }) => mount) }
      : {}),
  };
}

export function triggerer({ triggerer }: AirflowConfig): AirflowValues['triggerer'] {
  return {
    ...component(triggerer, 'triggerer'),
    serviceAccount: serviceAccount(airflowServiceAccounts.triggerer),
    livenessProbe: importsAirflow,
    logGroomerSidecar,
    // Its logs go to remote storage; the default is a 100 GiB volume for each replica.
    persistence: { enabled: false },
    // Without the volume it is a Deployment, whose pod names are in no DNS: the log of a deferred task is read by address.
    env: [{ name: 'AIRFLOW__CORE__HOSTNAME_CALLABLE', value: 'airflow.utils.net.get_host_ip_address' }],
  };
}

/** Task pods are made from `taskPodTemplate`; the chart asks here for their account, to which it gives rights. */
export function workers(): AirflowValues['workers'] {
  const account = serviceAccount(airflowServiceAccounts.worker);
  // There are no Celery workers, but up to 1.21 the chart makes their account, and it has the same name (apache/airflow#66579).
  return { celery: { serviceAccount: account }, kubernetes: { serviceAccount: account } };
}

/** The user `airflow` of the image; its files belong to the group 0. */
export const podSecurityContext = {
  runAsUser: 50_000,
  runAsGroup: 0,
  fsGroup: 0,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const nobody = { runAsUser: 65_534, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
export const containerSecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

export function pgbouncer(config: Platform): AirflowValues['pgbouncer'] {
  return {
    enabled: true,
    ...component(config.airflow.pgbouncer, 'pgbouncer'),
    // Not the chart's own field: it makes a Secret of it, which the project of Airflow may not hold.
    ...(databaseRoot(config)
      ? {
          extraVolumeMounts: [
            { name: 'pgbouncer-config', mountPath: rootFile.path, subPath: rootFile.key, readOnly: true },
          ],
        }
      : {}),
    configSecretName: secretName(config, 'pgbouncerConfig'),
    securityContexts: { pod: nobody, container: containerSecurityContext },
    metricsExporterSidecar: {
      statsSecretName: secretName(config, 'pgbouncerStats'),
      resources: smallResources,
      securityContexts: { container: containerSecurityContext },
      livenessProbe: asksPgbouncer,
      readinessProbe: asksPgbouncer,
    },
  };
}

export function statsd(enabled: boolean): AirflowValues['statsd'] {
  return {
    enabled,
    resources: smallResources,
    ...onAirflowNodes,
    securityContexts: { pod: nobody, container: containerSecurityContext },
  };
}
