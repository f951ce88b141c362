import {
  chartVersion,
  crdMatch,
  kubernetesVersion,
  newChart,
  rightsFirst,
} from '../../../review/compare/verdicts/versions/charts.ts';
import { crds, skippedCrds } from '../../../review/compare/verdicts/versions/crds.ts';
import { isPinned, stepBetween, versionIn } from '../../../review/compare/verdicts/versions/semver.ts';
import { application, type Case, cases, chart, draft, step } from '../compare/trees.ts';

type Fields = Readonly<Record<string, unknown>>;

test.each([
  ['1.2.3', '1.2.3', 'same'],
  ['1.2.3', '2.0.0', 'major'],
  ['1.2.3', '1.3.0', 'minor'],
  ['1.2.3', '1.2.4', 'patch'],
  ['1.2.3', '1.2.10', 'patch'],
  ['1.2.3', '1.1.9', 'downgrade'],
  ['2.0.0', '1.9.9', 'downgrade'],
  ['v1.2', '1.2.0', 'patch'],
  ['1.2', '1.2.1', 'patch'],
  ['1.2.1', '1.2', 'downgrade'],
  ['1.2.3-rc1', '1.2.3', 'patch'],
  ['1.2.3', '1.2.3-rc1', 'downgrade'],
  ['1.2.3-rc1', '1.2.3-rc2', 'patch'],
  ['1.2.3-rc2', '1.2.3-rc1', 'downgrade'],
  ['1.2.3-alpine', '1.2.4-alpine', 'patch'],
  ['1.2.3+build.1', '1.2.3+build.2', 'patch'],
  ['main', '1.2.3', 'other'],
  ['1.2.3', 'main', 'other'],
])('from %s to %s is %s', (before, after, is) => {
  expect(stepBetween(before, after)).toBe(is);
});

test.each([
  ['1.2.3', { numbers: [1, 2, 3], pre: '' }],
  ['v1', { numbers: [1], pre: '' }],
  ['1.2.3.4', { numbers: [1, 2, 3, 4], pre: '' }],
  ['2.0.0b1', { numbers: [2, 0, 0], pre: 'b1' }],
  ['2.0.0-beta.2', { numbers: [2, 0, 0], pre: 'beta.2' }],
  ['1.2.3.4.5', undefined],
  ['1.2.x', undefined],
  ['a1.2.3', undefined],
  ['01234567a9', undefined],
  ['20261112', { numbers: [20261112], pre: '' }],
])('%s as a version', (text, version) => {
  expect(versionIn(text)).toEqual(version);
});

const hex = '0123456789abcdef';
test.each([
  ['1.2.3', true],
  ['v1.2.3-rc.1', true],
  ['1.2.3+build', true],
  ['1.2', false],
  ['~1.2.3', false],
  ['1.2.3 || 2', false],
  ['1.2.*', false],
  ['latest', false],
  [`sha256:${hex.repeat(4)}`, true],
  [`sha256:${hex}`, false],
  [`${hex}${hex}01234567`, true],
  [`${hex}${hex}012345678`, false],
  [`x${hex}${hex}01234567`, false],
])('%s is pinned: %s', (version, pinned) => {
  expect(isPinned(version)).toBe(pinned);
});

const app = 'Application argocd/app:';
const version = (before: string, after: string, ...says: readonly string[]) =>
  step(
    chart('app', {}, { targetRevision: before }),
    chart('app', {}, { targetRevision: after }),
    ...says.map((said) => said.replace(' ', ` ${app} `)),
  );

cases(chartVersion, {
  'a fix': version('1.2.3', '1.2.4', 'info another version of a chart: app 1.2.3 → 1.2.4'),
  'a major version': version(
    '1.2.3',
    '2.0.0',
    'danger another major version of a chart: app 1.2.3 → 2.0.0; values and defaults may have changed their meaning',
  ),
  back: version('1.2.3', '1.2.2', 'danger downgrade: the chart goes back, app 1.2.3 → 1.2.2;'),
  any: version(
    '1.2.3',
    '1.x',
    'danger the chart app is not pinned (1.x): its next release reaches the cluster without a pull request',
  ),
  'any as before': version('1.x', '2.x'),
  'a commit': version(
    '1.2.3',
    `${hex}${hex}01234567`,
    `info another version of a chart: app 1.2.3 → ${hex}${hex}01234567`,
  ),
  'a new chart, any': step(
    undefined,
    chart('app', {}, { targetRevision: '*' }),
    `danger ${app} the chart app is not pinned (*)`,
  ),
  'another repository': step(
    chart('app', {}),
    chart('app', {}, { repoURL: 'https://mallory.example.com' }),
    `danger ${app} the chart app comes from another repository: https://mallory.example.com, before https://charts.example.com`,
  ),
  values: step(chart('app', {}), chart('app', { a: 1 })),
  'a chart that goes': step(chart('app', {}), undefined),
});

cases(newChart, {
  one: step(
    undefined,
    chart('app', {}),
    `info ${app} a new chart is installed: app 1.2.3 from https://charts.example.com`,
  ),
  'one that changes': step(chart('app', {}), chart('app', { a: 1 })),
  'an Application without one': step(undefined, application('app')),
});

const kube = (kubeVersion: string | undefined, values: Fields = {}) =>
  chart('app', {}, { helm: { releaseName: 'app', valuesObject: values, kubeVersion } });

cases(kubernetesVersion, {
  up: step(
    kube('1.34.0'),
    kube('1.35.0'),
    `warn ${app} another version of Kubernetes (1.34.0 → 1.35.0): the control plane is upgraded`,
  ),
  back: step(
    kube('1.35.0'),
    kube('1.34.0'),
    `danger ${app} Kubernetes goes back (1.35.0 → 1.34.0), which EKS does not do`,
  ),
  'first said': step(kube(undefined), kube('1.35.0'), `warn ${app} another version of Kubernetes (none → 1.35.0)`),
  'no longer said': step(kube('1.35.0'), kube(undefined)),
  'the same': step(kube('1.35.0'), kube('1.35.0', { a: 1 })),
  'a new chart': step(undefined, kube('1.35.0')),
});

const karpenter = (definitions: string, controller: string) => [
  chart('karpenter-crd', {}, { targetRevision: definitions }),
  chart('karpenter', {}, { targetRevision: controller }),
];
const versions = (
  before: readonly [string, string],
  after: readonly [string, string],
  ...says: readonly string[]
): Case => ({
  before: karpenter(...before),
  after: karpenter(...after),
  says,
});

cases(crdMatch, {
  'only the controller': versions(
    ['1.2.3', '1.2.3'],
    ['1.2.3', '1.3.0'],
    'danger Application argocd/karpenter: the CRDs are of version 1.2.3 and their controller karpenter of 1.3.0: fields',
  ),
  'only the definitions': versions(
    ['1.2.3', '1.2.3'],
    ['1.3.0', '1.2.3'],
    'danger Application argocd/karpenter-crd: the CRDs are of version 1.3.0 and their controller karpenter of 1.2.3: fields',
  ),
  both: versions(['1.2.3', '1.2.3'], ['1.3.0', '1.3.0']),
  'as before': versions(['1.2.3', '1.2.4'], ['1.2.3', '1.2.5']),
  'definitions alone': step(
    chart('karpenter-crd', {}, { targetRevision: '1.2.3' }),
    chart('karpenter-crd', {}, { targetRevision: '1.3.0' }),
  ),
});

const of = (name: string, before: string, after: string, ...says: readonly string[]) =>
  step(chart(name, {}, { targetRevision: before }), chart(name, {}, { targetRevision: after }), ...says);

cases(rightsFirst, {
  'a minor version': of(
    'external-secrets',
    '1.2.3',
    '1.3.0',
    'warn Application argocd/external-secrets: the new external-secrets may call what its role in AWS does not allow yet',
  ),
  'a major version': of('karpenter', '1.2.3', '2.0.0', 'warn Application argocd/karpenter: the new karpenter may call'),
  'a fix': of('karpenter', '1.2.3', '1.2.4'),
  back: of('karpenter', '1.3.0', '1.2.4'),
  'a chart without rights': of('spark-operator', '1.2.3', '1.3.0'),
  'definitions of one with rights': of('karpenter-crd', '1.2.3', '1.3.0'),
  'a new chart': step(undefined, chart('karpenter', {})),
});

const properties = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
/** A definition with versions, of which the stored one has these fields. */
const definition = (names: readonly string[], fields: Fields = {}, more: Fields = {}) =>
  draft('CustomResourceDefinition', {
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: names.map((name) => ({
        name,
        served: true,
        storage: name === 'v1',
        schema: { openAPIV3Schema: { properties: name === 'v1' ? fields : { other: {} } } },
        ...more,
      })),
    },
  });
const inDefinition = 'CustomResourceDefinition widgets.example.com, Application argocd/shop:';
const stays = 'objects that are written or stored in it are refused';

cases(crds, {
  'a version less': step(
    definition(['v1', 'v1beta1']),
    definition(['v1']),
    `danger ${inDefinition} the definition no longer has the version v1beta1: ${stays}`,
  ),
  'a version that is served no more': step(
    definition(['v1']),
    definition(['v1'], {}, { served: false }),
    `danger ${inDefinition} the definition no longer has the version v1: ${stays}`,
  ),
  'a version more': step(
    definition(['v1']),
    definition(['v2', 'v1']),
    `info ${inDefinition} the definition gains the version v2`,
  ),
  'a field more': step(
    definition(['v1'], properties('a')),
    definition(['v1'], properties('a', 'b')),
    `info ${inDefinition} the definition gains 1 fields (b)`,
  ),
  'fields less': step(
    definition(['v2', 'v1'], {
      a: { properties: properties('x', 'y') },
      b: { items: { properties: properties('z') } },
    }),
    definition(['v2', 'v1'], { a: { properties: properties('x') }, b: { items: {} } }),
    `warn ${inDefinition} the definition loses 2 fields (a.y and b[].z)`,
  ),
  'fields more and less, and a version': step(
    definition(['v1'], properties('a')),
    definition(['v1', 'v2'], properties('b')),
    `warn ${inDefinition} the definition gains the version v2 and gains 1 fields (b) and loses 1 fields (a)`,
  ),
  'many fields': step(
    definition(['v1']),
    definition(['v1'], properties('a', 'b', 'c', 'd', 'e')),
    `info ${inDefinition} the definition gains 5 fields (a, b, c and 2 more)`,
  ),
  'a description': step(
    definition(['v1'], { a: { description: 'a' } }),
    definition(['v1'], { a: { description: 'b' } }),
  ),
  'versions of something else': step(
    draft('Widget', { spec: { versions: [{ name: 'v1' }] } }),
    draft('Widget', { spec: { versions: [] } }),
  ),
});

const operator = (skipCrds: boolean, syncPolicy: Fields = { automated: { prune: true } }) =>
  chart('operator', {}, { helm: { releaseName: 'operator', skipCrds } }, { syncPolicy });
const leave = 'Application argocd/operator: the definitions in the folder crds/ of the chart leave the Application';

cases(skippedCrds, {
  'left out': step(
    operator(false),
    operator(true),
    `danger ${leave} (skipCrds): they are deleted, and every object of their kinds in the cluster with them`,
  ),
  'left out after a question': step(
    operator(false),
    operator(true, { automated: { prune: true }, syncOptions: ['Prune=confirm'] }),
    `danger ${leave} (skipCrds): once a person confirms, they are deleted`,
  ),
  'left out, and nobody prunes': step(
    operator(false),
    operator(true, { automated: {} }),
    `warn ${leave} (skipCrds): they stay, and nobody updates them`,
  ),
  'brought by this one too': step(
    operator(true),
    operator(false),
    'warn Application argocd/operator: the definitions in the folder crds/ of the chart are applied by this Application',
  ),
  'left out as before': step(operator(true), operator(true, { automated: {} })),
});
