import { nearest } from '../../../imports/schema-errors.ts';
import { Providers } from '../../kinds/providers.ts';
import { type Reference, referencesOf } from '../../kinds/references.ts';
import { describeId } from '../../tree/object-id.ts';
import { once } from '../../tree/once.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

/** What happens when an object of a kind is missing. */
const consequences: Readonly<Record<string, string>> = {
  AppProject: 'Argo CD refuses the Application',
  ClusterRole: 'the binding grants nothing',
  ClusterSecretStore: 'the secret is never written',
  ConfigMap: 'pods that need it do not start',
  EC2NodeClass: 'Karpenter makes no node for the pool',
  IngressClass: 'no controller takes the Ingress',
  Namespace: 'the sync fails',
  PersistentVolumeClaim: 'pods that need it are not scheduled',
  PriorityClass: 'pods that need it are refused',
  Role: 'the binding grants nothing',
  RuntimeClass: 'pods that need it are refused',
  Secret: 'pods that need it do not start',
  SecretStore: 'the secret is never written',
  Service: 'nothing answers requests to it',
  ServiceAccount: 'pods that run as it are not made, and rights that it gets go to nobody',
  StorageClass: 'its volumes are never made',
};

export const exists: Check = {
  rule: 'references/exists',
  promise: 'every object that another one names exists: in the tree, in a chart, or in each cluster',
  find: (tree) =>
    unresolved(tree)
      .filter(({ provider }) => provider === undefined)
      .map(({ item, reference }) => {
        const meant = nearest(reference.name, namesLike(reference, tree));
        const consequence = consequences[reference.kind] ?? 'what needs it does not work';
        return {
          item,
          field: reference.field,
          message: `it names ${describeId(reference)}, which nothing makes: ${consequence}`,
          remedy: meant === undefined ? 'add it, or name one that exists' : `write '${meant}', or add it`,
        };
      }),
  blindSpots: (tree) => {
    const unseen = unresolved(tree).filter(({ provider }) => provider === 'unseen');
    const names = [...new Set(unseen.map(({ reference }) => describeId(reference)))].sort();
    if (names.length === 0) return [];
    const shown =
      names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', ');
    return [`whether these exist, as a chart or repository that is not in the tree may make them: ${shown}`];
  },
};

interface Unresolved {
  readonly item: Item;
  readonly reference: Reference;
  readonly provider: 'unseen' | undefined;
}

const unresolved = once((tree: Tree): readonly Unresolved[] => {
  const providers = new Providers(tree);
  return tree.items.flatMap((item) =>
    referencesOf(item).flatMap((reference) => {
      const provider = providers.of(reference);
      return provider === undefined || provider === 'unseen' ? [{ item, reference, provider }] : [];
    }),
  );
});

/** Names of the objects that could have been meant. */
function namesLike({ kind, namespace }: Reference, tree: Tree): readonly string[] {
  const alike = namespace === undefined ? tree.ofKind(kind) : tree.ofKindIn(kind, namespace);
  return alike.flatMap(({ id }) => (id.namespace === namespace ? [id.name] : []));
}
