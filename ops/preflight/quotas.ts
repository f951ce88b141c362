import { z } from 'zod';
import { stackNames } from '../../config/names.ts';
import { knownTypes, poolTypes } from '../../config/node-size.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { type Problem, problem } from '../../config/problem.ts';
import type { Run } from '../cli/command.ts';
import { aws, listOf } from '../clients/aws.ts';
import { formatArgv, ShellError } from '../clients/shell.ts';

type Capacity = 'On-Demand' | 'Spot';

/**
 * Quotas of vCPUs, by the first letters of the families that share one.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html
 */
const vcpuQuotas: readonly { readonly families: RegExp; readonly codes: Readonly<Record<Capacity, string>> }[] = [
  { families: /^(a|c|d|h|i|im|is|m|r|t|z)$/, codes: { 'On-Demand': 'L-1216C47A', Spot: 'L-34B43A08' } },
  { families: /^(g|gr|vt)$/, codes: { 'On-Demand': 'L-DB2E81BA', Spot: 'L-3819A6DF' } },
  { families: /^p$/, codes: { 'On-Demand': 'L-417A185B', Spot: 'L-7212CCBC' } },
  { families: /^x$/, codes: { 'On-Demand': 'L-7295265B', Spot: 'L-E3A00192' } },
];

const elasticIps = 'L-0263D0A3';
const vpcs = 'L-F678F1CE';

const quotaSchema = z.object({ code: z.string(), value: z.number() });
const taggedSchema = z.object({ stack: z.string().nullable() });
type Quotas = ReadonlyMap<string, number>;

/** Asks for the quotas of the account: what does not fit is refused, what may not fit one day is a warning. */
export async function quotaProblems(run: Run): Promise<readonly Problem[]> {
  const codes = vcpuQuotas.flatMap(({ codes }) => Object.values(codes));
  const ofEc2 = await quotasOf(run, 'ec2', [...codes, elasticIps]);
  return [...coreProblems(run, ofEc2), ...warnOfLimits(run, ofEc2), ...(await networkProblems(run, ofEc2))];
}

/** None where people may not see them: a look at a quota is no reason to stop. */
async function quotasOf(run: Run, service: string, codes: readonly string[]): Promise<Quotas> {
  const query = `Quotas[?contains(\`${JSON.stringify(codes)}\`, QuotaCode)].{code:QuotaCode,value:Value}`;
  const list = ['service-quotas', 'list-service-quotas', '--service-code', service, '--query', query];
  try {
    return new Map((await listOf(run, quotaSchema, list)).map(({ code, value }) => [code, value]));
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    run.progress(`warning: quotas of ${service} were not checked: ${error.reason}`);
    return new Map();
  }
}

/** A new account has five vCPUs, and the node group of the core nodes would fail after the control plane is made. */
function coreProblems({ config }: Run, quotas: Quotas): readonly Problem[] {
  const { instanceType, count } = config.cluster.coreNodes;
  const type = knownTypes.find(({ name }) => name === instanceType);
  const code = vcpuQuotas.find(({ families }) => families.test(type?.category ?? ''))?.codes['On-Demand'];
  const quota = code === undefined ? undefined : quotas.get(code);
  const needed = (type?.vcpus ?? 0) * count;
  if (code === undefined || quota === undefined || needed <= quota) return [];
  const text = `take ${needed} vCPUs, and the account may have ${quota} of their kind; ${askForMore(config, 'ec2', code, needed)}`;
  return [{ field: 'cluster.coreNodes', text }];
}

/** Beyond a quota Karpenter launches nothing, and pods stay Pending: a limit above it is only written. */
function warnOfLimits({ config, progress }: Run, quotas: Quotas): readonly never[] {
  for (const { families, codes } of vcpuQuotas) {
    for (const capacity of ['On-Demand', 'Spot'] as const) {
      const pools = config.nodePools.filter(
        (pool) => capacityOf(pool) === capacity && poolTypes(pool).some(({ category }) => families.test(category)),
      );
      const limit = pools.reduce((sum, { limitVcpus }) => sum + limitVcpus, 0);
      const quota = quotas.get(codes[capacity]);
      if (quota === undefined || limit <= quota) continue;
      const names = pools.map(({ name }) => name).join(', ');
      progress(
        `warning: nodePools: ${names} may grow to ${limit} vCPUs ${capacity} together, and the account may have ${quota} of their kind; lower limitVcpus, or ${askForMore(config, 'ec2', codes[capacity], limit)}`,
      );
    }
  }
  return [];
}

function capacityOf(pool: PlatformConfig['nodePools'][number]): Capacity {
  return 'capacity' in pool && pool.capacity !== undefined && pool.capacity !== 'on-demand' ? 'Spot' : 'On-Demand';
}

/** What the network stack makes beside what others have; its own of an earlier deployment is no second one. */
async function networkProblems(run: Run, ofEc2: Quotas): Promise<readonly Problem[]> {
  const { network } = run.config.cluster;
  if (network.kind !== 'new') return [];
  const { availabilityZones: zones } = network;
  const perZone = typeof zones === 'number' ? zones : zones.length;
  const addresses = network.natGateways === 'one' ? 1 : perZone;
  const own = stackNames(run.config).network;
  const exceeds = async (quota: number | undefined, call: string, list: string, needed: number) => {
    if (quota === undefined) return undefined;
    const query = `${list}[].{stack:Tags[?Key=='aws:cloudformation:stack-name'].Value|[0]}`;
    const found = await listOf(run, taggedSchema, ['ec2', call, '--query', query]);
    const taken = found.filter(({ stack }) => stack !== own).length;
    return taken + needed > quota ? { quota, taken } : undefined;
  };
  const { region } = run.config.aws;
  const problems: Problem[] = [];
  const ips = await exceeds(ofEc2.get(elasticIps), 'describe-addresses', 'Addresses', addresses);
  if (ips) {
    const complaint = `takes ${addresses} Elastic IP addresses, and ${ips.taken} of ${ips.quota} in ${region} are taken; release some, or ${askForMore(run.config, 'ec2', elasticIps, ips.taken + addresses)}`;
    problems.push(problem('cluster.network.natGateways', network.natGateways, complaint));
  }
  const ofVpc = await quotasOf(run, 'vpc', [vpcs]);
  const vpc = await exceeds(ofVpc.get(vpcs), 'describe-vpcs', 'Vpcs', 1);
  if (vpc) {
    const complaint = `makes a VPC, and ${vpc.taken} of ${vpc.quota} in ${region} are there; use one of them with kind 'existing', or ${askForMore(run.config, 'vpc', vpcs, vpc.taken + 1)}`;
    problems.push(problem('cluster.network.kind', network.kind, complaint));
  }
  return problems;
}

function askForMore(config: PlatformConfig, service: string, code: string, value: number): string {
  const ask = ['service-quotas', 'request-service-quota-increase', '--service-code', service, '--quota-code', code];
  return `ask AWS for more with '${formatArgv(aws(config, ...ask, '--desired-value', String(value)))}'`;
}
