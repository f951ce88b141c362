import { at, listIn, walk } from '../../imports/json.ts';
import { valuesSchema } from '../../imports/load.ts';
import { platformConfig } from '../fixtures.ts';
import { type Manifest, pathOf, pick, render } from '../render.ts';
import { applications } from '../support/applications.ts';
import { crdProblems, typeProblems } from '../support/crd-validation.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** The kinds of Kubernetes itself have one word or `.k8s.io` for a group; all others come from a CRD. */
function isCustom({ apiVersion }: Manifest): boolean {
  return apiVersion.includes('/') && !/^([a-z]+|[a-z.]+\.k8s\.io)\/v1$/.test(apiVersion);
}

describe.each(renderedConfigs)('the manifests of %s', (_, manifests) => {
  test('are custom resources that the API server would take: known fields, right types, CEL rules', () => {
    const custom = manifests.filter(isCustom);
    expect(custom.length).toBeGreaterThan(20);
    expect(
      custom.flatMap((manifest) => crdProblems(manifest).map((problem) => `${pathOf(manifest)}: ${problem}`)),
    ).toEqual([]);
  });

  test('give to each Helm chart only values that the chart knows', () => {
    const problems = applications(manifests).flatMap(({ name, chart }) => {
      if (!chart) return [];
      // The chart of Karpenter's CRDs has no values, so it has no schema.
      const schema = valuesSchema(chart.name) ?? { type: 'object', additionalProperties: false };
      return typeProblems(schema, chart.values).map((problem) => `${name}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });

  test('state every integer that a template would print as 1e+06 as a Helm parameter too', () => {
    const large = applications(manifests).flatMap(({ chart }) =>
      walk(chart?.values).flatMap(({ value }) =>
        typeof value === 'number' && Math.abs(value) >= 1_000_000 ? [String(value)] : [],
      ),
    );
    const stated = applications(manifests).flatMap(({ chart }) => listIn(chart?.source, 'helm.parameters'));
    expect(stated.map((parameter) => at(parameter, 'value')).filter((value) => value !== 'null')).toEqual(large);
  });

  test('hold no null, which cdk8s and the API server drop without a word', () => {
    const nulls = manifests.flatMap((manifest) =>
      walk(manifest.spec).flatMap(({ path, value }) => (value === null ? [`${pathOf(manifest)}: ${path}`] : [])),
    );
    expect(nulls).toEqual([]);
  });
});

describe('the check of custom resources', () => {
  const pool = pick(render(platformConfig()), 'NodePool', 'airflow');
  const edited = (edit: (spec: Record<string, never>) => unknown): Manifest => {
    const copy = structuredClone(pool);
    edit(copy.spec as never);
    return copy;
  };

  test.each<[string, object, string]>([
    ['a field that does not exist', { limit: {} }, "spec.limit is not a field of this kind; did you mean 'limits'?"],
    ['a wrong type', { limits: 'many' }, 'spec.limits must be object'],
    [
      'a budget with a schedule and no duration',
      { disruption: { consolidateAfter: '1m', budgets: [{ nodes: '0', schedule: '@daily' }] } },
      "spec.disruption.budgets: 'schedule' must be set with 'duration'",
    ],
    [
      'a weight on a static pool',
      { replicas: 2, limits: {}, weight: 5 },
      "spec: 'weight' is not supported on static NodePools",
    ],
  ])('refuses %s', (_, change, message) => {
    expect(crdProblems(edited((spec) => Object.assign(spec, change)))).toContain(message);
  });

  test('refuses a change that the cluster would refuse', () => {
    const isStatic = edited((spec) => Object.assign(spec, { replicas: 2, limits: {} }));
    expect(crdProblems(isStatic)).toEqual([]);
    expect(crdProblems(isStatic, pool)).toEqual([
      'spec: Cannot transition NodePool between static (replicas set) and dynamic (replicas unset) provisioning modes',
    ]);
  });

  test('refuses a kind that it has no schema of', () => {
    expect(crdProblems({ ...pool, kind: 'NodePoool' })).toEqual([
      'no schema for karpenter.sh/v1 NodePoool; add its CRD to imports/sources.ts',
    ]);
  });
});
