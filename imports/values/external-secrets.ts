// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export interface ExternalSecretsValues {
  readonly affinity?: {
    readonly [k: string]: unknown;
  };
  readonly 'bitwarden-sdk-server'?: {
    readonly enabled?: boolean;
    readonly namespaceOverride?: string;
    readonly [k: string]: unknown;
  };
  readonly certController?: {
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly create?: boolean;
    readonly deploymentAnnotations?: {
      readonly [k: string]: unknown;
    };
    readonly enablePartialCache?: boolean;
    readonly extraArgs?: {
      readonly [k: string]: unknown;
    };
    readonly extraEnv?: readonly unknown[];
    readonly extraInitContainers?: readonly unknown[];
    readonly extraVolumeMounts?: readonly unknown[];
    readonly extraVolumes?: readonly unknown[];
    readonly hostAliases?: readonly unknown[];
    readonly hostNetwork?: boolean;
    readonly hostUsers?: boolean | null;
    readonly image?: {
      readonly flavour?: string;
      readonly pullPolicy?: string;
      readonly repository?: string;
      readonly tag?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly port?: string | number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly log?: {
      readonly level?: string;
      readonly timeEncoding?: string;
    };
    readonly metrics?: {
      readonly listen?: {
        readonly auth?: {
          readonly enabled?: boolean;
        };
        readonly port?: number;
        readonly secure?: {
          readonly certDir?: string;
          readonly certFile?: string;
          readonly enabled?: boolean;
          readonly keyFile?: string;
        };
      };
      readonly service?: {
        readonly annotations?: {
          readonly [k: string]: unknown;
        };
        readonly enabled?: boolean;
        readonly port?: number;
      };
    };
    readonly networkPolicy?: {
      readonly egress?: readonly unknown[];
      readonly enabled?: boolean;
      readonly ingress?: readonly {
        readonly ports?: readonly {
          readonly port?: string | number;
          readonly protocol?: string;
        }[];
      }[];
    };
    readonly nodeSelector?: {
      readonly [k: string]: unknown;
    };
    readonly podAnnotations?: {
      readonly [k: string]: unknown;
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly minAvailable?: number | string;
      readonly nameOverride?: string;
    };
    readonly podLabels?: {
      readonly [k: string]: unknown;
    };
    readonly podSecurityContext?: {
      readonly enabled?: boolean;
      readonly [k: string]: unknown;
    };
    readonly priorityClassName?: string;
    readonly rbac?: {
      readonly create?: boolean;
    };
    readonly readinessProbe?: {
      readonly address?: string;
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly port?: string | number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly replicaCount?: number;
    readonly requeueInterval?: string;
    readonly resources?: {
      readonly [k: string]: unknown;
    };
    readonly revisionHistoryLimit?: number;
    readonly runtimeClassName?: string;
    readonly schedulerName?: string;
    readonly securityContext?: {
      readonly allowPrivilegeEscalation?: boolean;
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly enabled?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly runAsNonRoot?: boolean;
      readonly runAsUser?: number;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly serviceAccount?: {
      readonly annotations?: {
        readonly [k: string]: unknown;
      };
      readonly automount?: boolean;
      readonly create?: boolean;
      readonly extraLabels?: {
        readonly [k: string]: unknown;
      };
      readonly name?: string;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly strategy?: {
      readonly [k: string]: unknown;
    };
    readonly tolerations?: readonly unknown[];
    readonly topologySpreadConstraints?: readonly unknown[];
  };
  readonly commonLabels?: {
    readonly [k: string]: unknown;
  };
  readonly concurrent?: number;
  readonly controllerClass?: string;
  readonly crds?: {
    readonly annotations?: {
      readonly [k: string]: unknown;
    };
    readonly conversion?: {
      readonly enabled?: boolean;
    };
    readonly createClusterExternalSecret?: boolean;
    readonly createClusterGenerator?: boolean;
    readonly createClusterPushSecret?: boolean;
    readonly createClusterSecretStore?: boolean;
    readonly createPushSecret?: boolean;
    readonly createSecretStore?: boolean;
    readonly unsafeServeV1Beta1?: boolean;
  };
  readonly createOperator?: boolean;
  readonly deploymentAnnotations?: {
    readonly [k: string]: unknown;
  };
  readonly dnsConfig?: {
    readonly [k: string]: unknown;
  };
  readonly dnsPolicy?: string;
  readonly enableHTTP2?: boolean;
  readonly extendedMetricLabels?: boolean;
  readonly extraArgs?: {
    readonly [k: string]: unknown;
  };
  readonly extraContainers?: readonly unknown[];
  readonly extraEnv?: readonly unknown[];
  readonly extraInitContainers?: readonly unknown[];
  readonly extraObjects?: readonly unknown[];
  readonly extraVolumeMounts?: readonly unknown[];
  readonly extraVolumes?: readonly unknown[];
  readonly fullnameOverride?: string;
  readonly genericTargets?: {
    readonly enabled?: boolean;
    readonly resources?: readonly unknown[];
  };
  readonly global?: {
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly compatibility?: {
      readonly openshift?: {
        readonly adaptSecurityContext?: string;
      };
    };
    readonly hostAliases?: readonly unknown[];
    readonly imagePullSecrets?: readonly unknown[];
    readonly nodeSelector?: {
      readonly [k: string]: unknown;
    };
    readonly podAnnotations?: {
      readonly [k: string]: unknown;
    };
    readonly podLabels?: {
      readonly [k: string]: unknown;
    };
    readonly repository?: string;
    readonly tolerations?: readonly unknown[];
    readonly topologySpreadConstraints?: readonly unknown[];
  };
  readonly grafanaDashboard?: {
    readonly annotations?: {
      readonly [k: string]: unknown;
    };
    readonly enabled?: boolean;
    readonly extraLabels?: {
      readonly [k: string]: unknown;
    };
    readonly sidecarLabel?: string;
    readonly sidecarLabelValue?: string;
  };
  readonly hostAliases?: readonly unknown[];
  readonly hostNetwork?: boolean;
  readonly hostUsers?: boolean | null;
  readonly image?: {
    readonly flavour?: string;
    readonly pullPolicy?: string;
    readonly repository?: string;
    readonly tag?: string;
  };
  readonly imagePullSecrets?: readonly unknown[];
  readonly installCRDs?: boolean;
  readonly leaderElect?: boolean;
  readonly leaderElectionID?: string;
  readonly leaderElectionLeaseDuration?: string;
  readonly leaderElectionRenewDeadline?: string;
  readonly leaderElectionRetryPeriod?: string;
  readonly livenessProbe?: {
    readonly enabled?: boolean;
    readonly spec?: {
      readonly address?: string;
      readonly failureThreshold?: number;
      readonly httpGet?: {
        readonly path?: string;
        readonly port?: string | number;
        readonly [k: string]: unknown;
      };
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly port?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
  };
  readonly log?: {
    readonly level?: string;
    readonly timeEncoding?: string;
  };
  readonly metrics?: {
    readonly listen?: {
      readonly auth?: {
        readonly enabled?: boolean;
      };
      readonly port?: number;
      readonly secure?: {
        readonly certDir?: string;
        readonly certFile?: string;
        readonly enabled?: boolean;
        readonly keyFile?: string;
      };
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: unknown;
      };
      readonly enabled?: boolean;
      readonly port?: number;
    };
  };
  readonly nameOverride?: string;
  readonly namespaceOverride?: string;
  readonly networkPolicy?: {
    readonly egress?: readonly unknown[];
    readonly enabled?: boolean;
    readonly ingress?: readonly {
      readonly ports?: readonly {
        readonly port?: string | number;
        readonly protocol?: string;
      }[];
    }[];
  };
  readonly nodeSelector?: {
    readonly [k: string]: unknown;
  };
  readonly openshiftFinalizers?: boolean;
  readonly podAnnotations?: {
    readonly [k: string]: unknown;
  };
  readonly podDisruptionBudget?: {
    readonly enabled?: boolean;
    readonly minAvailable?: number | string;
    readonly nameOverride?: string;
  };
  readonly podLabels?: {
    readonly [k: string]: unknown;
  };
  readonly podSecurityContext?: {
    readonly enabled?: boolean;
    readonly [k: string]: unknown;
  };
  readonly podSpecExtra?: {
    readonly [k: string]: unknown;
  };
  readonly priorityClassName?: string;
  readonly processClusterExternalSecret?: boolean;
  readonly processClusterGenerator?: boolean;
  readonly processClusterPushSecret?: boolean;
  readonly processClusterStore?: boolean;
  readonly processPushSecret?: boolean;
  readonly processSecretStore?: boolean;
  readonly rbac?: {
    readonly aggregateToAdmin?: boolean;
    readonly aggregateToEdit?: boolean;
    readonly aggregateToView?: boolean;
    readonly create?: boolean;
    readonly serviceAccountTokenCreate?: boolean;
    readonly servicebindings?: {
      readonly create?: boolean;
    };
  };
  readonly readinessProbe?: {
    readonly enabled?: boolean;
    readonly spec?: {
      readonly failureThreshold?: number;
      readonly httpGet?: {
        readonly path?: string;
        readonly port?: string | number;
        readonly [k: string]: unknown;
      };
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
  };
  readonly replicaCount?: number;
  readonly resources?: {
    readonly [k: string]: unknown;
  };
  readonly revisionHistoryLimit?: number;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly scopedNamespace?: string;
  readonly scopedRBAC?: boolean;
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly capabilities?: {
      readonly drop?: readonly string[];
      readonly [k: string]: unknown;
    };
    readonly enabled?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: {
      readonly type?: string;
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly service?: {
    readonly ipFamilies?: readonly unknown[];
    readonly ipFamilyPolicy?: string;
  };
  readonly serviceAccount?: {
    readonly annotations?: {
      readonly [k: string]: unknown;
    };
    readonly automount?: boolean;
    readonly create?: boolean;
    readonly extraLabels?: {
      readonly [k: string]: unknown;
    };
    readonly name?: string;
  };
  readonly serviceMonitor?: {
    readonly additionalLabels?: {
      readonly [k: string]: unknown;
    };
    readonly enabled?: boolean;
    readonly honorLabels?: boolean;
    readonly interval?: string;
    readonly metricRelabelings?: readonly unknown[];
    readonly namespace?: string;
    readonly relabelings?: readonly unknown[];
    readonly renderMode?: 'skipIfMissing' | 'failIfMissing' | 'alwaysRender';
    readonly scrapeTimeout?: string;
  };
  readonly storeRequeueInterval?: string;
  readonly strategy?: {
    readonly [k: string]: unknown;
  };
  readonly systemAuthDelegator?: boolean;
  readonly tolerations?: readonly unknown[];
  readonly topologySpreadConstraints?: readonly unknown[];
  readonly vault?: {
    readonly enableTokenCache?: boolean;
    readonly tokenCacheSize?: number;
  };
  readonly webhook?: {
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly annotations?: {
      readonly [k: string]: unknown;
    };
    readonly certCheckInterval?: string;
    readonly certDir?: string;
    readonly certManager?: {
      readonly addInjectorAnnotations?: boolean;
      readonly cert?: {
        readonly annotations?: {
          readonly [k: string]: unknown;
        };
        readonly create?: boolean;
        readonly duration?: string;
        readonly issuerRef?: {
          readonly group?: string;
          readonly kind?: string;
          readonly name?: string;
        };
        readonly privateKey?: {
          readonly [k: string]: unknown;
        };
        readonly renewBefore?: string;
        readonly revisionHistoryLimit?: number;
        readonly signatureAlgorithm?: string;
      };
      readonly enabled?: boolean;
    };
    readonly create?: boolean;
    readonly deploymentAnnotations?: {
      readonly [k: string]: unknown;
    };
    readonly extraArgs?: {
      readonly [k: string]: unknown;
    };
    readonly extraEnv?: readonly unknown[];
    readonly extraInitContainers?: readonly unknown[];
    readonly extraVolumeMounts?: readonly unknown[];
    readonly extraVolumes?: readonly unknown[];
    readonly failurePolicy?: string;
    readonly hostAliases?: readonly unknown[];
    readonly hostNetwork?: boolean;
    readonly hostUsers?: boolean | null;
    readonly image?: {
      readonly flavour?: string;
      readonly pullPolicy?: string;
      readonly repository?: string;
      readonly tag?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly port?: string | number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly log?: {
      readonly level?: string;
      readonly timeEncoding?: string;
    };
    readonly lookaheadInterval?: string;
    readonly metrics?: {
      readonly listen?: {
        readonly auth?: {
          readonly enabled?: boolean;
        };
        readonly port?: number;
        readonly secure?: {
          readonly certDir?: string;
          readonly certFile?: string;
          readonly enabled?: boolean;
          readonly keyFile?: string;
        };
      };
      readonly service?: {
        readonly annotations?: {
          readonly [k: string]: unknown;
        };
        readonly enabled?: boolean;
        readonly port?: number;
      };
    };
    readonly networkPolicy?: {
      readonly egress?: readonly unknown[];
      readonly enabled?: boolean;
      readonly ingress?: readonly {
        readonly ports?: readonly {
          readonly port?: string | number;
          readonly protocol?: string;
        }[];
      }[];
    };
    readonly nodeSelector?: {
      readonly [k: string]: unknown;
    };
    readonly podAnnotations?: {
      readonly [k: string]: unknown;
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly minAvailable?: number | string;
      readonly nameOverride?: string;
    };
    readonly podLabels?: {
      readonly [k: string]: unknown;
    };
    readonly podSecurityContext?: {
      readonly enabled?: boolean;
      readonly [k: string]: unknown;
    };
    readonly port?: number;
    readonly priorityClassName?: string;
    readonly readinessProbe?: {
      readonly address?: string;
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly port?: string | number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly replicaCount?: number;
    readonly resources?: {
      readonly [k: string]: unknown;
    };
    readonly revisionHistoryLimit?: number;
    readonly runtimeClassName?: string;
    readonly schedulerName?: string;
    readonly secretAnnotations?: {
      readonly [k: string]: unknown;
    };
    readonly securityContext?: {
      readonly allowPrivilegeEscalation?: boolean;
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly enabled?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly runAsNonRoot?: boolean;
      readonly runAsUser?: number;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: unknown;
      };
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: unknown;
      };
      readonly loadBalancerIP?: string;
      readonly type?: string;
    };
    readonly serviceAccount?: {
      readonly annotations?: {
        readonly [k: string]: unknown;
      };
      readonly automount?: boolean;
      readonly create?: boolean;
      readonly extraLabels?: {
        readonly [k: string]: unknown;
      };
      readonly name?: string;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly strategy?: {
      readonly [k: string]: unknown;
    };
    readonly tolerations?: readonly unknown[];
    readonly topologySpreadConstraints?: readonly unknown[];
  };
}
