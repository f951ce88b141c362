// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export interface SparkOperatorValues {
  readonly nameOverride?: string;
  readonly fullnameOverride?: string;
  readonly commonLabels?: {
    readonly [k: string]: string;
  };
  readonly image?: {
    readonly registry?: string;
    readonly repository?: string;
    readonly tag?: string;
    readonly pullPolicy?: string;
    readonly pullSecrets?: readonly unknown[];
  };
  readonly hook?: {
    readonly upgradeCrd?: boolean;
    readonly image?: {
      readonly registry?: string;
      readonly repository?: string;
      readonly tag?: string;
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly tolerations?: readonly unknown[];
  };
  readonly controller?: {
    readonly replicas?: number;
    readonly featureGates?: readonly unknown[];
    readonly revisionHistoryLimit?: number;
    readonly leaderElection?: {
      readonly enable?: boolean;
      readonly leaseDuration?: string;
      readonly renewDeadline?: string;
      readonly retryPeriod?: string;
    };
    readonly workers?: number;
    readonly logLevel?: string;
    readonly logEncoder?: string;
    readonly driverPodCreationGracePeriod?: string;
    readonly maxTrackedExecutorPerApp?: number;
    readonly kubeAPIQPS?: number;
    readonly kubeAPIBurst?: number;
    readonly scheduledSparkApplicationTimestampPrecision?: string;
    readonly uiService?: {
      readonly enable?: boolean;
    };
    readonly uiIngress?: {
      readonly enable?: boolean;
      readonly urlFormat?: string;
      readonly ingressClassName?: string;
      readonly tls?: readonly unknown[];
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly batchScheduler?: {
      readonly enable?: boolean;
      readonly kubeSchedulerNames?: readonly unknown[];
      readonly default?: string;
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly rbac?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly volumes?: readonly unknown[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly tolerations?: readonly unknown[];
    readonly priorityClassName?: string;
    readonly podSecurityContext?: {
      readonly fsGroup?: number;
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly hostUsers?: unknown;
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly volumeMounts?: readonly unknown[];
    readonly resources?: {
      readonly limits?: {
        readonly [k: string]: number | string;
      };
      readonly requests?: {
        readonly [k: string]: number | string;
      };
      readonly claims?: readonly unknown[];
    };
    readonly securityContext?: {
      readonly readOnlyRootFilesystem?: boolean;
      readonly privileged?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly runAsNonRoot?: boolean;
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly sidecars?: readonly unknown[];
    readonly podDisruptionBudget?: {
      readonly enable?: boolean;
      readonly minAvailable?: number | string;
    };
    readonly pprof?: {
      readonly enable?: boolean;
      readonly port?: number;
      readonly portName?: string;
    };
    readonly workqueueRateLimiter?: {
      readonly bucketQPS?: number;
      readonly bucketSize?: number;
      readonly maxDelay?: {
        readonly enable?: boolean;
        readonly duration?: string;
      };
    };
  };
  readonly webhook?: {
    readonly enable?: boolean;
    readonly replicas?: number;
    readonly revisionHistoryLimit?: number;
    readonly leaderElection?: {
      readonly enable?: boolean;
    };
    readonly logLevel?: string;
    readonly logEncoder?: string;
    readonly port?: number;
    readonly portName?: string;
    readonly failurePolicy?: string;
    readonly timeoutSeconds?: number;
    readonly kubeAPIQPS?: number;
    readonly kubeAPIBurst?: number;
    readonly resourceQuotaEnforcement?: {
      readonly enable?: boolean;
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly rbac?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly sidecars?: readonly unknown[];
    readonly volumes?: readonly unknown[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly tolerations?: readonly unknown[];
    readonly priorityClassName?: string;
    readonly podSecurityContext?: {
      readonly fsGroup?: number;
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly hostUsers?: unknown;
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly volumeMounts?: readonly unknown[];
    readonly resources?: {
      readonly limits?: {
        readonly [k: string]: number | string;
      };
      readonly requests?: {
        readonly [k: string]: number | string;
      };
      readonly claims?: readonly unknown[];
    };
    readonly securityContext?: {
      readonly readOnlyRootFilesystem?: boolean;
      readonly privileged?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly runAsNonRoot?: boolean;
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly podDisruptionBudget?: {
      readonly enable?: boolean;
      readonly minAvailable?: number | string;
    };
  };
  readonly spark?: {
    readonly jobNamespaces?: readonly string[];
    readonly jobNamespaceSelector?: string;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly rbac?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
  };
  readonly prometheus?: {
    readonly metrics?: {
      readonly enable?: boolean;
      readonly port?: number;
      readonly portName?: string;
      readonly endpoint?: string;
      readonly prefix?: string;
      readonly jobSubmitLatencyBuckets?: string;
      readonly jobStartLatencyBuckets?: string;
      readonly labels?: string;
    };
    readonly podMonitor?: {
      readonly create?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly jobLabel?: string;
      readonly podMetricsEndpoint?: {
        readonly scheme?: string;
        readonly interval?: string;
      };
    };
  };
  readonly certManager?: {
    readonly enable?: boolean;
    readonly issuerRef?: {
      readonly [k: string]: unknown;
    };
    readonly duration?: string;
    readonly renewBefore?: string;
  };
}
