import { absent, duration, each, keyed, map, quantity, type Shape, set, setOf } from '../shape.ts';
import { tolerations } from './pod.ts';
import { helmValues } from './values.ts';

/** Values of one requirement are alternatives; a key may stand twice, e.g. with a lower and an upper bound. */
const requirements: Shape = keyed(['key', 'operator'], map({ values: set }));

const taints: Shape = setOf(map({ value: absent('') }));

const nodePool: Shape = map({
  spec: map({
    limits: each(quantity),
    weight: absent(0),
    template: map({
      spec: map({
        requirements,
        taints,
        startupTaints: taints,
        expireAfter: absent('720h', duration),
        terminationGracePeriod: duration,
        nodeClassRef: {},
      }),
    }),
    disruption: map({
      budgets: setOf(map({ duration, reasons: set })),
      consolidateAfter: absent('0s', duration),
      consolidationPolicy: absent('WhenEmptyOrUnderutilized'),
    }),
  }),
});

const ec2NodeClass: Shape = map({
  spec: map({
    amiSelectorTerms: set,
    subnetSelectorTerms: set,
    securityGroupSelectorTerms: set,
    capacityReservationSelectorTerms: set,
    blockDeviceMappings: keyed(['deviceName'], map({ ebs: map({ volumeSize: quantity }) })),
    metadataOptions: absent(
      {},
      map({
        httpEndpoint: absent('enabled'),
        httpProtocolIPv6: absent('disabled'),
        httpPutResponseHopLimit: absent(1),
        httpTokens: absent('required'),
      }),
    ),
    // Karpenter hashes the text of it: another spelling replaces nodes.
    kubelet: {},
  }),
});

const helm: Shape = map({
  parameters: keyed(['name']),
  fileParameters: keyed(['name']),
  apiVersions: set,
  valuesObject: helmValues,
  values: { document: helmValues },
});

const source: Shape = map({ helm, directory: map({ recurse: absent(false) }) });

const application: Shape = map({
  spec: map({
    project: absent('default'),
    source,
    sources: keyed(['chart', 'path', 'repoURL', 'ref'], source),
    syncPolicy: map({
      syncOptions: set,
      automated: map({ prune: absent(false), selfHeal: absent(false), allowEmpty: absent(false) }),
      retry: map({ backoff: map({ duration, maxDuration: duration }) }),
    }),
    ignoreDifferences: setOf(map({ jsonPointers: set, jqPathExpressions: set, managedFieldsManagers: set })),
    info: keyed(['name']),
  }),
});

const appProject: Shape = map({
  spec: map({
    sourceRepos: set,
    sourceNamespaces: set,
    destinations: set,
    clusterResourceWhitelist: set,
    clusterResourceBlacklist: set,
    namespaceResourceWhitelist: set,
    namespaceResourceBlacklist: set,
    signatureKeys: set,
    destinationServiceAccounts: set,
    roles: keyed(['name'], map({ policies: set, groups: set })),
    syncWindows: setOf(map({ applications: set, namespaces: set, clusters: set })),
  }),
});

const remoteRef: Shape = map({
  conversionStrategy: absent('Default'),
  decodingStrategy: absent('None'),
  metadataPolicy: absent('None'),
});

const externalSecret: Shape = map({
  spec: map({
    refreshInterval: absent('1h0m0s', duration),
    data: keyed(['secretKey'], map({ remoteRef })),
    dataFrom: { items: map({ extract: remoteRef, find: remoteRef }) },
    secretStoreRef: map({ kind: absent('SecretStore') }),
    target: map({
      creationPolicy: absent('Owner'),
      deletionPolicy: absent('Retain'),
      template: map({ engineVersion: absent('v2'), mergePolicy: absent('Replace'), data: each({ document: true }) }),
    }),
  }),
});

const secretStore: Shape = map({ spec: map({ conditions: setOf(map({ namespaces: set })) }) });

const monitor: Shape = map({
  spec: map({
    endpoints: { items: map({ interval: duration, scrapeTimeout: duration }) },
    podMetricsEndpoints: { items: map({ interval: duration, scrapeTimeout: duration }) },
    namespaceSelector: map({ matchNames: set }),
  }),
});

const sparkPod: Shape = map({
  coreRequest: quantity,
  tolerations,
  env: keyed(['name']),
  volumeMounts: keyed(['mountPath']),
});
const sparkApplication: Shape = map({
  spec: map({ driver: sparkPod, executor: sparkPod, volumes: keyed(['name']) }),
});

const crdVersions: Shape = keyed(['name']);

/** By API group, then kind. */
export const operatorShapes: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  'karpenter.sh': { NodePool: nodePool },
  'karpenter.k8s.aws': { EC2NodeClass: ec2NodeClass },
  'argoproj.io': {
    Application: application,
    AppProject: appProject,
    ApplicationSet: map({ spec: map({ template: application }) }),
  },
  'external-secrets.io': {
    ExternalSecret: externalSecret,
    SecretStore: secretStore,
    ClusterSecretStore: secretStore,
  },
  'monitoring.coreos.com': {
    ServiceMonitor: monitor,
    PodMonitor: monitor,
    PrometheusRule: map({ spec: map({ groups: keyed(['name'], map({ rules: keyed(['alert', 'record', 'expr']) })) }) }),
  },
  'sparkoperator.k8s.io': {
    SparkApplication: sparkApplication,
    ScheduledSparkApplication: map({ spec: map({ template: sparkApplication.fields?.['spec'] ?? {} }) }),
  },
  'apiextensions.k8s.io': { CustomResourceDefinition: map({ spec: map({ versions: crdVersions }) }) },
};
