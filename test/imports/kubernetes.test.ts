import { kubernetesSchema } from '../../imports/generator/kubernetes.ts';
import type { JsonObject } from '../../imports/json.ts';
import { kindSchema } from '../../imports/load.ts';
import type { KubernetesSource } from '../../imports/sources.ts';
import { pick, render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';
import { problems } from './validate.ts';

const source: KubernetesSource = { url: '', file: 'apps.json', group: 'apps', version: 'v1', kinds: ['Boat'] };
const reference = { $ref: '#/components/schemas/io.k8s.api.apps.v1.Hull' };
const schemas = {
  'io.k8s.api.apps.v1.Boat': {
    description: 'Floats.',
    type: 'object',
    properties: { hull: { allOf: [reference], default: {}, description: 'Of wood.' }, status: { type: 'object' } },
    'x-kubernetes-group-version-kind': [{ group: 'apps', kind: 'Boat', version: 'v1' }],
  },
  'io.k8s.api.apps.v1.Hull': {
    type: 'object',
    properties: {
      planks: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
      inner: reference,
    },
  },
  'io.k8s.api.apps.v1.Unused': { type: 'object' },
};
const documentWith = (parts: JsonObject): JsonObject => ({ components: { schemas: parts } });

describe('the schema of the kinds of Kubernetes', () => {
  test('has each kind and what it needs, closed, without prose, status and what nobody refers to', () => {
    expect(kubernetesSchema([{ source, document: documentWith(schemas) }])).toEqual({
      kinds: { 'apps/v1 Boat': 'apps.v1.Boat' },
      $defs: {
        'apps.v1.Boat': {
          type: 'object',
          properties: { hull: { $ref: '#/$defs/apps.v1.Hull' } },
          additionalProperties: false,
        },
        'apps.v1.Hull': {
          type: 'object',
          properties: {
            planks: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
            inner: { $ref: '#/$defs/apps.v1.Hull' },
          },
          additionalProperties: false,
        },
      },
    });
  });

  test('is refused where the document has no such kind', () => {
    expect(() => kubernetesSchema([{ source, document: documentWith({}) }])).toThrow('apps.json: has no Boat');
  });
});

describe('the committed schema of a kind', () => {
  test('refuses a field that does not exist and a value of another type, however deep', () => {
    const account = pick(render(everyAwsChoice), 'ServiceAccount', 'airflow-worker');
    const schema = kindSchema('v1', 'ServiceAccount') ?? {};
    expect(problems(schema, { ...account, automountServiceAcountToken: false })).toEqual([
      'automountServiceAcountToken is unknown',
    ]);
    expect(problems(schema, { ...account, metadata: { ...account.metadata, labels: { a: 1 } } })).toEqual([
      'metadata.labels.a needs string, got integer',
    ]);
  });

  test('knows nothing of a kind that is not imported', () => {
    expect(kindSchema('v1', 'Boat')).toBeUndefined();
    expect(kindSchema('apps/v1', 'toString')).toBeUndefined();
  });
});
