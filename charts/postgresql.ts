import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces, postgresqlClaim, priorityClasses, storageClasses } from '../config/names.ts';
import type { AirflowConfig } from '../config/platform-config.ts';
import { podSizes } from '../config/pod-sizes.ts';
import { mirrored } from '../config/registries.ts';
import type { Platform } from '../config/resolve.ts';
import { postgresqlService } from '../config/secrets.ts';
import { allowIngress, fromPods } from './constructs/network-policy.ts';
import { onNodesOf } from './constructs/placement.ts';
import { quantities, resources } from './constructs/resources.ts';
import { asUser, lockedDown } from './constructs/security.ts';
import { PlatformChart } from './platform-chart.ts';

type InCluster = Extract<AirflowConfig['database'], { kind: 'in-cluster' }>;

// Selectors of a StatefulSet are immutable: these labels are chosen once.
const selector = { 'app.kubernetes.io/name': 'postgresql', 'app.kubernetes.io/instance': postgresqlService.name };

/** Airflow's metadata database in the cluster: one pod, a volume that survives it, no backup. For development. */
export class PostgresqlChart extends PlatformChart {
  constructor(scope: Construct, { storageGib }: InCluster, platform: Pick<Platform, 'registries' | 'versions'>) {
    super(scope, 'postgresql', { namespace: namespaces.airflow, project: 'platform', confirmDelete: true });
    const { name, port } = postgresqlService;

    new k8s.KubeService(this, 'service', {
      metadata: { name, labels: selector },
      spec: {
        clusterIp: 'None',
        selector,
        ports: [{ name: 'postgresql', port, targetPort: k8s.IntOrString.fromString('postgresql') }],
      },
    });

    new k8s.KubeStatefulSet(this, 'server', {
      metadata: { name, labels: selector },
      spec: {
        serviceName: name,
        replicas: 1,
        selector: { matchLabels: selector },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        volumeClaimTemplates: [volumeClaim('data', firstGib)],
        template: {
          metadata: { labels: selector },
          spec: podSpec(mirrored(`postgres:${platform.versions.postgresql}`, platform)),
        },
      },
    });

    // The claim that the template makes, or would make. Kubernetes lets nobody change the template of a StatefulSet, but a claim
    // may grow: so the size is given here, and the volume stays when the Application goes.
    const claim = volumeClaim(postgresqlClaim, storageGib);
    const annotations = { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm' };
    new k8s.KubePersistentVolumeClaim(this, 'volume', { ...claim, metadata: { ...claim.metadata, annotations } });

    // Airflow reaches its database through the pooler only.
    allowIngress(this, 'postgresql', selector, [
      { ports: [port], peers: [fromPods({ tier: 'airflow', component: 'pgbouncer' })] },
    ]);
  }
}

/** What the template says forever: another value could not be applied. The size that counts is that of the claim. */
const firstGib = 10;

function volumeClaim(name: string, storageGib: number): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClasses.retained,
      resources: { requests: { storage: k8s.Quantity.fromString(`${storageGib}Gi`) } },
    },
  };
}

function podSpec(image: string): k8s.PodSpec {
  return {
    ...onNodesOf('airflow'),
    priorityClassName: priorityClasses.airflow,
    automountServiceAccountToken: false,
    // Twice the default: killed before its last checkpoint is written, it would replay its log at the next start.
    terminationGracePeriodSeconds: 60,
    // The user `postgres` of the Alpine image.
    securityContext: asUser(70),
    containers: [
      {
        name: 'postgresql',
        image,
        ports: [{ name: 'postgresql', containerPort: postgresqlService.port }],
        env: [
          fromSecret('POSTGRES_USER', 'username'),
          fromSecret('POSTGRES_PASSWORD', 'password'),
          fromSecret('POSTGRES_DB', 'database'),
          // A new volume has a folder `lost+found`, and PostgreSQL wants an empty one.
          { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
        ],
        resources: quantities(resources(podSizes.postgresql)),
        securityContext: lockedDown,
        startupProbe: { exec: { command: isReady }, periodSeconds: 5, timeoutSeconds: 10, failureThreshold: 60 },
        readinessProbe: { exec: { command: isReady }, periodSeconds: 10, timeoutSeconds: 10 },
        livenessProbe: { exec: { command: isReady }, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
        volumeMounts: [
          { name: 'data', mountPath: '/var/lib/postgresql/data' },
          { name: 'run', mountPath: '/var/run/postgresql' },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'run', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
    ],
  };
}

const isReady = ['sh', '-c', 'exec pg_isready --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"'];

function fromSecret(name: string, key: string): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: postgresqlService.secret, key } } };
}
