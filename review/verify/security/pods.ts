import type { Level } from '../../kinds/pod-security/control.ts';
import { violations } from '../../kinds/pod-security/index.ts';
import { podsOf } from '../../kinds/pods/index.ts';
import { textsOf } from '../../tree/manifest.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

const label = 'pod-security.kubernetes.io/enforce';

export const levelStated: Check = {
  rule: 'security/pod-security-level',
  promise: 'every namespace says which Pod Security level it enforces',
  find: (tree) =>
    tree.ofKind('Namespace').flatMap((item) => {
      const stated = textsOf(item.manifest.metadata, 'labels')[label];
      if (isLevel(stated)) return [];
      return [
        {
          item,
          field: `metadata.labels.${label}`,
          message: `the namespace ${item.id.name} ${stated === undefined ? 'enforces no Pod Security level' : `enforces '${stated}', which is none`}, so its pods may do anything`,
          remedy: `label it ${label}: restricted, or baseline where its pods need more`,
        },
      ];
    }),
};

function isLevel(value: string | undefined): value is Level {
  return value === 'privileged' || value === 'baseline' || value === 'restricted';
}

/** What the namespace of a pod enforces. */
function levelOf(tree: Tree, namespace: string): Level {
  const item: Item | undefined = tree.get({ group: '', kind: 'Namespace', name: namespace });
  const stated = item && textsOf(item.manifest.metadata, 'labels')[label];
  return isLevel(stated) ? stated : 'privileged';
}

export const podSecurity: Check = {
  rule: 'security/pod-security',
  promise: 'every pod keeps the Pod Security level of its namespace, or it would be refused',
  find: (tree) =>
    podsOf(tree)
      .filter(({ showsSecurity }) => showsSecurity)
      .flatMap((pod) => {
        const level = levelOf(tree, pod.namespace);
        const all = violations(level, pod);
        return [...new Set(all.map(({ control }) => control))].map((control) => {
          const found = all.filter((one) => one.control === control);
          return {
            item: pod.item,
            field: pod.field(found[0]?.field ?? ''),
            message: `${pod.name} is refused in the namespace ${pod.namespace}, which enforces ${level} (${control}): ${found.map(({ what }) => what).join('; ')}`,
            remedy: 'change the pod, or the level of the namespace with a reason',
            breaks: true as const,
          };
        });
      }),
  blindSpots: (tree) => {
    const hidden = podsOf(tree).filter(
      ({ source, showsSecurity, namespace }) =>
        // A job's pod is made later, and refused then.
        source === 'chart' && !showsSecurity && levelOf(tree, namespace) !== 'privileged',
    );
    const charts = [...new Set(hidden.map(({ name }) => name.split(' ').at(-1)))].sort();
    return charts.length === 0 ? [] : [`Pod Security of the pods of ${charts.join(', ')}: their templates decide`];
  },
};
