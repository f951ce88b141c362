import { at, listIn } from '../../../../imports/json.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import type { Severity } from '../../verdict.ts';
import { some } from '../../words.ts';
import { alertsIn } from './history.ts';

/** What the cluster loses with an object of a kind. */
interface Consequence {
  /** When it is deleted at once. */
  readonly severity: Severity;
  /** When a person is asked first; one step less than `severity` without it. */
  readonly whenAsked?: Severity;
  /** What happens, after `Argo CD deletes it: `. */
  readonly text: string;
  readonly remedy: string;
}

const notCollected =
  'Prometheus no longer collects these metrics, and alerts and dashboards that read them see nothing';
const watch = 'check which alerts and dashboards read them';
const plan = 'plan the time of the merge, or keep the object';

/** By `group/Kind`. A kind that is not here takes nothing along. */
const consequences: Readonly<Record<string, Consequence>> = {
  '/Namespace': {
    severity: 'danger',
    text: 'everything in the namespace is deleted with it, running pods and claims included',
    remedy: 'stop what runs in the namespace and keep what you need of it before you merge',
  },
  '/PersistentVolumeClaim': {
    severity: 'danger',
    whenAsked: 'danger',
    text: 'the volume of the claim is released, and deleted where its StorageClass says so: the data is lost',
    remedy: 'take a backup, and check the reclaim policy of the volume before you merge',
  },
  '/PersistentVolume': {
    severity: 'danger',
    whenAsked: 'danger',
    text: 'pods that use the volume lose it',
    remedy: 'take a backup before you merge',
  },
  'apiextensions.k8s.io/CustomResourceDefinition': {
    severity: 'danger',
    whenAsked: 'danger',
    text: 'every object of this kind in the cluster is deleted with the definition',
    remedy: 'keep the definition, or keep a copy of the objects',
  },
  'karpenter.sh/NodePool': {
    severity: 'danger',
    whenAsked: 'danger',
    text: 'every node of the pool is drained and ended; disruption budgets and the hours without disruption do not hold for a deletion',
    remedy: 'wait until no job runs on the pool, or move the jobs to another pool first',
  },
  'karpenter.k8s.aws/EC2NodeClass': {
    severity: 'warn',
    text: 'the class waits for its last node to go, and pools that still name it make no node',
    remedy: 'remove the pools of the class in the same change or earlier',
  },
  'apps/StatefulSet': {
    severity: 'danger',
    whenAsked: 'danger',
    text: 'its pods end, and with a database in them everything that needs it stops',
    remedy: 'take a backup, and move the data before you merge',
  },
  'apps/Deployment': { severity: 'warn', text: 'its pods end', remedy: plan },
  'apps/DaemonSet': { severity: 'warn', text: 'its pods end on every node', remedy: plan },
  'batch/CronJob': { severity: 'warn', text: 'it runs no more, and a run under way is ended', remedy: plan },
  'networking.k8s.io/Ingress': {
    severity: 'warn',
    text: 'its load balancer and its address go, and whoever uses the address gets no answer',
    remedy: 'tell the people who use the address',
  },
  '/Service': {
    severity: 'warn',
    text: 'nobody reaches its pods under its name any more',
    remedy: 'check who calls it',
  },
  'external-secrets.io/ExternalSecret': {
    severity: 'warn',
    text: 'the Secret that it makes goes with it',
    remedy: 'check that no pod names the Secret any more',
  },
  'external-secrets.io/ClusterSecretStore': {
    severity: 'danger',
    text: 'no ExternalSecret that names the store is updated any more',
    remedy: 'move the ExternalSecrets to another store first',
  },
  'external-secrets.io/SecretStore': {
    severity: 'danger',
    text: 'no ExternalSecret that names the store is updated any more',
    remedy: 'move the ExternalSecrets to another store first',
  },
  '/ResourceQuota': {
    severity: 'warn',
    text: 'nothing limits any more what the namespace may run',
    remedy: 'check that the namespace goes too, or keep a quota',
  },
  '/LimitRange': {
    severity: 'warn',
    text: 'containers without requests get none, and a quota refuses them',
    remedy: 'check that the namespace goes too, or keep it',
  },
  'policy/PodDisruptionBudget': {
    severity: 'warn',
    text: 'a drained node may end all its pods at once',
    remedy: 'keep a budget for what has several replicas',
  },
  'monitoring.coreos.com/PrometheusRule': {
    severity: 'warn',
    text: 'nobody is told any more by its alerts',
    remedy: 'check that other alerts tell of the same faults',
  },
  'monitoring.coreos.com/ServiceMonitor': { severity: 'warn', text: notCollected, remedy: watch },
  'monitoring.coreos.com/PodMonitor': { severity: 'warn', text: notCollected, remedy: watch },
  'storage.k8s.io/StorageClass': {
    severity: 'warn',
    text: 'volumes stay, and a new claim that names the class waits forever',
    remedy: 'check that no claim names the class',
  },
  'scheduling.k8s.io/PriorityClass': {
    severity: 'warn',
    text: 'pods keep their priority, and a new pod that names the class is refused',
    remedy: 'check that no pod names the class',
  },
  'argoproj.io/AppProject': {
    severity: 'danger',
    whenAsked: 'danger',
    text: 'the Applications of the project are not synced any more, and cannot be deleted either',
    remedy: 'remove the Applications of the project first',
  },
};

/** Of an ExternalSecret that does not own what it fills. */
const notOwned: Consequence = {
  severity: 'warn',
  text: 'the Secret stays in the cluster, and nobody updates it any more',
  remedy: 'delete the Secret by hand when no pod names it any more',
};

/** Whether the Secret of an ExternalSecret goes with it. */
export function ownsSecret(manifest: Item['manifest']): boolean {
  return (at(manifest, 'spec.target.creationPolicy') ?? 'Owner') === 'Owner';
}

export function consequenceOf({ id, manifest }: Item): Consequence | undefined {
  if (id.kind === 'ExternalSecret' && !ownsSecret(manifest)) return notOwned;
  return consequences[`${id.group}/${id.kind}`];
}

/** What else goes, in numbers of this tree. */
export function takesAlong({ id, manifest }: Item, before: Tree): string | undefined {
  if (id.kind === 'Namespace' && id.group === '') {
    const inside = before.items.filter((item) => item.id.namespace === id.name).length;
    return `${inside} objects of this tree are in the namespace`;
  }
  if (id.kind === 'StatefulSet') return volumesOf(manifest);
  if (id.kind === 'PrometheusRule') return some([...alertsIn(manifest).keys()], 8) || undefined;
  if (id.kind === 'CustomResourceDefinition') {
    const kind = String(at(manifest, 'spec.names.kind'));
    return `${before.ofKind(kind).length} ${kind} objects are in this tree`;
  }
  return undefined;
}

/** What becomes of the volumes of a StatefulSet that goes. */
export function volumesOf(manifest: Item['manifest']): string | undefined {
  if (listIn(manifest, 'spec.volumeClaimTemplates').length === 0) return undefined;
  return at(manifest, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted') === 'Delete'
    ? 'the claims go with it (claim retention Delete)'
    : 'the claims and their volumes are retained (claim retention Retain): the data is kept, and nobody uses it';
}
