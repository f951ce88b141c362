import { accessIn, allows, describeSubject } from '../../../review/kinds/rbac.ts';
import { covers, type Right, rightsOf, standsForResource } from '../../../review/kinds/rights.ts';
import { objectOf, treeOf } from '../tree/objects.ts';

const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const role = (kind: string, name: string, rules: readonly object[], more: object = {}) =>
  objectOf(kind, name, { ...rbac, ...(kind === 'Role' ? { metadata: { namespace: 'shop' } } : {}), rules, ...more });
const binding = (kind: string, roleRef: object, subjects: readonly object[]) =>
  objectOf(kind, 'b', {
    ...rbac,
    ...(kind === 'RoleBinding' ? { metadata: { namespace: 'shop' } } : {}),
    roleRef,
    subjects,
  });
const web = { kind: 'ServiceAccount', name: 'web' };
const reads = { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get'] };

describe('what an account may do', () => {
  const tree = treeOf({
    'a/role.yaml': role('Role', 'reader', [reads]),
    'a/binding.yaml': binding('RoleBinding', { kind: 'Role', name: 'reader' }, [web, { kind: 'User', name: 'ann' }]),
    'a/wide.yaml': role('ClusterRole', 'watcher', [{ apiGroups: ['*'], resources: ['*'], verbs: ['watch'] }]),
    'a/everywhere.yaml': binding('ClusterRoleBinding', { kind: 'ClusterRole', name: 'watcher' }, [
      { ...web, namespace: 'other' },
    ]),
  });
  const may = (namespace: string, verb: string, place?: string, group = '', resource = 'pods') =>
    accessIn(tree)
      .of({ namespace, name: 'web' }, place)
      .some((grant) => allows(grant, { group, resource, verb }));

  test.each([
    [may('shop', 'get', 'shop'), true],
    [may('shop', 'list', 'shop'), false],
    [may('shop', 'get', 'other'), false],
    [may('shop', 'get'), false],
    [may('other', 'get', 'shop'), false],
    [may('other', 'watch', 'shop'), true],
    [may('other', 'watch', 'nowhere', 'apps', 'deployments'), true],
    [may('other', 'watch'), true],
    [may('shop', 'get', 'shop', 'apps'), false],
    [may('shop', 'get', 'shop', '', 'secrets'), false],
  ])('is what its bindings say: case %#', (found, expected) => {
    expect(found).toBe(expected);
  });

  test('is each verb on each resource, for each that is named', () => {
    const said = rightsOf(tree).map(
      ({ subject, namespace, resource, verb, field }) =>
        `${describeSubject(subject)} in ${namespace ?? 'all'}: ${verb} ${resource}, ${field}`,
    );
    expect(said).toEqual([
      'ServiceAccount shop/web in shop: get pods, rules[0]',
      'ServiceAccount shop/web in shop: get pods/log, rules[0]',
      'User ann in shop: get pods, rules[0]',
      'User ann in shop: get pods/log, rules[0]',
      'ServiceAccount other/web in all: watch *, rules[0]',
    ]);
  });

  test('of a role that collects others is what they have, by all labels of one selector', () => {
    const labelled = (name: string, labels: object, verb: string) =>
      role('ClusterRole', name, [{ ...reads, resources: ['pods'], verbs: [verb] }], { metadata: { labels } });
    const collected = treeOf({
      'a/a.yaml': role('ClusterRole', 'all', [], {
        aggregationRule: {
          clusterRoleSelectors: [
            { matchLabels: { a: '1', b: '2' } },
            { matchExpressions: [{ key: 'c', operator: 'In', values: ['3'] }] },
          ],
        },
      }),
      'a/b.yaml': labelled('both', { a: '1', b: '2' }, 'get'),
      'a/c.yaml': labelled('one', { a: '1' }, 'list'),
      'a/d.yaml': labelled('third', { c: '3' }, 'watch'),
      'a/e.yaml': binding('ClusterRoleBinding', { kind: 'ClusterRole', name: 'all' }, [{ ...web, namespace: 'x' }]),
    });
    expect(rightsOf(collected).map(({ verb }) => verb)).toEqual(['get', 'watch']);
  });

  test('of a role that Kubernetes has itself is known, and the binding says it', () => {
    const own = (name: string) => treeOf({ 'a/b.yaml': binding('RoleBinding', { kind: 'ClusterRole', name }, [web]) });
    expect(rightsOf(own('cluster-admin'))).toMatchObject([{ group: '*', field: 'roleRef', namespace: 'shop' }]);
    expect(rightsOf(own('view'))).toEqual([]);
  });
});

describe('one right covers another', () => {
  const right = (more: Partial<Right>) =>
    ({ group: '', resource: 'pods', verb: 'get', namespace: 'shop', names: [], ...more }) as Right;
  test.each<[Partial<Right>, Partial<Right>, boolean]>([
    [{}, {}, true],
    [{ namespace: undefined as never }, {}, true],
    [{}, { namespace: undefined as never }, false],
    [{}, { namespace: 'other' }, false],
    [{ verb: '*' }, {}, true],
    [{}, { verb: '*' }, false],
    [{ group: '*' }, { group: 'apps' }, true],
    [{}, { group: 'apps' }, false],
    [{ resource: '*' }, { resource: 'pods/log' }, true],
    [{}, { resource: 'pods/log' }, false],
    [{ names: ['a'] }, {}, false],
    [{}, { names: ['a'] }, true],
    [{ names: ['a', 'b'] }, { names: ['a'] }, true],
    [{ names: ['a'] }, { names: ['a', 'b'] }, false],
  ])('%j covers %j: %s', (wide, narrow, expected) => {
    expect(covers(right(wide), right(narrow))).toBe(expected);
  });

  test.each([
    ['*/scale', 'deployments/scale', true],
    ['*/scale', 'scale', false],
    ['a/scale', 'deployments/scale', false],
  ])('%s stands for %s: %s', (pattern, resource, expected) => {
    expect(standsForResource(pattern, resource)).toBe(expected);
  });
});
