import { at } from '../../../imports/json.ts';
import { chartFacts } from '../../kinds/helm/index.ts';
import { chartsOf } from '../../kinds/helm/values.ts';
import type { Direction } from '../../kinds/network/policies.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';
import { networkOf } from './network.ts';

/** Namespaces that stay open, and why. */
const open: Readonly<Record<string, string>> = {
  'kube-system':
    'it belongs to EKS, whose own pods there are not in the tree: a policy could cut off the DNS of the cluster',
};

export const defaultDeny: Check = {
  rule: 'network/default-deny',
  promise:
    'every namespace with pods refuses each connection that no policy allows, and a namespace of Spark jobs opens none either',
  find: (tree) => {
    const { policies, pods } = networkOf(tree);
    const directions = new Map<string, Set<Direction>>();
    for (const { namespace, source } of pods) {
      // Where it lands is not known, which is another rule.
      if (namespace === '') continue;
      const wanted = directions.get(namespace) ?? new Set(['ingress']);
      directions.set(namespace, source === 'job' ? wanted.add('egress') : wanted);
    }
    const closed = closedByCharts(tree);
    return [...directions]
      .filter(([namespace]) => !Object.hasOwn(open, namespace) && !closed.has(namespace))
      .flatMap(([namespace, wanted]) => [...wanted].map((direction) => ({ namespace, direction })))
      .filter(({ namespace, direction }) => !policies.closesAll(namespace, direction))
      .map(({ namespace, direction }) => {
        const item = tree.get({ group: '', kind: 'Namespace', name: namespace });
        return {
          ...(item ? { item } : {}),
          message: `no policy of the namespace ${namespace} denies ${direction} by default, so ${effects[direction]}`,
          remedy: `add a NetworkPolicy with 'podSelector: {}', 'policyTypes: [${title(direction)}]' and a rule that matches no pod (an empty list is not compared by Argo CD), and allow what is needed in others`,
        };
      });
  },
  blindSpots: (tree) => {
    const { pods } = networkOf(tree);
    return Object.entries(open)
      .filter(([namespace]) => pods.some((pod) => pod.namespace === namespace))
      .map(([namespace, why]) => `connections to pods in ${namespace}, which stays open: ${why}`);
  },
};

const effects = {
  ingress: 'every pod of the cluster may connect to its pods',
  egress: 'its pods may connect to everywhere',
} as const;

const title = (direction: Direction) => (direction === 'ingress' ? 'Ingress' : 'Egress');

/** Namespaces whose default deny a chart makes, as its values say. */
function closedByCharts(tree: Tree): ReadonlySet<string | undefined> {
  return new Set(
    chartsOf(tree)
      .filter(({ source, values }) => {
        const value = chartFacts(source.chart)?.deniesIngress;
        return value !== undefined && at(values, value) === true;
      })
      .map(({ application }) => application.namespace),
  );
}
