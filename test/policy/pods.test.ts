import { at, isObject, type JsonObject, listIn, objectIn, walk } from '../../imports/json.ts';
import { type Manifest, pathOf } from '../render.ts';
import { applications } from '../support/applications.ts';
import { chartsWithoutPods, helmContainers, placementOf } from '../support/helm-pods.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';
import { poolsOfRole, schedulableOn } from '../support/scheduling.ts';

/** Pods that `dist/` writes itself, and the role of the nodes that they are meant for. */
const ownPods: Record<string, string> = { 'airflow-postgresql': 'airflow', 'spark-history': 'airflow' };

describe.each(renderedConfigs)('every pod of %s', (_, manifests) => {
  test('asks for CPU and memory, and has a memory limit', () => {
    const own = podTemplates(manifests).flatMap(({ metadata, spec }) =>
      containersOf(spec).map((container) => [metadata.name, objectIn(container, 'resources')] as const),
    );
    const helm = helmContainers(manifests)
      .filter(isMade)
      .map(({ app, container, values, resources }) => [`${app}/${container}`, objectIn(values, resources)] as const);

    expect([...own, ...helm].flatMap(([name, resources]) => (isBounded(resources) ? [] : [name]))).toEqual([]);
  });

  test('may run on the nodes that are meant for it, and on no others', () => {
    const own = podTemplates(manifests).map(({ metadata, spec }) => ({
      name: metadata.name,
      pod: objectIn(spec, 'template.spec'),
      meantFor: ownPods[metadata.name] ?? 'a role; name it in this test',
    }));
    const helm = helmContainers(manifests)
      .filter((container) => isMade(container) && container.meantFor !== 'every node')
      .map((row) => ({ name: `${row.app}/${row.container}`, pod: placementOf(row), meantFor: row.meantFor }));

    const places = [...own, ...helm];
    const meant = ({ meantFor }: { meantFor: string }) =>
      meantFor === 'core' ? ['core'] : poolsOfRole(manifests, meantFor);
    expect(Object.fromEntries(places.map(({ name, pod }) => [name, schedulableOn(manifests, pod)]))).toEqual(
      Object.fromEntries(places.map((place) => [place.name, meant(place)])),
    );
  });

  test('comes from a chart whose containers this policy knows', () => {
    const known = new Set([...helmContainers(manifests).map(({ app }) => app), ...chartsWithoutPods]);
    expect(applications(manifests).flatMap(({ name, chart }) => (chart && !known.has(name) ? [name] : []))).toEqual([]);
  });

  test('that is written here passes the Pod Security Standard "restricted"', () => {
    expect(podTemplates(manifests).flatMap((manifest) => restrictedProblems(manifest))).toEqual([]);
  });

  test('runs images of a written-out version', () => {
    const images = manifests.flatMap((manifest) =>
      walk(manifest.spec).flatMap(({ path, value }) =>
        /(^|\.)(image|tag|defaultAirflowTag)$/.test(path) && typeof value === 'string'
          ? [{ path: `${pathOf(manifest)}: ${path}`, value }]
          : [],
      ),
    );
    expect(images.filter(({ path, value }) => !isPinned(path, value))).toEqual([]);
    expect(images.length).toBeGreaterThan(0);
  });
});

describe('the nodes of a pod', () => {
  const [, manifests] = renderedConfigs[0] ?? ['', []];
  const toleration = { key: 'dedicated', operator: 'Equal', value: 'airflow', effect: 'NoSchedule' };

  test('are none where the pod does not tolerate the taint of the pool that it selects', () => {
    expect(schedulableOn(manifests, { nodeSelector: { NodeGroupType: 'Airflow' } })).toEqual([]);
  });

  test('are several where the pod tolerates everything and selects nothing', () => {
    expect(schedulableOn(manifests, { tolerations: [{ operator: 'Exists' }] }).length).toBeGreaterThan(3);
  });

  test('are the pool whose taint the pod tolerates', () => {
    expect(schedulableOn(manifests, { tolerations: [toleration] })).toEqual(['airflow']);
  });
});

function podTemplates(manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.filter(({ spec }) => at(spec, 'template.spec.containers') !== undefined);
}

function containersOf(spec: JsonObject | undefined): readonly JsonObject[] {
  return [...listIn(spec, 'template.spec.initContainers'), ...listIn(spec, 'template.spec.containers')].filter(
    isObject,
  );
}

/** StatsD is the one part that a config can leave out. */
function isMade({ container, values }: { container: string; values: JsonObject }): boolean {
  return container !== 'statsd' || at(values, 'statsd.enabled') === true;
}

function isBounded(resources: JsonObject): boolean {
  return ['requests.cpu', 'requests.memory', 'limits.memory'].every((path) => typeof at(resources, path) === 'string');
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
function restrictedProblems({ metadata, spec }: Manifest): readonly string[] {
  const pod = objectIn(spec, 'template.spec');
  const rules: [string, boolean][] = [
    ['runAsNonRoot', at(pod, 'securityContext.runAsNonRoot') === true],
    ['runAsUser', Number(at(pod, 'securityContext.runAsUser')) > 0],
    ['seccompProfile', at(pod, 'securityContext.seccompProfile.type') === 'RuntimeDefault'],
    ['host namespaces', !['hostNetwork', 'hostPID', 'hostIPC'].some((field) => pod[field] !== undefined)],
    ['hostPath', listIn(pod, 'volumes').every((volume) => at(volume, 'hostPath') === undefined)],
    ...containersOf(spec).flatMap((container): [string, boolean][] => [
      ['allowPrivilegeEscalation', at(container, 'securityContext.allowPrivilegeEscalation') === false],
      ['capabilities', at(container, 'securityContext.capabilities.drop.0') === 'ALL'],
      ['readOnlyRootFilesystem', at(container, 'securityContext.readOnlyRootFilesystem') === true],
    ]),
  ];
  return rules.flatMap(([rule, holds]) => (holds ? [] : [`${metadata.name}: ${rule}`]));
}

function isPinned(path: string, value: string): boolean {
  const tag = path.endsWith('image') ? value.split('/').pop()?.split(':')[1] : value;
  return tag !== undefined && /\d/.test(tag) && !tag.includes('latest');
}
