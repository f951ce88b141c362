import { at, listIn, stringsIn } from '../../../imports/json.ts';
import { podTemplateOf } from '../../kinds/pods/workload.ts';
import type { Item } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

/** A field whose absence means "none", and what to write instead of leaving it out. */
interface OpenField {
  readonly path: string;
  readonly write: string;
}

/** Server-side apply owns the fields that Git has and no other, so nobody takes back what a hand adds to the rest. */
export const writtenOut: Check = {
  rule: 'security/written-out',
  promise: 'a field whose absence means "none" is written out, so that what somebody adds by hand is taken back',
  find: (tree) =>
    tree.items
      .filter(({ chart }) => chart === undefined)
      .flatMap((item) =>
        openFields(item).map(({ path, write }) => ({
          item,
          field: path,
          message: `${path} is not written out, so what somebody adds there by hand stays, and Argo CD says Synced`,
          remedy: `write ${write}`,
        })),
      ),
};

const token = 'true where the pods call the Kubernetes API, else false';

function openFields({ manifest, id: { group, kind } }: Item): readonly OpenField[] {
  const template = podTemplateOf(manifest);
  if (template) {
    const spec = template.path === '' ? 'spec' : `${template.path}.spec`;
    return missing(manifest, [{ path: `${spec}.automountServiceAccountToken`, write: token }]);
  }
  switch (`${group}/${kind}`) {
    case 'networking.k8s.io/NetworkPolicy':
      // Argo CD drops an empty list before it compares, so what a hand adds to one is not seen either.
      return stringsIn(manifest, 'spec.policyTypes')
        .map((type) => type.toLowerCase())
        .filter((list) => listIn(manifest, `spec.${list}`).length === 0)
        .map((list) => ({
          path: `spec.${list}`,
          write: 'a rule that matches no pod where it allows nothing: a selector with a label that exists and does not',
        }));
    case 'rbac.authorization.k8s.io/Role':
    case 'rbac.authorization.k8s.io/ClusterRole':
      return at(manifest, 'aggregationRule') === undefined
        ? missing(manifest, [{ path: 'rules', write: "'rules: []' where it grants nothing" }])
        : [];
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding':
      return missing(manifest, [{ path: 'subjects', write: "'subjects: []' where it has none" }]);
    case '/ServiceAccount':
      return missing(manifest, [{ path: 'automountServiceAccountToken', write: token }]);
    default:
      return [];
  }
}

function missing(manifest: Item['manifest'], fields: readonly OpenField[]): readonly OpenField[] {
  return fields.filter(({ path }) => at(manifest, path) === undefined);
}
