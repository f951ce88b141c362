import { coreNodeGroup, nodeGroupLabel } from '../../config/names.ts';
import { at, isObject, type Json, type JsonObject, listIn, objectIn } from '../../imports/json.ts';
import { all, type Manifest } from '../render.ts';

/** Machines that a pod may run on: the managed node group or a Karpenter pool. */
interface NodeGroup {
  readonly name: string;
  readonly labels: JsonObject;
  readonly taints: readonly JsonObject[];
}

/** Where the scheduler may put a pod, by names of node pools; the managed node group is called `core`. */
export function schedulableOn(manifests: readonly Manifest[], pod: JsonObject): readonly string[] {
  const tolerations = listIn(pod, 'tolerations').filter(isObject);
  return nodeGroups(manifests)
    .filter(({ labels }) =>
      Object.entries(objectIn(pod, 'nodeSelector')).every(([key, value]) => labels[key] === value),
    )
    .filter(({ taints }) => taints.every((taint) => tolerations.some((toleration) => tolerates(toleration, taint))))
    .map(({ name }) => name);
}

function nodeGroups(manifests: readonly Manifest[]): readonly NodeGroup[] {
  const pools = all(manifests, 'NodePool').map(({ metadata, spec }) => ({
    name: metadata.name,
    labels: objectIn(spec, 'template.metadata.labels'),
    taints: listIn(spec, 'template.spec.taints').filter(isObject),
  }));
  const core = { [nodeGroupLabel]: coreNodeGroup.nodeGroupType };
  return [{ name: 'core', labels: core, taints: [coreNodeGroup.taint] }, ...pools];
}

/** The rule of kube-scheduler: no key or no effect stands for all of them. */
function tolerates(toleration: JsonObject, taint: JsonObject): boolean {
  const matches = (field: string): boolean => toleration[field] === undefined || toleration[field] === taint[field];
  if (!matches('effect') || !matches('key')) return false;
  return toleration['operator'] === 'Exists' || (toleration['value'] ?? '') === taint['value'];
}

/** The names of pools by role, as the taint says it. */
export function poolsOfRole(manifests: readonly Manifest[], role: string): readonly string[] {
  const roleOf = (spec: Json | undefined) => at(spec, 'template.spec.taints.0.value');
  return all(manifests, 'NodePool').flatMap(({ metadata, spec }) => (roleOf(spec) === role ? [metadata.name] : []));
}
