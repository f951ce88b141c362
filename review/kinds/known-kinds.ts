/** What is known of an API group. */
interface Group {
  /** Versions that Kubernetes 1.35 serves of its own groups, newest first; absent for groups of others. */
  readonly versions?: readonly string[];
  /** Absent where not every kind of the group is known. */
  readonly namespaced?: readonly string[];
  readonly clusterWide?: readonly string[];
}

/** Kubernetes' own groups, those of this platform's operators, and those that GitOps trees often have beside them. */
const groups: Readonly<Record<string, Group>> = {
  '': {
    versions: ['v1'],
    namespaced: [
      'Binding',
      'ConfigMap',
      'Endpoints',
      'Event',
      'LimitRange',
      'PersistentVolumeClaim',
      'Pod',
      'PodTemplate',
      'ReplicationController',
      'ResourceQuota',
      'Secret',
      'Service',
      'ServiceAccount',
    ],
    clusterWide: ['Namespace', 'Node', 'PersistentVolume'],
  },
  'admissionregistration.k8s.io': {
    versions: ['v1', 'v1beta1', 'v1alpha1'],
    namespaced: [],
    clusterWide: [
      'MutatingAdmissionPolicy',
      'MutatingAdmissionPolicyBinding',
      'MutatingWebhookConfiguration',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ValidatingWebhookConfiguration',
    ],
  },
  'apiextensions.k8s.io': { versions: ['v1'], namespaced: [], clusterWide: ['CustomResourceDefinition'] },
  'apiregistration.k8s.io': { versions: ['v1'], namespaced: [], clusterWide: ['APIService'] },
  apps: {
    versions: ['v1'],
    namespaced: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  },
  autoscaling: { versions: ['v2', 'v1'], namespaced: ['HorizontalPodAutoscaler'] },
  batch: { versions: ['v1'], namespaced: ['CronJob', 'Job'] },
  'certificates.k8s.io': {
    versions: ['v1', 'v1beta1', 'v1alpha1'],
    namespaced: ['PodCertificateRequest'],
    clusterWide: ['CertificateSigningRequest', 'ClusterTrustBundle'],
  },
  'coordination.k8s.io': { versions: ['v1', 'v1beta1', 'v1alpha2'], namespaced: ['Lease', 'LeaseCandidate'] },
  'discovery.k8s.io': { versions: ['v1'], namespaced: ['EndpointSlice'] },
  'events.k8s.io': { versions: ['v1'], namespaced: ['Event'] },
  'flowcontrol.apiserver.k8s.io': {
    versions: ['v1'],
    namespaced: [],
    clusterWide: ['FlowSchema', 'PriorityLevelConfiguration'],
  },
  'networking.k8s.io': {
    versions: ['v1', 'v1beta1'],
    namespaced: ['Ingress', 'NetworkPolicy'],
    clusterWide: ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  },
  'node.k8s.io': { versions: ['v1'], namespaced: [], clusterWide: ['RuntimeClass'] },
  policy: { versions: ['v1'], namespaced: ['PodDisruptionBudget'] },
  'rbac.authorization.k8s.io': {
    versions: ['v1'],
    namespaced: ['Role', 'RoleBinding'],
    clusterWide: ['ClusterRole', 'ClusterRoleBinding'],
  },
  'resource.k8s.io': {
    versions: ['v1', 'v1beta2', 'v1beta1', 'v1alpha3'],
    namespaced: ['ResourceClaim', 'ResourceClaimTemplate'],
    clusterWide: ['DeviceClass', 'DeviceTaintRule', 'ResourceSlice'],
  },
  'scheduling.k8s.io': { versions: ['v1', 'v1alpha1'], namespaced: ['Workload'], clusterWide: ['PriorityClass'] },
  'storage.k8s.io': {
    versions: ['v1', 'v1beta1'],
    namespaced: ['CSIStorageCapacity'],
    clusterWide: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
  },

  'argoproj.io': {
    namespaced: [
      'AnalysisRun',
      'AnalysisTemplate',
      'AppProject',
      'Application',
      'ApplicationSet',
      'CronWorkflow',
      'EventBus',
      'EventSource',
      'Experiment',
      'Rollout',
      'Sensor',
      'Workflow',
      'WorkflowEventBinding',
      'WorkflowTemplate',
    ],
    clusterWide: ['ClusterAnalysisTemplate', 'ClusterWorkflowTemplate'],
  },
  'elbv2.k8s.aws': {
    namespaced: ['ALBTargetControlConfig', 'TargetGroupBinding'],
    clusterWide: ['IngressClassParams'],
  },
  'external-secrets.io': {
    namespaced: ['ExternalSecret', 'PushSecret', 'SecretStore'],
    clusterWide: ['ClusterExternalSecret', 'ClusterPushSecret', 'ClusterSecretStore'],
  },
  'karpenter.k8s.aws': { namespaced: [], clusterWide: ['EC2NodeClass'] },
  'karpenter.sh': { namespaced: [], clusterWide: ['NodeClaim', 'NodeOverlay', 'NodePool'] },
  'monitoring.coreos.com': {
    namespaced: [
      'Alertmanager',
      'AlertmanagerConfig',
      'PodMonitor',
      'Probe',
      'Prometheus',
      'PrometheusAgent',
      'PrometheusRule',
      'ScrapeConfig',
      'ServiceMonitor',
      'ThanosRuler',
    ],
  },
  'sparkoperator.k8s.io': { namespaced: ['ScheduledSparkApplication', 'SparkApplication', 'SparkConnect'] },

  'cert-manager.io': { clusterWide: ['ClusterIssuer'] },
  'gateway.networking.k8s.io': { clusterWide: ['GatewayClass'] },
  'kyverno.io': { clusterWide: ['ClusterCleanupPolicy', 'ClusterPolicy'] },
  'snapshot.storage.k8s.io': { clusterWide: ['VolumeSnapshotClass', 'VolumeSnapshotContent'] },
};

/** Whether objects of a kind have no namespace. A kind that nothing here or in the tree describes is taken to have one. */
export function isClusterWide(group: string, kind: string): boolean {
  return groups[group]?.clusterWide?.includes(kind) ?? false;
}

/** Whether the namespace of a kind is known from here. */
export function isKnownKind(group: string, kind: string): boolean {
  const known = groups[group];
  return [...(known?.namespaced ?? []), ...(known?.clusterWide ?? [])].includes(kind);
}

/** Every kind of a group; `undefined` where not every one is known. */
export function kindsOf(group: string): readonly string[] | undefined {
  const known = groups[group];
  return known?.namespaced && [...known.namespaced, ...(known.clusterWide ?? [])];
}

/** Versions of one of Kubernetes' own groups, newest first; `undefined` for a group of others. */
export function builtInVersions(group: string): readonly string[] | undefined {
  return groups[group]?.versions;
}
