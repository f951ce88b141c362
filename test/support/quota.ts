/** What one object counts for, by the names of a ResourceQuota's `hard`. */
type Usage = Readonly<Record<string, number>>;

/** A Spark job: what its driver and one executor request, and how long it runs. */
export interface Job {
  readonly driver: { readonly cpu: number; readonly memoryGib: number };
  readonly executor: { readonly cpu: number; readonly memoryGib: number };
  readonly executors: number;
  readonly minutes: number;
}

/** How long Kubernetes keeps what a job leaves behind, after it has ended. */
interface Days {
  readonly days: number;
  readonly keptForDays: number;
}

const minutesOfDay = 24 * 60;

/**
 * Starts the job again and again, whenever admission lets it through; gives the number of starts on the last day.
 *
 * Admission of a ResourceQuota, as the API server does it: a pod in a terminal phase counts for nothing but
 * `count/pods`; an object of any other kind counts from its creation until it is deleted. A job that ends leaves its
 * SparkApplication, the pod and the ConfigMap of its driver; one whose driver is killed leaves its executors, its Service and
 * its claims as well.
 */
export function startsOnTheLastDay(hard: Usage, job: Job, { days, keptForDays }: Days): number {
  const running = sum(runs(job), leaves(job, 'killed'));
  const used: Record<string, number> = {};
  const changes = new Map<number, Usage[]>();
  const at = (minute: number, usage: Usage) => changes.set(minute, [...(changes.get(minute) ?? []), usage]);
  let starts = 0;
  let startsOfDay = 0;

  for (let minute = 0; minute < days * minutesOfDay; minute += 1) {
    if (minute % minutesOfDay === 0) startsOfDay = 0;
    for (const usage of changes.get(minute) ?? []) add(used, usage);
    changes.delete(minute);
    while (admits(hard, used, running)) {
      starts += 1;
      startsOfDay += 1;
      add(used, running);
      const left = leaves(job, starts % 2 === 0 ? 'killed' : 'ended');
      at(minute + job.minutes, sum(negative(running), left));
      at(minute + job.minutes + keptForDays * minutesOfDay, negative(left));
    }
  }
  return startsOfDay;
}

/** What counts only while its pods run. */
function runs({ driver, executor, executors }: Job): Usage {
  const memory = driver.memoryGib + executors * executor.memoryGib;
  return {
    pods: 1 + executors,
    'requests.cpu': driver.cpu + executors * executor.cpu,
    'requests.memory': memory,
    'limits.memory': memory,
  };
}

/** What is there until the application is deleted, by every name that a quota can give it. */
function leaves({ executors }: Job, how: 'ended' | 'killed'): Usage {
  const objects = {
    'sparkapplications.sparkoperator.k8s.io': 1,
    pods: how === 'killed' ? 1 + executors : 1,
    configmaps: how === 'killed' ? 2 : 1,
    services: how === 'killed' ? 1 : 0,
    persistentvolumeclaims: how === 'killed' ? executors : 0,
  };
  const { configmaps, services, persistentvolumeclaims } = objects;
  const counted = Object.fromEntries(Object.entries(objects).map(([kind, number]) => [`count/${kind}`, number]));
  return { ...counted, configmaps, services, persistentvolumeclaims };
}

/** A quota may not bound what a job makes under a name that is not played here: then the answer would be wrong. */
function admits(hard: Usage, used: Usage, more: Usage): boolean {
  return Object.entries(hard).every(([name, bound]) => {
    if (!(name in more) && !neverMade.includes(name)) throw new Error(`'${name}' is not played by this test`);
    return (used[name] ?? 0) + (more[name] ?? 0) <= bound;
  });
}

const neverMade = ['services.loadbalancers', 'services.nodeports'];

function add(total: Record<string, number>, usage: Usage): void {
  for (const [name, number] of Object.entries(usage)) total[name] = (total[name] ?? 0) + number;
}

function sum(...usages: readonly Usage[]): Usage {
  const total: Record<string, number> = {};
  for (const usage of usages) add(total, usage);
  return total;
}

function negative(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).map(([name, number]) => [name, -number]));
}
