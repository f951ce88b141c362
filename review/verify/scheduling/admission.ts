import { admitted, type Limits, limitsOf as limitRangesOf, withDefaults } from '../../kinds/limit-range.ts';
import { podsOf } from '../../kinds/pods/index.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import { type Amounts, amountsOf, describeAmount, limitsOf, requestsOf } from '../../kinds/pods/size.ts';
import { containersOf } from '../../kinds/pods/workload.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';

export const resources: Check = {
  rule: 'scheduling/resources',
  promise: 'every container asks for CPU and memory and has a memory limit',
  find: (tree) =>
    podsOf(tree).flatMap((pod) => {
      const ranges = limitRangesOf(tree, pod.namespace);
      return containersOf(pod.spec)
        .filter(({ role }) => role !== 'debug')
        .flatMap(({ field, name, body }) => {
          const missing = missingIn(withDefaults(body, ranges));
          if (missing.length === 0) return [];
          return [
            {
              item: pod.item,
              field: pod.field(`${field}.resources`),
              message: `container ${name} of ${pod.name} has no ${missing.join(' and no ')}: it may take what others were promised, or is the first to be killed`,
              remedy: `add ${missing.join(' and ')}`,
            },
          ];
        });
    }),
};

function missingIn(container: Parameters<typeof amountsOf>[0]): readonly string[] {
  const requests = amountsOf(container, 'requests');
  const limits = amountsOf(container, 'limits');
  return [
    ...['cpu', 'memory'].filter((name) => !(name in requests)).map((name) => `requests.${name}`),
    ...('memory' in limits ? [] : ['limits.memory']),
  ];
}

export const limitRange: Check = {
  rule: 'scheduling/limit-range',
  promise: 'the LimitRanges of its namespace admit every pod',
  find: (tree) =>
    podsOf(tree).flatMap((pod) => limitRangesOf(tree, pod.namespace).flatMap((range) => refusals(pod, range, tree))),
};

function refusals(pod: Pod, range: Limits, tree: Tree): readonly Problem[] {
  const ranges = limitRangesOf(tree, pod.namespace);
  const problem = (field: string, what: string, broken: string): Problem => ({
    item: pod.item,
    field: pod.field(field),
    message: `${pod.name} is refused by LimitRange ${pod.namespace}/${range.item.id.name}: ${what} ${broken}`,
    remedy: 'change its size, or the LimitRange',
  });
  if (range.type === 'Pod') {
    const spec = admitted(pod.spec, ranges);
    return breaks(range, requestsOf(spec), limitsOf(spec)).map((broken) => problem('', 'the pod', broken));
  }
  if (range.type !== 'Container') return [];
  return containersOf(pod.spec)
    .filter(({ role }) => role !== 'debug')
    .flatMap(({ field, name, body }) => {
      const container = withDefaults(body, ranges);
      return breaks(range, amountsOf(container, 'requests'), amountsOf(container, 'limits')).map((broken) =>
        problem(`${field}.resources`, `container ${name}`, broken),
      );
    });
}

/** The plugin's own rules: a bound needs the value that it bounds. */
function breaks({ min, max, maxRatio }: Limits, requests: Amounts, limits: Amounts): readonly string[] {
  const below = Object.entries(min).flatMap(([name, bound]) => {
    const request = requests[name];
    if (request === undefined) return [`asks for no ${name}, and the least is ${describeAmount(name, bound)}`];
    return request < bound
      ? [`asks for ${describeAmount(name, request)}, and the least is ${describeAmount(name, bound)}`]
      : [];
  });
  const above = Object.entries(max).flatMap(([name, bound]) => {
    const limit = limits[name];
    if (limit === undefined) return [`has no limit of ${name}, and the most is ${describeAmount(name, bound)}`];
    return limit > bound
      ? [`has a limit of ${describeAmount(name, limit)}, and the most is ${describeAmount(name, bound)}`]
      : [];
  });
  const ratios = Object.entries(maxRatio).flatMap(([name, bound]) => {
    const [limit, request] = [limits[name], requests[name]];
    if (limit === undefined || request === undefined)
      return [`has no limit or request of ${name}, and their ratio is bounded`];
    return limit > bound * request ? [`has a limit of ${name} above ${bound} times its request`] : [];
  });
  return [...below, ...above, ...ratios];
}
