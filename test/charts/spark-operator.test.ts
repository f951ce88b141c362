import { at, listIn, stringsIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, application, render, valuesOf } from '../render.ts';
import { prodLike } from '../support/configs.ts';

const manifests = render(prodLike);
const values = valuesOf(manifests, 'spark-operator');

describe('the Spark Operator', () => {
  test('serves the namespaces of the teams by name: matched by a label, jobs would run without the webhook (#2913)', () => {
    expect(at(values, 'spark.jobNamespaces')).toEqual(['spark-team-a', 'spark-team-b']);
    expect(at(values, 'spark.jobNamespaceSelector')).toBeUndefined();
  });

  test('writes nothing into the namespaces of the teams by its values: it would hold on to one that goes', () => {
    expect(values['spark']).toMatchObject({ serviceAccount: { create: false }, rbac: { create: false } });
    expect([at(values, 'controller.rbac.create'), at(values, 'webhook.rbac.create')]).toEqual([false, false]);
  });

  test('has its rights in the namespace of each team from the folder of the team', () => {
    const bindings = manifests.ofKind('RoleBinding').filter(({ id }) => id.name.startsWith('spark-operator-'));
    expect(bindings).toHaveLength(6);
    for (const { id, application: maker } of bindings) expect(maker).toBe(id.namespace);
  });

  test('may do nothing cluster-wide but read CRDs and write its certificate into its own webhooks', () => {
    const rules = all(manifests, 'ClusterRole').flatMap((role) => listIn(role['rules']));
    expect(rules).toEqual([
      { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['get'] },
      expect.objectContaining({ verbs: ['list', 'watch'] }),
      expect.objectContaining({ resourceNames: ['spark-operator-webhook'], verbs: ['get', 'update'] }),
    ]);
  });

  test('makes no Ingress for a job: it could answer for the host of another page', () => {
    const resources = [...all(manifests, 'Role'), ...all(manifests, 'ClusterRole')].flatMap((role) =>
      listIn(role['rules']).flatMap((rule) => stringsIn(rule, 'resources')),
    );
    expect(resources).toContain('services');
    expect(resources).not.toContain('ingresses');
  });

  test('is of a version in which a job cannot choose another account, image or namespace (#3043)', () => {
    const [major = 0, minor = 0, patch = 0] = (application(render(prodLike), 'spark-operator').charts[0]?.version ?? '')
      .split('.')
      .map(Number);
    expect(major * 10_000 + minor * 100 + patch).toBeGreaterThanOrEqual(20_502);
  });

  test('refuses pods that its webhook did not see: executors would lose their selectors and run anywhere', () => {
    expect(at(values, 'webhook.failurePolicy')).toBe('Fail');
  });

  test('refuses a job that its team`s quota cannot hold, instead of starving it half started', () => {
    expect(at(values, 'webhook.resourceQuotaEnforcement')).toEqual({ enable: true });
  });

  test('gives a driver pod a minute to appear: after ten seconds short jobs are "driver pod not found" (#2755)', () => {
    expect(at(values, 'controller.driverPodCreationGracePeriod')).toBe('60s');
  });

  test('tries a failing job again after five minutes, not after the default of up to six hours', () => {
    expect(at(values, 'controller.workqueueRateLimiter.maxDelay')).toEqual({ enable: true, duration: '5m' });
  });

  test('makes no Service for each job: their variables would fill the environment of the next', () => {
    expect(at(values, 'controller.uiService')).toEqual({ enable: false });
  });

  test('upgrades its CRDs through Argo CD and not with a hook, whose pod "restricted" would refuse', () => {
    expect(values['hook']).toBeUndefined();
    expect(application(render(prodLike), 'spark-operator').charts[0]?.skipCrds).toBe(false);
  });

  test('stays when its Application goes: with its CRDs every running job would go', () => {
    const { manifest } = application(render(prodLike), 'spark-operator');
    expect(manifest.metadata.finalizers).toBeUndefined();
  });

  test('has a disruption budget only where it has two pods, which its chart also demands', () => {
    expect(at(values, 'controller.podDisruptionBudget.enable')).toBe(true);
    const single = valuesOf(render(platformConfig()), 'spark-operator');
    expect([
      at(single, 'controller.podDisruptionBudget.enable'),
      at(single, 'webhook.podDisruptionBudget.enable'),
    ]).toEqual([false, false]);
  });
});
