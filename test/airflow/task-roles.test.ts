import { Environment } from '@marcbachmann/cel-js';
import { at, type Json, type JsonObject, listIn, objectIn, walk } from '../../imports/json.ts';
import recorded from '../dags/task-pods.json' with { type: 'json' };
import { platformConfig } from '../fixtures.ts';
import { all, application, pick, render } from '../render.ts';
import { everything, taskRoles } from '../support/configs.ts';

const withRoles = (roles = taskRoles) =>
  render(
    platformConfig((draft) => {
      draft.airflow.taskRoles = roles;
    }),
  );
const policyOf = (tree = withRoles()) => pick(tree, 'ValidatingAdmissionPolicy', 'airflow-task-pods').spec ?? {};
const cel = new Environment({ unlistedVariablesAreDyn: true });

/** As the API server asks: the messages of the rules that do not hold, nothing where the policy is not for the request. */
function refusals(policy: JsonObject, pod: Json, username: string): readonly string[] {
  const request = { userInfo: { username }, namespace: 'airflow' };
  const ask = (expression: Json | undefined, context: object) => cel.evaluate(String(expression), { ...context });
  const matches = listIn(policy, 'matchConditions').every((one) =>
    ask(at(one, 'expression'), { object: pod, request }),
  );
  if (!matches) return [];
  const variables = Object.fromEntries(
    listIn(policy, 'variables').map((one) => [String(at(one, 'name')), ask(at(one, 'expression'), { object: pod })]),
  );
  return listIn(policy, 'validations')
    .filter((one) => ask(at(one, 'expression'), { object: pod, variables, request }) !== true)
    .map((one) => String(at(one, 'message')));
}

const scheduler = 'system:serviceaccount:airflow:airflow-scheduler';
const pods = Object.entries(recorded as unknown as Record<string, { allowed: boolean; pod: Json }>);

describe('a task pod, as the executor makes it,', () => {
  test.each(pods.filter(([, { allowed }]) => allowed))('is taken with %s', (_, { pod }) => {
    expect(refusals(policyOf(), pod, scheduler)).toEqual([]);
  });

  test.each(pods.filter(([, { allowed }]) => !allowed))(
    'is refused with %s, by one sentence that names the field',
    (_, { pod }) => {
      expect(refusals(policyOf(), pod, scheduler)).toEqual([
        expect.stringMatching(/^(spec|metadata)\.[\w[\].]+: .+; (use|choose|take) /),
      ]);
    },
  );

  test('has the Secrets of its own template in every environment', () => {
    const tree = render(everything);
    const template = String(at(application(tree, 'airflow').charts[0]?.values, 'podTemplate'));
    const names = [
      ...template.matchAll(/secretRef:\s+name: (\S+)|secretName: (\S+)|imagePullSecrets:\s+- name: (\S+)/g),
    ].flatMap(([, ...found]) => found.filter(Boolean));
    expect(names.length).toBeGreaterThan(3);
    const rules = JSON.stringify(policyOf(tree));
    expect(names.filter((name) => !rules.includes(`'${name}'`))).toEqual([]);
  });

  test('may wear no label by which a policy or a Service of the namespace chooses pods', () => {
    const tree = [...render(everything).items, ...withRoles().items].filter(({ id }) => id.namespace === 'airflow');
    const chosen = [...all(tree, 'NetworkPolicy'), ...all(tree, 'Service')].flatMap((object) =>
      walk(objectIn(object, 'spec')).flatMap(
        ({ path }) => /(?:podSelector\.matchLabels|selector)\.(.+)$/.exec(path)?.[1] ?? [],
      ),
    );
    const labels =
      listIn(policyOf(), 'validations')
        .map((one) => String(at(one, 'expression')))
        .at(-1) ?? '';
    const guarded = (key: string) => labels.includes(`'${key}' in`) || key.startsWith('app.kubernetes.io/');
    expect(chosen).toContain('component');
    expect(chosen.filter((key) => !guarded(key))).toEqual([]);
  });
});

test('a pod that is not a task is none of its business', () => {
  const [, { pod }] = pods.find(([, { allowed }]) => !allowed) ?? ['', { pod: {} }];
  expect(refusals(policyOf(), pod, 'system:serviceaccount:kube-system:replicaset-controller')).toEqual([]);
});

describe('airflow.taskRoles', () => {
  test('makes an account for each, without a token of Kubernetes', () => {
    expect(pick(withRoles(), 'ServiceAccount', 'airflow-task-shop')['automountServiceAccountToken']).toBe(false);
  });

  test('tells DAGs which roles there are', () => {
    const file = objectIn(pick(withRoles(), 'ConfigMap', 'airflow-platform'), 'data')['platform.json'];
    expect(JSON.parse(String(file)).taskRoles).toEqual([{ name: 'shop', serviceAccount: 'airflow-task-shop' }]);
  });

  test('denies by a binding for the namespace of Airflow', () => {
    expect(pick(withRoles(), 'ValidatingAdmissionPolicyBinding', 'airflow-task-pods').spec).toEqual({
      policyName: 'airflow-task-pods',
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'airflow' } } },
    });
  });

  test('guards task pods without any role too, where the list is empty', () => {
    const [, { pod }] = pods.find(([name]) => name === 'the role shop') ?? ['', { pod: {} }];
    expect(refusals(policyOf(withRoles([])), pod, scheduler)).toHaveLength(1);
  });

  test('is nothing where it is absent: no policy, and no permission to make one', () => {
    const tree = render(platformConfig());
    expect(all(tree, 'ValidatingAdmissionPolicy')).toEqual([]);
    expect(JSON.stringify(all(tree, 'AppProject'))).not.toContain('AdmissionPolicy');
    expect(JSON.stringify(all(withRoles(), 'AppProject'))).toContain('ValidatingAdmissionPolicyBinding');
  });
});
