import { coreNodeGroup, nodeGroupLabel } from '../../../config/names.ts';
import { at, isObject, type JsonObject, objectIn } from '../../../imports/json.ts';
import type { Tree } from '../../tree/tree.ts';
import { chartsOf } from '../helm/values.ts';
import type { Amounts } from '../pods/size.ts';
import { type NodeGroup, nodeOf } from './group.ts';
import { instanceNamed } from './instances.ts';
import { equalTo } from './requirements.ts';

/** The name that people know the managed node group by. */
const name = 'core';

/**
 * The managed node group that the controllers run on. No manifest describes it: its labels and taints are those that
 * this platform gives it, its size is in the template of the cluster's stack.
 */
export function managedGroup(tree: Tree, templates: readonly JsonObject[], daemons: Amounts): NodeGroup {
  const { nodeGroupType, taint } = coreNodeGroup;
  const type = instanceTypeOf(tree, templates);
  const instance = type === undefined ? undefined : instanceNamed(type);
  return {
    name,
    requirements: equalTo({ [nodeGroupLabel]: nodeGroupType }),
    taints: [{ ...taint }],
    ...(instance ? { nodes: [nodeOf(instance, daemons)] } : {}),
  };
}

/** From the launch template beside the cluster that Karpenter is told of. */
function instanceTypeOf(tree: Tree, templates: readonly JsonObject[]): string | undefined {
  const cluster = chartsOf(tree)
    .map(({ values }) => at(values, 'settings.clusterName'))
    .find((found) => found !== undefined);
  const own = templates.find((template) =>
    resourcesOf(template, 'AWS::EKS::Cluster').some((resource) => at(resource, 'Properties.Name') === cluster),
  );
  const types = own ? resourcesOf(own, 'AWS::EC2::LaunchTemplate') : [];
  const [found] = types.map((resource) => at(resource, 'Properties.LaunchTemplateData.InstanceType'));
  return typeof found === 'string' ? found : undefined;
}

function resourcesOf(template: JsonObject, type: string): readonly JsonObject[] {
  return Object.values(objectIn(template, 'Resources'))
    .filter(isObject)
    .filter((resource) => resource['Type'] === type);
}
