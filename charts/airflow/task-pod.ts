import { k8s } from 'cdk8s-plus-28';
import { airflowServiceAccounts } from '../../config/identities.ts';
import { airflowRelease } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { onNodesOf } from '../constructs/placement.ts';
import { quantities } from '../constructs/resources.ts';
import { toYaml } from '../output/yaml.ts';
import { dagPlatformVolume, environment, environmentSecrets } from './access.ts';
import { containerSecurityContext, podSecurityContext, resources } from './components.ts';
import { knownHostsVolumes } from './dag-bundle.ts';
import { airflowImage, pullSecrets } from './image.ts';
import { airflowTrust } from './trusted-ca.ts';

const home = '/opt/airflow';

/**
 * The pod that the executor makes for each task, as the text that the chart puts into its ConfigMap.
 *
 * The chart's own pod holds the address of the database, the Fernet key and the key of the sessions, and its switch for
 * them is one for all pods. A task of Airflow 3 asks the API for what it needs, so this pod holds none of them: who
 * writes a task cannot read the connections of others, nor sign a session of the UI.
 */
export function taskPodTemplate(config: Platform): string {
  return toYaml(k8s.KubePod.manifest(taskPod(config)));
}

/** The pod before the executor fills in its task. */
export function taskPod(config: Platform): k8s.KubePodProps {
  const imagePullSecrets = pullSecrets(config);
  const hosts = knownHostsVolumes(config);
  const trust = airflowTrust(config);
  return {
    metadata: {
      // The executor gives a name of its own; without one it refuses the template.
      name: 'task',
      labels: { tier: 'airflow', component: 'worker', release: airflowRelease },
      // Karpenter would move a pod to save money, and the task would start again from nothing.
      annotations: { 'karpenter.sh/do-not-disrupt': 'true' },
    },
    spec: {
      serviceAccountName: airflowServiceAccounts.worker,
      restartPolicy: 'Never',
      enableServiceLinks: false,
      // A task that is told to stop has this long to upload its log.
      terminationGracePeriodSeconds: 600,
      securityContext: podSecurityContext,
      ...onNodesOf('airflow-task'),
      ...(imagePullSecrets.length > 0 ? { imagePullSecrets } : {}),
      ...(trust
        ? {
            initContainers: [{ ...trust.initContainer, resources: quantities(trust.initContainer.resources) }],
          }
        : {}),
      containers: [
        {
          // The executor knows the container by this name.
          name: 'base',
          image: airflowImage(config),
          resources: quantities(resources(config.airflow.worker)),
          securityContext: containerSecurityContext,
          env: [
            { name: 'AIRFLOW_HOME', value: home },
            { name: 'AIRFLOW__CORE__EXECUTOR', value: 'KubernetesExecutor' },
            ...environment(config),
          ],
          envFrom: environmentSecrets(config, 'tasks').map((name) => ({ secretRef: { name } })),
          volumeMounts: [
            { name: 'config', mountPath: `${home}/airflow.cfg`, subPath: 'airflow.cfg', readOnly: true },
            { name: 'logs', mountPath: `${home}/logs` },
            dagPlatformVolume.mount,
            ...(trust ? [trust.mount] : []),
            ...hosts.map(({ mount }) => mount),
          ],
        },
      ],
      volumes: [
        { name: 'config', configMap: { name: `${airflowRelease}-config` } },
        { name: 'logs', emptyDir: {} },
        dagPlatformVolume.volume,
        ...(trust ? [trust.volume] : []),
        ...hosts.map(({ volume }) => volume),
      ],
    },
  };
}
