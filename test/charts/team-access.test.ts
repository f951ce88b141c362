import type { JsonObject } from '../../imports/json.ts';
import { accessIn } from '../../review/kinds/rbac.ts';
import { type Item, Tree } from '../../review/tree/tree.ts';
import { sparkJobs } from '../../review/verify/airflow/spark-access.ts';
import { networkOf } from '../../review/verify/network/network.ts';
import { unneeded } from '../../review/verify/network/unneeded.ts';
import { escalation } from '../../review/verify/security/rbac.ts';
import { all, pick, render } from '../render.ts';
import { everything } from '../support/configs.ts';

const tree = render(everything);
const own = tree.of('spark-team-a');

describe('egress of a team', () => {
  const policy = pick(own, 'NetworkPolicy', 'allow-from-all-to-egress');

  test('becomes one policy of its namespace, with the ports and the ranges of the config', () => {
    const onPorts = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP', port }));
    expect(policy.spec).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        { to: [{ ipBlock: { cidr: '10.43.0.0/16' } }], ports: onPorts(5432, 9098) },
        {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'hive' } } }],
          ports: onPorts(9083),
        },
      ],
    });
  });

  test('opens nothing for another team, and no other port', () => {
    const { policies } = networkOf(tree);
    const reaches = (team: string, number: number, cidr = '10.43.1.20/32') => {
      const driver = { namespace: `spark-${team}`, labels: { 'spark-role': 'driver' } };
      return policies.refusal(driver, { cidr }, { number, protocol: 'TCP' }) === undefined;
    };
    expect([reaches('team-a', 5432), reaches('team-a', 9098), reaches('team-a', 443)]).toEqual([true, true, true]);
    expect([reaches('team-b', 5432), reaches('team-a', 5433), reaches('team-a', 5432, '10.44.0.1/32')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('is what platform.json says, from which verify knows what a policy may open', () => {
    const file = pick(tree, 'ConfigMap', 'airflow-platform')['data'] as JsonObject;
    const { teams } = JSON.parse(String(file['platform.json'])) as { teams: { egress?: unknown }[] };
    expect(teams.map(({ egress }) => egress)).toEqual([everything.teams[0]?.egress, undefined]);
  });
});

/** The same tree with another word in the objects of a name. */
function reworded(name: string, from: string, to: string): Tree {
  const change = (item: Item) =>
    item.id.name === name ? { ...item, manifest: JSON.parse(JSON.stringify(item.manifest).replace(from, to)) } : item;
  return new Tree(tree.environment, tree.items.map(change));
}

describe('verify', () => {
  test('finds a port that the config of the team does not ask for', () => {
    const opened = reworded('allow-from-all-to-egress', '5432', '6379');
    expect(unneeded.find(opened).map(({ message }) => message)).toEqual([
      expect.stringContaining('may connect to port 6379 (TCP) of 10.43.0.0/16, which nothing needs'),
    ]);
  });

  test.each([
    ['people of a team who run commands in its pods', 'pods/portforward', 'pods/exec'],
    ['people of another team', 'spark-team-a-viewers', 'spark-team-b-viewers'],
  ])('finds %s', (_, from, to) => {
    expect(escalation.find(reworded('viewers', from, to)).map(({ message }) => message)).toEqual([
      expect.stringContaining('gets into the pods there'),
    ]);
  });
});

describe('the people of a team', () => {
  const role = pick(own, 'Role', 'viewers');

  test('look at jobs and forward ports, and change nothing', () => {
    expect(role['rules']).toEqual([
      {
        apiGroups: ['sparkoperator.k8s.io'],
        resources: ['sparkapplications', 'sparkapplications/status', 'scheduledsparkapplications'],
        verbs: ['get', 'list', 'watch'],
      },
      { apiGroups: [''], resources: ['pods/portforward'], verbs: ['get', 'create'] },
    ]);
  });

  test('are a group that has rights in the namespace of their team, and in no other', () => {
    const bound = tree.items.filter(({ manifest }) => JSON.stringify(manifest).includes('spark-team-a-viewers'));
    expect(bound.map(({ id }) => `${id.kind} ${id.namespace}/${id.name}`)).toEqual([
      'RoleBinding spark-team-a/viewers',
    ]);
    expect(all(tree.of('spark-team-b'), 'Role').map(({ metadata }) => metadata.name)).not.toContain('viewers');
  });
});

describe('containers and waiting tasks of a team', () => {
  const bound = (name: string) => pick(own, 'RoleBinding', name)['subjects'];

  test('are run by task pods, with an account that has no right in Kubernetes', () => {
    expect(bound('airflow-containers')).toEqual([
      { kind: 'ServiceAccount', name: 'airflow-worker', namespace: 'airflow' },
    ]);
    expect(pick(own, 'ServiceAccount', 'team-container')['automountServiceAccountToken']).toBe(false);
    const { name, namespace } = { name: 'team-container', namespace: 'spark-team-a' };
    expect(accessIn(tree).of({ name, namespace }, namespace)).toEqual([]);
  });

  test('are waited for by the triggerer, which looks, and ends what a person ends', () => {
    expect(bound('airflow-triggers')).toEqual([
      { kind: 'ServiceAccount', name: 'airflow-triggerer', namespace: 'airflow' },
    ]);
    expect(pick(own, 'Role', 'airflow-triggers')['rules']).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['delete', 'get'] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] },
    ]);
  });

  test('are nothing in the namespace of another team', () => {
    const names = [...all(tree.of('spark-team-b'), 'Role'), ...all(tree.of('spark-team-b'), 'ServiceAccount')];
    expect(names.map(({ metadata }) => metadata.name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/container|trigger/)]),
    );
  });

  test.each([
    [
      'airflow-containers',
      'airflow-worker',
      'airflow-scheduler',
      'gives airflow/airflow-scheduler rights in spark-team-a',
    ],
    ['airflow-triggers', '"delete"', '"create"', 'which it never does'],
  ])('are found where %s is bound to, or allows, something else', (name, from, to, message) => {
    const found = sparkJobs.find(reworded(name, from, to)).map((problem) => problem.message);
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });
});
