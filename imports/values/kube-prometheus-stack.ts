// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export interface KubePrometheusStackValues {
  readonly nameOverride?: string;
  readonly namespaceOverride?: string;
  readonly kubeTargetVersionOverride?: string;
  readonly kubeVersionOverride?: string;
  readonly fullnameOverride?: string;
  readonly commonLabels?: {
    readonly [k: string]: string;
  };
  readonly crds?: {
    readonly enabled?: boolean;
    readonly upgradeJob?: {
      readonly enabled?: boolean;
      readonly forceConflicts?: boolean;
      readonly image?: {
        readonly busybox?: {
          readonly registry?: string;
          readonly repository?: string;
          readonly tag?: string;
          readonly sha?: string;
          readonly pullPolicy?: string;
        };
        readonly kubectl?: {
          readonly registry?: string;
          readonly repository?: string;
          readonly tag?: string;
          readonly sha?: string;
          readonly pullPolicy?: string;
        };
      };
      readonly env?: {
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
      readonly extraVolumes?: readonly unknown[];
      readonly extraVolumeMounts?: readonly unknown[];
      readonly nodeSelector?: {
        readonly [k: string]: string;
      };
      readonly affinity?: {
        readonly [k: string]: unknown;
      };
      readonly tolerations?: readonly unknown[];
      readonly topologySpreadConstraints?: readonly unknown[];
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly podLabels?: {
        readonly [k: string]: string;
      };
      readonly podAnnotations?: {
        readonly [k: string]: string;
      };
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
      readonly automountServiceAccountToken?: boolean;
      readonly containerSecurityContext?: {
        readonly allowPrivilegeEscalation?: boolean;
        readonly readOnlyRootFilesystem?: boolean;
        readonly capabilities?: {
          readonly drop?: readonly string[];
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly podSecurityContext?: {
        readonly fsGroup?: number;
        readonly runAsGroup?: number;
        readonly runAsNonRoot?: boolean;
        readonly runAsUser?: number;
        readonly seccompProfile?: {
          readonly type?: string;
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
    };
  };
  readonly customRules?: {
    readonly [k: string]: unknown;
  };
  readonly defaultRules?: {
    readonly create?: boolean;
    readonly rules?: {
      readonly alertmanager?: boolean;
      readonly etcd?: boolean;
      readonly configReloaders?: boolean;
      readonly general?: boolean;
      readonly k8sContainerCpuUsageSecondsTotal?: boolean;
      readonly k8sContainerMemoryCache?: boolean;
      readonly k8sContainerMemoryRss?: boolean;
      readonly k8sContainerMemorySwap?: boolean;
      readonly k8sContainerResource?: boolean;
      readonly k8sContainerMemoryWorkingSetBytes?: boolean;
      readonly k8sPodOwner?: boolean;
      readonly kubeApiserverAvailability?: boolean;
      readonly kubeApiserverBurnrate?: boolean;
      readonly kubeApiserverHistogram?: boolean;
      readonly kubeApiserverSlos?: boolean;
      readonly kubeControllerManager?: boolean;
      readonly kubelet?: boolean;
      readonly kubeProxy?: boolean;
      readonly kubePrometheusGeneral?: boolean;
      readonly kubePrometheusNodeRecording?: boolean;
      readonly kubernetesApps?: boolean;
      readonly kubernetesResources?: boolean;
      readonly kubernetesStorage?: boolean;
      readonly kubernetesSystem?: boolean;
      readonly kubeSchedulerAlerting?: boolean;
      readonly kubeSchedulerRecording?: boolean;
      readonly kubeStateMetrics?: boolean;
      readonly network?: boolean;
      readonly node?: boolean;
      readonly nodeExporterAlerting?: boolean;
      readonly nodeExporterRecording?: boolean;
      readonly prometheus?: boolean;
      readonly prometheusOperator?: boolean;
      readonly windows?: boolean;
    };
    readonly appNamespacesOperator?: string;
    readonly appNamespacesTarget?: string;
    readonly keepFiringFor?: string;
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly additionalRuleLabels?: {
      readonly [k: string]: string;
    };
    readonly additionalRuleAnnotations?: {
      readonly [k: string]: string;
    };
    readonly additionalRuleGroupLabels?: {
      readonly alertmanager?: {
        readonly [k: string]: unknown;
      };
      readonly etcd?: {
        readonly [k: string]: unknown;
      };
      readonly configReloaders?: {
        readonly [k: string]: unknown;
      };
      readonly general?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerCpuUsageSecondsTotal?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerMemoryCache?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerMemoryRss?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerMemorySwap?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerResource?: {
        readonly [k: string]: unknown;
      };
      readonly k8sPodOwner?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverAvailability?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverBurnrate?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverHistogram?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverSlos?: {
        readonly [k: string]: unknown;
      };
      readonly kubeControllerManager?: {
        readonly [k: string]: unknown;
      };
      readonly kubelet?: {
        readonly [k: string]: unknown;
      };
      readonly kubeProxy?: {
        readonly [k: string]: unknown;
      };
      readonly kubePrometheusGeneral?: {
        readonly [k: string]: unknown;
      };
      readonly kubePrometheusNodeRecording?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesApps?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesResources?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesStorage?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesSystem?: {
        readonly [k: string]: unknown;
      };
      readonly kubeSchedulerAlerting?: {
        readonly [k: string]: unknown;
      };
      readonly kubeSchedulerRecording?: {
        readonly [k: string]: unknown;
      };
      readonly kubeStateMetrics?: {
        readonly [k: string]: unknown;
      };
      readonly network?: {
        readonly [k: string]: unknown;
      };
      readonly node?: {
        readonly [k: string]: unknown;
      };
      readonly nodeExporterAlerting?: {
        readonly [k: string]: unknown;
      };
      readonly nodeExporterRecording?: {
        readonly [k: string]: unknown;
      };
      readonly prometheus?: {
        readonly [k: string]: unknown;
      };
      readonly prometheusOperator?: {
        readonly [k: string]: unknown;
      };
    };
    readonly additionalRuleGroupAnnotations?: {
      readonly alertmanager?: {
        readonly [k: string]: unknown;
      };
      readonly etcd?: {
        readonly [k: string]: unknown;
      };
      readonly configReloaders?: {
        readonly [k: string]: unknown;
      };
      readonly general?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerCpuUsageSecondsTotal?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerMemoryCache?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerMemoryRss?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerMemorySwap?: {
        readonly [k: string]: unknown;
      };
      readonly k8sContainerResource?: {
        readonly [k: string]: unknown;
      };
      readonly k8sPodOwner?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverAvailability?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverBurnrate?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverHistogram?: {
        readonly [k: string]: unknown;
      };
      readonly kubeApiserverSlos?: {
        readonly [k: string]: unknown;
      };
      readonly kubeControllerManager?: {
        readonly [k: string]: unknown;
      };
      readonly kubelet?: {
        readonly [k: string]: unknown;
      };
      readonly kubeProxy?: {
        readonly [k: string]: unknown;
      };
      readonly kubePrometheusGeneral?: {
        readonly [k: string]: unknown;
      };
      readonly kubePrometheusNodeRecording?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesApps?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesResources?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesStorage?: {
        readonly [k: string]: unknown;
      };
      readonly kubernetesSystem?: {
        readonly [k: string]: unknown;
      };
      readonly kubeSchedulerAlerting?: {
        readonly [k: string]: unknown;
      };
      readonly kubeSchedulerRecording?: {
        readonly [k: string]: unknown;
      };
      readonly kubeStateMetrics?: {
        readonly [k: string]: unknown;
      };
      readonly network?: {
        readonly [k: string]: unknown;
      };
      readonly node?: {
        readonly [k: string]: unknown;
      };
      readonly nodeExporterAlerting?: {
        readonly [k: string]: unknown;
      };
      readonly nodeExporterRecording?: {
        readonly [k: string]: unknown;
      };
      readonly prometheus?: {
        readonly [k: string]: unknown;
      };
      readonly prometheusOperator?: {
        readonly [k: string]: unknown;
      };
    };
    readonly additionalAggregationLabels?: readonly unknown[];
    readonly runbookUrl?: string;
    readonly kubeletServerCertificateExpiration?: {
      readonly warning?: number;
      readonly critical?: number;
    };
    readonly kubeletClientCertificateExpiration?: {
      readonly warning?: number;
      readonly critical?: number;
    };
    readonly node?: {
      readonly fsSelector?: string;
    };
    readonly disabled?: {
      readonly [k: string]: unknown;
    };
  };
  readonly additionalPrometheusRulesMap?: {
    readonly [k: string]: unknown;
  };
  readonly global?: {
    readonly rbac?: {
      readonly create?: boolean;
      readonly createAggregateClusterRoles?: boolean;
    };
    readonly imageRegistry?: string;
    readonly imagePullSecrets?: readonly unknown[];
  };
  readonly windowsMonitoring?: {
    readonly enabled?: boolean;
  };
  readonly 'prometheus-windows-exporter'?: {
    readonly prometheus?: {
      readonly monitor?: {
        readonly enabled?: boolean;
        readonly jobLabel?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly releaseLabel?: boolean;
    readonly podLabels?: {
      readonly [k: string]: string;
    };
    readonly config?: string;
    readonly [k: string]: unknown;
  };
  readonly alertmanager?: {
    readonly enabled?: boolean;
    readonly namespaceOverride?: string;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly additionalLabels?: {
      readonly [k: string]: string;
    };
    readonly apiVersion?: string;
    readonly enableFeatures?: readonly unknown[];
    readonly forceDeployDashboards?: boolean;
    readonly networkPolicy?: {
      readonly enabled?: boolean;
      readonly policyTypes?: readonly string[];
      readonly gateway?: {
        readonly namespace?: string;
        readonly podLabels?: {
          readonly [k: string]: string;
        };
      };
      readonly additionalIngress?: readonly unknown[];
      readonly egress?: {
        readonly enabled?: boolean;
        readonly rules?: readonly unknown[];
      };
      readonly enableClusterRules?: boolean;
      readonly monitoringRules?: {
        readonly prometheus?: boolean;
        readonly configReloader?: boolean;
      };
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly minAvailable?: number | string;
      readonly unhealthyPodEvictionPolicy?: string;
      readonly maxUnavailable?: number | string;
    };
    readonly verticalPodAutoscaler?: {
      readonly enabled?: boolean;
      readonly controlledResources?: readonly unknown[];
      readonly maxAllowed?: {
        readonly [k: string]: unknown;
      };
      readonly minAllowed?: {
        readonly [k: string]: unknown;
      };
      readonly updatePolicy?: {
        readonly updateMode?: string;
      };
    };
    readonly config?: {
      readonly global?: {
        readonly resolve_timeout?: string;
        readonly [k: string]: unknown;
      };
      readonly inhibit_rules?: readonly unknown[];
      readonly route?: {
        readonly group_by?: readonly string[];
        readonly group_wait?: string;
        readonly group_interval?: string;
        readonly repeat_interval?: string;
        readonly receiver?: string;
        readonly routes?: readonly unknown[];
        readonly [k: string]: unknown;
      };
      readonly receivers?: readonly unknown[];
      readonly templates?: readonly string[];
      readonly [k: string]: unknown;
    };
    readonly stringConfig?: string;
    readonly tplConfig?: boolean;
    readonly templateFiles?: {
      readonly [k: string]: unknown;
    };
    readonly ingress?: {
      readonly enabled?: boolean;
      readonly ingressClassName?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly hosts?: readonly unknown[];
      readonly paths?: readonly unknown[];
      readonly tls?: readonly unknown[];
      readonly pathType?: string;
    };
    readonly route?: {
      readonly main?: {
        readonly enabled?: boolean;
        readonly apiVersion?: string;
        readonly kind?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly hostnames?: readonly unknown[];
        readonly parentRefs?: readonly unknown[];
        readonly httpsRedirect?: boolean;
        readonly matches?: readonly unknown[];
        readonly filters?: readonly unknown[];
        readonly sessionPersistence?: {
          readonly [k: string]: unknown;
        };
        readonly additionalRules?: readonly unknown[];
      };
    };
    readonly secret?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly ingressPerReplica?: {
      readonly enabled?: boolean;
      readonly ingressClassName?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly hostPrefix?: string;
      readonly hostDomain?: string;
      readonly paths?: readonly unknown[];
      readonly tlsSecretName?: string;
      readonly tlsSecretPerReplica?: {
        readonly enabled?: boolean;
        readonly prefix?: string;
      };
    };
    readonly routePerReplica?: {
      readonly main?: {
        readonly enabled?: boolean;
        readonly apiVersion?: string;
        readonly kind?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly hostPrefix?: string;
        readonly hostDomain?: string;
        readonly parentRefs?: readonly unknown[];
        readonly httpsRedirect?: boolean;
        readonly filters?: readonly unknown[];
        readonly matches?: readonly unknown[];
        readonly sessionPersistence?: {
          readonly [k: string]: unknown;
        };
        readonly additionalRules?: readonly unknown[];
      };
    };
    readonly service?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly clusterIP?: string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly nodePort?: number;
      readonly additionalPorts?: readonly unknown[];
      readonly externalIPs?: readonly unknown[];
      readonly loadBalancerIP?: string;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly externalTrafficPolicy?: string;
      readonly sessionAffinity?: string;
      readonly sessionAffinityConfig?: {
        readonly clientIP?: {
          readonly timeoutSeconds?: number;
        };
      };
      readonly type?: string;
    };
    readonly servicePerReplica?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly nodePort?: number;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly externalTrafficPolicy?: string;
      readonly type?: string;
    };
    readonly serviceMonitor?: {
      readonly selfMonitor?: boolean;
      readonly interval?: string;
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly scheme?: string;
      readonly enableHttp2?: boolean;
      readonly tlsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly bearerTokenFile?: unknown;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalEndpoints?: readonly unknown[];
    };
    readonly alertmanagerSpec?: {
      readonly persistentVolumeClaimRetentionPolicy?: {
        readonly [k: string]: unknown;
      };
      readonly podMetadata?: {
        readonly [k: string]: unknown;
      };
      readonly serviceName?: unknown;
      readonly image?: {
        readonly registry?: string;
        readonly repository?: string;
        readonly tag?: string;
        readonly sha?: string;
        readonly pullPolicy?: string;
      };
      readonly useExistingSecret?: boolean;
      readonly secrets?: readonly unknown[];
      readonly automountServiceAccountToken?: boolean;
      readonly configMaps?: readonly unknown[];
      readonly web?: {
        readonly [k: string]: unknown;
      };
      readonly alertmanagerConfigSelector?: {
        readonly [k: string]: unknown;
      };
      readonly alertmanagerConfigNamespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly alertmanagerConfiguration?: {
        readonly [k: string]: unknown;
      };
      readonly alertmanagerConfigMatcherStrategy?: {
        readonly [k: string]: unknown;
      };
      readonly additionalArgs?: readonly unknown[];
      readonly logFormat?: string;
      readonly logLevel?: string;
      readonly replicas?: number;
      readonly retention?: string;
      readonly storage?: {
        readonly [k: string]: unknown;
      };
      readonly externalUrl?: unknown;
      readonly routePrefix?: string;
      readonly scheme?: string;
      readonly tlsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly paused?: boolean;
      readonly nodeSelector?: {
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
      readonly podAntiAffinity?: string;
      readonly podAntiAffinityTopologyKey?: string;
      readonly affinity?: {
        readonly [k: string]: unknown;
      };
      readonly tolerations?: readonly unknown[];
      readonly topologySpreadConstraints?: readonly unknown[];
      readonly securityContext?: {
        readonly runAsGroup?: number;
        readonly runAsNonRoot?: boolean;
        readonly runAsUser?: number;
        readonly fsGroup?: number;
        readonly seccompProfile?: {
          readonly type?: string;
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly hostUsers?: unknown;
      readonly dnsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly dnsPolicy?: string;
      readonly hostNetwork?: boolean;
      readonly listenLocal?: boolean;
      readonly containers?: readonly unknown[];
      readonly volumes?: readonly unknown[];
      readonly volumeMounts?: readonly unknown[];
      readonly initContainers?: readonly unknown[];
      readonly priorityClassName?: string;
      readonly additionalPeers?: readonly unknown[];
      readonly portName?: string;
      readonly clusterAdvertiseAddress?: boolean;
      readonly clusterGossipInterval?: string;
      readonly clusterPeerTimeout?: string;
      readonly clusterPushpullInterval?: string;
      readonly clusterLabel?: string;
      readonly forceEnableClusterMode?: boolean;
      readonly minReadySeconds?: number;
      readonly podManagementPolicy?: string;
      readonly updateStrategy?: {
        readonly [k: string]: unknown;
      };
      readonly terminationGracePeriodSeconds?: unknown;
      readonly enableServiceLinks?: unknown;
      readonly schedulerName?: string;
      readonly hostAliases?: readonly unknown[];
      readonly limits?: {
        readonly [k: string]: unknown;
      };
      readonly clusterTLS?: {
        readonly [k: string]: unknown;
      };
      readonly additionalConfig?: {
        readonly [k: string]: unknown;
      };
      readonly additionalConfigString?: string;
      readonly configSecret?: string;
    };
    readonly extraSecret?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly data?: {
        readonly [k: string]: unknown;
      };
    };
  };
  readonly grafana?: {
    readonly enabled?: boolean;
    readonly namespaceOverride?: string;
    readonly forceDeployDatasources?: boolean;
    readonly forceDeployDashboards?: boolean;
    readonly defaultDashboardsEnabled?: boolean;
    readonly operator?: {
      readonly dashboardsConfigMapRefEnabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly matchLabels?: {
        readonly [k: string]: string;
      };
      readonly resyncPeriod?: string;
      readonly folder?: string;
      readonly folderUID?: unknown;
      readonly folderRef?: unknown;
      readonly [k: string]: unknown;
    };
    readonly defaultDashboardsTimezone?: string;
    readonly defaultDashboardsEditable?: boolean;
    readonly defaultDashboardsInterval?: string;
    readonly adminUser?: string;
    readonly admin?: {
      readonly existingSecret?: string;
      readonly userKey?: string;
      readonly passwordKey?: string;
      readonly [k: string]: unknown;
    };
    readonly rbac?: {
      readonly pspEnabled?: boolean;
      readonly [k: string]: unknown;
    };
    readonly ingress?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly hosts?: readonly unknown[];
      readonly path?: string;
      readonly tls?: readonly unknown[];
      readonly pathType?: string;
      readonly [k: string]: unknown;
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly autoMount?: boolean;
      readonly [k: string]: unknown;
    };
    readonly sidecar?: {
      readonly dashboards?: {
        readonly enabled?: boolean;
        readonly label?: string;
        readonly labelValue?: string;
        readonly searchNamespace?: string;
        readonly enableNewTablePanelSyntax?: boolean;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly multicluster?: {
          readonly global?: {
            readonly enabled?: boolean;
            readonly [k: string]: unknown;
          };
          readonly etcd?: {
            readonly enabled?: boolean;
            readonly [k: string]: unknown;
          };
          readonly [k: string]: unknown;
        };
        readonly provider?: {
          readonly allowUiUpdates?: boolean;
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly datasources?: {
        readonly enabled?: boolean;
        readonly defaultDatasourceEnabled?: boolean;
        readonly isDefaultDatasource?: boolean;
        readonly name?: string;
        readonly uid?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly httpMethod?: string;
        readonly createPrometheusReplicasDatasources?: boolean;
        readonly prometheusServiceName?: string;
        readonly label?: string;
        readonly labelValue?: string;
        readonly exemplarTraceIdDestinations?: {
          readonly [k: string]: unknown;
        };
        readonly alertmanager?: {
          readonly enabled?: boolean;
          readonly name?: string;
          readonly uid?: string;
          readonly handleGrafanaManagedAlerts?: boolean;
          readonly implementation?: string;
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly extraConfigmapMounts?: readonly unknown[];
    readonly deleteDatasources?: readonly unknown[];
    readonly additionalDataSources?: readonly unknown[];
    readonly additionalDataSourcesString?: string;
    readonly prune?: boolean;
    readonly service?: {
      readonly portName?: string;
      readonly ipFamilies?: readonly unknown[];
      readonly ipFamilyPolicy?: string;
      readonly [k: string]: unknown;
    };
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly kubernetesServiceMonitors?: {
    readonly enabled?: boolean;
  };
  readonly kubeApiServer?: {
    readonly enabled?: boolean;
    readonly tlsConfig?: {
      readonly serverName?: string;
      readonly insecureSkipVerify?: boolean;
    };
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly jobLabel?: string;
      readonly selector?: {
        readonly matchLabels?: {
          readonly [k: string]: string;
        };
      };
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
    };
    readonly jobNameOverride?: string;
  };
  readonly kubelet?: {
    readonly enabled?: boolean;
    readonly namespace?: string;
    readonly jobNameOverride?: string;
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly kubelet?: boolean;
      readonly attachMetadata?: {
        readonly node?: boolean;
      };
      readonly interval?: string;
      readonly honorLabels?: boolean;
      readonly honorTimestamps?: boolean;
      readonly trackTimestampsStaleness?: boolean;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly https?: boolean;
      readonly insecureSkipVerify?: boolean;
      readonly probes?: boolean;
      readonly resource?: boolean;
      readonly resourcePath?: string;
      readonly resourceInterval?: string;
      readonly cAdvisor?: boolean;
      readonly cAdvisorInterval?: string;
      readonly cAdvisorMetricRelabelings?: readonly unknown[];
      readonly probesMetricRelabelings?: readonly unknown[];
      readonly cAdvisorRelabelings?: readonly unknown[];
      readonly probesRelabelings?: readonly unknown[];
      readonly resourceRelabelings?: readonly unknown[];
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
    };
  };
  readonly kubeControllerManager?: {
    readonly enabled?: boolean;
    readonly jobNameOverride?: string;
    readonly endpoints?: readonly unknown[];
    readonly service?: {
      readonly enabled?: boolean;
      readonly port?: unknown;
      readonly targetPort?: unknown;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
    };
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly port?: string;
      readonly jobLabel?: string;
      readonly selector?: {
        readonly [k: string]: unknown;
      };
      readonly https?: unknown;
      readonly insecureSkipVerify?: unknown;
      readonly serverName?: unknown;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
    };
  };
  readonly coreDns?: {
    readonly enabled?: boolean;
    readonly service?: {
      readonly enabled?: boolean;
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
    };
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly port?: string;
      readonly jobLabel?: string;
      readonly selector?: {
        readonly [k: string]: unknown;
      };
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
      readonly bearerTokenFile?: string;
    };
  };
  readonly kubeDns?: {
    readonly enabled?: boolean;
    readonly service?: {
      readonly dnsmasq?: {
        readonly port?: number;
        readonly targetPort?: number | string;
      };
      readonly skydns?: {
        readonly port?: number;
        readonly targetPort?: number | string;
      };
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
    };
    readonly serviceMonitor?: {
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly jobLabel?: string;
      readonly selector?: {
        readonly [k: string]: unknown;
      };
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly dnsmasqMetricRelabelings?: readonly unknown[];
      readonly dnsmasqRelabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
      readonly bearerTokenFile?: string;
    };
  };
  readonly kubeEtcd?: {
    readonly enabled?: boolean;
    readonly endpoints?: readonly unknown[];
    readonly service?: {
      readonly enabled?: boolean;
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
    };
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly scheme?: string;
      readonly insecureSkipVerify?: boolean;
      readonly serverName?: string;
      readonly caFile?: string;
      readonly certFile?: string;
      readonly keyFile?: string;
      readonly port?: string;
      readonly jobLabel?: string;
      readonly selector?: {
        readonly [k: string]: unknown;
      };
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
      readonly bearerTokenFile?: string;
    };
  };
  readonly kubeScheduler?: {
    readonly enabled?: boolean;
    readonly jobNameOverride?: string;
    readonly endpoints?: readonly unknown[];
    readonly service?: {
      readonly enabled?: boolean;
      readonly port?: unknown;
      readonly targetPort?: unknown;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
    };
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly https?: unknown;
      readonly port?: string;
      readonly jobLabel?: string;
      readonly selector?: {
        readonly [k: string]: unknown;
      };
      readonly insecureSkipVerify?: unknown;
      readonly serverName?: unknown;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
      readonly resource?: {
        readonly enabled?: boolean;
        readonly interval?: string;
        readonly metricRelabelings?: readonly unknown[];
        readonly relabelings?: readonly unknown[];
      };
    };
  };
  readonly kubeProxy?: {
    readonly enabled?: boolean;
    readonly jobNameOverride?: string;
    readonly endpoints?: readonly unknown[];
    readonly service?: {
      readonly enabled?: boolean;
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
    };
    readonly serviceMonitor?: {
      readonly enabled?: boolean;
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly port?: string;
      readonly jobLabel?: string;
      readonly selector?: {
        readonly [k: string]: unknown;
      };
      readonly https?: boolean;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly targetLabels?: readonly unknown[];
      readonly bearerTokenFile?: string;
    };
  };
  readonly kubeStateMetrics?: {
    readonly enabled?: boolean;
  };
  readonly 'kube-state-metrics'?: {
    readonly releaseLabel?: boolean;
    readonly prometheusScrape?: boolean;
    readonly prometheus?: {
      readonly monitor?: {
        readonly enabled?: boolean;
        readonly http?: {
          readonly honorLabels?: boolean;
          readonly [k: string]: unknown;
        };
        readonly metrics?: {
          readonly honorLabels?: boolean;
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly nodeExporter?: {
    readonly enabled?: boolean;
    readonly operatingSystems?: {
      readonly linux?: {
        readonly enabled?: boolean;
      };
      readonly aix?: {
        readonly enabled?: boolean;
      };
      readonly darwin?: {
        readonly enabled?: boolean;
      };
    };
    readonly forceDeployDashboards?: boolean;
  };
  readonly 'prometheus-node-exporter'?: {
    readonly namespaceOverride?: string;
    readonly podLabels?: {
      readonly [k: string]: string;
    };
    readonly releaseLabel?: boolean;
    readonly extraArgs?: readonly string[];
    readonly service?: {
      readonly portName?: string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
        readonly [k: string]: unknown;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly [k: string]: unknown;
    };
    readonly image?: {
      readonly distroless?: boolean;
      readonly [k: string]: unknown;
    };
    readonly prometheus?: {
      readonly monitor?: {
        readonly enabled?: boolean;
        readonly jobLabel?: string;
        readonly interval?: string;
        readonly sampleLimit?: number;
        readonly targetLimit?: number;
        readonly labelLimit?: number;
        readonly labelNameLengthLimit?: number;
        readonly labelValueLengthLimit?: number;
        readonly scrapeTimeout?: string;
        readonly proxyUrl?: string;
        readonly metricRelabelings?: readonly unknown[];
        readonly relabelings?: readonly unknown[];
        readonly [k: string]: unknown;
      };
      readonly podMonitor?: {
        readonly enabled?: boolean;
        readonly jobLabel?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly rbac?: {
      readonly pspEnabled?: boolean;
      readonly [k: string]: unknown;
    };
    readonly [k: string]: unknown;
  };
  readonly prometheusOperator?: {
    readonly enabled?: boolean;
    readonly fullnameOverride?: string;
    readonly revisionHistoryLimit?: number;
    readonly strategy?: {
      readonly [k: string]: unknown;
    };
    readonly tls?: {
      readonly enabled?: boolean;
      readonly tlsMinVersion?: string;
      readonly internalPort?: number;
    };
    readonly livenessProbe?: {
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly readinessProbe?: {
      readonly enabled?: boolean;
      readonly failureThreshold?: number;
      readonly initialDelaySeconds?: number;
      readonly periodSeconds?: number;
      readonly successThreshold?: number;
      readonly timeoutSeconds?: number;
      readonly [k: string]: unknown;
    };
    readonly admissionWebhooks?: {
      readonly failurePolicy?: string;
      readonly timeoutSeconds?: number;
      readonly enabled?: boolean;
      readonly caBundle?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly namespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly objectSelector?: {
        readonly [k: string]: unknown;
      };
      readonly matchConditions?: {
        readonly [k: string]: unknown;
      };
      readonly mutatingWebhookConfiguration?: {
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
      readonly validatingWebhookConfiguration?: {
        readonly annotations?: {
          readonly [k: string]: string;
        };
      };
      readonly deployment?: {
        readonly enabled?: boolean;
        readonly replicas?: number;
        readonly strategy?: {
          readonly [k: string]: unknown;
        };
        readonly podDisruptionBudget?: {
          readonly enabled?: boolean;
          readonly minAvailable?: number | string;
          readonly unhealthyPodEvictionPolicy?: string;
        };
        readonly revisionHistoryLimit?: number;
        readonly tls?: {
          readonly enabled?: boolean;
          readonly tlsMinVersion?: string;
          readonly internalPort?: number;
        };
        readonly serviceAccount?: {
          readonly annotations?: {
            readonly [k: string]: string;
          };
          readonly automountServiceAccountToken?: boolean;
          readonly create?: boolean;
          readonly name?: string;
        };
        readonly service?: {
          readonly annotations?: {
            readonly [k: string]: string;
          };
          readonly labels?: {
            readonly [k: string]: string;
          };
          readonly clusterIP?: string;
          readonly ipDualStack?: {
            readonly enabled?: boolean;
            readonly ipFamilies?: readonly string[];
            readonly ipFamilyPolicy?: string;
          };
          readonly nodePort?: number;
          readonly nodePortTls?: number;
          readonly additionalPorts?: readonly unknown[];
          readonly loadBalancerIP?: string;
          readonly loadBalancerSourceRanges?: readonly unknown[];
          readonly externalTrafficPolicy?: string;
          readonly type?: string;
          readonly externalIPs?: readonly unknown[];
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly podLabels?: {
          readonly [k: string]: string;
        };
        readonly podAnnotations?: {
          readonly [k: string]: string;
        };
        readonly image?: {
          readonly registry?: string;
          readonly repository?: string;
          readonly tag?: string;
          readonly sha?: string;
          readonly pullPolicy?: string;
        };
        readonly promqlOptions?: readonly unknown[];
        readonly livenessProbe?: {
          readonly enabled?: boolean;
          readonly failureThreshold?: number;
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly timeoutSeconds?: number;
          readonly [k: string]: unknown;
        };
        readonly readinessProbe?: {
          readonly enabled?: boolean;
          readonly failureThreshold?: number;
          readonly initialDelaySeconds?: number;
          readonly periodSeconds?: number;
          readonly successThreshold?: number;
          readonly timeoutSeconds?: number;
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
        readonly hostNetwork?: boolean;
        readonly nodeSelector?: {
          readonly [k: string]: string;
        };
        readonly tolerations?: readonly unknown[];
        readonly affinity?: {
          readonly [k: string]: unknown;
        };
        readonly dnsConfig?: {
          readonly [k: string]: unknown;
        };
        readonly securityContext?: {
          readonly fsGroup?: number;
          readonly runAsGroup?: number;
          readonly runAsNonRoot?: boolean;
          readonly runAsUser?: number;
          readonly seccompProfile?: {
            readonly type?: string;
            readonly [k: string]: unknown;
          };
          readonly [k: string]: unknown;
        };
        readonly containerSecurityContext?: {
          readonly allowPrivilegeEscalation?: boolean;
          readonly readOnlyRootFilesystem?: boolean;
          readonly capabilities?: {
            readonly drop?: readonly string[];
            readonly [k: string]: unknown;
          };
          readonly [k: string]: unknown;
        };
        readonly automountServiceAccountToken?: boolean;
      };
      readonly patch?: {
        readonly enabled?: boolean;
        readonly image?: {
          readonly registry?: string;
          readonly repository?: string;
          readonly tag?: string;
          readonly sha?: string;
          readonly pullPolicy?: string;
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
        readonly priorityClassName?: string;
        readonly ttlSecondsAfterFinished?: number;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly podAnnotations?: {
          readonly [k: string]: string;
        };
        readonly nodeSelector?: {
          readonly [k: string]: string;
        };
        readonly affinity?: {
          readonly [k: string]: unknown;
        };
        readonly tolerations?: readonly unknown[];
        readonly securityContext?: {
          readonly runAsGroup?: number;
          readonly runAsNonRoot?: boolean;
          readonly runAsUser?: number;
          readonly seccompProfile?: {
            readonly type?: string;
            readonly [k: string]: unknown;
          };
          readonly [k: string]: unknown;
        };
        readonly serviceAccount?: {
          readonly create?: boolean;
          readonly annotations?: {
            readonly [k: string]: string;
          };
          readonly automountServiceAccountToken?: boolean;
        };
      };
      readonly createSecretJob?: {
        readonly securityContext?: {
          readonly allowPrivilegeEscalation?: boolean;
          readonly readOnlyRootFilesystem?: boolean;
          readonly capabilities?: {
            readonly drop?: readonly string[];
            readonly [k: string]: unknown;
          };
          readonly [k: string]: unknown;
        };
      };
      readonly patchWebhookJob?: {
        readonly securityContext?: {
          readonly allowPrivilegeEscalation?: boolean;
          readonly readOnlyRootFilesystem?: boolean;
          readonly capabilities?: {
            readonly drop?: readonly string[];
            readonly [k: string]: unknown;
          };
          readonly [k: string]: unknown;
        };
      };
      readonly certManager?: {
        readonly enabled?: boolean;
        readonly rootCert?: {
          readonly duration?: string;
          readonly revisionHistoryLimit?: unknown;
        };
        readonly admissionCert?: {
          readonly duration?: string;
          readonly revisionHistoryLimit?: unknown;
        };
      };
    };
    readonly namespaces?: {
      readonly [k: string]: unknown;
    };
    readonly denyNamespaces?: readonly unknown[];
    readonly alertmanagerInstanceNamespaces?: readonly unknown[];
    readonly alertmanagerConfigNamespaces?: readonly unknown[];
    readonly prometheusInstanceNamespaces?: readonly unknown[];
    readonly thanosRulerInstanceNamespaces?: readonly unknown[];
    readonly networkPolicy?: {
      readonly enabled?: boolean;
      readonly flavor?: string;
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly automountServiceAccountToken?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly terminationGracePeriodSeconds?: number;
    readonly lifecycle?: {
      readonly [k: string]: unknown;
    };
    readonly service?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly clusterIP?: string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
      readonly nodePort?: number;
      readonly nodePortTls?: number;
      readonly additionalPorts?: readonly unknown[];
      readonly loadBalancerIP?: string;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly externalTrafficPolicy?: string;
      readonly type?: string;
      readonly externalIPs?: readonly unknown[];
    };
    readonly labels?: {
      readonly [k: string]: string;
    };
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly podLabels?: {
      readonly [k: string]: string;
    };
    readonly podAnnotations?: {
      readonly [k: string]: string;
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly minAvailable?: number | string;
      readonly unhealthyPodEvictionPolicy?: string;
      readonly maxUnavailable?: number | string;
    };
    readonly kubeletService?: {
      readonly enabled?: boolean;
      readonly namespace?: string;
      readonly selector?: string;
      readonly name?: string;
    };
    readonly kubeletEndpointsEnabled?: boolean;
    readonly kubeletEndpointSliceEnabled?: boolean;
    readonly extraArgs?: readonly unknown[];
    readonly serviceMonitor?: {
      readonly selfMonitor?: boolean;
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly interval?: string;
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly scrapeTimeout?: string;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
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
    readonly env?: {
      readonly GOGC?: string;
    };
    readonly hostNetwork?: boolean;
    readonly nodeSelector?: {
      readonly [k: string]: string;
    };
    readonly tolerations?: readonly unknown[];
    readonly affinity?: {
      readonly [k: string]: unknown;
    };
    readonly dnsConfig?: {
      readonly [k: string]: unknown;
    };
    readonly securityContext?: {
      readonly fsGroup?: number;
      readonly runAsGroup?: number;
      readonly runAsNonRoot?: boolean;
      readonly runAsUser?: number;
      readonly seccompProfile?: {
        readonly type?: string;
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly hostUsers?: unknown;
    readonly containerSecurityContext?: {
      readonly allowPrivilegeEscalation?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly capabilities?: {
        readonly drop?: readonly string[];
        readonly [k: string]: unknown;
      };
      readonly [k: string]: unknown;
    };
    readonly verticalPodAutoscaler?: {
      readonly enabled?: boolean;
      readonly controlledResources?: readonly unknown[];
      readonly maxAllowed?: {
        readonly [k: string]: unknown;
      };
      readonly minAllowed?: {
        readonly [k: string]: unknown;
      };
      readonly updatePolicy?: {
        readonly updateMode?: string;
      };
    };
    readonly image?: {
      readonly registry?: string;
      readonly repository?: string;
      readonly tag?: string;
      readonly sha?: string;
      readonly pullPolicy?: string;
    };
    readonly prometheusConfigReloader?: {
      readonly image?: {
        readonly registry?: string;
        readonly repository?: string;
        readonly tag?: string;
        readonly sha?: string;
      };
      readonly enableProbe?: boolean;
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
    readonly thanosImage?: {
      readonly registry?: string;
      readonly repository?: string;
      readonly tag?: string;
      readonly sha?: string;
    };
    readonly prometheusInstanceSelector?: string;
    readonly alertmanagerInstanceSelector?: string;
    readonly thanosRulerInstanceSelector?: string;
    readonly secretFieldSelector?: string;
    readonly featureGates?: {
      readonly [k: string]: unknown;
    };
    readonly automountServiceAccountToken?: boolean;
    readonly extraVolumes?: readonly unknown[];
    readonly extraVolumeMounts?: readonly unknown[];
    readonly clusterDomain?: string;
    readonly logFormat?: string;
    readonly logLevel?: string;
    readonly priorityClassName?: string;
  };
  readonly prometheus?: {
    readonly enabled?: boolean;
    readonly agentMode?: boolean;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly additionalLabels?: {
      readonly [k: string]: string;
    };
    readonly networkPolicy?: {
      readonly enabled?: boolean;
      readonly flavor?: string;
      readonly namespace?: unknown;
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly automountServiceAccountToken?: boolean;
    };
    readonly thanosService?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly externalTrafficPolicy?: string;
      readonly type?: string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
      readonly portName?: string;
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly httpPortName?: string;
      readonly httpPort?: number;
      readonly targetHttpPort?: string;
      readonly clusterIP?: string;
      readonly nodePort?: number;
      readonly httpNodePort?: number;
    };
    readonly thanosServiceMonitor?: {
      readonly enabled?: boolean;
      readonly interval?: string;
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly scheme?: string;
      readonly tlsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly bearerTokenFile?: unknown;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
    };
    readonly thanosServiceExternal?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly loadBalancerIP?: string;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly portName?: string;
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly httpPortName?: string;
      readonly httpPort?: number;
      readonly targetHttpPort?: string;
      readonly externalTrafficPolicy?: string;
      readonly type?: string;
      readonly nodePort?: number;
      readonly httpNodePort?: number;
    };
    readonly service?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly clusterIP?: string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly reloaderWebPort?: number;
      readonly reloaderWebNodePort?: unknown;
      readonly externalIPs?: readonly unknown[];
      readonly nodePort?: number;
      readonly loadBalancerIP?: string;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly externalTrafficPolicy?: string;
      readonly type?: string;
      readonly additionalPorts?: readonly unknown[];
      readonly publishNotReadyAddresses?: boolean;
      readonly sessionAffinity?: string;
      readonly sessionAffinityConfig?: {
        readonly clientIP?: {
          readonly timeoutSeconds?: number;
        };
      };
    };
    readonly servicePerReplica?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly nodePort?: number;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly externalTrafficPolicy?: string;
      readonly type?: string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly minAvailable?: number | string;
      readonly unhealthyPodEvictionPolicy?: string;
      readonly maxUnavailable?: number | string;
    };
    readonly verticalPodAutoscaler?: {
      readonly enabled?: boolean;
      readonly controlledResources?: readonly unknown[];
      readonly maxAllowed?: {
        readonly [k: string]: unknown;
      };
      readonly minAllowed?: {
        readonly [k: string]: unknown;
      };
      readonly updatePolicy?: {
        readonly updateMode?: string;
      };
    };
    readonly thanosIngress?: {
      readonly enabled?: boolean;
      readonly ingressClassName?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly servicePort?: number;
      readonly nodePort?: number;
      readonly hosts?: readonly unknown[];
      readonly paths?: readonly unknown[];
      readonly tls?: readonly unknown[];
    };
    readonly extraSecret?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly data?: {
        readonly [k: string]: unknown;
      };
    };
    readonly ingress?: {
      readonly enabled?: boolean;
      readonly ingressClassName?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly hosts?: readonly unknown[];
      readonly paths?: readonly unknown[];
      readonly tls?: readonly unknown[];
      readonly pathType?: string;
    };
    readonly route?: {
      readonly main?: {
        readonly enabled?: boolean;
        readonly apiVersion?: string;
        readonly kind?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly hostnames?: readonly unknown[];
        readonly parentRefs?: readonly unknown[];
        readonly httpsRedirect?: boolean;
        readonly matches?: readonly unknown[];
        readonly filters?: readonly unknown[];
        readonly sessionPersistence?: {
          readonly [k: string]: unknown;
        };
        readonly additionalRules?: readonly unknown[];
      };
    };
    readonly ingressPerReplica?: {
      readonly enabled?: boolean;
      readonly ingressClassName?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly hostPrefix?: string;
      readonly hostDomain?: string;
      readonly paths?: readonly unknown[];
      readonly tlsSecretName?: string;
      readonly tlsSecretPerReplica?: {
        readonly enabled?: boolean;
        readonly prefix?: string;
      };
    };
    readonly routePerReplica?: {
      readonly main?: {
        readonly enabled?: boolean;
        readonly apiVersion?: string;
        readonly kind?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly hostPrefix?: string;
        readonly hostDomain?: string;
        readonly parentRefs?: readonly unknown[];
        readonly httpsRedirect?: boolean;
        readonly filters?: readonly unknown[];
        readonly matches?: readonly unknown[];
        readonly sessionPersistence?: {
          readonly [k: string]: unknown;
        };
        readonly additionalRules?: readonly unknown[];
      };
    };
    readonly serviceMonitor?: {
      readonly selfMonitor?: boolean;
      readonly interval?: string;
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly scheme?: string;
      readonly tlsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly bearerTokenFile?: unknown;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalEndpoints?: readonly unknown[];
    };
    readonly prometheusSpec?: {
      readonly persistentVolumeClaimRetentionPolicy?: {
        readonly [k: string]: unknown;
      };
      readonly disableCompaction?: boolean;
      readonly automountServiceAccountToken?: boolean;
      readonly apiserverConfig?: {
        readonly [k: string]: unknown;
      };
      readonly additionalArgs?: readonly unknown[];
      readonly convertClassicHistogramsToNHCB?: boolean;
      readonly scrapeClassicHistograms?: boolean;
      readonly scrapeNativeHistograms?: boolean;
      readonly scrapeFailureLogFile?: string;
      readonly scrapeInterval?: string;
      readonly scrapeTimeout?: string;
      readonly scrapeClasses?: readonly unknown[];
      readonly podTargetLabels?: readonly unknown[];
      readonly evaluationInterval?: string;
      readonly listenLocal?: boolean;
      readonly enableOTLPReceiver?: boolean;
      readonly enableAdminAPI?: boolean;
      readonly version?: string;
      readonly web?: {
        readonly [k: string]: unknown;
      };
      readonly exemplars?: {
        readonly [k: string]: unknown;
      };
      readonly enableFeatures?: readonly unknown[];
      readonly otlp?: {
        readonly [k: string]: unknown;
      };
      readonly serviceName?: unknown;
      readonly image?: {
        readonly registry?: string;
        readonly repository?: string;
        readonly tag?: string;
        readonly sha?: string;
        readonly pullPolicy?: string;
      };
      readonly tolerations?: readonly unknown[];
      readonly topologySpreadConstraints?: readonly unknown[];
      readonly disableAlerting?: boolean;
      readonly alertingEndpoints?: readonly unknown[];
      readonly externalLabels?: {
        readonly [k: string]: string;
      };
      readonly enableRemoteWriteReceiver?: boolean;
      readonly replicaExternalLabelName?: string;
      readonly replicaExternalLabelNameClear?: boolean;
      readonly prometheusExternalLabelName?: string;
      readonly prometheusExternalLabelNameClear?: boolean;
      readonly externalUrl?: string;
      readonly nodeSelector?: {
        readonly [k: string]: string;
      };
      readonly secrets?: readonly unknown[];
      readonly configMaps?: readonly unknown[];
      readonly query?: {
        readonly [k: string]: unknown;
      };
      readonly ruleNamespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly ruleSelectorNilUsesHelmValues?: boolean;
      readonly ruleSelector?: {
        readonly [k: string]: unknown;
      };
      readonly serviceMonitorSelectorNilUsesHelmValues?: boolean;
      readonly serviceMonitorSelector?: {
        readonly [k: string]: unknown;
      };
      readonly serviceMonitorNamespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly podMonitorSelectorNilUsesHelmValues?: boolean;
      readonly podMonitorSelector?: {
        readonly [k: string]: unknown;
      };
      readonly podMonitorNamespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly probeSelectorNilUsesHelmValues?: boolean;
      readonly probeSelector?: {
        readonly [k: string]: unknown;
      };
      readonly probeNamespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly scrapeConfigSelectorNilUsesHelmValues?: boolean;
      readonly scrapeConfigSelector?: {
        readonly [k: string]: unknown;
      };
      readonly scrapeConfigNamespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly retention?: string;
      readonly retentionSize?: string;
      readonly tsdb?: {
        readonly outOfOrderTimeWindow?: string;
      };
      readonly walCompression?: boolean;
      readonly paused?: boolean;
      readonly replicas?: number;
      readonly shards?: number;
      readonly logLevel?: string;
      readonly logFormat?: string;
      readonly routePrefix?: string;
      readonly podMetadata?: {
        readonly [k: string]: unknown;
      };
      readonly podAntiAffinity?: string;
      readonly podAntiAffinityTopologyKey?: string;
      readonly affinity?: {
        readonly [k: string]: unknown;
      };
      readonly remoteRead?: readonly unknown[];
      readonly additionalRemoteRead?: readonly unknown[];
      readonly remoteWrite?: readonly unknown[];
      readonly additionalRemoteWrite?: readonly unknown[];
      readonly remoteWriteDashboards?: boolean;
      readonly resources?: {
        readonly limits?: {
          readonly [k: string]: number | string;
        };
        readonly requests?: {
          readonly [k: string]: number | string;
        };
        readonly claims?: readonly unknown[];
      };
      readonly storageSpec?: {
        readonly [k: string]: unknown;
      };
      readonly volumes?: readonly unknown[];
      readonly volumeMounts?: readonly unknown[];
      readonly additionalScrapeConfigs?: readonly unknown[];
      readonly additionalScrapeConfigsSecret?: {
        readonly [k: string]: unknown;
      };
      readonly additionalPrometheusSecretsAnnotations?: {
        readonly [k: string]: string;
      };
      readonly additionalAlertManagerConfigs?: readonly unknown[];
      readonly additionalAlertManagerConfigsSecret?: {
        readonly [k: string]: unknown;
      };
      readonly additionalAlertRelabelConfigs?: readonly unknown[];
      readonly additionalAlertRelabelConfigsSecret?: {
        readonly [k: string]: unknown;
      };
      readonly securityContext?: {
        readonly runAsGroup?: number;
        readonly runAsNonRoot?: boolean;
        readonly runAsUser?: number;
        readonly fsGroup?: number;
        readonly seccompProfile?: {
          readonly type?: string;
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly dnsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly dnsPolicy?: string;
      readonly priorityClassName?: string;
      readonly thanos?: {
        readonly [k: string]: unknown;
      };
      readonly containers?: readonly unknown[];
      readonly initContainers?: readonly unknown[];
      readonly portName?: string;
      readonly arbitraryFSAccessThroughSMs?: boolean;
      readonly overrideHonorLabels?: boolean;
      readonly overrideHonorTimestamps?: boolean;
      readonly ignoreNamespaceSelectors?: boolean;
      readonly enforcedNamespaceLabel?: string;
      readonly prometheusRulesExcludedFromEnforce?: readonly unknown[];
      readonly excludedFromEnforcement?: readonly unknown[];
      readonly queryLogFile?: boolean;
      readonly sampleLimit?: boolean;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly keepDroppedTargets?: number;
      readonly bodySizeLimit?: string;
      readonly enforcedBodySizeLimit?: string;
      readonly enforcedKeepDroppedTargets?: number;
      readonly enforcedSampleLimit?: boolean;
      readonly enforcedTargetLimit?: boolean;
      readonly enforcedLabelLimit?: boolean;
      readonly enforcedLabelNameLengthLimit?: boolean;
      readonly enforcedLabelValueLengthLimit?: boolean;
      readonly allowOverlappingBlocks?: boolean;
      readonly nameValidationScheme?: string;
      readonly minReadySeconds?: number;
      readonly terminationGracePeriodSeconds?: unknown;
      readonly hostNetwork?: boolean;
      readonly hostUsers?: unknown;
      readonly hostAliases?: readonly unknown[];
      readonly tracingConfig?: {
        readonly [k: string]: unknown;
      };
      readonly serviceDiscoveryRole?: string;
      readonly enableServiceLinks?: unknown;
      readonly schedulerName?: string;
      readonly nameEscapingScheme?: string;
      readonly reloadStrategy?: string;
      readonly ruleQueryOffset?: string;
      readonly runtime?: {
        readonly [k: string]: unknown;
      };
      readonly shardingStrategy?: {
        readonly [k: string]: unknown;
      };
      readonly shardRetentionPolicy?: {
        readonly [k: string]: unknown;
      };
      readonly remoteWriteReceiverMessageVersions?: readonly unknown[];
      readonly podManagementPolicy?: string;
      readonly updateStrategy?: {
        readonly [k: string]: unknown;
      };
      readonly additionalConfig?: {
        readonly [k: string]: unknown;
      };
      readonly additionalConfigString?: string;
      readonly maximumStartupDurationSeconds?: number;
      readonly scrapeProtocols?: readonly unknown[];
    };
    readonly additionalRulesForClusterRole?: readonly unknown[];
    readonly additionalServiceMonitors?: readonly unknown[];
    readonly additionalPodMonitors?: readonly unknown[];
  };
  readonly thanosRuler?: {
    readonly enabled?: boolean;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly serviceAccount?: {
      readonly create?: boolean;
      readonly name?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
    };
    readonly podDisruptionBudget?: {
      readonly enabled?: boolean;
      readonly minAvailable?: number | string;
      readonly unhealthyPodEvictionPolicy?: string;
      readonly maxUnavailable?: number | string;
    };
    readonly ingress?: {
      readonly enabled?: boolean;
      readonly ingressClassName?: string;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly hosts?: readonly unknown[];
      readonly paths?: readonly unknown[];
      readonly tls?: readonly unknown[];
      readonly pathType?: string;
    };
    readonly route?: {
      readonly main?: {
        readonly enabled?: boolean;
        readonly apiVersion?: string;
        readonly kind?: string;
        readonly annotations?: {
          readonly [k: string]: string;
        };
        readonly labels?: {
          readonly [k: string]: string;
        };
        readonly hostnames?: readonly unknown[];
        readonly parentRefs?: readonly unknown[];
        readonly httpsRedirect?: boolean;
        readonly matches?: readonly unknown[];
        readonly filters?: readonly unknown[];
        readonly sessionPersistence?: {
          readonly [k: string]: unknown;
        };
        readonly additionalRules?: readonly unknown[];
      };
    };
    readonly service?: {
      readonly enabled?: boolean;
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly clusterIP?: string;
      readonly ipDualStack?: {
        readonly enabled?: boolean;
        readonly ipFamilies?: readonly string[];
        readonly ipFamilyPolicy?: string;
      };
      readonly port?: number;
      readonly targetPort?: number | string;
      readonly nodePort?: number;
      readonly additionalPorts?: readonly unknown[];
      readonly externalIPs?: readonly unknown[];
      readonly loadBalancerIP?: string;
      readonly loadBalancerSourceRanges?: readonly unknown[];
      readonly externalTrafficPolicy?: string;
      readonly type?: string;
    };
    readonly serviceMonitor?: {
      readonly selfMonitor?: boolean;
      readonly interval?: string;
      readonly additionalLabels?: {
        readonly [k: string]: string;
      };
      readonly sampleLimit?: number;
      readonly targetLimit?: number;
      readonly labelLimit?: number;
      readonly labelNameLengthLimit?: number;
      readonly labelValueLengthLimit?: number;
      readonly proxyUrl?: string;
      readonly scheme?: string;
      readonly tlsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly bearerTokenFile?: unknown;
      readonly metricRelabelings?: readonly unknown[];
      readonly relabelings?: readonly unknown[];
      readonly additionalEndpoints?: readonly unknown[];
    };
    readonly thanosRulerSpec?: {
      readonly podMetadata?: {
        readonly [k: string]: unknown;
      };
      readonly serviceName?: unknown;
      readonly image?: {
        readonly registry?: string;
        readonly repository?: string;
        readonly tag?: string;
        readonly sha?: string;
      };
      readonly ruleNamespaceSelector?: {
        readonly [k: string]: unknown;
      };
      readonly ruleSelectorNilUsesHelmValues?: boolean;
      readonly ruleSelector?: {
        readonly [k: string]: unknown;
      };
      readonly logFormat?: string;
      readonly logLevel?: string;
      readonly replicas?: number;
      readonly retention?: string;
      readonly evaluationInterval?: string;
      readonly storage?: {
        readonly [k: string]: unknown;
      };
      readonly alertmanagersConfig?: {
        readonly existingSecret?: {
          readonly [k: string]: unknown;
        };
        readonly secret?: {
          readonly [k: string]: unknown;
        };
      };
      readonly externalPrefix?: unknown;
      readonly externalPrefixNilUsesHelmValues?: boolean;
      readonly routePrefix?: string;
      readonly objectStorageConfig?: {
        readonly existingSecret?: {
          readonly [k: string]: unknown;
        };
        readonly secret?: {
          readonly [k: string]: unknown;
        };
      };
      readonly alertDropLabels?: readonly unknown[];
      readonly queryEndpoints?: readonly unknown[];
      readonly queryConfig?: {
        readonly existingSecret?: {
          readonly [k: string]: unknown;
        };
        readonly secret?: {
          readonly [k: string]: unknown;
        };
      };
      readonly labels?: {
        readonly [k: string]: string;
      };
      readonly paused?: boolean;
      readonly additionalArgs?: readonly unknown[];
      readonly nodeSelector?: {
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
      readonly podAntiAffinity?: string;
      readonly podAntiAffinityTopologyKey?: string;
      readonly affinity?: {
        readonly [k: string]: unknown;
      };
      readonly tolerations?: readonly unknown[];
      readonly topologySpreadConstraints?: readonly unknown[];
      readonly securityContext?: {
        readonly runAsGroup?: number;
        readonly runAsNonRoot?: boolean;
        readonly runAsUser?: number;
        readonly fsGroup?: number;
        readonly seccompProfile?: {
          readonly type?: string;
          readonly [k: string]: unknown;
        };
        readonly [k: string]: unknown;
      };
      readonly hostUsers?: unknown;
      readonly listenLocal?: boolean;
      readonly containers?: readonly unknown[];
      readonly extraEnv?: readonly unknown[];
      readonly volumes?: readonly unknown[];
      readonly volumeMounts?: readonly unknown[];
      readonly initContainers?: readonly unknown[];
      readonly priorityClassName?: string;
      readonly portName?: string;
      readonly terminationGracePeriodSeconds?: unknown;
      readonly web?: {
        readonly [k: string]: unknown;
      };
      readonly podManagementPolicy?: string;
      readonly updateStrategy?: {
        readonly [k: string]: unknown;
      };
      readonly version?: string;
      readonly imagePullPolicy?: string;
      readonly enableFeatures?: readonly unknown[];
      readonly enableServiceLinks?: unknown;
      readonly minReadySeconds?: unknown;
      readonly dnsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly dnsPolicy?: string;
      readonly hostAliases?: readonly unknown[];
      readonly remoteWrite?: readonly unknown[];
      readonly tracingConfig?: {
        readonly existingSecret?: {
          readonly [k: string]: unknown;
        };
        readonly secret?: {
          readonly [k: string]: unknown;
        };
      };
      readonly tracingConfigFile?: string;
      readonly alertRelabelConfigs?: {
        readonly existingSecret?: {
          readonly [k: string]: unknown;
        };
        readonly secret?: {
          readonly [k: string]: unknown;
        };
      };
      readonly alertRelabelConfigFile?: string;
      readonly grpcServerTlsConfig?: {
        readonly [k: string]: unknown;
      };
      readonly objectStorageConfigFile?: string;
      readonly ruleConcurrentEval?: unknown;
      readonly ruleOutageTolerance?: string;
      readonly ruleGracePeriod?: string;
      readonly ruleQueryOffset?: string;
      readonly resendDelay?: string;
      readonly enforcedNamespaceLabel?: string;
      readonly excludedFromEnforcement?: readonly unknown[];
      readonly additionalConfig?: {
        readonly [k: string]: unknown;
      };
      readonly additionalConfigString?: string;
    };
    readonly extraSecret?: {
      readonly annotations?: {
        readonly [k: string]: string;
      };
      readonly data?: {
        readonly [k: string]: unknown;
      };
    };
  };
  readonly cleanPrometheusOperatorObjectNames?: boolean;
  readonly extraManifests?: unknown;
}
