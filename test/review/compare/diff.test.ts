import type { Json } from '../../../imports/json.ts';
import { diff } from '../../../review/compare/diff.ts';
import { pathText } from '../../../review/compare/path.ts';
import { shapeOf } from '../../../review/compare/shapes/index.ts';
import { draft } from './trees.ts';

const of = (kind: string) => shapeOf(draft(kind) as never);

/** `path: before → after` for each field that changed, then `~how path` for each that is only written differently. */
function changes(kind: string, before: object, after: object): readonly string[] {
  const { differences, rewritings } = diff(before as Json, after as Json, of(kind));
  const text = (value: Json | undefined) => (value === undefined ? '-' : JSON.stringify(value));
  return [
    ...differences.map(({ path, before: old, after: now }) => `${pathText(path)}: ${text(old)} → ${text(now)}`),
    ...rewritings.map(({ path, how }) => `~${how} ${pathText(path)}`),
  ];
}

const pod = (container: object, rest: object = {}) => ({
  spec: { template: { spec: { containers: [{ name: 'main', ...container }], ...rest } } },
});
const inPod = 'spec.template.spec';

describe('two spellings of one meaning are no change', () => {
  test.each<[string, string, object, object, readonly string[]]>([
    [
      'quantities of a container',
      'Deployment',
      pod({ resources: { requests: { cpu: '1000m', memory: '1024Mi' } } }),
      pod({ resources: { requests: { cpu: 1, memory: '1Gi' } } }),
      [
        `~quantity ${inPod}.containers[name=main].resources.requests.cpu`,
        `~quantity ${inPod}.containers[name=main].resources.requests.memory`,
      ],
    ],
    [
      'the order of environment variables, volumes and tolerations',
      'Deployment',
      pod({ env: [{ name: 'A' }, { name: 'B', value: 'b' }] }, { tolerations: [{ key: 'x' }, { key: 'y' }] }),
      pod(
        {
          env: [
            { name: 'B', value: 'b' },
            { name: 'A', value: '' },
          ],
        },
        { tolerations: [{ key: 'y', operator: 'Equal' }, { key: 'x' }] },
      ),
      [
        `~default ${inPod}.containers[name=main].env[name=A].value`,
        `~order ${inPod}.containers[name=main].env[order]`,
        `~order ${inPod}.tolerations`,
      ],
    ],
    [
      'a default that is written out',
      'Service',
      { spec: { ports: [{ port: 80 }] } },
      { spec: { type: 'ClusterIP', ports: [{ port: 80, protocol: 'TCP' }] } },
      ['~default spec.ports[port=80,protocol=TCP].protocol', '~default spec.type'],
    ],
    [
      'rules of RBAC that are grouped otherwise',
      'Role',
      { rules: [{ apiGroups: [''], resources: ['pods', 'services'], verbs: ['get', 'list'] }] },
      {
        rules: [
          { apiGroups: [''], resources: ['services'], verbs: ['list', 'get'] },
          { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
          { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
        ],
      },
      ['~order rules'],
    ],
    [
      'peers and ports of a NetworkPolicy that are grouped otherwise',
      'NetworkPolicy',
      {
        spec: {
          ingress: [{ from: [{ podSelector: { matchLabels: { a: '1' } } }], ports: [{ port: 1 }, { port: 2 }] }],
        },
      },
      {
        spec: {
          ingress: [
            { from: [{ podSelector: { matchLabels: { a: '1' } } }], ports: [{ port: 2, protocol: 'TCP' }] },
            { from: [{ podSelector: { matchLabels: { a: '1' } } }], ports: [{ port: 1 }] },
          ],
        },
      },
      ['~order spec.ingress'],
    ],
    [
      'flags in another order',
      'Deployment',
      pod({ args: ['--a=1', '--b', '2'] }),
      pod({ args: ['--b', '2', '--a=1'] }),
      [`~order ${inPod}.containers[name=main].args`],
    ],
    [
      'the layout of JSON in a ConfigMap',
      'ConfigMap',
      { data: { 'a.json': '{"b":1,"c":[2]}' } },
      { data: { 'a.json': '{\n  "c": [2],\n  "b": 1\n}\n' } },
      ['~layout data["a.json"]'],
    ],
    [
      'durations of Karpenter',
      'NodePool',
      { spec: { template: { spec: { expireAfter: '48h', terminationGracePeriod: '1h' } } } },
      { spec: { template: { spec: { expireAfter: '2880m', terminationGracePeriod: '60m' } } } },
      ['~duration spec.template.spec.expireAfter', '~duration spec.template.spec.terminationGracePeriod'],
    ],
    [
      'the order of requirements and of their values',
      'NodePool',
      {
        spec: {
          template: {
            spec: {
              requirements: [
                { key: 'a', operator: 'In', values: ['1', '2'] },
                { key: 'b', operator: 'Exists' },
              ],
            },
          },
        },
      },
      {
        spec: {
          template: {
            spec: {
              requirements: [
                { key: 'b', operator: 'Exists' },
                { key: 'a', operator: 'In', values: ['2', '1'] },
              ],
            },
          },
        },
      },
      [
        '~order spec.template.spec.requirements[key=a,operator=In].values',
        '~order spec.template.spec.requirements[order]',
      ],
    ],
    [
      'the order of options in an annotation',
      'ConfigMap',
      { metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } } },
      { metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Delete=confirm, Prune=confirm' } } },
      ['~order metadata.annotations["argocd.argoproj.io/sync-options"]'],
    ],
    [
      'the quotes of YAML inside Helm values',
      'Application',
      { spec: { source: { helm: { valuesObject: { podTemplate: "kind: Pod\nspec: {a: 'x'}\n" } } } } },
      { spec: { source: { helm: { valuesObject: { podTemplate: 'kind: Pod\nspec: {a: "x"}\n' } } } } },
      ['~layout spec.source.helm.valuesObject.podTemplate'],
    ],
    ['a field that is null', 'ConfigMap', { immutable: null, data: {} }, { data: {} }, []],
  ])('%s', (_, kind, before, after, expected) => {
    expect(changes(kind, before, after)).toEqual(expected);
  });
});

describe('a change of meaning', () => {
  test.each<[string, string, object, object, readonly string[]]>([
    [
      'is found in the container of its name, wherever it stands',
      'Deployment',
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'a', image: 'x:1' },
                { name: 'b', image: 'y:1' },
              ],
            },
          },
        },
      },
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'b', image: 'y:2' },
                { name: 'a', image: 'x:1' },
              ],
            },
          },
        },
      },
      [`${inPod}.containers[name=b].image: "y:1" → "y:2"`, `~order ${inPod}.containers[order]`],
    ],
    [
      'is the order of init containers, which run one after another',
      'Deployment',
      { spec: { template: { spec: { initContainers: [{ name: 'a' }, { name: 'b' }] } } } },
      { spec: { template: { spec: { initContainers: [{ name: 'b' }, { name: 'a' }] } } } },
      [`${inPod}.initContainers[order]: ["[name=a]","[name=b]"] → ["[name=b]","[name=a]"]`],
    ],
    [
      'is one verb on one resource',
      'Role',
      { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }] },
      { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'delete'] }] },
      [
        'rules[pods get]: {"apiGroups":[""],"resources":["pods"],"verbs":["get"]} → -',
        'rules[pods delete]: - → {"apiGroups":[""],"resources":["pods"],"verbs":["delete"]}',
      ],
    ],
    [
      'is the order of a command line that has no flags in front',
      'Deployment',
      pod({ args: ['bash', '-c', 'x'] }),
      pod({ args: ['-c', 'bash', 'x'] }),
      [
        `${inPod}.containers[name=main].args[bash -c x]: ["bash","-c","x"] → -`,
        `${inPod}.containers[name=main].args[-c bash x]: - → ["-c","bash","x"]`,
      ],
    ],
    [
      'is a field of JSON inside a ConfigMap, with its place',
      'ConfigMap',
      { data: { 'p.json': '{"teams":[{"name":"a","pools":["x"]}]}' } },
      { data: { 'p.json': '{"teams":[{"name":"a","pools":["x","y"]}]}' } },
      ['data["p.json"].teams[name=a].pools: ["x"] → ["x","y"]'],
    ],
    [
      'is a text that is no document',
      'ConfigMap',
      { data: { motd: 'hello' } },
      { data: { motd: 'good bye' } },
      ['data.motd: "hello" → "good bye"'],
    ],
    [
      'is a null in Helm values, which takes a default away',
      'Application',
      { spec: { source: { helm: { valuesObject: { a: { b: null } } } } } },
      { spec: { source: { helm: { valuesObject: { a: {} } } } } },
      ['spec.source.helm.valuesObject.a.b: null → -'],
    ],
    [
      'is the text of a quantity that Karpenter hashes',
      'EC2NodeClass',
      { spec: { kubelet: { systemReserved: { cpu: '1000m' } } } },
      { spec: { kubelet: { systemReserved: { cpu: '1' } } } },
      ['spec.kubelet.systemReserved.cpu: "1000m" → "1"'],
    ],
    [
      'is a second item of one name',
      'NodePool',
      { spec: { template: { spec: { requirements: [{ key: 'a', operator: 'Gt', values: ['1'] }] } } } },
      {
        spec: {
          template: {
            spec: {
              requirements: [
                { key: 'a', operator: 'Gt', values: ['1'] },
                { key: 'a', operator: 'Gt', values: ['2'] },
              ],
            },
          },
        },
      },
      ['spec.template.spec.requirements[key=a,operator=Gt]#2: - → {"key":"a","operator":"Gt","values":["2"]}'],
    ],
    [
      'is the order of a list that nobody described',
      'Widget',
      { spec: { steps: [{ name: 'a' }, { name: 'b' }] } },
      { spec: { steps: [{ name: 'b' }, { name: 'a' }] } },
      ['spec.steps[order]: ["[name=a]","[name=b]"] → ["[name=b]","[name=a]"]'],
    ],
    [
      'is a list of an unknown kind as a whole, where its length changes',
      'Widget',
      { spec: { sizes: [1, 2] } },
      { spec: { sizes: [1] } },
      ['spec.sizes: [1,2] → [1]'],
    ],
    [
      'is found by position in a list of maps without names',
      'Widget',
      { spec: { rows: [{ a: 1 }, { a: 2 }] } },
      { spec: { rows: [{ a: 1 }, { a: 3 }] } },
      ['spec.rows[1].a: 2 → 3'],
    ],
  ])('%s', (_, kind, before, after, expected) => {
    expect(changes(kind, before, after)).toEqual(expected);
  });

  test('may have the name of what every object inherits', () => {
    const { differences } = diff({ data: { constructor: 'a' } }, { data: { toString: 'b' } }, of('ConfigMap'));
    expect(differences.map(({ path }) => path.at(-1))).toEqual(['constructor', 'toString']);
  });
});
