import type { Json } from '../../../imports/json.ts';
import { absent, each, keyed, map, ordered, quantity, type Shape, set, setOf } from '../shape.ts';

const resources: Shape = map({
  limits: each(quantity),
  requests: each(quantity),
  claims: keyed(['name']),
});

/**
 * Arguments of a program. Where each begins with `-`, a flag with its value is one part and order means nothing;
 * otherwise the list is one command line.
 */
export const commandLine: Shape = { list: { units: commandParts } };

function commandParts(list: readonly Json[]): readonly Json[] {
  const parts: Json[] = [];
  for (const item of list) {
    const last = parts.at(-1);
    if (typeof item !== 'string') return [list];
    if (item.startsWith('-')) parts.push(item);
    else if (typeof last === 'string' && last.startsWith('-') && !last.includes('=') && !last.includes(' '))
      parts[parts.length - 1] = `${last} ${item}`;
    else return [list];
  }
  return parts;
}

const fieldRef: Shape = map({ apiVersion: absent('v1') });

export const env: Shape = keyed(['name'], map({ value: absent(''), valueFrom: map({ fieldRef }) }));

/** Of two sources with the same key the later one wins. */
const envFrom: Shape = ordered(['configMapRef.name', 'secretRef.name', 'prefix']);

const probe: Shape = map({
  failureThreshold: absent(3),
  periodSeconds: absent(10),
  successThreshold: absent(1),
  timeoutSeconds: absent(1),
  initialDelaySeconds: absent(0),
  httpGet: map({ scheme: absent('HTTP') }),
});

export const securityContext: Shape = map({ capabilities: map({ add: set, drop: set }) });

const container: Shape = map({
  args: commandLine,
  env,
  envFrom,
  ports: keyed(['containerPort', 'protocol'], map({ protocol: absent('TCP') })),
  resources,
  securityContext,
  volumeMounts: keyed(['mountPath'], map({ readOnly: absent(false) })),
  volumeDevices: keyed(['devicePath']),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  terminationMessagePath: absent('/dev/termination-log'),
  terminationMessagePolicy: absent('File'),
});

export const tolerations: Shape = setOf(map({ operator: absent('Equal'), value: absent('') }));

const labelSelector: Shape = map({
  matchExpressions: setOf(map({ values: set })),
});

export const topologySpread: Shape = keyed(['topologyKey', 'whenUnsatisfiable'], map({ labelSelector }));

const volume: Shape = map({
  emptyDir: map({ sizeLimit: quantity }),
  configMap: map({ defaultMode: absent(420), items: keyed(['key']) }),
  secret: map({ defaultMode: absent(420), items: keyed(['key']) }),
  projected: map({ defaultMode: absent(420), sources: set }),
  downwardAPI: map({ defaultMode: absent(420), items: keyed(['path'], map({ fieldRef })) }),
  ephemeral: map({ volumeClaimTemplate: map({ spec: map({ accessModes: set, resources }) }) }),
});

export const podSpec: Shape = map({
  containers: keyed(['name'], container),
  // They run one after another.
  initContainers: ordered(['name'], container),
  ephemeralContainers: keyed(['name'], container),
  imagePullSecrets: keyed(['name']),
  tolerations,
  topologySpreadConstraints: topologySpread,
  volumes: keyed(['name'], volume),
  securityContext: map({ supplementalGroups: set, sysctls: keyed(['name']) }),
  dnsPolicy: absent('ClusterFirst'),
  restartPolicy: absent('Always'),
  schedulerName: absent('default-scheduler'),
  terminationGracePeriodSeconds: absent(30),
  overhead: each(quantity),
  hostNetwork: absent(false),
  hostPID: absent(false),
  hostIPC: absent(false),
});

export const selector = labelSelector;
export const podTemplate: Shape = map({ spec: podSpec });
export const containerResources = resources;
