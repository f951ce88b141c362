// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export type IntOrString = string | number;
export type Quantity = string | number;
export type Time = string;
export type PersistentVolumeClaimRetentionPolicy = {
  readonly whenDeleted?: string;
  readonly whenScaled?: string;
} | null;

export interface AirflowValues {
  readonly fullnameOverride?: string;
  readonly revisionHistoryLimit?: number | null;
  readonly nameOverride?: string;
  readonly useStandardNaming?: boolean;
  readonly uid?: number;
  readonly gid?: number;
  readonly airflowHome?: string;
  readonly defaultAirflowRepository?: string;
  readonly defaultAirflowTag?: string;
  readonly defaultAirflowDigest?: string | null;
  readonly airflowVersion?: string;
  readonly securityContext?: PodSecurityContext;
  readonly securityContexts?: {
    readonly pod?: PodSecurityContext;
    readonly containers?: SecurityContext;
  };
  readonly containerLifecycleHooks?: Lifecycle;
  readonly nodeSelector?: {
    readonly [k: string]: string;
  };
  readonly affinity?: Affinity;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly schedulerName?: string | null;
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly enableServiceLinks?: boolean;
  readonly imagePullSecrets?: readonly (string | LocalObjectReference)[];
  readonly ingress?: {
    readonly enabled?: boolean | null;
    readonly apiServer?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly path?: string;
      readonly pathType?: string;
      readonly host?: string;
      readonly hosts?: readonly (
        | {
            readonly name: string;
            readonly tls?: {
              readonly enabled?: boolean;
              readonly secretName?: string;
            };
          }
        | string
      )[];
      readonly ingressClassName?: string;
      readonly tls?: {
        readonly enabled?: boolean;
        readonly secretName?: string;
      };
      readonly precedingPaths?: readonly unknown[];
      readonly succeedingPaths?: readonly unknown[];
    };
    readonly web?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly path?: string;
      readonly pathType?: string;
      readonly host?: string;
      readonly hosts?: readonly (
        | {
            readonly name: string;
            readonly tls?: {
              readonly enabled?: boolean;
              readonly secretName?: string;
            };
          }
        | string
      )[];
      readonly ingressClassName?: string;
      readonly tls?: {
        readonly enabled?: boolean;
        readonly secretName?: string;
      };
      readonly precedingPaths?: readonly unknown[];
      readonly succeedingPaths?: readonly unknown[];
    };
    readonly flower?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly path?: string;
      readonly pathType?: string;
      readonly host?: string;
      readonly hosts?: readonly (
        | {
            readonly name: string;
            readonly tls?: {
              readonly enabled?: boolean;
              readonly secretName?: string;
            };
          }
        | string
      )[];
      readonly ingressClassName?: string;
      readonly tls?: {
        readonly enabled?: boolean;
        readonly secretName?: string;
      };
    };
    readonly statsd?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly path?: string;
      readonly pathType?: string;
      readonly host?: string;
      readonly hosts?: readonly (
        | {
            readonly name: string;
            readonly tls?: {
              readonly enabled?: boolean;
              readonly secretName?: string;
            };
          }
        | string
      )[];
      readonly ingressClassName?: string;
    };
    readonly pgbouncer?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly path?: string;
      readonly pathType?: string;
      readonly host?: string;
      readonly hosts?: readonly (
        | {
            readonly name: string;
            readonly tls?: {
              readonly enabled?: boolean;
              readonly secretName?: string;
            };
          }
        | string
      )[];
      readonly ingressClassName?: string;
    };
  };
  readonly networkPolicies?: {
    readonly enabled?: boolean;
  };
  readonly airflowPodAnnotations?: {
    readonly [k: string]: string;
  };
  readonly airflowConfigAnnotations?: {
    readonly [k: string]: string;
  };
  readonly airflowLocalSettings?: string | null;
  readonly rbac?: {
    readonly create?: boolean;
    readonly createSCCRoleBinding?: boolean;
  };
  readonly executor?: string;
  readonly allowPodLaunching?: boolean;
  readonly allowJobLaunching?: boolean;
  readonly images?: {
    readonly airflow?: {
      readonly repository?: string | null;
      readonly tag?: string | null;
      readonly digest?: string | null;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly useDefaultImageForMigration?: boolean;
    readonly migrationsWaitTimeout?: number;
    readonly pod_template?: {
      readonly repository?: string | null;
      readonly tag?: string | null;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly flower?: {
      readonly repository?: string | null;
      readonly tag?: string | null;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly statsd?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly redis?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly pgbouncer?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly pgbouncerExporter?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly gitSync?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
    readonly otelCollector?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly pullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
    };
  };
  readonly env?: readonly {
    readonly name: string;
    readonly value: string;
  }[];
  readonly volumes?: readonly Volume[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly secret?: readonly {
    readonly envName: string;
    readonly secretName: string;
    readonly secretKey?: string;
  }[];
  readonly enableBuiltInSecretEnvVars?: {
    readonly AIRFLOW__CORE__FERNET_KEY?: boolean;
    readonly AIRFLOW__DATABASE__SQL_ALCHEMY_CONN?: boolean;
    readonly AIRFLOW_CONN_AIRFLOW_DB?: boolean;
    readonly AIRFLOW__API__SECRET_KEY?: boolean;
    readonly AIRFLOW__API_AUTH__JWT_SECRET?: boolean;
    readonly AIRFLOW__WEBSERVER__SECRET_KEY?: boolean;
    readonly AIRFLOW__CELERY__RESULT_BACKEND?: boolean;
    readonly AIRFLOW__CELERY__BROKER_URL?: boolean;
    readonly AIRFLOW__ELASTICSEARCH__HOST?: boolean;
    readonly AIRFLOW__OPENSEARCH__HOST?: boolean;
  };
  readonly extraEnv?: null | string;
  readonly extraEnvFrom?: null | string;
  readonly priorityClasses?: readonly {
    readonly name?: string;
    readonly preemptionPolicy?: string;
    readonly value: number;
  }[];
  readonly extraSecrets?: {
    readonly [k: string]: {
      readonly type?: string;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly useHelmHooks?: boolean;
      readonly data?: string;
      readonly stringData?: string;
    };
  };
  readonly extraConfigMaps?: {
    readonly [k: string]: {
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly useHelmHooks?: boolean;
      readonly data?: string;
    };
  };
  readonly data?: {
    readonly metadataSecretName?: string | null;
    readonly resultBackendSecretName?: string | null;
    readonly brokerUrlSecretName?: string | null;
    readonly metadataConnection?: {
      readonly user?: string;
      readonly pass?: string;
      readonly protocol?: string;
      readonly host?: string | null;
      readonly port?: number;
      readonly db?: string;
      readonly sslmode?: string;
      readonly secretAnnotations?: {
        readonly [k: string]: string;
      };
    };
    readonly resultBackendConnection?: {
      readonly user?: string;
      readonly pass?: string;
      readonly protocol?: string;
      readonly host?: string | null;
      readonly port?: number;
      readonly db?: string;
      readonly sslmode?: string;
    } | null;
    readonly resultBackendConnectionSecretAnnotations?: {
      readonly [k: string]: string;
    };
    readonly brokerUrl?: string | null;
    readonly brokerUrlSecretAnnotations?: {
      readonly [k: string]: string;
    };
  };
  readonly fernetKey?: string | null;
  readonly fernetKeySecretName?: string | null;
  readonly fernetKeySecretAnnotations?: {
    readonly [k: string]: string;
  };
  readonly apiSecretKey?: string | null;
  readonly apiSecretAnnotations?: {
    readonly [k: string]: string;
  };
  readonly apiSecretKeySecretName?: string | null;
  readonly jwtSecret?: string | null;
  readonly jwtSecretName?: string | null;
  readonly jwtSecretAnnotations?: {
    readonly [k: string]: string;
  };
  readonly webserverSecretKey?: string | null;
  readonly webserverSecretAnnotations?: {
    readonly [k: string]: string;
  };
  readonly webserverSecretKeySecretName?: string | null;
  readonly kerberos?: {
    readonly enabled?: boolean;
    readonly ccacheMountPath?: string;
    readonly ccacheFileName?: string;
    readonly configPath?: string;
    readonly keytabBase64Content?: string | null;
    readonly keytabPath?: string;
    readonly principal?: string;
    readonly reinitFrequency?: number;
    readonly config?: string;
  };
  readonly workers?: {
    readonly replicas?: number;
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly command?: readonly string[] | null;
    };
    readonly updateStrategy?: null | {
      readonly [k: string]: unknown;
    };
    readonly podManagementPolicy?: null | ('OrderedReady' | 'Parallel');
    readonly strategy?: null | {
      readonly [k: string]: unknown;
    };
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly keda?: {
      readonly enabled?: boolean;
      readonly namespaceLabels?: {
        readonly [k: string]: string;
      };
      readonly pollingInterval?: number;
      readonly cooldownPeriod?: number;
      readonly minReplicaCount?: number;
      readonly maxReplicaCount?: number;
      readonly advanced?: {
        readonly horizontalPodAutoscalerConfig?: {
          readonly behavior?: HorizontalPodAutoscalerBehavior;
        };
      };
      readonly query?: string;
      readonly usePgbouncer?: boolean;
    };
    readonly hpa?: {
      readonly enabled?: boolean;
      readonly minReplicaCount?: number;
      readonly maxReplicaCount?: number;
      readonly metrics?: readonly MetricSpec[];
      readonly behavior?: HorizontalPodAutoscalerBehavior;
    };
    readonly persistence?: {
      readonly enabled?: boolean;
      readonly persistentVolumeClaimRetentionPolicy?: PersistentVolumeClaimRetentionPolicy;
      readonly size?: string;
      readonly storageClassName?: string | null;
      readonly fixPermissions?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly kerberosSidecar?: {
      readonly enabled?: boolean;
      readonly resources?: ResourceRequirements;
      readonly containerLifecycleHooks?: Lifecycle;
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly kerberosInitContainer?: {
      readonly enabled?: boolean;
      readonly resources?: ResourceRequirements;
      readonly containerLifecycleHooks?: Lifecycle;
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly config?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly resources?: ResourceRequirements;
    readonly terminationGracePeriodSeconds?: number;
    readonly safeToEvict?: boolean;
    readonly extraContainers?: readonly Container[];
    readonly extraInitContainers?: readonly Container[];
    readonly extraPorts?: readonly ContainerPort[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly runtimeClassName?: string | null;
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly hostAliases?: readonly HostAlias[];
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly schedulerName?: string | null;
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly logGroomerSidecar?: {
      readonly enabled?: boolean;
      readonly requirePersistence?: boolean;
      readonly command?: readonly string[] | null;
      readonly args?: readonly string[] | null;
      readonly retentionDays?: number;
      readonly retentionMinutes?: number;
      readonly frequencyMinutes?: number;
      readonly maxSizeBytes?: number;
      readonly maxSizePercent?: number;
      readonly env?: readonly EnvVar[];
      readonly resources?: ResourceRequirements;
      readonly containerLifecycleHooks?: Lifecycle;
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly waitForMigrations?: {
      readonly enabled?: boolean;
      readonly env?: readonly {
        readonly name: string;
        readonly value: string;
      }[];
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
    readonly volumeClaimTemplates?: readonly PersistentVolumeClaimTemplate[];
    readonly celery?: {
      readonly replicas?: number | null;
      readonly revisionHistoryLimit?: number | null;
      readonly command?: readonly string[] | null;
      readonly args?: readonly string[] | null;
      readonly livenessProbe?: {
        readonly enabled?: boolean | null;
        readonly initialDelaySeconds?: number | null;
        readonly timeoutSeconds?: number | null;
        readonly failureThreshold?: number | null;
        readonly periodSeconds?: number | null;
        readonly command?: readonly string[] | null;
      };
      readonly updateStrategy?: null | {
        readonly [k: string]: unknown;
      };
      readonly strategy?: null | {
        readonly [k: string]: unknown;
      };
      readonly podManagementPolicy?: null | ('OrderedReady' | 'Parallel');
      readonly enableDefault?: boolean;
      readonly queue?: string;
      readonly sets?: readonly {
        readonly [k: string]: unknown;
      }[];
      readonly securityContexts?: {
        readonly pod?: PodSecurityContext;
        readonly container?: SecurityContext;
      };
      readonly containerLifecycleHooks?: Lifecycle;
      readonly podDisruptionBudget?: {
        readonly enabled?: boolean | null;
        readonly config?: {
          readonly maxUnavailable?: number | string | null;
          readonly minAvailable?: number | string | null;
        };
      };
      readonly serviceAccount?: {
        readonly automountServiceAccountToken?: boolean | null;
        readonly create?: boolean | null;
        readonly name?: string | null;
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
      readonly keda?: {
        readonly enabled?: boolean | null;
        readonly namespaceLabels?: {
          readonly [k: string]: string;
        };
        readonly pollingInterval?: number | null;
        readonly cooldownPeriod?: number | null;
        readonly minReplicaCount?: number | null;
        readonly maxReplicaCount?: number | null;
        readonly advanced?: {
          readonly horizontalPodAutoscalerConfig?: {
            readonly behavior?: HorizontalPodAutoscalerBehavior;
          };
        };
        readonly query?: string | null;
        readonly usePgbouncer?: boolean | null;
      };
      readonly hpa?: {
        readonly enabled?: boolean | null;
        readonly minReplicaCount?: number | null;
        readonly maxReplicaCount?: number | null;
        readonly metrics?: readonly MetricSpec[] | null;
        readonly behavior?: HorizontalPodAutoscalerBehavior;
      };
      readonly persistence?: {
        readonly enabled?: boolean | null;
        readonly persistentVolumeClaimRetentionPolicy?: PersistentVolumeClaimRetentionPolicy;
        readonly size?: string | null;
        readonly storageClassName?: string | null;
        readonly fixPermissions?: boolean | null;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly securityContexts?: {
          readonly container?: SecurityContext;
        };
      };
      readonly kerberosSidecar?: {
        readonly enabled?: boolean | null;
        readonly resources?: ResourceRequirements;
        readonly containerLifecycleHooks?: Lifecycle;
        readonly securityContexts?: {
          readonly container?: SecurityContext;
        };
      };
      readonly kerberosInitContainer?: {
        readonly enabled?: boolean | null;
        readonly resources?: ResourceRequirements;
        readonly containerLifecycleHooks?: Lifecycle;
        readonly securityContexts?: {
          readonly container?: SecurityContext;
        };
      };
      readonly resources?: ResourceRequirements;
      readonly terminationGracePeriodSeconds?: number | null;
      readonly safeToEvict?: boolean | null;
      readonly extraContainers?: readonly Container[];
      readonly extraInitContainers?: readonly Container[];
      readonly extraVolumes?: readonly Volume[];
      readonly extraVolumeMounts?: readonly VolumeMount[];
      readonly extraPorts?: readonly ContainerPort[];
      readonly nodeSelector?: {
        readonly [k: string]: string;
      };
      readonly runtimeClassName?: string | null;
      readonly priorityClassName?: string | null;
      readonly affinity?: Affinity;
      readonly tolerations?: readonly Toleration[];
      readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
      readonly hostAliases?: readonly HostAlias[];
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly podAnnotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly logGroomerSidecar?: {
        readonly enabled?: boolean | null;
        readonly requirePersistence?: boolean | null;
        readonly command?: readonly string[] | null;
        readonly args?: readonly string[] | null;
        readonly retentionDays?: number | null;
        readonly retentionMinutes?: number | null;
        readonly frequencyMinutes?: number | null;
        readonly maxSizeBytes?: number | null;
        readonly maxSizePercent?: number | null;
        readonly env?: readonly EnvVar[];
        readonly resources?: ResourceRequirements;
        readonly containerLifecycleHooks?: Lifecycle;
        readonly securityContexts?: {
          readonly container?: SecurityContext;
        };
      };
      readonly waitForMigrations?: {
        readonly enabled?: boolean | null;
        readonly env?: readonly {
          readonly name: string;
          readonly value: string;
        }[];
        readonly securityContexts?: {
          readonly container?: SecurityContext;
        };
      };
      readonly env?: readonly {
        readonly name: string;
        readonly value?: string;
        readonly valueFrom?: {
          readonly configMapKeyRef?: ConfigMapKeySelector;
          readonly secretKeyRef?: SecretKeySelector;
        };
      }[];
      readonly volumeClaimTemplates?: readonly PersistentVolumeClaimTemplate[];
      readonly schedulerName?: string | null;
    };
    readonly kubernetes?: {
      readonly command?: readonly string[] | null;
      readonly securityContexts?: {
        readonly pod?: PodSecurityContext;
        readonly container?: SecurityContext;
      };
      readonly containerLifecycleHooks?: Lifecycle;
      readonly serviceAccount?: {
        readonly automountServiceAccountToken?: boolean | null;
        readonly create?: boolean | null;
        readonly name?: string | null;
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
      readonly kerberosSidecar?: {
        readonly enabled?: boolean | null;
        readonly resources?: ResourceRequirements;
        readonly containerLifecycleHooks?: Lifecycle;
        readonly securityContexts?: {
          readonly container?: SecurityContext;
        };
      };
      readonly kerberosInitContainer?: {
        readonly enabled?: boolean | null;
        readonly resources?: ResourceRequirements;
        readonly containerLifecycleHooks?: Lifecycle;
        readonly securityContexts?: {
          readonly container?: SecurityContext;
        };
      };
      readonly resources?: ResourceRequirements;
      readonly terminationGracePeriodSeconds?: number | null;
      readonly safeToEvict?: boolean | null;
      readonly extraContainers?: readonly Container[];
      readonly extraInitContainers?: readonly Container[];
      readonly extraVolumes?: readonly Volume[];
      readonly extraVolumeMounts?: readonly VolumeMount[];
      readonly nodeSelector?: {
        readonly [k: string]: string;
      };
      readonly runtimeClassName?: string | null;
      readonly priorityClassName?: string | null;
      readonly affinity?: Affinity;
      readonly tolerations?: readonly Toleration[];
      readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
      readonly hostAliases?: readonly HostAlias[];
      readonly podAnnotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly env?: readonly {
        readonly name: string;
        readonly value?: string;
        readonly valueFrom?: {
          readonly configMapKeyRef?: ConfigMapKeySelector;
          readonly secretKeyRef?: SecretKeySelector;
        };
      }[];
      readonly schedulerName?: string | null;
    };
  };
  readonly scheduler?: {
    readonly enabled?: boolean;
    readonly hostAliases?: readonly HostAlias[];
    readonly livenessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly command?: readonly (string | null)[] | null;
    };
    readonly startupProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly command?: readonly (string | null)[] | null;
    };
    readonly replicas?: number;
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly updateStrategy?: null | {
      readonly [k: string]: unknown;
    };
    readonly strategy?: null | {
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly serviceAccountTokenVolume?: {
        readonly enabled?: boolean;
        readonly mountPath?: string;
        readonly volumeName?: string;
        readonly expirationSeconds?: number;
        readonly audience?: string | null;
      };
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly config?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly resources?: ResourceRequirements;
    readonly safeToEvict?: boolean;
    readonly extraContainers?: readonly Container[];
    readonly extraInitContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly logGroomerSidecar?: LogGroomerConfigType;
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly waitForMigrations?: {
      readonly enabled?: boolean;
      readonly env?: readonly {
        readonly name: string;
        readonly value: string;
      }[];
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
  };
  readonly triggerer?: {
    readonly enabled?: boolean;
    readonly hostAliases?: readonly HostAlias[];
    readonly livenessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly command?: readonly (string | null)[] | null;
    };
    readonly replicas?: number;
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly updateStrategy?: null | {
      readonly [k: string]: unknown;
    };
    readonly strategy?: DeploymentStrategy | null;
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly persistence?: {
      readonly enabled?: boolean;
      readonly size?: string;
      readonly persistentVolumeClaimRetentionPolicy?: PersistentVolumeClaimRetentionPolicy;
      readonly storageClassName?: string | null;
      readonly fixPermissions?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly config?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly resources?: ResourceRequirements;
    readonly safeToEvict?: boolean;
    readonly extraContainers?: readonly Container[];
    readonly extraInitContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly terminationGracePeriodSeconds?: number;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly logGroomerSidecar?: LogGroomerConfigType;
    readonly waitForMigrations?: {
      readonly enabled?: boolean;
      readonly env?: readonly {
        readonly name: string;
        readonly value: string;
      }[];
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
    readonly keda?: {
      readonly enabled?: boolean;
      readonly namespaceLabels?: {
        readonly [k: string]: string;
      };
      readonly pollingInterval?: number;
      readonly cooldownPeriod?: number;
      readonly minReplicaCount?: number;
      readonly maxReplicaCount?: number;
      readonly advanced?: {
        readonly horizontalPodAutoscalerConfig?: {
          readonly behavior?: HorizontalPodAutoscalerBehavior;
        };
      };
      readonly query?: string;
      readonly usePgbouncer?: boolean;
    };
  };
  readonly dagProcessor?: {
    readonly enabled?: boolean | null;
    readonly dagBundleConfigList?: readonly {
      readonly name: string;
      readonly classpath: string;
      readonly kwargs?: {
        readonly [k: string]: string | number | boolean | null;
      };
    }[];
    readonly livenessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly command?: readonly (string | null)[] | null;
    };
    readonly replicas?: number;
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly strategy?: DeploymentStrategy | null;
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly config?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly resources?: ResourceRequirements;
    readonly safeToEvict?: boolean;
    readonly extraContainers?: readonly Container[];
    readonly extraInitContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly terminationGracePeriodSeconds?: number;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly logGroomerSidecar?: LogGroomerConfigType;
    readonly waitForMigrations?: {
      readonly enabled?: boolean;
      readonly env?: readonly {
        readonly name: string;
        readonly value: string;
      }[];
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
  };
  readonly createUserJob?: {
    readonly enabled?: boolean;
    readonly defaultUser?: {
      readonly enabled?: boolean;
      readonly role?: string;
      readonly username?: string;
      readonly email?: string;
      readonly firstName?: string;
      readonly lastName?: string;
      readonly password?: string;
    };
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly jobAnnotations?: {
      readonly [k: string]: string;
    };
    readonly restartPolicy?: 'OnFailure' | 'Never';
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly extraContainers?: readonly Container[];
    readonly extraInitContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly resources?: ResourceRequirements;
    readonly priorityClassName?: string | null;
    readonly useHelmHooks?: boolean;
    readonly applyCustomEnv?: boolean;
    readonly ttlSecondsAfterFinished?: number | null;
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
  };
  readonly migrateDatabaseJob?: {
    readonly enabled?: boolean;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly jobAnnotations?: {
      readonly [k: string]: string;
    };
    readonly restartPolicy?: 'OnFailure' | 'Never';
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly resources?: ResourceRequirements;
    readonly extraInitContainers?: readonly Container[];
    readonly extraContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly priorityClassName?: string | null;
    readonly useHelmHooks?: boolean;
    readonly applyCustomEnv?: boolean;
    readonly ttlSecondsAfterFinished?: number | null;
    readonly env?: readonly EnvVar[];
  };
  readonly apiServer?: {
    readonly enabled?: boolean;
    readonly configMapAnnotations?: {
      readonly [k: string]: string;
    };
    readonly hostAliases?: readonly HostAlias[];
    readonly allowPodLogReading?: boolean;
    readonly livenessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly scheme?: string;
    };
    readonly readinessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly scheme?: string;
    };
    readonly startupProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly scheme?: string;
    };
    readonly replicas?: number | null;
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly strategy?: null | {
      readonly [k: string]: unknown;
    };
    readonly hpa?: {
      readonly enabled?: boolean;
      readonly minReplicaCount?: number;
      readonly maxReplicaCount?: number;
      readonly metrics?: readonly MetricSpec[];
      readonly behavior?: HorizontalPodAutoscalerBehavior;
    };
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly config?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly networkPolicy?: {
      readonly ingress?: {
        readonly from?: readonly NetworkPolicyPeer[];
        readonly ports?: readonly NetworkPolicyPort[];
      };
    };
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly resources?: ResourceRequirements;
    readonly apiServerConfig?: string | null;
    readonly apiServerConfigConfigMapName?: string | null;
    readonly extraContainers?: readonly Container[];
    readonly extraInitContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly service?: {
      readonly type?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly ports?: readonly {
        readonly name?: string;
        readonly port?: string | number;
        readonly targetPort?: string | number;
        readonly nodePort?: string | number;
        readonly protocol?: string;
      }[];
      readonly loadBalancerIP?: string | null;
      readonly loadBalancerSourceRanges?: readonly string[];
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly waitForMigrations?: {
      readonly enabled?: boolean;
      readonly env?: readonly {
        readonly name: string;
        readonly value: string;
      }[];
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
  };
  readonly webserver?: {
    readonly enabled?: boolean;
    readonly configMapAnnotations?: {
      readonly [k: string]: string;
    };
    readonly hostAliases?: readonly HostAlias[];
    readonly allowPodLogReading?: boolean;
    readonly livenessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly scheme?: string;
    };
    readonly readinessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly scheme?: string;
    };
    readonly startupProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
      readonly scheme?: string;
    };
    readonly replicas?: number;
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly strategy?: null | {
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly hpa?: {
      readonly enabled?: boolean;
      readonly minReplicaCount?: number;
      readonly maxReplicaCount?: number;
      readonly metrics?: readonly MetricSpec[];
      readonly behavior?: HorizontalPodAutoscalerBehavior;
    };
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly config?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly extraNetworkPolicies?: readonly NetworkPolicyPeer[];
    readonly networkPolicy?: {
      readonly ingress?: {
        readonly from?: readonly NetworkPolicyPeer[];
        readonly ports?: readonly NetworkPolicyPort[];
      };
    };
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly resources?: ResourceRequirements;
    readonly defaultUser?: {
      readonly enabled?: boolean;
      readonly role?: string;
      readonly username?: string;
      readonly email?: string;
      readonly firstName?: string;
      readonly lastName?: string;
      readonly password?: string;
    };
    readonly extraContainers?: readonly Container[];
    readonly extraInitContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly webserverConfig?: string | null;
    readonly webserverConfigConfigMapName?: string | null;
    readonly service?: {
      readonly type?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly ports?: readonly {
        readonly name?: string;
        readonly port?: string | number;
        readonly targetPort?: string | number;
        readonly nodePort?: string | number;
        readonly protocol?: string;
      }[];
      readonly loadBalancerIP?: string | null;
      readonly loadBalancerSourceRanges?: readonly string[];
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly waitForMigrations?: {
      readonly enabled?: boolean;
      readonly env?: readonly {
        readonly name: string;
        readonly value: string;
      }[];
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
  };
  readonly flower?: {
    readonly enabled?: boolean;
    readonly livenessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
    };
    readonly readinessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
    };
    readonly startupProbe?: {
      readonly initialDelaySeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly periodSeconds?: number;
    };
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly extraNetworkPolicies?: readonly NetworkPolicyPeer[];
    readonly networkPolicy?: {
      readonly ingress?: {
        readonly from?: readonly NetworkPolicyPeer[];
        readonly ports?: readonly NetworkPolicyPort[];
      };
    };
    readonly resources?: ResourceRequirements;
    readonly secretName?: string | null;
    readonly secretAnnotations?: {
      readonly [k: string]: string;
    };
    readonly username?: string | null;
    readonly password?: string | null;
    readonly service?: {
      readonly type?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly ports?: readonly {
        readonly name?: string;
        readonly port?: string | number;
        readonly targetPort?: string | number;
        readonly protocol?: string;
      }[];
      readonly loadBalancerIP?: string | null;
      readonly loadBalancerSourceRanges?: readonly string[];
    };
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly extraContainers?: readonly Container[];
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
  };
  readonly statsd?: {
    readonly configMapAnnotations?: {
      readonly [k: string]: string;
    };
    readonly enabled?: boolean;
    readonly cache?: {
      readonly size?: number;
      readonly type?: string;
      readonly ttl?: string;
    };
    readonly revisionHistoryLimit?: number | null;
    readonly extraNetworkPolicies?: readonly NetworkPolicyPeer[];
    readonly resources?: ResourceRequirements;
    readonly service?: {
      readonly extraAnnotations?: {
        readonly [k: string]: string;
      };
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly uid?: number;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly extraMappings?: readonly unknown[];
    readonly overrideMappings?: readonly unknown[];
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly args?: readonly string[] | null;
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value: string;
    }[];
  };
  readonly otelCollector?: {
    readonly tracesEnabled?: boolean;
    readonly metricsEnabled?: boolean;
    readonly metricExportIntervalMs?: number;
    readonly config?: string | null;
    readonly args?: readonly string[] | null;
    readonly revisionHistoryLimit?: number | null;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly livenessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
    };
    readonly readinessProbe?: {
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
    };
    readonly resources?: ResourceRequirements;
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly priorityClassName?: string | null;
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly extraNetworkPolicies?: readonly NetworkPolicyPeer[];
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
  };
  readonly pgbouncer?: {
    readonly env?: readonly {
      readonly name: string;
      readonly value: string;
    }[];
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly enabled?: boolean;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly certificatesSecretAnnotations?: {
      readonly [k: string]: string;
    };
    readonly replicas?: number;
    readonly revisionHistoryLimit?: number | null;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly mountConfigSecret?: boolean;
    readonly extraNetworkPolicies?: readonly NetworkPolicyPeer[];
    readonly metadataPoolSize?: number;
    readonly resultBackendPoolSize?: number;
    readonly maxClientConn?: number;
    readonly configSecretName?: string | null;
    readonly configSecretAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly config?: {
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
        readonly unhealthyPodEvictionPolicy?: string;
      };
    };
    readonly resources?: ResourceRequirements;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly service?: {
      readonly extraAnnotations?: {
        readonly [k: string]: string;
      };
      readonly clusterIp?: string | null;
    };
    readonly verbose?: number;
    readonly auth_type?: string;
    readonly auth_file?: string;
    readonly logDisconnections?: number;
    readonly logConnections?: number;
    readonly sslmode?: 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
    readonly ciphers?: string;
    readonly ssl?: {
      readonly ca?: string | null;
      readonly cert?: string | null;
      readonly key?: string | null;
    };
    readonly extraIniMetadata?: string | null;
    readonly extraIniResultBackend?: string | null;
    readonly extraIni?: string | null;
    readonly extraVolumes?: readonly Volume[];
    readonly extraVolumeMounts?: readonly VolumeMount[];
    readonly extraContainers?: readonly Container[];
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly priorityClassName?: string | null;
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly uid?: number;
    readonly metricsExporterSidecar?: {
      readonly resources?: ResourceRequirements;
      readonly statsSecretName?: string | null;
      readonly statsSecretKey?: string | null;
      readonly statsSecretAnnotations?: {
        readonly [k: string]: string;
      };
      readonly sslmode?: 'disable' | 'require' | 'verify-ca' | 'verify-full';
      readonly containerLifecycleHooks?: Lifecycle;
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
      readonly livenessProbe?: {
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly timeoutSeconds?: number;
      };
      readonly readinessProbe?: {
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly timeoutSeconds?: number;
      };
      readonly extraVolumeMounts?: readonly VolumeMount[];
    };
  };
  readonly redis?: {
    readonly enabled?: boolean;
    readonly terminationGracePeriodSeconds?: number;
    readonly service?: {
      readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
      readonly clusterIP?: string | null;
      readonly nodePort?: number | null;
    };
    readonly persistence?: {
      readonly enabled?: boolean;
      readonly size?: string;
      readonly storageClassName?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly existingClaim?: string | null;
      readonly persistentVolumeClaimRetentionPolicy?: PersistentVolumeClaimRetentionPolicy;
    };
    readonly emptyDirConfig?: EmptyDirVolumeSource;
    readonly resources?: ResourceRequirements;
    readonly passwordSecretName?: string | null;
    readonly password?: string | null;
    readonly passwordSecretAnnotations?: {
      readonly [k: string]: string;
    };
    readonly safeToEvict?: boolean;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly priorityClassName?: string | null;
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly uid?: number;
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly annotations?: {
      readonly [k: string]: string;
    };
  };
  readonly registry?: {
    readonly secretName?: string | null;
    readonly connection?: {
      readonly user?: string;
      readonly pass?: string;
      readonly host?: string;
      readonly email?: string;
    };
  };
  readonly elasticsearch?: {
    readonly enabled?: boolean;
    readonly secretName?: string | null;
    readonly secretAnnotations?: {
      readonly [k: string]: string;
    };
    readonly connection?: {
      readonly scheme?: string;
      readonly user?: string;
      readonly pass?: string;
      readonly host?: string;
      readonly port?: number;
    };
  };
  readonly opensearch?: {
    readonly enabled?: boolean;
    readonly secretName?: string | null;
    readonly connection?: {
      readonly scheme?: string;
      readonly user?: string;
      readonly pass?: string;
      readonly host?: string;
      readonly port?: number;
    };
  };
  readonly ports?: {
    readonly flowerUI?: number;
    readonly airflowUI?: number;
    readonly apiServer?: number;
    readonly workerLogs?: number;
    readonly triggererLogs?: number;
    readonly redisDB?: number;
    readonly statsdIngest?: number;
    readonly statsdScrape?: number;
    readonly pgbouncer?: number;
    readonly pgbouncerScrape?: number;
    readonly otelCollectorOtlpHttp?: number;
    readonly otelCollectorOtlpGrpc?: number;
  };
  readonly quotas?: {
    readonly [k: string]: string | number;
  };
  readonly limits?: readonly LimitRangeItem[];
  readonly cleanup?: {
    readonly enabled?: boolean;
    readonly schedule?: string;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly jobAnnotations?: {
      readonly [k: string]: string;
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly priorityClassName?: string | null;
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly resources?: ResourceRequirements;
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly serviceAccountTokenVolume?: {
        readonly enabled?: boolean;
        readonly mountPath?: string;
        readonly volumeName?: string;
        readonly expirationSeconds?: number;
        readonly audience?: string | null;
      };
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly securityContext?: PodSecurityContext;
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
    readonly failedJobsHistoryLimit?: number | null;
    readonly successfulJobsHistoryLimit?: number | null;
  };
  readonly databaseCleanup?: {
    readonly enabled?: boolean;
    readonly applyCustomEnv?: boolean;
    readonly schedule?: string;
    readonly retentionDays?: number;
    readonly skipArchive?: boolean;
    readonly tables?: readonly string[];
    readonly batchSize?: number | null;
    readonly verbose?: boolean;
    readonly command?: readonly string[] | null;
    readonly args?: readonly string[] | null;
    readonly jobAnnotations?: {
      readonly [k: string]: string;
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly affinity?: Affinity;
    readonly tolerations?: readonly Toleration[];
    readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
    readonly priorityClassName?: string | null;
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly resources?: ResourceRequirements;
    readonly serviceAccount?: {
      readonly automountServiceAccountToken?: boolean;
      readonly create?: boolean;
      readonly name?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly containerLifecycleHooks?: Lifecycle;
    readonly securityContexts?: {
      readonly pod?: PodSecurityContext;
      readonly container?: SecurityContext;
    };
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly configMapKeyRef?: ConfigMapKeySelector;
        readonly secretKeyRef?: SecretKeySelector;
      };
    }[];
    readonly failedJobsHistoryLimit?: number | null;
    readonly successfulJobsHistoryLimit?: number | null;
    readonly ttlSecondsAfterFinished?: number | null;
  };
  readonly postgresql?: {
    readonly enabled?: boolean;
    readonly auth?: {
      readonly enablePostgresUser?: boolean;
      readonly postgresPassword?: string | null;
      readonly username?: string | null;
      readonly password?: string | null;
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
    };
  };
  readonly config?: {
    readonly [k: string]: {
      readonly [k: string]: boolean | number | string;
    };
  };
  readonly multiNamespaceMode?: boolean;
  readonly podTemplate?: string | null;
  readonly dags?: {
    readonly mountPath?: string | null;
    readonly persistence?: {
      readonly enabled?: boolean;
      readonly size?: string;
      readonly storageClassName?: string | null;
      readonly accessMode?: 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany';
      readonly existingClaim?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly subPath?: string | null;
    };
    readonly gitSync?: {
      readonly enabled?: boolean;
      readonly repo?: string;
      readonly branch?: string;
      readonly rev?: string;
      readonly ref?: string;
      readonly depth?: number;
      readonly maxFailures?: number;
      readonly subPath?: string;
      readonly wait?: number | null;
      readonly period?: string;
      readonly containerName?: string;
      readonly securityContext?: SecurityContext;
      readonly httpPort?: number;
      readonly recommendedProbeSetting?: boolean;
      readonly startupProbe?: {
        readonly enabled?: boolean;
        readonly timeoutSeconds?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly failureThreshold?: number;
      };
      readonly livenessProbe?: {
        readonly enabled?: boolean;
        readonly timeoutSeconds?: number;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly failureThreshold?: number;
        readonly [k: string]: unknown;
      };
      readonly readinessProbe?: Probe;
      readonly emptyDirConfig?: EmptyDirVolumeSource;
      readonly containerLifecycleHooks?: Lifecycle;
      readonly securityContexts?: {
        readonly container?: SecurityContext;
      };
      readonly uid?: number;
      readonly extraVolumeMounts?: readonly VolumeMount[];
      readonly credentialsSecret?: string | null;
      readonly sshKey?: string | null;
      readonly sshKeySecret?: string | null;
      readonly knownHosts?: string | null;
      readonly env?: readonly EnvVar[];
      readonly envFrom?: null | string;
      readonly resources?: ResourceRequirements;
    };
  };
  readonly logs?: {
    readonly persistence?: {
      readonly enabled?: boolean;
      readonly size?: string;
      readonly storageClassName?: string | null;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly existingClaim?: string | null;
      readonly subPath?: string | null;
    };
    readonly emptyDirConfig?: EmptyDirVolumeSource;
  };
}
export interface PodSecurityContext {
  readonly appArmorProfile?: AppArmorProfile;
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy?: string;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: SELinuxOptions;
  readonly seccompProfile?: SeccompProfile;
  readonly supplementalGroups?: readonly number[];
  readonly supplementalGroupsPolicy?: string;
  readonly sysctls?: readonly Sysctl[];
  readonly windowsOptions?: WindowsSecurityContextOptions;
}
export interface AppArmorProfile {
  readonly localhostProfile?: string;
  readonly type: string;
}
export interface SELinuxOptions {
  readonly level?: string;
  readonly role?: string;
  readonly type?: string;
  readonly user?: string;
}
export interface SeccompProfile {
  readonly localhostProfile?: string;
  readonly type: string;
}
export interface Sysctl {
  readonly name: string;
  readonly value: string;
}
export interface WindowsSecurityContextOptions {
  readonly gmsaCredentialSpec?: string;
  readonly gmsaCredentialSpecName?: string;
  readonly hostProcess?: boolean;
  readonly runAsUserName?: string;
}
export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly appArmorProfile?: AppArmorProfile;
  readonly capabilities?: Capabilities;
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: SELinuxOptions;
  readonly seccompProfile?: SeccompProfile;
  readonly windowsOptions?: WindowsSecurityContextOptions;
}
export interface Capabilities {
  readonly add?: readonly string[];
  readonly drop?: readonly string[];
}
export interface Lifecycle {
  readonly postStart?: LifecycleHandler;
  readonly preStop?: LifecycleHandler;
}
export interface LifecycleHandler {
  readonly exec?: ExecAction;
  readonly httpGet?: HTTPGetAction;
  readonly sleep?: SleepAction;
  readonly tcpSocket?: TCPSocketAction;
}
export interface ExecAction {
  readonly command?: readonly string[];
}
export interface HTTPGetAction {
  readonly host?: string;
  readonly httpHeaders?: readonly HTTPHeader[];
  readonly path?: string;
  readonly port: IntOrString;
  readonly scheme?: string;
}
export interface HTTPHeader {
  readonly name: string;
  readonly value: string;
}
export interface SleepAction {
  readonly seconds: number;
}
export interface TCPSocketAction {
  readonly host?: string;
  readonly port: IntOrString;
}
export interface Affinity {
  readonly nodeAffinity?: NodeAffinity;
  readonly podAffinity?: PodAffinity;
  readonly podAntiAffinity?: PodAntiAffinity;
}
export interface NodeAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
}
export interface PreferredSchedulingTerm {
  readonly preference: NodeSelectorTerm;
  readonly weight: number;
}
export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  readonly matchFields?: readonly NodeSelectorRequirement[];
}
export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}
export interface NodeSelector {
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}
export interface PodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
}
export interface WeightedPodAffinityTerm {
  readonly podAffinityTerm: PodAffinityTerm;
  readonly weight: number;
}
export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly topologyKey: string;
}
export interface LabelSelector {
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
}
export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}
export interface PodAntiAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
}
export interface Toleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
  readonly value?: string;
}
export interface TopologySpreadConstraint {
  readonly labelSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly maxSkew: number;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
}
export interface LocalObjectReference {
  readonly name?: string;
}
export interface Volume {
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource;
  readonly azureDisk?: AzureDiskVolumeSource;
  readonly azureFile?: AzureFileVolumeSource;
  readonly cephfs?: CephFSVolumeSource;
  readonly cinder?: CinderVolumeSource;
  readonly configMap?: ConfigMapVolumeSource;
  readonly csi?: CSIVolumeSource;
  readonly downwardAPI?: DownwardAPIVolumeSource;
  readonly emptyDir?: EmptyDirVolumeSource;
  readonly ephemeral?: EphemeralVolumeSource;
  readonly fc?: FCVolumeSource;
  readonly flexVolume?: FlexVolumeSource;
  readonly flocker?: FlockerVolumeSource;
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource;
  readonly gitRepo?: GitRepoVolumeSource;
  readonly glusterfs?: GlusterfsVolumeSource;
  readonly hostPath?: HostPathVolumeSource;
  readonly image?: ImageVolumeSource;
  readonly iscsi?: ISCSIVolumeSource;
  readonly name: string;
  readonly nfs?: NFSVolumeSource;
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  readonly photonPersistentDisk?: PhotonPersistentDiskVolumeSource;
  readonly portworxVolume?: PortworxVolumeSource;
  readonly projected?: ProjectedVolumeSource;
  readonly quobyte?: QuobyteVolumeSource;
  readonly rbd?: RBDVolumeSource;
  readonly scaleIO?: ScaleIOVolumeSource;
  readonly secret?: SecretVolumeSource;
  readonly storageos?: StorageOSVolumeSource;
  readonly vsphereVolume?: VsphereVirtualDiskVolumeSource;
}
export interface AWSElasticBlockStoreVolumeSource {
  readonly fsType?: string;
  readonly partition?: number;
  readonly readOnly?: boolean;
  readonly volumeID: string;
}
export interface AzureDiskVolumeSource {
  readonly cachingMode?: string;
  readonly diskName: string;
  readonly diskURI: string;
  readonly fsType?: string;
  readonly kind?: string;
  readonly readOnly?: boolean;
}
export interface AzureFileVolumeSource {
  readonly readOnly?: boolean;
  readonly secretName: string;
  readonly shareName: string;
}
export interface CephFSVolumeSource {
  readonly monitors: readonly string[];
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly secretFile?: string;
  readonly secretRef?: LocalObjectReference;
  readonly user?: string;
}
export interface CinderVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly volumeID: string;
}
export interface ConfigMapVolumeSource {
  readonly defaultMode?: number;
  readonly items?: readonly KeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}
export interface KeyToPath {
  readonly key: string;
  readonly mode?: number;
  readonly path: string;
}
export interface CSIVolumeSource {
  readonly driver: string;
  readonly fsType?: string;
  readonly nodePublishSecretRef?: LocalObjectReference;
  readonly readOnly?: boolean;
  readonly volumeAttributes?: {
    readonly [k: string]: string;
  };
}
export interface DownwardAPIVolumeSource {
  readonly defaultMode?: number;
  readonly items?: readonly DownwardAPIVolumeFile[];
}
export interface DownwardAPIVolumeFile {
  readonly fieldRef?: ObjectFieldSelector;
  readonly mode?: number;
  readonly path: string;
  readonly resourceFieldRef?: ResourceFieldSelector;
}
export interface ObjectFieldSelector {
  readonly apiVersion?: string;
  readonly fieldPath: string;
}
export interface ResourceFieldSelector {
  readonly containerName?: string;
  readonly divisor?: Quantity;
  readonly resource: string;
}
export interface EmptyDirVolumeSource {
  readonly medium?: string;
  readonly sizeLimit?: Quantity;
}
export interface EphemeralVolumeSource {
  readonly volumeClaimTemplate?: PersistentVolumeClaimTemplate;
}
export interface PersistentVolumeClaimTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec: PersistentVolumeClaimSpec;
}
export interface ObjectMeta {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly creationTimestamp?: Time;
  readonly deletionGracePeriodSeconds?: number;
  readonly deletionTimestamp?: Time;
  readonly finalizers?: readonly string[];
  readonly generateName?: string;
  readonly generation?: number;
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly managedFields?: readonly ManagedFieldsEntry[];
  readonly name?: string;
  readonly namespace?: string;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly resourceVersion?: string;
  readonly selfLink?: string;
  readonly uid?: string;
}
export interface ManagedFieldsEntry {
  readonly apiVersion?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: FieldsV1;
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly time?: Time;
}
export interface FieldsV1 {
  readonly [k: string]: unknown;
}
export interface OwnerReference {
  readonly apiVersion: string;
  readonly blockOwnerDeletion?: boolean;
  readonly controller?: boolean;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}
export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly string[];
  readonly dataSource?: TypedLocalObjectReference;
  readonly dataSourceRef?: TypedObjectReference;
  readonly resources?: VolumeResourceRequirements;
  readonly selector?: LabelSelector;
  readonly storageClassName?: string;
  readonly volumeAttributesClassName?: string;
  readonly volumeMode?: string;
  readonly volumeName?: string;
}
export interface TypedLocalObjectReference {
  readonly apiGroup?: string;
  readonly kind: string;
  readonly name: string;
}
export interface TypedObjectReference {
  readonly apiGroup?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}
export interface VolumeResourceRequirements {
  readonly limits?: {
    readonly [k: string]: Quantity;
  };
  readonly requests?: {
    readonly [k: string]: Quantity;
  };
}
export interface FCVolumeSource {
  readonly fsType?: string;
  readonly lun?: number;
  readonly readOnly?: boolean;
  readonly targetWWNs?: readonly string[];
  readonly wwids?: readonly string[];
}
export interface FlexVolumeSource {
  readonly driver: string;
  readonly fsType?: string;
  readonly options?: {
    readonly [k: string]: string;
  };
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
}
export interface FlockerVolumeSource {
  readonly datasetName?: string;
  readonly datasetUUID?: string;
}
export interface GCEPersistentDiskVolumeSource {
  readonly fsType?: string;
  readonly partition?: number;
  readonly pdName: string;
  readonly readOnly?: boolean;
}
export interface GitRepoVolumeSource {
  readonly directory?: string;
  readonly repository: string;
  readonly revision?: string;
}
export interface GlusterfsVolumeSource {
  readonly endpoints: string;
  readonly path: string;
  readonly readOnly?: boolean;
}
export interface HostPathVolumeSource {
  readonly path: string;
  readonly type?: string;
}
export interface ImageVolumeSource {
  readonly pullPolicy?: string;
  readonly reference?: string;
}
export interface ISCSIVolumeSource {
  readonly chapAuthDiscovery?: boolean;
  readonly chapAuthSession?: boolean;
  readonly fsType?: string;
  readonly initiatorName?: string;
  readonly iqn: string;
  readonly iscsiInterface?: string;
  readonly lun: number;
  readonly portals?: readonly string[];
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly targetPortal: string;
}
export interface NFSVolumeSource {
  readonly path: string;
  readonly readOnly?: boolean;
  readonly server: string;
}
export interface PersistentVolumeClaimVolumeSource {
  readonly claimName: string;
  readonly readOnly?: boolean;
}
export interface PhotonPersistentDiskVolumeSource {
  readonly fsType?: string;
  readonly pdID: string;
}
export interface PortworxVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly volumeID: string;
}
export interface ProjectedVolumeSource {
  readonly defaultMode?: number;
  readonly sources?: readonly VolumeProjection[];
}
export interface VolumeProjection {
  readonly clusterTrustBundle?: ClusterTrustBundleProjection;
  readonly configMap?: ConfigMapProjection;
  readonly downwardAPI?: DownwardAPIProjection;
  readonly secret?: SecretProjection;
  readonly serviceAccountToken?: ServiceAccountTokenProjection;
}
export interface ClusterTrustBundleProjection {
  readonly labelSelector?: LabelSelector;
  readonly name?: string;
  readonly optional?: boolean;
  readonly path: string;
  readonly signerName?: string;
}
export interface ConfigMapProjection {
  readonly items?: readonly KeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}
export interface DownwardAPIProjection {
  readonly items?: readonly DownwardAPIVolumeFile[];
}
export interface SecretProjection {
  readonly items?: readonly KeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}
export interface ServiceAccountTokenProjection {
  readonly audience?: string;
  readonly expirationSeconds?: number;
  readonly path: string;
}
export interface QuobyteVolumeSource {
  readonly group?: string;
  readonly readOnly?: boolean;
  readonly registry: string;
  readonly tenant?: string;
  readonly user?: string;
  readonly volume: string;
}
export interface RBDVolumeSource {
  readonly fsType?: string;
  readonly image: string;
  readonly keyring?: string;
  readonly monitors: readonly string[];
  readonly pool?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly user?: string;
}
export interface ScaleIOVolumeSource {
  readonly fsType?: string;
  readonly gateway: string;
  readonly protectionDomain?: string;
  readonly readOnly?: boolean;
  readonly secretRef: LocalObjectReference;
  readonly sslEnabled?: boolean;
  readonly storageMode?: string;
  readonly storagePool?: string;
  readonly system: string;
  readonly volumeName?: string;
}
export interface SecretVolumeSource {
  readonly defaultMode?: number;
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
  readonly secretName?: string;
}
export interface StorageOSVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: LocalObjectReference;
  readonly volumeName?: string;
  readonly volumeNamespace?: string;
}
export interface VsphereVirtualDiskVolumeSource {
  readonly fsType?: string;
  readonly storagePolicyID?: string;
  readonly storagePolicyName?: string;
  readonly volumePath: string;
}
export interface VolumeMount {
  readonly mountPath: string;
  readonly mountPropagation?: string;
  readonly name: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}
export interface HorizontalPodAutoscalerBehavior {
  readonly scaleDown?: HPAScalingRules;
  readonly scaleUp?: HPAScalingRules;
}
export interface HPAScalingRules {
  readonly policies?: readonly HPAScalingPolicy[];
  readonly selectPolicy?: string;
  readonly stabilizationWindowSeconds?: number;
}
export interface HPAScalingPolicy {
  readonly periodSeconds: number;
  readonly type: string;
  readonly value: number;
}
export interface MetricSpec {
  readonly containerResource?: ContainerResourceMetricSource;
  readonly external?: ExternalMetricSource;
  readonly object?: ObjectMetricSource;
  readonly pods?: PodsMetricSource;
  readonly resource?: ResourceMetricSource;
  readonly type: string;
}
export interface ContainerResourceMetricSource {
  readonly container: string;
  readonly name: string;
  readonly target: MetricTarget;
}
export interface MetricTarget {
  readonly averageUtilization?: number;
  readonly averageValue?: Quantity;
  readonly type: string;
  readonly value?: Quantity;
}
export interface ExternalMetricSource {
  readonly metric: MetricIdentifier;
  readonly target: MetricTarget;
}
export interface MetricIdentifier {
  readonly name: string;
  readonly selector?: LabelSelector;
}
export interface ObjectMetricSource {
  readonly describedObject: CrossVersionObjectReference;
  readonly metric: MetricIdentifier;
  readonly target: MetricTarget;
}
export interface CrossVersionObjectReference {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}
export interface PodsMetricSource {
  readonly metric: MetricIdentifier;
  readonly target: MetricTarget;
}
export interface ResourceMetricSource {
  readonly name: string;
  readonly target: MetricTarget;
}
export interface ResourceRequirements {
  readonly claims?: readonly ResourceClaim[];
  readonly limits?: {
    readonly [k: string]: Quantity;
  };
  readonly requests?: {
    readonly [k: string]: Quantity;
  };
}
export interface ResourceClaim {
  readonly name: string;
  readonly request?: string;
}
export interface Container {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ContainerResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: EnvVarSource;
}
export interface EnvVarSource {
  readonly configMapKeyRef?: ConfigMapKeySelector;
  readonly fieldRef?: ObjectFieldSelector;
  readonly resourceFieldRef?: ResourceFieldSelector;
  readonly secretKeyRef?: SecretKeySelector;
}
export interface ConfigMapKeySelector {
  readonly key: string;
  readonly name?: string;
  readonly optional?: boolean;
}
export interface SecretKeySelector {
  readonly key: string;
  readonly name?: string;
  readonly optional?: boolean;
}
export interface EnvFromSource {
  readonly configMapRef?: ConfigMapEnvSource;
  readonly prefix?: string;
  readonly secretRef?: SecretEnvSource;
}
export interface ConfigMapEnvSource {
  readonly name?: string;
  readonly optional?: boolean;
}
export interface SecretEnvSource {
  readonly name?: string;
  readonly optional?: boolean;
}
export interface Probe {
  readonly exec?: ExecAction;
  readonly failureThreshold?: number;
  readonly grpc?: GRPCAction;
  readonly httpGet?: HTTPGetAction;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly tcpSocket?: TCPSocketAction;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
}
export interface GRPCAction {
  readonly port: number;
  readonly service?: string;
}
export interface ContainerPort {
  readonly containerPort: number;
  readonly hostIP?: string;
  readonly hostPort?: number;
  readonly name?: string;
  readonly protocol?: string;
}
export interface ContainerResizePolicy {
  readonly resourceName: string;
  readonly restartPolicy: string;
}
export interface VolumeDevice {
  readonly devicePath: string;
  readonly name: string;
}
export interface HostAlias {
  readonly hostnames?: readonly string[];
  readonly ip: string;
}
export interface LogGroomerConfigType {
  readonly enabled?: boolean;
  readonly command?: readonly string[] | null;
  readonly args?: readonly string[] | null;
  readonly retentionDays?: number;
  readonly retentionMinutes?: number;
  readonly frequencyMinutes?: number;
  readonly maxSizeBytes?: number;
  readonly maxSizePercent?: number;
  readonly env?: readonly EnvVar[];
  readonly resources?: ResourceRequirements;
  readonly containerLifecycleHooks?: Lifecycle;
  readonly securityContexts?: {
    readonly container?: SecurityContext;
  };
}
export interface DeploymentStrategy {
  readonly rollingUpdate?: RollingUpdateDeployment;
  readonly type?: string;
}
export interface RollingUpdateDeployment {
  readonly maxSurge?: IntOrString;
  readonly maxUnavailable?: IntOrString;
}
export interface NetworkPolicyPeer {
  readonly ipBlock?: IPBlock;
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}
export interface IPBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}
export interface NetworkPolicyPort {
  readonly endPort?: number;
  readonly port?: IntOrString;
  readonly protocol?: string;
}
export interface LimitRangeItem {
  readonly default?: {
    readonly [k: string]: Quantity;
  };
  readonly defaultRequest?: {
    readonly [k: string]: Quantity;
  };
  readonly max?: {
    readonly [k: string]: Quantity;
  };
  readonly maxLimitRequestRatio?: {
    readonly [k: string]: Quantity;
  };
  readonly min?: {
    readonly [k: string]: Quantity;
  };
  readonly type: string;
}
