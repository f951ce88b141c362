import { at } from '../../imports/json.ts';
import { application, render, valuesOf } from '../render.ts';
import { devLike, prodLike } from '../support/configs.ts';

const values = valuesOf(render(prodLike), 'external-secrets');
const pods = ['', 'webhook', 'certController'];

describe('External Secrets', () => {
  test('has its account by the name that Pod Identity is bound to', () => {
    expect(values['serviceAccount']).toEqual({ name: 'external-secrets' });
  });

  test('brings its CRDs along, in step with the operator', () => {
    expect(values['installCRDs']).toBe(true);
  });

  test('is of a version whose CRDs have no defaults inside lists, which differ forever (external-secrets#6398)', () => {
    const [major = 0, minor = 0] = (application(render(prodLike), 'external-secrets').charts[0]?.version ?? '')
      .split('.')
      .map(Number);
    expect(major > 2 || (major === 2 && minor >= 9)).toBe(true);
  });

  test('runs twice where controllers do, with one leader, and a budget that lets a node go', () => {
    expect(values['leaderElect']).toBe(true);
    for (const pod of pods) {
      expect(at(values, pod)).toMatchObject({
        replicaCount: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
      });
    }
  });

  test('has no budget for a single pod: it would block every drain of its node', () => {
    for (const pod of pods) {
      expect(at(valuesOf(render(devLike), 'external-secrets'), pod)).toMatchObject({
        replicaCount: 1,
        podDisruptionBudget: { enabled: false },
      });
    }
  });

  test('stays when its Application goes: with its CRDs every Secret would go', () => {
    const { manifest } = application(render(prodLike), 'external-secrets');
    expect(manifest.metadata.finalizers).toBeUndefined();
  });

  test('may write the certificate of its webhook, which Git does not know', () => {
    expect(at(application(render(prodLike), 'external-secrets').manifest.spec, 'ignoreDifferences')).toEqual(
      ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
        // Without the group the entry would be ignored in silence (argoproj/argo-cd#4326).
        group: 'admissionregistration.k8s.io',
        kind,
        jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
      })),
    );
  });
});
