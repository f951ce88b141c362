// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export interface AwsLoadBalancerControllerValues {
  readonly replicaCount?: number;
  readonly revisionHistoryLimit?: number;
  readonly image?: {
    readonly repository?: string;
    readonly tag?: string;
    readonly pullPolicy?: string;
  };
  readonly runtimeClassName?: string;
  readonly imagePullSecrets?: readonly unknown[];
  readonly nameOverride?: string;
  readonly fullnameOverride?: string;
  readonly autoscaling?: {
    readonly enabled?: boolean;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly targetCPUUtilizationPercentage?: number;
  };
  readonly serviceAccount?: {
    readonly create?: boolean;
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly name?: unknown;
    readonly automountServiceAccountToken?: boolean;
    readonly imagePullSecrets?: unknown;
  };
  readonly rbac?: {
    readonly create?: boolean;
  };
  readonly podSecurityContext?: {
    readonly fsGroup?: number;
    readonly [k: string]: unknown;
  };
  readonly securityContext?: {
    readonly readOnlyRootFilesystem?: boolean;
    readonly runAsNonRoot?: boolean;
    readonly allowPrivilegeEscalation?: boolean;
    readonly [k: string]: unknown;
  };
  readonly terminationGracePeriodSeconds?: number;
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
  readonly nodeSelector?: {
    readonly [k: string]: string;
  };
  readonly tolerations?: readonly unknown[];
  readonly affinity?: {
    readonly [k: string]: unknown;
  };
  readonly configureDefaultAffinity?: boolean;
  readonly topologySpreadConstraints?: readonly unknown[];
  readonly updateStrategy?: {
    readonly [k: string]: unknown;
  };
  readonly serviceAnnotations?: {
    readonly [k: string]: string;
  };
  readonly deploymentAnnotations?: {
    readonly [k: string]: string;
  };
  readonly podAnnotations?: {
    readonly [k: string]: string;
  };
  readonly podLabels?: {
    readonly [k: string]: string;
  };
  readonly additionalLabels?: {
    readonly [k: string]: string;
  };
  readonly enableCertManager?: boolean;
  readonly certManager?: {
    readonly duration?: string;
    readonly renewBefore?: string;
    readonly revisionHistoryLimit?: unknown;
    readonly rootCert?: {
      readonly duration?: string;
    };
  };
  readonly clusterName?: unknown;
  readonly cluster?: {
    readonly dnsDomain?: string;
  };
  readonly ingressClass?: string;
  readonly ingressClassParams?: {
    readonly create?: boolean;
    readonly name?: unknown;
    readonly spec?: {
      readonly [k: string]: unknown;
    };
  };
  readonly createIngressClassResource?: boolean;
  readonly region?: unknown;
  readonly vpcId?: unknown;
  readonly vpcTags?: {
    readonly [k: string]: unknown;
  };
  readonly awsApiEndpoints?: unknown;
  readonly awsApiThrottle?: unknown;
  readonly awsMaxRetries?: unknown;
  readonly defaultTargetType?: string;
  readonly defaultLoadBalancerScheme?: unknown;
  readonly enablePodReadinessGateInject?: unknown;
  readonly enableShield?: unknown;
  readonly enableWaf?: unknown;
  readonly enableWafv2?: unknown;
  readonly ingressMaxConcurrentReconciles?: unknown;
  readonly logLevel?: unknown;
  readonly metricsBindAddr?: string;
  readonly webhookConfig?: {
    readonly disableIngressValidation?: unknown;
    readonly ingressValdationFailurePolicy?: string;
    readonly ingressValidationObjectSelector?: {
      readonly matchExpressions?: unknown;
      readonly matchLabels?: unknown;
    };
    readonly ingressValidationNamespaceSelector?: {
      readonly matchExpressions?: unknown;
      readonly matchLabels?: unknown;
    };
  };
  readonly webhookBindPort?: unknown;
  readonly webhookTLS?: {
    readonly caCert?: unknown;
    readonly cert?: unknown;
    readonly key?: unknown;
  };
  readonly keepTLSSecret?: boolean;
  readonly webhookNamespaceSelectors?: unknown;
  readonly serviceMaxConcurrentReconciles?: unknown;
  readonly targetgroupbindingMaxConcurrentReconciles?: unknown;
  readonly targetgroupbindingMaxExponentialBackoffDelay?: unknown;
  readonly targetgroupbindingRequeueDuration?: unknown;
  readonly albGatewayMaxConcurrentReconciles?: unknown;
  readonly nlbGatewayMaxConcurrentReconciles?: unknown;
  readonly globalAcceleratorMaxConcurrentReconciles?: unknown;
  readonly globalAcceleratorMaxExponentialBackoffDelay?: unknown;
  readonly lbStabilizationMonitorInterval?: unknown;
  readonly syncPeriod?: unknown;
  readonly watchNamespace?: unknown;
  readonly disableIngressClassAnnotation?: unknown;
  readonly disableIngressGroupNameAnnotation?: unknown;
  readonly tolerateNonExistentBackendService?: unknown;
  readonly tolerateNonExistentBackendAction?: unknown;
  readonly defaultSSLPolicy?: unknown;
  readonly livenessProbe?: {
    readonly failureThreshold?: number;
    readonly httpGet?: {
      readonly path?: string;
      readonly port?: number;
      readonly scheme?: string;
      readonly [k: string]: unknown;
    };
    readonly initialDelaySeconds?: number;
    readonly timeoutSeconds?: number;
    readonly [k: string]: unknown;
  };
  readonly readinessProbe?: {
    readonly failureThreshold?: number;
    readonly httpGet?: {
      readonly path?: string;
      readonly port?: number;
      readonly scheme?: string;
      readonly [k: string]: unknown;
    };
    readonly successThreshold?: number;
    readonly initialDelaySeconds?: number;
    readonly timeoutSeconds?: number;
    readonly [k: string]: unknown;
  };
  readonly env?: unknown;
  readonly hostNetwork?: boolean;
  readonly dnsPolicy?: unknown;
  readonly extraVolumeMounts?: unknown;
  readonly extraVolumes?: unknown;
  readonly defaultTags?: {
    readonly [k: string]: unknown;
  };
  readonly podDisruptionBudget?: {
    readonly [k: string]: unknown;
  };
  readonly externalManagedTags?: readonly unknown[];
  readonly enableEndpointSlices?: unknown;
  readonly enableBackendSecurityGroup?: unknown;
  readonly enableManageBackendSecurityGroupRules?: unknown;
  readonly backendSecurityGroup?: unknown;
  readonly disableRestrictedSecurityGroupRules?: unknown;
  readonly maxTargetsPerTargetGroup?: unknown;
  readonly controllerConfig?: {
    readonly featureGates?: {
      readonly [k: string]: unknown;
    };
  };
  readonly certManagement?: {
    readonly [k: string]: unknown;
  };
  readonly certDiscovery?: {
    readonly allowedCertificateAuthorityARNs?: string;
  };
  readonly objectSelector?: {
    readonly matchExpressions?: unknown;
    readonly matchLabels?: unknown;
  };
  readonly serviceMonitor?: {
    readonly enabled?: boolean;
    readonly namespace?: unknown;
    readonly additionalLabels?: {
      readonly [k: string]: string;
    };
    readonly interval?: string;
    readonly scrapeTimeout?: unknown;
    readonly relabelings?: unknown;
    readonly metricRelabelings?: unknown;
  };
  readonly clusterSecretsPermissions?: {
    readonly allowAllSecrets?: boolean;
  };
  readonly ingressClassConfig?: {
    readonly default?: boolean;
  };
  readonly enableServiceMutatorWebhook?: boolean;
  readonly serviceMutatorWebhookConfig?: {
    readonly failurePolicy?: string;
    readonly objectSelector?: {
      readonly matchExpressions?: readonly unknown[];
      readonly matchLabels?: {
        readonly [k: string]: string;
      };
    };
    readonly namespaceSelectors?: unknown;
    readonly operations?: readonly string[];
  };
  readonly podMutatorWebhookConfig?: {
    readonly failurePolicy?: string;
  };
  readonly serviceTargetENISGTags?: unknown;
  readonly loadBalancerClass?: unknown;
  readonly envFrom?: readonly unknown[];
  readonly envSecretName?: string;
}
