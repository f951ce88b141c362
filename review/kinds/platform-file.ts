import { at, isObject, type Json, type JsonObject, listIn, objectIn, stringsIn } from '../../imports/json.ts';
import { once } from '../tree/once.ts';
import type { Item, Tree } from '../tree/tree.ts';

/** What DAGs are told of the environment, as `platform.json` says it. */
export interface PlatformFile {
  /** The ConfigMap that holds it. */
  readonly item: Item;
  readonly body: JsonObject;
  /** What a pod of a job requests of its cores. */
  readonly coreRequestShare: number;
  readonly pools: readonly NodePool[];
  readonly teams: readonly Team[];
  /** Where pods connect to for what is on the internet; absent where they reach it directly. */
  readonly proxy: Egress | undefined;
  /** Pools that a task may choose from; none where there is no choice. */
  readonly taskPools: readonly NodePool[];
}

export interface NodePool {
  readonly name: string;
  readonly nodeGroupType: string;
  /** What a pod asks for to have one of its GPUs; empty where it has none. */
  readonly accelerator: string;
}

/** A range or a namespace, and ports there. */
interface Egress {
  readonly to: string;
  readonly ports: readonly number[];
}

export interface Team {
  readonly name: string;
  readonly namespace: string;
  /** Names of the pools that its jobs may use. */
  readonly pools: readonly string[];
  /** The largest pod that it may ask for. */
  readonly largestPod: { readonly cpu: number; readonly memoryGib: number };
  /** The label of the nodes of its drivers. */
  readonly driverNodeGroupType: string;
  /** Whether tasks run containers in its namespace. */
  readonly runsContainers: boolean;
  /** Whether its tasks may wait in the triggerer. */
  readonly defers: boolean;
  /** Where its pods may connect to beside what every job needs: a range or a namespace. */
  readonly egress: readonly Egress[];
}

const file = 'platform.json';

/** Where it stands in its ConfigMap. */
export const platformField = `data.${file}`;

/** `undefined` where the tree has none, or one that is not JSON. */
export const platformFile = once(read);

function read(tree: Tree): PlatformFile | undefined {
  for (const item of tree.ofKind('ConfigMap')) {
    const body = parse(item.manifest['data']);
    if (body === undefined) continue;
    return {
      item,
      body,
      // Files of older revisions have none: their pods request whole cores.
      coreRequestShare: number(body, 'spark.coreRequestShare') || 1,
      pools: listIn(body, 'pools').map(nodePool),
      taskPools: listIn(body, 'tasks.pools').map(nodePool),
      teams: listIn(body, 'teams').map((team) => ({
        name: text(team, 'name'),
        namespace: text(team, 'namespace'),
        pools: stringsIn(team, 'pools'),
        largestPod: { cpu: number(team, 'largestPod.cpu'), memoryGib: number(team, 'largestPod.memoryGib') },
        driverNodeGroupType: text(team, 'driverNodeGroupType') || text(body, 'driverNodeGroupType'),
        runsContainers: at(team, 'containers') !== undefined,
        defers: at(team, 'deferrable') === true,
        egress: listIn(team, 'egress').map(egressOf),
      })),
      proxy: at(body, 'proxy.egress') === undefined ? undefined : egressOf(objectIn(body, 'proxy.egress')),
    };
  }
  return undefined;
}

function egressOf(one: Json): Egress {
  return { to: text(one, 'to'), ports: listIn(one, 'ports').filter((port) => typeof port === 'number') };
}

function parse(data: Json | undefined): JsonObject | undefined {
  const text = isObject(data) ? data[file] : undefined;
  if (typeof text !== 'string') return undefined;
  try {
    const body = JSON.parse(text) as Json;
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function nodePool(pool: Json): NodePool {
  return {
    name: text(pool, 'name'),
    nodeGroupType: text(pool, 'nodeGroupType'),
    accelerator: text(pool, 'accelerator'),
  };
}

function text(value: Json, path: string): string {
  return String(at(value, path) ?? '');
}

function number(value: Json, path: string): number {
  const found = at(value, path);
  return typeof found === 'number' ? found : 0;
}
