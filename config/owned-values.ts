/** Add-ons as `values` names them, and the Helm chart of each. */
export const addOnCharts = {
  airflow: 'airflow',
  argoCd: 'argo-cd',
  awsLoadBalancerController: 'aws-load-balancer-controller',
  externalSecrets: 'external-secrets',
  karpenter: 'karpenter',
  monitoring: 'kube-prometheus-stack',
  sparkOperator: 'spark-operator',
} as const;

export type AddOn = keyof typeof addOnCharts;

/** A promise of the platform, and the Helm values that it rests on: keys with `/` between them, `*` is any one key. */
type Promises = Readonly<Record<string, string>>;

const named = 'addresses, policies and rights name what the chart makes';
const names = { [named]: 'fullnameOverride nameOverride' };
const namesAndNamespace = { [named]: 'fullnameOverride nameOverride namespaceOverride' };
const objects = 'every object of ours is in dist/, where it is checked';
const accounts = 'rights in AWS are bound to the names of service accounts';
const replicas = 'the core nodes hold every controller: set cluster.controllerReplicas';
const noSecrets = 'no secret is in Git, and none is made up at random';

/** By add-on. Where a field of the config says the same, the promise ends with it. */
export const ownedValues: Readonly<Record<AddOn, Promises>> = {
  airflow: {
    ...names,
    'all pods run one Airflow: set airflow.image and versions.airflow':
      'airflowVersion defaultAirflowTag defaultAirflowRepository defaultAirflowDigest images/airflow images/pod_template images/useDefaultImageForMigration imagePullSecrets registry',
    'each task runs in a pod of its own, which holds no key of the platform':
      'executor podTemplate workers allowPodLaunching',
    [noSecrets]:
      'fernetKey fernetKeySecretName apiSecretKey apiSecretKeySecretName jwtSecret jwtSecretName webserverSecretKey webserverSecretKeySecretName data redis postgresql secret extraSecrets extraConfigMaps elasticsearch opensearch',
    'connections and secrets reach every component: set airflow.connections or airflow.secretOptions':
      'extraEnv extraEnvFrom airflowPodAnnotations/checksum~1connections',
    'pods of Airflow pass the Pod Security Standard restricted':
      'securityContext securityContexts uid gid */securityContext */securityContexts',
    [accounts]: '*/serviceAccount rbac multiNamespaceMode',
    'each component fits on its nodes: set its size in airflow':
      'apiServer/replicas apiServer/resources scheduler/replicas scheduler/resources dagProcessor/replicas dagProcessor/resources triggerer/replicas triggerer/resources pgbouncer/replicas pgbouncer/resources',
    'DAGs come from bundles: set airflow.dags or airflow.dagBundles':
      'dags dagProcessor/dagBundleConfigList dagProcessor/enabled',
    'components, users and clean-up start with the command of the platform': '*/args */command',
    'the database is asked through PgBouncer: set airflow.pgbouncer':
      'pgbouncer/enabled pgbouncer/configSecretName pgbouncer/maxClientConn pgbouncer/metadataPoolSize pgbouncer/resultBackendPoolSize pgbouncer/metricsExporterSidecar/statsSecretName pgbouncer/extraIni pgbouncer/extraVolumeMounts pgbouncer/auth_type pgbouncer/auth_file',
    'the migration runs in the sync, before the pods that need it':
      'migrateDatabaseJob/enabled migrateDatabaseJob/useHelmHooks migrateDatabaseJob/applyCustomEnv migrateDatabaseJob/jobAnnotations migrateDatabaseJob/ttlSecondsAfterFinished createUserJob/enabled createUserJob/useHelmHooks createUserJob/applyCustomEnv createUserJob/jobAnnotations createUserJob/ttlSecondsAfterFinished',
    'who logs in is said by airflow.login':
      'createUserJob/env createUserJob/defaultUser apiServer/apiServerConfig apiServer/apiServerConfigConfigMapName webserver webserver/defaultUser',
    'old rows and failed pods are removed': 'cleanup/enabled databaseCleanup/enabled',
    'people reach Airflow by airflow.exposure only': 'ingress ports networkPolicies */service',
    'logs are in airflow.logs': 'logs triggerer/persistence',
    'metrics are switched on by monitoring': 'statsd/enabled',
  },
  argoCd: {
    ...namesAndNamespace,
    [objects]: 'extraObjects',
    [noSecrets]: 'configs/secret configs/repositories configs/credentialTemplates configs/clusterCredentials',
    'the Argo CD that runs is versions.argoCd':
      'global/image controller/image server/image repoServer/image applicationSet/image',
    'a wave starts when the one before is healthy':
      'configs/cm/resource.customizations.health.argoproj.io_Application configs/cm/resource.customizations',
    'nothing that is in Git runs as code in Argo CD':
      'configs/cm/kustomize.enable configs/cm/jsonnet.enable configs/cm/exec.enabled configs/cmp',
    'differences are those that the API server sees': 'configs/params/controller.diff.server.side',
    'nobody but admin has a right that no policy names':
      'configs/rbac/policy.default configs/cm/users.anonymous.enabled',
    'people reach Argo CD as argoCd says':
      'global/domain configs/cm/url configs/cm/oidc.config configs/cm/dex.config configs/cm/admin.enabled configs/rbac/scopes server/ingress server/ingressGrpc server/certificate',
    'only pods that Argo CD knows open a connection to it': 'global/networkPolicy server/service',
    [replicas]: 'controller/replicas server/replicas repoServer/replicas applicationSet/replicas',
    'pods of Argo CD pass the Pod Security Standard restricted': '*/containerSecurityContext global/securityContext',
  },
  awsLoadBalancerController: {
    ...names,
    [accounts]: 'serviceAccount rbac',
    'the controller finds the cluster and its network': 'clusterName region vpcId vpcTags',
    'a Service can be made while the controller is down': 'enableServiceMutatorWebhook',
    'the controller asks for nothing that its role may not do': 'enableWaf enableShield',
    'the Ingress of Airflow has its class': 'ingressClass createIngressClassResource ingressClassConfig',
    [replicas]: 'replicaCount',
  },
  externalSecrets: {
    ...namesAndNamespace,
    [objects]: 'extraObjects',
    [accounts]: 'serviceAccount rbac',
    'its CRDs are kept in step with the operator':
      'installCRDs crds processClusterExternalSecret processClusterStore webhook/create certController/create',
    'pods with all secrets pass the Pod Security Standard restricted':
      'securityContext podSecurityContext */securityContext */podSecurityContext',
    [replicas]: 'replicaCount leaderElect webhook/replicaCount certController/replicaCount',
  },
  karpenter: {
    ...names,
    [accounts]: 'serviceAccount',
    'Karpenter finds its cluster, and hears of a Spot interruption':
      'settings/clusterName settings/clusterEndpoint settings/interruptionQueue',
    'Karpenter starts before CoreDNS has a node': 'dnsPolicy hostNetwork',
    [replicas]: 'replicas',
  },
  monitoring: {
    ...namesAndNamespace,
    [objects]: 'extraManifests',
    [noSecrets]: 'grafana/admin grafana/adminUser grafana/adminPassword grafana/env grafana/envFromSecret',
    'CRDs arrive before every monitor, in an Application of their own': 'crds',
    'no certificate is made again at each sync': 'prometheusOperator/admissionWebhooks prometheusOperator/tls',
    'alerts reach those whom monitoring.receivers names': 'alertmanager/config alertmanager/serviceAccount',
    'metrics are kept as monitoring says':
      'prometheus/prometheusSpec/retention prometheus/prometheusSpec/retentionSize prometheus/prometheusSpec/storageSpec',
    'monitors and alerts of all Applications are read':
      'prometheus/enabled prometheus/prometheusSpec/serviceMonitorSelectorNilUsesHelmValues prometheus/prometheusSpec/podMonitorSelectorNilUsesHelmValues prometheus/prometheusSpec/ruleSelectorNilUsesHelmValues',
    'who reaches Prometheus and Alertmanager reads all, so they have no address outside':
      'prometheus/service prometheus/ingress alertmanager/service alertmanager/ingress',
  },
  sparkOperator: {
    ...names,
    'the operator works in the namespaces of the teams, by roles of dist/':
      'spark controller/rbac webhook/rbac controller/serviceAccount webhook/serviceAccount',
    'no job starts that the webhook has not changed and counted':
      'webhook/enable webhook/failurePolicy webhook/resourceQuotaEnforcement',
    'the environment of a job does not fill with Services of others': 'controller/uiService controller/uiIngress',
    'CRDs change with the Application, and with a question before one goes': 'hook',
    'pods of the operator pass the Pod Security Standard restricted': '*/securityContext */podSecurityContext',
    [replicas]: 'controller/replicas webhook/replicas',
  },
};
