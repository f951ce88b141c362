import { hoursOfAirflow, hoursOfTasks, type Job, jobs } from './demand.ts';
import type { Market } from './market.ts';
import { lowerBound, type Offer, pack, type Room } from './packing.ts';

const gib = 1024 ** 3;

/** A driver and executors of one size, as a platform lets jobs choose it. */
export interface Shape {
  readonly driver: Room;
  readonly executor: Room;
  /** Tasks that an executor runs at the same time. */
  readonly cores: number;
}

/** What a platform runs the day on. */
export interface Platform {
  readonly executors: Readonly<Record<Job['nodes'], Market>>;
  readonly drivers: Market;
  readonly airflow: Market;
  readonly tasks: Market;
  readonly airflowPods: readonly Room[];
  readonly taskPod: Room;
  readonly shapes: (job: Job) => readonly Shape[];
}

/** US dollars of the day. */
export interface Bill {
  readonly spark: number;
  /** Spark without the hours in which nodes start or are empty. */
  readonly sparkHours: number;
  readonly airflow: number;
  readonly tasks: number;
  readonly day: number;
}

export function billOf(platform: Platform): Bill {
  const { drivers, executors, airflow, tasks } = platform;
  const hours = [...new Set(jobs.map(({ hour }) => hour))].map((hour) => jobs.filter((job) => job.hour === hour));
  const parts = hours.flatMap((together) => {
    const chosen = together.map((job) => ({ job, ...choose(job, platform) }));
    const markets = [...new Set(together.map(({ nodes }) => executors[nodes]))];
    return [
      {
        usd: pack(
          chosen.map(({ driver }) => driver),
          drivers.onDemand,
        ),
        idle: drivers.idleHours,
      },
      ...markets.map((market) => ({
        usd: pack(
          chosen.filter(({ job }) => executors[job.nodes] === market).flatMap((one) => one.executors),
          market.spot,
        ),
        idle: market.idleHours,
      })),
    ];
  });
  const sparkHours = sum(parts.map(({ usd }) => usd));
  const spark = sum(parts.map(({ usd, idle }) => usd * (1 + idle)));
  const ofAirflow = pack(platform.airflowPods, airflow.spot) * hoursOfAirflow;
  const ofTasks = pack([platform.taskPod], tasks.spot) * hoursOfTasks * (1 + tasks.idleHours);
  return { spark, sparkHours, airflow: ofAirflow, tasks: ofTasks, day: spark + ofAirflow + ofTasks };
}

/** The shape that costs the least for a job: its author knows the pools. */
function choose(
  job: Job,
  { executors, shapes }: Platform,
): { readonly driver: Room; readonly executors: readonly Room[] } {
  const ways = shapes(job).map(({ driver, executor, cores }) => {
    const number = Math.max(job.cores / cores, (job.cores * job.gibPerCore * gib) / executor.memory);
    return { driver, executors: Array.from({ length: Math.ceil(number) }, () => executor) };
  });
  const usd = ({ executors: pods }: (typeof ways)[number]) => pack(pods, executors[job.nodes].spot);
  const [best] = ways.map((way) => ({ way, usd: usd(way) })).sort((a, b) => a.usd - b.usd);
  if (best === undefined) throw new Error(`no size holds the job of ${job.cores} cores in team ${job.team}`);
  return best.way;
}

/** What the programs need, packed without a gap into the cheapest mix of all nodes for executors, and drivers of the smallest size. */
export function least({ executors, drivers, shapes }: Platform, share: number): number {
  const spot = Object.values(executors).flatMap((market): readonly Offer[] => market.spot);
  return sum(
    jobs.map((job) => {
      const need = { cpu: job.cores * share, memory: job.cores * job.gibPerCore * gib };
      const driver = shapes(job)[0]?.driver;
      return lowerBound([need], spot) + (driver ? lowerBound([driver], drivers.onDemand) : 0);
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
