import type { Verdict } from '../verdict.ts';
import { limitRange } from './capacity/limit-range.ts';
import { parallelism } from './capacity/parallelism.ts';
import { placement } from './capacity/placement.ts';
import { limits } from './capacity/pool-limits.ts';
import { goneTeams, teams, teamsOfPool, unused } from './capacity/pools.ts';
import { quota } from './capacity/quota.ts';
import { unschedulable } from './capacity/unschedulable.ts';
import { dagSource } from './delivery/dag-source.ts';
import { applicationGuards, finalizers, guards } from './delivery/guards.ts';
import { projectOf, source } from './delivery/source.ts';
import { automation } from './delivery/sync.ts';
import { hooks, ignored } from './delivery/watched.ts';
import { waves } from './delivery/waves.ts';
import { podAccount, podIdentity } from './identity/accounts.ts';
import { connection } from './identity/connections.ts';
import { dataFolder } from './identity/data-folder.ts';
import { defaultClass } from './identity/defaults.ts';
import { destination } from './identity/destination.ts';
import { followed, lostKeys } from './identity/keys.ts';
import { place } from './identity/places.ts';
import { lostByRefusal, stillNamed } from './identity/references.ts';
import { secretSource } from './identity/secret-source.ts';
import { service } from './identity/services.ts';
import { token } from './identity/token.ts';
import { cannotBeApplied, kept, transition } from './immutable/immutable.ts';
import { instanceChoice } from './nodes/choice.ts';
import { nodeClass } from './nodes/class.ts';
import { budgets, consolidation, untouched } from './nodes/disruption.ts';
import { mayBeDisrupted } from './nodes/do-not-disrupt.ts';
import { lifetime } from './nodes/lifetime.ts';
import { mayBeReplaced, newImage, replaced, someReplaced } from './nodes/replaced.ts';
import { spotTasks } from './nodes/spot.ts';
import { taints } from './nodes/taints.ts';
import { alerts, history } from './removal/history.ts';
import { moved, renamed, shrinks } from './removal/moved.ts';
import { asks, cascades, deleted, orphaned, volumes } from './removal/removed.ts';
import { airflowRestarts, executor, taskPods } from './restarts/airflow.ts';
import { disruptionBudget, memory, replicas } from './restarts/availability.ts';
import { chartRestarts } from './restarts/charts.ts';
import { migration } from './restarts/migration.ts';
import { airflowSettings } from './restarts/settings.ts';
import { silent } from './restarts/silent.ts';
import { podsRestart } from './restarts/workloads.ts';
import { access } from './rights/access.ts';
import { admission } from './rights/admission.ts';
import { containerGuards } from './rights/containers.ts';
import { reach } from './rights/exposure.ts';
import { holders } from './rights/holders.ts';
import { network } from './rights/network.ts';
import { nodeRights } from './rights/node-class.ts';
import { level } from './rights/pod-security.ts';
import { project } from './rights/project.ts';
import { narrowed, widened } from './rights/rbac.ts';
import { committed, readers } from './rights/secrets.ts';
import { webhooks } from './rights/webhooks.ts';
import { chartVersion, crdMatch, kubernetesVersion, newChart, rightsFirst } from './versions/charts.ts';
import { crds, skippedCrds } from './versions/crds.ts';
import { images } from './versions/images.ts';

/** Every verdict, by kind, in the order of docs/review.md. */
export const allVerdicts: readonly Verdict[] = [
  ...[cascades, deleted, asks, orphaned, volumes, moved, renamed, shrinks, history, alerts],
  ...[cannotBeApplied, kept, transition],
  ...[
    replaced,
    newImage,
    someReplaced,
    mayBeReplaced,
    instanceChoice,
    taints,
    lifetime,
    nodeClass,
    mayBeDisrupted,
    spotTasks,
  ],
  ...[budgets, consolidation, untouched],
  ...[
    airflowRestarts,
    chartRestarts,
    podsRestart,
    migration,
    taskPods,
    executor,
    airflowSettings,
    silent,
    replicas,
    memory,
    disruptionBudget,
  ],
  ...[
    widened,
    narrowed,
    holders,
    project,
    network,
    level,
    containerGuards,
    reach,
    webhooks,
    admission,
    access,
    committed,
    readers,
    nodeRights,
  ],
  ...[
    podIdentity,
    podAccount,
    token,
    stillNamed,
    lostByRefusal,
    service,
    lostKeys,
    secretSource,
    connection,
    followed,
    place,
    destination,
    defaultClass,
    dataFolder,
  ],
  ...[unschedulable, placement, quota, limitRange, limits, unused, teamsOfPool, teams, goneTeams, parallelism],
  ...[chartVersion, newChart, images, kubernetesVersion, crdMatch, rightsFirst, crds, skippedCrds],
  ...[source, projectOf, dagSource, automation, guards, applicationGuards, finalizers, ignored, hooks, waves],
];
