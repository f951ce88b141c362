import fc from 'fast-check';
import { openSections } from '../../imports/generator/close-values.ts';
import { inferValues } from '../../imports/generator/infer-values.ts';
import type { JsonObject } from '../../imports/json.ts';
import { chartSchema, problems } from './validate.ts';

const defaults: JsonObject = {
  replicas: 2,
  logLevel: 'info',
  enabled: true,
  clusterName: null,
  controller: { image: { tag: '1.0' }, env: [], extra: {} },
  namespaces: ['default'],
  featureGates: [{ name: 'A', enabled: false }],
  podLabels: {},
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  resources: {},
  podSecurityContext: { fsGroup: 185, seccompProfile: { type: 'RuntimeDefault' } },
  podDisruptionBudget: { maxUnavailable: 1 },
};
const chart = (values: unknown): string[] => problems(inferValues(defaults), values);

describe('values of a chart without a schema', () => {
  test.each([
    ['a key that the defaults do not have', { replica: 3 }],
    ['such a key at any depth', { controller: { image: { tga: '1.1' } } }],
    ['another type of scalar', { replicas: 'two' }],
    ['another type in a list of scalars', { namespaces: [1] }],
    ['a map in place of a list', { namespaces: {} }],
    ['labels that are not text', { podLabels: { team: 1 } }],
    ['a misspelt part of resources', { resources: { request: { cpu: 1 } } }],
  ])('refuse %s', (_, values) => {
    expect(chart(values)).not.toEqual([]);
  });

  test.each([
    ['what the defaults leave empty', { controller: { env: [{ name: 'A' }], extra: { any: 1 } }, clusterName: 'dev' }],
    ['objects in a list with other keys than the example', { featureGates: [{ name: 'B', stage: 'beta' }] }],
    ['labels beside the default ones', { nodeSelector: { pool: 'core' }, podLabels: { team: 'a' } }],
    ['fields of a Kubernetes object beside the default ones', { podSecurityContext: { runAsUser: 185 } }],
    ['a percentage where Kubernetes takes a number or text', { podDisruptionBudget: { maxUnavailable: '50%' } }],
    ['quantities as numbers and as text', { resources: { requests: { cpu: 1, memory: '1Gi' } } }],
  ])('accept %s', (_, values) => {
    expect(chart(values)).toEqual([]);
  });

  test('accept the defaults themselves, whatever their shape', () => {
    const key = fc.oneof(
      // No chart has a key called so, and validators look past it.
      fc.string().filter((name) => name !== '__proto__'),
      fc.constantFrom('labels', 'resources', 'targetPort', 'securityContext', 'nodeSelector'),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('tree'),
      ),
    }));
    fc.assert(
      fc.property(tree, (values) => {
        expect(problems(inferValues(values as JsonObject), values)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a section that a source names in `open`', () => {
  const opened = openSections(inferValues(defaults), { open: ['controller.**'] });

  test('accepts any key, at every depth', () => {
    expect(problems(opened, { controller: { more: 1, image: { digest: 'sha256:1' } } })).toEqual([]);
  });

  test('still checks the types of the keys it lists', () => {
    expect(problems(opened, { controller: { image: { tag: 1 } } })).toEqual([
      'controller.image.tag needs string, got integer',
    ]);
  });
});

describe('kube-prometheus-stack', () => {
  const stack = chartSchema('kube-prometheus-stack');

  test('leaves sub-charts open, because it lists a part of their values only', () => {
    expect(
      problems(stack, { grafana: { persistence: { enabled: true } }, 'kube-state-metrics': { replicas: 2 } }),
    ).toEqual([]);
  });

  test('closes its own sections', () => {
    expect(problems(stack, { prometheus: { prometheusSpec: { retentionDays: 15 } } })).not.toEqual([]);
  });
});
