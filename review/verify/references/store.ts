import { at, type Json, listIn, objectIn, stringsIn } from '../../../imports/json.ts';
import { textsOf } from '../../tree/manifest.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

export const store: Check = {
  rule: 'references/store',
  promise: 'a ClusterSecretStore serves every namespace that reads from it',
  find: (tree) =>
    tree.ofKind('ExternalSecret').flatMap((item) => {
      const { kind, name } = objectIn(item.manifest, 'spec.secretStoreRef');
      const source = kind === 'ClusterSecretStore' ? tree.ofKind(kind).find(({ id }) => id.name === name) : undefined;
      if (!source || serves(source, item.id.namespace ?? '', tree)) return [];
      return [
        {
          item,
          field: 'spec.secretStoreRef.name',
          message: `the ClusterSecretStore ${name} does not serve the namespace ${item.id.namespace}, so the secret is never written`,
          remedy: `add the namespace to spec.conditions of ${source.file}`,
        },
      ];
    }),
};

/** A store without conditions serves every namespace; with some, it is enough to meet one. */
function serves({ manifest }: Item, namespace: string, tree: Tree): boolean {
  const conditions = listIn(manifest, 'spec.conditions');
  return conditions.length === 0 || conditions.some((condition) => meets(condition, namespace, tree));
}

function meets(condition: Json, namespace: string, tree: Tree): boolean {
  const labels = objectIn(condition, 'namespaceSelector.matchLabels');
  const own = tree.get({ group: '', kind: 'Namespace', name: namespace });
  const ownLabels = own ? textsOf(own.manifest.metadata, 'labels') : {};
  return (
    stringsIn(condition, 'namespaces').includes(namespace) ||
    stringsIn(condition, 'namespaceRegexes').some((expression) => new RegExp(expression).test(namespace)) ||
    (at(condition, 'namespaceSelector') !== undefined &&
      Object.entries(labels).every(([key, value]) => ownLabels[key] === value))
  );
}
