import { isObject, listIn, stringsIn } from '../../imports/json.ts';
import { type Manifest, pathOf } from '../render.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

describe.each(renderedConfigs)('the roles of %s', (_, manifests) => {
  const rules = manifests
    .filter(({ kind }) => /Role$/.test(kind))
    .flatMap((manifest) =>
      listIn(manifest['rules'])
        .filter(isObject)
        .map((rule) => ({ manifest, rule })),
    );
  const values = (field: string) =>
    rules.flatMap(({ manifest, rule }) => stringsIn(rule, field).map((value) => ({ path: pathOf(manifest), value })));

  test('name every API group, resource and verb: no wildcard', () => {
    const all = [...values('apiGroups'), ...values('resources'), ...values('verbs')];
    expect(all.filter(({ value }) => value.includes('*'))).toEqual([]);
  });

  test('hold only verbs that Kubernetes knows: an HTTP method like "put" grants nothing', () => {
    expect(values('verbs').filter(({ value }) => !verbs.includes(value))).toEqual([]);
  });

  test('give no way to more rights: no secrets, roles, bindings, accounts or nodes', () => {
    const powerful = /^(secrets|(cluster)?role(binding)?s|serviceaccounts.*|nodes|namespaces|pods\/exec|pods\/attach)$/;
    // The Spark operator keeps the certificate of its webhook in a Secret of its own namespace.
    const own = (path: string) => path.includes('/spark-operator/Role.spark-operator-webhook.');
    expect(values('resources').filter(({ path, value }) => powerful.test(value) && !own(path))).toEqual([]);
  });

  test('are all bound to one namespace, but for the operator, which reads CRDs and writes its own webhooks', () => {
    const clusterWide = manifests.filter(({ kind }) => kind.startsWith('ClusterRole')).map(pathOf);
    expect(clusterWide.filter((path) => !path.includes('/spark-operator/'))).toEqual([]);
    expect(manifests.filter(isClusterWideBinding).map(pathOf)).toEqual([]);
  });

  test('are bound to service accounts by name, never to groups of people', () => {
    const subjects = manifests.filter(({ kind }) => kind === 'RoleBinding').flatMap(({ subjects }) => listIn(subjects));
    expect(subjects.filter((subject) => !isObject(subject) || subject['kind'] !== 'ServiceAccount')).toEqual([]);
  });
});

function isClusterWideBinding({ kind, metadata }: Manifest): boolean {
  return kind === 'RoleBinding' && metadata.namespace === undefined;
}
