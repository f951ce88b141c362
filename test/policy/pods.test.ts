import { at, isObject, type JsonObject, listIn, objectIn, walk } from '../../imports/json.ts';
import { type Manifest, pathOf } from '../render.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

describe.each(renderedConfigs)('every pod of %s', (_, manifests) => {
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

  test('has ten seconds or more for each probe: the default of one takes it away when the node is busy', () => {
    const probes = manifests.flatMap((manifest) =>
      walk(manifest.spec).flatMap(({ path, value }) =>
        /Probe$/.test(path) ? [{ path: `${pathOf(manifest)}: ${path}`, seconds: at(value, 'timeoutSeconds') }] : [],
      ),
    );
    expect(probes.filter(({ seconds }) => !(Number(seconds) >= 10))).toEqual([]);
    expect(probes.length).toBeGreaterThan(5);
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
