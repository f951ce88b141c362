import { at, type JsonObject, objectIn } from '../../../imports/json.ts';
import type { Tree } from '../../tree/tree.ts';
import { type NodePool, platformField, platformFile } from '../platform-file.ts';
import { withDevice } from './devices.ts';
import type { Pod } from './pod.ts';

/** A task on each pool that it may choose: the pod of every task, which is a text in the chart's values, on other nodes. */
export function taskPods(tree: Tree, texts: readonly Pod[]): readonly Pod[] {
  const platform = platformFile(tree);
  const template = texts.find(({ labels }) => labels['tier'] === 'airflow' && labels['component'] === 'worker');
  if (!platform || !template) return [];
  const label = String(at(platform.body, 'nodeGroupLabel'));
  return platform.taskPools
    .filter(({ nodeGroupType }) => at(objectIn(template.spec, 'nodeSelector'), label) !== nodeGroupType)
    .map((pool) => ({
      ...template,
      name: `task on ${pool.name}`,
      item: platform.item,
      spec: onPool(template.spec, label, pool),
      showsSecurity: false,
      field: () => platformField,
    }));
}

function onPool(spec: JsonObject, label: string, { nodeGroupType, accelerator }: NodePool): JsonObject {
  const placed = { ...spec, nodeSelector: { ...objectIn(spec, 'nodeSelector'), [label]: nodeGroupType } };
  return withDevice(placed, accelerator);
}
