// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export interface ArgoCdValues {
  readonly nameOverride?: string;
  readonly fullnameOverride?: string;
  readonly namespaceOverride?: string;
  readonly kubeVersionOverride?: string;
  readonly apiVersionOverrides?: {
    readonly [k: string]: unknown;
  };
  readonly createAggregateRoles?: boolean;
  readonly createClusterRoles?: boolean;
  readonly openshift?: {
    readonly enabled?: boolean;
  };
  readonly crds?: {
    readonly install?: boolean;
    readonly keep?: boolean;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly additionalLabels?: {
      readonly [k: string]: string;
    };
  };
  readonly global?: {
    readonly domain?: string;
    readonly runtimeClassName?: string;
    readonly additionalLabels?: {
      readonly [k: string]: string;
    };
    readonly revisionHistoryLimit?: number;
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly logging?: {
      readonly format?: string;
      readonly level?: string;
    };
    readonly statefulsetAnnotations?: {
      readonly [k: string]: string;
    };
    readonly statefulsetLabels?: {
      readonly [k: string]: string;
    };
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
    };
    readonly addPrometheusAnnotations?: boolean;
    readonly securityContext?: {
      readonly [k: string]: unknown;
    };
    readonly hostAliases?: readonly unknown[];
    readonly dualStack?: {
      readonly ipFamilyPolicy?: string;
      readonly ipFamilies?: readonly unknown[];
    };
    readonly networkPolicy?: {
      readonly create?: boolean;
      readonly defaultDenyIngress?: boolean;
    };
    readonly priorityClassName?: string;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly podAntiAffinity?: string;
      readonly nodeAffinity?: {
        readonly type?: string;
        readonly matchExpressions?: readonly unknown[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly deploymentStrategy?: {
      readonly [k: string]: unknown;
    };
    readonly env?: readonly unknown[];
    readonly extraVolumes?: readonly unknown[];
    readonly extraVolumeMounts?: readonly unknown[];
    readonly certificateAnnotations?: {
      readonly [k: string]: string;
    };
  };
  readonly configs?: {
    readonly cm?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly 'application.instanceLabelKey'?: string;
      readonly 'application.sync.impersonation.enabled'?: boolean;
      readonly 'exec.enabled'?: boolean;
      readonly 'admin.enabled'?: boolean;
      readonly 'timeout.reconciliation'?: string;
      readonly 'timeout.reconciliation.jitter'?: string;
      readonly 'timeout.hard.reconciliation'?: string;
      readonly 'statusbadge.enabled'?: boolean;
      readonly 'resource.customizations.ignoreResourceUpdates.all'?: string;
      readonly 'resource.customizations.ignoreResourceUpdates.argoproj.io_Application'?: string;
      readonly 'resource.customizations.ignoreResourceUpdates.argoproj.io_Rollout'?: string;
      readonly 'resource.customizations.ignoreResourceUpdates.autoscaling_HorizontalPodAutoscaler'?: string;
      readonly 'resource.customizations.ignoreResourceUpdates.ConfigMap'?: string;
      readonly 'resource.customizations.ignoreResourceUpdates.apps_ReplicaSet'?: string;
      readonly 'resource.customizations.ignoreResourceUpdates.discovery.k8s.io_EndpointSlice'?: string;
      readonly 'resource.customizations.ignoreResourceUpdates.Endpoints'?: string;
      readonly 'resource.exclusions'?: string;
      readonly [k: string]: unknown;
    };
    readonly params?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly [k: string]: unknown;
    };
    readonly rbac?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly 'policy.default'?: string;
      readonly 'policy.csv'?: string;
      readonly scopes?: string;
      readonly 'policy.matchMode'?: string;
      readonly [k: string]: unknown;
    };
    readonly gpg?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly keys?: {
        readonly [k: string]: unknown;
      };
    };
    readonly ssh?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly knownHosts?: string;
      readonly extraHosts?: string;
    };
    readonly tls?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly certificates?: {
        readonly [k: string]: unknown;
      };
      readonly create?: boolean;
    };
    readonly cmp?: {
      readonly create?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly plugins?: {
        readonly [k: string]: unknown;
      };
    };
    readonly clusterCredentials?: {
      readonly [k: string]: unknown;
    };
    readonly credentialTemplates?: {
      readonly [k: string]: unknown;
    };
    readonly credentialTemplatesAnnotations?: {
      readonly [k: string]: string;
    };
    readonly repositories?: {
      readonly [k: string]: unknown;
    };
    readonly repositoriesAnnotations?: {
      readonly [k: string]: string;
    };
    readonly secret?: {
      readonly createSecret?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly githubSecret?: string;
      readonly gitlabSecret?: string;
      readonly bitbucketServerSecret?: string;
      readonly bitbucketUUID?: string;
      readonly gogsSecret?: string;
      readonly azureDevops?: {
        readonly username?: string;
        readonly password?: string;
      };
      readonly extra?: {
        readonly [k: string]: unknown;
      };
      readonly argocdServerAdminPassword?: string;
      readonly argocdServerAdminPasswordMtime?: string;
    };
    readonly styles?: string;
  };
  readonly extraObjects?: readonly unknown[];
  readonly controller?: {
    readonly name?: string;
    readonly replicas?: number;
    readonly dynamicClusterDistribution?: boolean;
    readonly runtimeClassName?: string;
    readonly heartbeatTime?: number;
    readonly revisionHistoryLimit?: number;
    readonly pdb?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly minAvailable?: number | string;
      readonly maxUnavailable?: number | string;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly extraArgs?: readonly unknown[];
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly extraContainers?: readonly unknown[];
    readonly initContainers?: readonly unknown[];
    readonly volumeMounts?: readonly unknown[];
    readonly volumes?: readonly unknown[];
    readonly emptyDir?: {
      readonly sizeLimit?: string;
    };
    readonly statefulsetAnnotations?: {
      readonly [k: string]: string;
    };
    readonly statefulsetLabels?: {
      readonly [k: string]: string;
    };
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly containerPorts?: {
      readonly metrics?: number;
    };
    readonly hostNetwork?: boolean;
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly readinessProbe?: {
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly priorityClassName?: string;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly scrapeTimeout?: string;
      readonly applicationLabels?: {
        readonly enabled?: boolean;
        readonly labels?: readonly unknown[];
      };
      readonly service?: {
        readonly type?: string;
        readonly clusterIP?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly servicePort?: number;
        readonly portName?: string;
      };
      readonly serviceMonitor?: {
        readonly enabled?: boolean;
        readonly interval?: string;
        readonly honorLabels?: boolean;
        readonly relabelings?: readonly unknown[];
        readonly metricRelabelings?: readonly unknown[];
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly scheme?: string;
        readonly tlsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly namespace?: string;
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
      readonly rules?: {
        readonly enabled?: boolean;
        readonly namespace?: string;
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly spec?: readonly unknown[];
      };
    };
    readonly clusterRoleRules?: {
      readonly enabled?: boolean;
      readonly rules?: readonly unknown[];
    };
    readonly roleRules?: readonly unknown[];
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
  };
  readonly dex?: {
    readonly enabled?: boolean;
    readonly name?: string;
    readonly extraArgs?: readonly unknown[];
    readonly runtimeClassName?: string;
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly service?: {
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly portName?: string;
      };
      readonly serviceMonitor?: {
        readonly enabled?: boolean;
        readonly interval?: string;
        readonly honorLabels?: boolean;
        readonly relabelings?: readonly unknown[];
        readonly metricRelabelings?: readonly unknown[];
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly scheme?: string;
        readonly tlsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly namespace?: string;
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
    };
    readonly pdb?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly minAvailable?: number | string;
      readonly maxUnavailable?: number | string;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly initImage?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
      readonly resources?: {
        readonly limits?: {
          readonly [k: string]: number | string;
        };
        readonly requests?: {
          readonly [k: string]: number | string;
        };
        readonly claims?: readonly unknown[];
      };
    };
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly extraContainers?: readonly unknown[];
    readonly initContainers?: readonly unknown[];
    readonly volumeMounts?: readonly unknown[];
    readonly volumes?: readonly unknown[];
    readonly emptyDir?: {
      readonly sizeLimit?: string;
    };
    readonly certificateSecret?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly ca?: string;
      readonly key?: string;
      readonly crt?: string;
    };
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly containerPorts?: {
      readonly http?: number;
      readonly grpc?: number;
      readonly metrics?: number;
    };
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly runAsUser?: number;
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly httpPort?: string;
      readonly httpScheme?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly httpPort?: string;
      readonly httpScheme?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly httpPort?: string;
      readonly httpScheme?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly servicePortHttp?: number;
    readonly servicePortHttpName?: string;
    readonly servicePortGrpc?: number;
    readonly servicePortGrpcName?: string;
    readonly servicePortMetrics?: number;
    readonly priorityClassName?: string;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly deploymentStrategy?: {
      readonly [k: string]: unknown;
    };
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
  };
  readonly redis?: {
    readonly enabled?: boolean;
    readonly name?: string;
    readonly runtimeClassName?: string;
    readonly pdb?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly minAvailable?: number | string;
      readonly maxUnavailable?: number | string;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly exporter?: {
      readonly enabled?: boolean;
      readonly env?: readonly unknown[];
      readonly image?: {
        readonly repository?: string;
        readonly tag?: string;
        readonly imagePullPolicy?: string;
      };
      readonly containerSecurityContext?: {
        readonly runAsNonRoot?: boolean;
        readonly readOnlyRootFilesystem?: boolean;
        readonly allowPrivilegeEscalation?: boolean;
        readonly seccompProfile?: {
          readonly type?: string;
          readonly [k: string]: unknown;
        };
        readonly capabilities?: {
          readonly drop?: readonly string[];
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly readinessProbe?: {
        readonly enabled?: boolean;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly timeoutSeconds?: number;
        readonly successThreshold?: number;
        readonly failureThreshold?: number;
        readonly [k: string]: unknown;
      };
      readonly livenessProbe?: {
        readonly enabled?: boolean;
        readonly initialDelaySeconds?: number;
        readonly periodSeconds?: number;
        readonly timeoutSeconds?: number;
        readonly successThreshold?: number;
        readonly failureThreshold?: number;
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
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly extraArgs?: readonly unknown[];
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly extraContainers?: readonly unknown[];
    readonly initContainers?: readonly unknown[];
    readonly volumeMounts?: readonly unknown[];
    readonly volumes?: readonly unknown[];
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly securityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly runAsUser?: number;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly containerPorts?: {
      readonly redis?: number;
      readonly metrics?: number;
    };
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly servicePort?: number;
    readonly priorityClassName?: string;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly terminationGracePeriodSeconds?: number;
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
    };
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly service?: {
        readonly type?: string;
        readonly clusterIP?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly servicePort?: number;
        readonly portName?: string;
      };
      readonly serviceMonitor?: {
        readonly enabled?: boolean;
        readonly interval?: string;
        readonly honorLabels?: boolean;
        readonly relabelings?: readonly unknown[];
        readonly metricRelabelings?: readonly unknown[];
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly scheme?: string;
        readonly tlsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly namespace?: string;
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
    };
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
  };
  readonly 'redis-ha'?: {
    readonly enabled?: boolean;
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly [k: string]: unknown;
    };
    readonly exporter?: {
      readonly enabled?: boolean;
      readonly image?: string;
      readonly tag?: string;
      readonly [k: string]: unknown;
    };
    readonly persistentVolume?: {
      readonly enabled?: boolean;
      readonly [k: string]: unknown;
    };
    readonly redis?: {
      readonly masterGroupName?: string;
      readonly config?: {
        readonly save?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly haproxy?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly image?: {
        readonly repository?: string;
        readonly [k: string]: unknown;
      };
      readonly metrics?: {
        readonly enabled?: boolean;
        readonly [k: string]: unknown;
      };
      readonly hardAntiAffinity?: boolean;
      readonly additionalAffinities?: {
        readonly [k: string]: unknown;
      };
      readonly affinity?: string;
      readonly tolerations?: readonly unknown[];
      readonly containerSecurityContext?: {
        readonly readOnlyRootFilesystem?: boolean;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly auth?: boolean;
    readonly existingSecret?: string;
    readonly hardAntiAffinity?: boolean;
    readonly additionalAffinities?: {
      readonly [k: string]: unknown;
    };
    readonly affinity?: string;
    readonly tolerations?: readonly unknown[];
    readonly topologySpreadConstraints?: {
      readonly enabled?: boolean;
      readonly maxSkew?: string;
      readonly topologyKey?: string;
      readonly whenUnsatisfiable?: string;
      readonly [k: string]: unknown;
    };
    readonly containerSecurityContext?: {
      readonly readOnlyRootFilesystem?: boolean;
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly externalRedis?: {
    readonly host?: string;
    readonly username?: string;
    readonly password?: string;
    readonly port?: number;
    readonly existingSecret?: string;
    readonly secretAnnotations?: {
      readonly [k: string]: string;
    };
  };
  readonly redisSecretInit?: {
    readonly enabled?: boolean;
    readonly name?: string;
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly extraArgs?: readonly unknown[];
    readonly imagePullSecrets?: readonly unknown[];
    readonly runtimeClassName?: string;
    readonly jobAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly containerSecurityContext?: {
      readonly allowPrivilegeEscalation?: boolean;
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly readOnlyRootFilesystem?: boolean;
      readonly runAsNonRoot?: boolean;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly securityContext?: {
      readonly [k: string]: unknown;
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly priorityClassName?: string;
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
  };
  readonly server?: {
    readonly name?: string;
    readonly replicas?: number;
    readonly runtimeClassName?: string;
    readonly autoscaling?: {
      readonly enabled?: boolean;
      readonly minReplicas?: number;
      readonly maxReplicas?: number;
      readonly targetCPUUtilizationPercentage?: number;
      readonly targetMemoryUtilizationPercentage?: number;
      readonly behavior?: {
        readonly [k: string]: unknown;
      };
      readonly metrics?: readonly unknown[];
    };
    readonly pdb?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly minAvailable?: number | string;
      readonly maxUnavailable?: number | string;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly extraArgs?: readonly unknown[];
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly lifecycle?: {
      readonly [k: string]: unknown;
    };
    readonly extensions?: {
      readonly enabled?: boolean;
      readonly image?: {
        readonly repository?: string;
        readonly tag?: string;
        readonly imagePullPolicy?: string;
      };
      readonly extensionList?: readonly unknown[];
      readonly containerSecurityContext?: {
        readonly runAsNonRoot?: boolean;
        readonly readOnlyRootFilesystem?: boolean;
        readonly allowPrivilegeEscalation?: boolean;
        readonly runAsUser?: number;
        readonly seccompProfile?: {
          readonly type?: string;
          readonly [k: string]: unknown;
        };
        readonly capabilities?: {
          readonly drop?: readonly string[];
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
    };
    readonly extraContainers?: readonly unknown[];
    readonly initContainers?: readonly unknown[];
    readonly volumeMounts?: readonly unknown[];
    readonly volumes?: readonly unknown[];
    readonly emptyDir?: {
      readonly sizeLimit?: string;
    };
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly containerPorts?: {
      readonly server?: number;
      readonly metrics?: number;
    };
    readonly hostNetwork?: boolean;
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly priorityClassName?: string;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly deploymentStrategy?: {
      readonly [k: string]: unknown;
    };
    readonly certificate?: {
      readonly enabled?: boolean;
      readonly domain?: string;
      readonly additionalHosts?: readonly unknown[];
      readonly duration?: string;
      readonly renewBefore?: string;
      readonly issuer?: {
        readonly group?: string;
        readonly kind?: string;
        readonly name?: string;
      };
      readonly privateKey?: {
        readonly rotationPolicy?: string;
        readonly encoding?: string;
        readonly algorithm?: string;
        readonly size?: number;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly usages?: readonly unknown[];
      readonly secretTemplateAnnotations?: {
        readonly [k: string]: string;
      };
    };
    readonly certificateSecret?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly key?: string;
      readonly crt?: string;
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly type?: string;
      readonly nodePortHttp?: number;
      readonly nodePortHttps?: number;
      readonly servicePortHttp?: number;
      readonly servicePortHttps?: number;
      readonly servicePortHttpName?: string;
      readonly servicePortHttpsName?: string;
      readonly servicePortHttpsAppProtocol?: string;
      readonly loadBalancerClass?: string;
      readonly loadBalancerIP?: string;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly externalIPs?: readonly unknown[];
      readonly externalTrafficPolicy?: string;
      readonly sessionAffinity?: string;
    };
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly service?: {
        readonly type?: string;
        readonly clusterIP?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly servicePort?: number;
        readonly portName?: string;
      };
      readonly serviceMonitor?: {
        readonly enabled?: boolean;
        readonly interval?: string;
        readonly scrapeTimeout?: string;
        readonly honorLabels?: boolean;
        readonly relabelings?: readonly unknown[];
        readonly metricRelabelings?: readonly unknown[];
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly scheme?: string;
        readonly tlsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly namespace?: string;
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
    };
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly ingress?: {
      readonly enabled?: boolean;
      readonly controller?: string;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly ingressClassName?: string;
      readonly hostname?: string;
      readonly path?: string;
      readonly pathType?: string;
      readonly tls?: boolean;
      readonly extraHosts?: readonly unknown[];
      readonly extraPaths?: readonly unknown[];
      readonly extraRules?: readonly unknown[];
      readonly extraTls?: readonly unknown[];
      readonly aws?: {
        readonly backendProtocolVersion?: string;
        readonly serviceType?: string;
        readonly serviceAnnotations?: {
          readonly [k: string]: string;
        };
      };
      readonly gke?: {
        readonly backendConfig?: {
          readonly [k: string]: unknown;
        };
        readonly frontendConfig?: {
          readonly [k: string]: unknown;
        };
        readonly managedCertificate?: {
          readonly create?: boolean;
          readonly extraDomains?: readonly unknown[];
        };
      };
    };
    readonly ingressGrpc?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly ingressClassName?: string;
      readonly hostname?: string;
      readonly path?: string;
      readonly pathType?: string;
      readonly tls?: boolean;
      readonly extraHosts?: readonly unknown[];
      readonly extraPaths?: readonly unknown[];
      readonly extraRules?: readonly unknown[];
      readonly extraTls?: readonly unknown[];
    };
    readonly route?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly hostname?: string;
      readonly termination_type?: string;
      readonly termination_policy?: string;
    };
    readonly httproute?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly parentRefs?: readonly unknown[];
      readonly hostnames?: readonly unknown[];
      readonly rules?: readonly unknown[];
    };
    readonly grpcroute?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly parentRefs?: readonly unknown[];
      readonly hostnames?: readonly unknown[];
      readonly rules?: readonly unknown[];
    };
    readonly backendTLSPolicy?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly targetRefs?: readonly unknown[];
      readonly validation?: {
        readonly [k: string]: unknown;
      };
    };
    readonly listenerset?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly parentRef?: {
        readonly [k: string]: unknown;
      };
      readonly listeners?: readonly unknown[];
    };
    readonly clusterRoleRules?: {
      readonly enabled?: boolean;
      readonly rules?: readonly unknown[];
    };
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
  };
  readonly repoServer?: {
    readonly name?: string;
    readonly replicas?: number;
    readonly runtimeClassName?: string;
    readonly autoscaling?: {
      readonly enabled?: boolean;
      readonly minReplicas?: number;
      readonly maxReplicas?: number;
      readonly targetCPUUtilizationPercentage?: number;
      readonly targetMemoryUtilizationPercentage?: number;
      readonly behavior?: {
        readonly [k: string]: unknown;
      };
      readonly metrics?: readonly unknown[];
    };
    readonly pdb?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly minAvailable?: number | string;
      readonly maxUnavailable?: number | string;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly extraArgs?: readonly unknown[];
    readonly env?: readonly unknown[];
    readonly envFrom?: readonly unknown[];
    readonly lifecycle?: {
      readonly [k: string]: unknown;
    };
    readonly extraContainers?: readonly unknown[];
    readonly initContainers?: readonly unknown[];
    readonly copyutil?: {
      readonly extraArgs?: string;
      readonly resources?: {
        readonly limits?: {
          readonly [k: string]: number | string;
        };
        readonly requests?: {
          readonly [k: string]: number | string;
        };
        readonly claims?: readonly unknown[];
      };
    };
    readonly volumeMounts?: readonly unknown[];
    readonly volumes?: readonly unknown[];
    readonly existingVolumes?: {
      readonly [k: string]: unknown;
    };
    readonly emptyDir?: {
      readonly sizeLimit?: string;
    };
    readonly useEphemeralHelmWorkingDir?: boolean;
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly containerPorts?: {
      readonly server?: number;
      readonly metrics?: number;
    };
    readonly hostNetwork?: boolean;
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly deploymentStrategy?: {
      readonly [k: string]: unknown;
    };
    readonly priorityClassName?: string;
    readonly certificateSecret?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly ca?: string;
      readonly key?: string;
      readonly crt?: string;
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly port?: number;
      readonly portName?: string;
      readonly trafficDistribution?: string;
    };
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly service?: {
        readonly type?: string;
        readonly clusterIP?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly servicePort?: number;
        readonly portName?: string;
      };
      readonly serviceMonitor?: {
        readonly enabled?: boolean;
        readonly interval?: string;
        readonly scrapeTimeout?: string;
        readonly honorLabels?: boolean;
        readonly relabelings?: readonly unknown[];
        readonly metricRelabelings?: readonly unknown[];
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly scheme?: string;
        readonly tlsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly namespace?: string;
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
    };
    readonly clusterRoleRules?: {
      readonly enabled?: boolean;
      readonly rules?: readonly unknown[];
    };
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly rbac?: readonly unknown[];
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
  };
  readonly applicationSet?: {
    readonly name?: string;
    readonly replicas?: number;
    readonly runtimeClassName?: string;
    readonly pdb?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly minAvailable?: number | string;
      readonly maxUnavailable?: number | string;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly extraArgs?: readonly unknown[];
    readonly extraEnv?: readonly unknown[];
    readonly extraEnvFrom?: readonly unknown[];
    readonly extraContainers?: readonly unknown[];
    readonly initContainers?: readonly unknown[];
    readonly extraVolumeMounts?: readonly unknown[];
    readonly extraVolumes?: readonly unknown[];
    readonly emptyDir?: {
      readonly sizeLimit?: string;
    };
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly service?: {
        readonly type?: string;
        readonly clusterIP?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly servicePort?: number;
        readonly portName?: string;
      };
      readonly serviceMonitor?: {
        readonly enabled?: boolean;
        readonly interval?: string;
        readonly scrapeTimeout?: string;
        readonly honorLabels?: boolean;
        readonly relabelings?: readonly unknown[];
        readonly metricRelabelings?: readonly unknown[];
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly scheme?: string;
        readonly tlsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly namespace?: string;
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly type?: string;
      readonly port?: number;
      readonly portName?: string;
    };
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly containerPorts?: {
      readonly metrics?: number;
      readonly probe?: number;
      readonly webhook?: number;
    };
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly deploymentStrategy?: {
      readonly [k: string]: unknown;
    };
    readonly priorityClassName?: string;
    readonly certificate?: {
      readonly enabled?: boolean;
      readonly domain?: string;
      readonly additionalHosts?: readonly unknown[];
      readonly duration?: string;
      readonly renewBefore?: string;
      readonly issuer?: {
        readonly group?: string;
        readonly kind?: string;
        readonly name?: string;
      };
      readonly privateKey?: {
        readonly rotationPolicy?: string;
        readonly encoding?: string;
        readonly algorithm?: string;
        readonly size?: number;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly ingress?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly ingressClassName?: string;
      readonly hostname?: string;
      readonly path?: string;
      readonly pathType?: string;
      readonly tls?: boolean;
      readonly extraHosts?: readonly unknown[];
      readonly extraPaths?: readonly unknown[];
      readonly extraRules?: readonly unknown[];
      readonly extraTls?: readonly unknown[];
    };
    readonly httproute?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly parentRefs?: readonly unknown[];
      readonly hostnames?: readonly unknown[];
      readonly rules?: readonly unknown[];
    };
    readonly listenerset?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly parentRef?: {
        readonly [k: string]: unknown;
      };
      readonly listeners?: readonly unknown[];
    };
    readonly allowAnyNamespace?: boolean;
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
  };
  readonly notifications?: {
    readonly enabled?: boolean;
    readonly name?: string;
    readonly argocdUrl?: string;
    readonly runtimeClassName?: string;
    readonly pdb?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly minAvailable?: number | string;
      readonly maxUnavailable?: number | string;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly imagePullSecrets?: readonly unknown[];
    readonly extraArgs?: readonly unknown[];
    readonly extraEnv?: readonly unknown[];
    readonly extraEnvFrom?: readonly unknown[];
    readonly extraContainers?: readonly unknown[];
    readonly initContainers?: readonly unknown[];
    readonly extraVolumeMounts?: readonly unknown[];
    readonly extraVolumes?: readonly unknown[];
    readonly context?: {
      readonly [k: string]: unknown;
    };
    readonly secret?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly items?: {
        readonly [k: string]: unknown;
      };
    };
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly port?: number;
      readonly service?: {
        readonly type?: string;
        readonly clusterIP?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly portName?: string;
      };
      readonly serviceMonitor?: {
        readonly enabled?: boolean;
        readonly selector?: {
          readonly [k: string]: unknown;
        };
        readonly additionalLabels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly scheme?: string;
        readonly tlsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly honorLabels?: boolean;
        readonly relabelings?: readonly unknown[];
        readonly metricRelabelings?: readonly unknown[];
      };
    };
    readonly notifiers?: {
      readonly [k: string]: unknown;
    };
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly containerPorts?: {
      readonly metrics?: number;
    };
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly successThreshold?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly deploymentStrategy?: {
      readonly type?: string;
      readonly [k: string]: unknown;
    };
    readonly priorityClassName?: string;
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly cm?: {
      readonly create?: boolean;
    };
    readonly clusterRoleRules?: {
      readonly rules?: readonly unknown[];
    };
    readonly subscriptions?: readonly unknown[];
    readonly templates?: {
      readonly [k: string]: unknown;
    };
    readonly triggers?: {
      readonly [k: string]: unknown;
    };
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
  };
  readonly commitServer?: {
    readonly enabled?: boolean;
    readonly name?: string;
    readonly runtimeClassName?: string;
    readonly image?: {
      readonly repository?: string;
      readonly tag?: string;
      readonly imagePullPolicy?: string;
    };
    readonly extraArgs?: readonly unknown[];
    readonly extraEnv?: readonly unknown[];
    readonly extraEnvFrom?: readonly unknown[];
    readonly extraVolumeMounts?: readonly unknown[];
    readonly extraVolumes?: readonly unknown[];
    readonly metrics?: {
      readonly enabled?: boolean;
      readonly service?: {
        readonly type?: string;
        readonly clusterIP?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly servicePort?: number;
        readonly portName?: string;
      };
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly port?: number;
      readonly portName?: string;
    };
    readonly automountServiceAccountToken?: boolean;
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly deploymentAnnotations?: {
      readonly [k: string]: string;
    };
    readonly deploymentLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
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
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly dnsPolicy?: string;
    readonly containerSecurityContext?: {
      readonly runAsNonRoot?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
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
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly startupProbe?: {
      readonly enabled?: boolean;
      readonly httpPath?: string;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly timeoutSeconds?: number;
      readonly failureThreshold?: number;
      readonly [k: string]: unknown;
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly topologySpreadConstraints?: readonly unknown[];
    readonly deploymentStrategy?: {
      readonly [k: string]: unknown;
    };
    readonly priorityClassName?: string;
    readonly networkPolicy?: {
      readonly create?: boolean;
    };
    readonly vpa?: {
      readonly enabled?: boolean;
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly updateMode?: string;
      readonly containerPolicy?: {
        readonly [k: string]: unknown;
      };
    };
  };
}
