import { z } from 'zod';
import { poolTypes } from '../../config/node-size.ts';
import { type Problem, problem } from '../../config/problem.ts';
import type { Run } from '../cli/command.ts';
import { listOf } from '../clients/aws.ts';

const offer = z.object({ type: z.string(), zone: z.string() });

/** Asks which instance types the zones have: those of the core nodes in each zone, and at least one of every pool. */
export async function machineProblems(run: Run, zones: readonly string[]): Promise<readonly Problem[]> {
  if (zones.length === 0) return [];
  const { coreNodes } = run.config.cluster;
  const pools = run.config.nodePools.map((pool) => poolTypes(pool).map(({ name }) => name));
  const wanted = [...new Set([coreNodes.instanceType, ...pools.flat()])];
  const offers = await listOf(
    run,
    offer,
    [
      ...['ec2', 'describe-instance-type-offerings', '--location-type', 'availability-zone'],
      ...['--query', 'InstanceTypeOfferings[].{type:InstanceType,zone:Location}'],
    ],
    wanted.flatMap((type) => zones.map((zone) => ({ type, zone }))),
  );
  const offered = new Set(offers.map(({ type, zone }) => `${type} ${zone}`));
  const without = (types: readonly string[]) =>
    zones.filter((zone) => !types.some((type) => offered.has(`${type} ${zone}`)));

  // The node group spreads over all zones of the cluster, and fails where one does not have the type.
  const missing = without([coreNodes.instanceType]);
  const complaint = `is not offered in ${missing.join(', ')}; use a type that is, e.g. of the generation before`;
  const ofCore = problem('cluster.coreNodes.instanceType', coreNodes.instanceType, complaint);
  return [
    ...(missing.length > 0 ? [ofCore] : []),
    ...pools.flatMap((types, index) => poolProblems(run, index, without(types), zones)),
  ];
}

/** Karpenter launches a pool's nodes where they are offered. */
function poolProblems(run: Run, index: number, missing: readonly string[], zones: readonly string[]): Problem[] {
  const field = `nodePools[${index}]`;
  const pool = run.config.nodePools[index];
  if (missing.length === zones.length) {
    const text = `no instance type of '${pool?.name}' is offered in ${zones.join(', ')}; use other families, categories or sizes, e.g. of the generation before`;
    return [{ field, text }];
  }
  if (missing.length > 0) {
    run.progress(
      `warning: ${field}: no instance type of '${pool?.name}' is offered in ${missing.join(', ')}, so it has no node there`,
    );
  }
  return [];
}
