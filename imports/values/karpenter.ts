// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export interface KarpenterValues {
  readonly nameOverride?: string;
  readonly fullnameOverride?: string;
  readonly additionalLabels?: {
    readonly [k: string]: string;
  };
  readonly additionalAnnotations?: {
    readonly [k: string]: string;
  };
  readonly imagePullPolicy?: string;
  readonly imagePullSecrets?: readonly unknown[];
  readonly service?: {
    readonly annotations?: {
      readonly [k: string]: string;
    };
  };
  readonly serviceAccount?: {
    readonly create?: boolean;
    readonly name?: string;
    readonly annotations?: {
      readonly [k: string]: string;
    };
  };
  readonly additionalClusterRoleRules?: readonly unknown[];
  readonly serviceMonitor?: {
    readonly enabled?: boolean;
    readonly additionalLabels?: {
      readonly [k: string]: string;
    };
    readonly relabelings?: readonly unknown[];
    readonly metricRelabelings?: readonly unknown[];
    readonly endpointConfig?: {
      readonly [k: string]: unknown;
    };
    readonly sampleLimit?: unknown;
  };
  readonly replicas?: number;
  readonly revisionHistoryLimit?: number;
  readonly strategy?: {
    readonly rollingUpdate?: {
      readonly maxUnavailable?: number | string;
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly podLabels?: {
    readonly [k: string]: string;
  };
  readonly podAnnotations?: {
    readonly [k: string]: string;
  };
  readonly podDisruptionBudget?: {
    readonly name?: string;
    readonly maxUnavailable?: number | string;
  };
  readonly podSecurityContext?: {
    readonly fsGroup?: number;
    readonly seccompProfile?: {
      readonly type?: string;
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly priorityClassName?: string;
  readonly terminationGracePeriodSeconds?: unknown;
  readonly hostNetwork?: boolean;
  readonly schedulerName?: string;
  readonly dnsPolicy?: string;
  readonly dnsConfig?: {
    readonly [k: string]: unknown;
  };
  readonly initContainers?: {
    readonly [k: string]: unknown;
  };
  readonly nodeSelector?: {
    readonly [k: string]: string;
  };
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: {
        readonly nodeSelectorTerms?: readonly unknown[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly podAntiAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly unknown[];
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly topologySpreadConstraints?: readonly unknown[];
  readonly tolerations?: readonly unknown[];
  readonly extraVolumes?: readonly unknown[];
  readonly controller?: {
    readonly containerName?: string;
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly digest?: string;
    };
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly securityContext?: {
      readonly appArmorProfile?: {
        readonly [k: string]: unknown;
      };
      readonly seLinuxOptions?: {
        readonly [k: string]: unknown;
      };
      readonly seccompProfile?: {
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly resources?: {
      readonly limits?: {
        readonly [k: string]: number | string;
      };
      readonly requests?: {
        readonly [k: string]: number | string;
      };
      readonly claims?: readonly unknown[];
    };
    readonly extraVolumeMounts?: readonly unknown[];
    readonly sidecarContainer?: readonly unknown[];
    readonly sidecarVolumeMounts?: readonly unknown[];
    readonly metrics?: {
      readonly port?: number;
    };
    readonly healthProbe?: {
      readonly port?: number;
    };
  };
  readonly logLevel?: string;
  readonly logOutputPaths?: readonly string[];
  readonly logErrorOutputPaths?: readonly string[];
  readonly settings?: {
    readonly batchMaxDuration?: string;
    readonly batchIdleDuration?: string;
    readonly preferencePolicy?: string;
    readonly minValuesPolicy?: string;
    readonly clusterCABundle?: string;
    readonly clusterName?: string;
    readonly clusterEndpoint?: string;
    readonly isolatedVPC?: boolean;
    readonly eksControlPlane?: boolean;
    readonly vmMemoryOverheadPercent?: number;
    readonly interruptionQueue?: string;
    readonly enableZonalShift?: boolean;
    readonly reservedENIs?: string;
    readonly ignoreDRARequests?: boolean;
    readonly disableClusterStateObservability?: boolean;
    readonly disableDryRun?: boolean;
    readonly amiRefreshInterval?: string;
    readonly subnetRefreshInterval?: string;
    readonly featureGates?: {
      readonly nodeRepair?: boolean;
      readonly nodeOverlay?: boolean;
      readonly reservedCapacity?: boolean;
      readonly spotToSpotConsolidation?: boolean;
      readonly staticCapacity?: boolean;
      readonly capacityBuffer?: boolean;
    };
  };
}
