import { at, listIn } from '../../../imports/json.ts';
import { directionsOf } from '../../kinds/network/policies.ts';
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
      return empty(
        manifest,
        directionsOf({ manifest }).map((direction) => ({
          path: `spec.${direction}`,
          write: 'a rule that matches no pod where it allows nothing: a selector with a label that exists and does not',
        })),
      );
    case 'rbac.authorization.k8s.io/Role':
    case 'rbac.authorization.k8s.io/ClusterRole':
      return at(manifest, 'aggregationRule') === undefined
        ? empty(manifest, [{ path: 'rules', write: 'a rule, or remove a role that grants nothing' }])
        : [];
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding':
      return empty(manifest, [{ path: 'subjects', write: 'a subject, or remove a binding that has none' }]);
    case '/ServiceAccount':
      return missing(manifest, [{ path: 'automountServiceAccountToken', write: token }]);
    default:
      return [];
  }
}

/** Argo CD drops an empty list of Kubernetes' own kinds before it compares: what a hand adds to one is not seen either. */
function empty(manifest: Item['manifest'], fields: readonly OpenField[]): readonly OpenField[] {
  return fields.filter(({ path }) => listIn(manifest, path).length === 0);
}

function missing(manifest: Item['manifest'], fields: readonly OpenField[]): readonly OpenField[] {
  return fields.filter(({ path }) => at(manifest, path) === undefined);
}
