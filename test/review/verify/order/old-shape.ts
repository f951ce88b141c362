import { groupOf } from '../../../../review/tree/object-id.ts';
import type { Document, Tree } from '../../../../review/tree/tree.ts';
import type { Gate } from '../../../../review/verify/order/health.ts';
import { applicationOf, type Draft, type Files, objectOf, treeOf } from '../../tree/objects.ts';

/** What `dist/` was before docs/decisions/0012, as far as the order of a removal depends on it. */
export function oldShape(teams: readonly string[], retries = -1): Tree {
  const team = (name: string): Files => ({
    [`root/Application.${name}.yaml`]: child(name, -20, retries),
    [`namespaces/Namespace.${name}.yaml`]: namespace(name),
    [`${name}/Role.spark-driver.yaml`]: role('spark-driver'),
  });
  const tree = treeOf({
    'root/Application.root.yaml': child('root', 0, -1, (draft) => {
      delete draft.metadata['finalizers'];
    }),
    'root/Application.namespaces.yaml': child('namespaces', -90, retries),
    'root/Application.spark-operator.yaml': child('spark-operator', -30, retries, (draft) => {
      draft.spec['source'] = {
        chart: 'spark-operator',
        targetRevision: '2.5.2',
        helm: { valuesObject: { spark: { jobNamespaces: [...teams] } } },
      };
    }),
    'root/Application.airflow.yaml': child('airflow', 0, retries, (draft) => {
      draft.spec['source'] = {
        chart: 'airflow',
        targetRevision: '1.22.0',
        helm: { valuesObject: { teams: [...teams] } },
      };
    }),
    ...Object.fromEntries(
      ['spark-operator', 'airflow'].map((name) => [`namespaces/Namespace.${name}.yaml`, namespace(name)]),
    ),
    ...Object.assign({}, ...teams.map(team)),
  });
  return tree.with(teams.map(roleOfTheOperator));
}

/** The health check of that time: it waited for a person, and for a folder that was gone. */
export const oldGate: Gate = ({ operation, tries, failed, uncomparable, synced }) => {
  if (operation) return operation === 'runs' && tries >= 6 ? 'Degraded' : 'Progressing';
  if (failed) return 'Degraded';
  return synced && !uncomparable ? 'Healthy' : 'Progressing';
};

function child(name: string, wave: number, retries: number, edit: (draft: Draft) => void = () => {}): string {
  return applicationOf(name, (draft) => {
    draft.metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': String(wave) };
    draft.spec.syncPolicy['retry'] = { limit: retries, refresh: true };
    edit(draft);
  });
}

function namespace(name: string): string {
  const annotations = { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm' };
  return objectOf('Namespace', name, { metadata: { annotations } });
}

const rbac = 'rbac.authorization.k8s.io/v1';

function role(name: string): string {
  return objectOf('Role', name, { apiVersion: rbac });
}

/** The chart made one in each namespace that its values named. */
function roleOfTheOperator(namespace: string): Document {
  const metadata = { name: 'spark-operator-controller', namespace };
  return {
    file: `dev/root/Application.spark-operator.yaml#${groupOf(rbac)}/${namespace}`,
    application: 'spark-operator',
    chart: 'spark-operator 2.5.2',
    manifest: { apiVersion: rbac, kind: 'Role', metadata },
  };
}
