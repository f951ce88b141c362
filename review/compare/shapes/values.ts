import { keyed, map, type Shape, set } from '../shape.ts';
import { commandLine, containerResources, env, podSpec, securityContext, tolerations, topologySpread } from './pod.ts';

/** Fields that charts copy into a pod as they are, at whatever depth of the values they stand. */
const copied: Readonly<Record<string, Shape>> = {
  args: commandLine,
  command: {},
  env,
  extraEnv: env,
  extraVolumeMounts: keyed(['mountPath']),
  extraVolumes: keyed(['name']),
  imagePullSecrets: keyed(['name']),
  jobNamespaces: set,
  containerSecurityContext: securityContext,
  podSecurityContext: securityContext,
  resources: containerResources,
  securityContext,
  tolerations,
  topologySpreadConstraints: topologySpread,
  volumeMounts: keyed(['mountPath']),
  volumes: keyed(['name']),
};

/**
 * Values of any Helm chart. A text in them may be a document of its own: the pod template of Airflow, or a piece of
 * YAML that the chart pastes.
 */
export const helmValues: Shape = {
  nulls: true,
  fields: { ...copied, podTemplate: { document: map({ spec: podSpec }) } },
  get others(): Shape {
    return helmValues;
  },
  get items(): Shape {
    return helmValues;
  },
  get document(): Shape {
    return helmValues;
  },
};
