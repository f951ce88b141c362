import { nodeGroupLabel } from '../../config/names.ts';
import {
  coreRequestShare,
  memoryGibOf,
  requestedCpu,
  type SparkPodSize,
  sparkSizes,
} from '../../config/spark-sizes.ts';
import { missOf } from '../../review/kinds/nodes/group.ts';
import { pricesFrom } from '../../review/kinds/nodes/prices.ts';
import { podsOf } from '../../review/kinds/pods/index.ts';
import { requestsOf } from '../../review/kinds/pods/size.ts';
import { parseTree } from '../../review/tree/parse.ts';
import { distIn, readFolder } from '../../review/tree/read.ts';
import type { Tree } from '../../review/tree/tree.ts';
import { type Bill, billOf, least, type Platform } from './day/bill.ts';
import { pools } from './day/data-on-eks.ts';
import type { Job } from './day/demand.ts';
import { marketOf } from './day/market.ts';
import type { Room } from './day/packing.ts';
import type { Row, Section, Target } from './section.ts';

const gib = 1024 ** 3;

/** What the nodes of a day with twelve Spark jobs cost, estimated from `dist/` and the sizes: each change of a size or a pool shows its price. */
export const referenceDay: Section = {
  name: `Nodes of the reference day (day/demand.ts), estimated with prices of ${pricesFrom.region}, ${pricesFrom.date}`,

  run: async () => {
    const ours = platformOf(treeOfProduction());
    const [here, there] = [billOf(ours), billOf(onDataOnEks(ours))];
    const bound = least(ours, coreRequestShare);
    return [
      row('here', here),
      row("on data-on-eks's pools", there),
      ratio('Spark, of what data-on-eks costs', here.spark / there.spark, 0.6),
      ratio('the whole day, of what data-on-eks costs', here.day / there.day, 0.85),
      ratio(`Spark without idle nodes, of the lower bound ${usd(bound)}`, here.sparkHours / bound, 1.2),
    ];
  },
};

function treeOfProduction(): Tree {
  const trees = readFolder(distIn('.'));
  const tree = trees.find(({ environment }) => environment === 'prod') ?? trees.at(-1);
  if (tree === undefined) throw new Error("there is no dist/; run 'npm run synth'");
  return tree;
}

function platformOf(tree: Tree): Platform {
  const market = (nodes: string) => marketOf(tree, nodeGroupLabel, nodes);
  const pool = (name: string) => marketOf(tree, 'karpenter.sh/nodepool', name);
  const [airflow, tasks] = [pool('airflow'), pool('airflow-task')];
  const inAirflow = podsOf(tree).filter(({ namespace, daemon }) => namespace === 'airflow' && !daemon);
  const onTasks = inAirflow
    .filter(({ spec }) => missOf(tasks.group, spec) === undefined)
    .map(({ spec }) => roomOf(spec));
  return {
    executors: {
      SparkComputeOptimized: market('SparkComputeOptimized'),
      SparkMemoryOptimized: market('SparkMemoryOptimized'),
    },
    drivers: pool('spark-driver'),
    airflow,
    tasks,
    airflowPods: inAirflow
      .filter(({ standing, spec }) => standing > 0 && missOf(airflow.group, spec) === undefined)
      .flatMap(({ standing, spec }) => Array.from({ length: standing }, () => roomOf(spec))),
    taskPod: onTasks.sort((a, b) => b.cpu - a.cpu)[0] ?? { cpu: 0.5, memory: gib },
    shapes: () =>
      Object.values(sparkSizes).map(({ driver, executor }) => ({
        driver: requested(driver),
        executor: requested(executor),
        cores: executor.cores,
      })),
  };
}

/** The same pods of Airflow; executors are cut for each job and request whole cores, as its examples do. */
function onDataOnEks({ airflowPods, taskPod }: Platform): Platform {
  const files = pools.map((pool, index) => ({ path: `data-on-eks/pools/${index}.yaml`, text: JSON.stringify(pool) }));
  const tree = parseTree('data-on-eks', files);
  const market = (nodes: string) => marketOf(tree, nodeGroupLabel, nodes);
  const [compute, general] = [market('SparkComputeOptimized'), market('general-purpose')];
  return {
    executors: { SparkComputeOptimized: compute, SparkMemoryOptimized: market('SparkMemoryOptimized') },
    drivers: compute,
    airflow: general,
    tasks: general,
    airflowPods,
    taskPod,
    shapes: ({ gibPerCore }: Job) =>
      [1, 2, 4].map((cores) => ({
        driver: { cpu: 1, memory: 2 * gib },
        executor: { cpu: cores, memory: cores * gibPerCore * gib },
        cores,
      })),
  };
}

function requested(pod: SparkPodSize): Room {
  return { cpu: requestedCpu(pod.cores), memory: memoryGibOf(pod) * gib };
}

function roomOf(spec: Parameters<typeof requestsOf>[0]): Room {
  const { cpu = 0, memory = 0 } = requestsOf(spec);
  return { cpu, memory };
}

function row(what: string, { spark, sparkHours, airflow, tasks, day }: Bill): Row {
  const parts = `Spark ${usd(spark)} (${usd(sparkHours)} without idle nodes), Airflow ${usd(airflow)}, tasks ${usd(tasks)}`;
  return { what: `a day ${what}`, measured: `${usd(day)}: ${parts}` };
}

function ratio(what: string, value: number, limit: number): Row {
  const target: Target = { text: `≤ ${limit}`, met: value <= limit };
  return { what, measured: value.toFixed(2), target };
}

function usd(value: number): string {
  return `${value.toFixed(2)} USD`;
}
