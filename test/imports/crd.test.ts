import { readFileSync } from 'node:fs';
import { Testing } from 'cdk8s';
import {
  NodePool,
  NodePoolSpecLimits,
  NodePoolSpecTemplateSpecRequirementsOperator,
} from '../../imports/crds/karpenter.sh.ts';
import { asDefinition, readCrd } from '../../imports/generator/crd.ts';
import { tidy } from '../../imports/generator/crd-types.ts';
import { type Json, objectAt } from '../../imports/json.ts';
import { misfits } from '../../imports/json-schema.ts';
import { kindSchema, schemaName } from '../../imports/load.ts';
import { problems } from './validate.ts';
import { widgetCrd } from './widget.ts';

const widget = readCrd(widgetCrd, 'widget.yaml');

describe('the schema of a custom resource', () => {
  test('keeps CEL rules, limits, defaults, list keys and free-form parts', () => {
    expect(objectAt(widget.schema, ['properties', 'spec'], 'widget')).toEqual({
      type: 'object',
      required: ['size'],
      'x-kubernetes-validations': [{ rule: 'self.size >= oldSelf.size', message: 'size cannot shrink' }],
      properties: {
        size: { type: 'integer', minimum: 1, default: 1 },
        description: { type: 'string' },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: { type: 'object', properties: { name: { type: 'string' } } },
        },
        raw: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        provider: { type: 'object', properties: { aws: { type: 'object' }, other: { type: 'object' } } },
      },
    });
  });

  test('drops descriptions, but no field that is called description', () => {
    expect(JSON.stringify(widget.schema)).not.toContain('prose');
    expect(objectAt(widget.schema, ['properties', 'spec', 'properties', 'description'], 'widget')).toEqual({
      type: 'string',
    });
  });

  test('knows no other field where it judges an object, whoever read it before as it is written', () => {
    const value = { spec: { size: 1, other: 2 } };
    expect(misfits(widget.schema, value, false)).toEqual([]);
    expect(misfits(widget.schema, value, true)).toMatchObject([{ field: 'spec.other' }]);
    expect(misfits(widget.schema, value, false)).toEqual([]);
  });

  test('is the one of the stored version, without status', () => {
    expect(widget).toMatchObject({ group: 'example.com', kind: 'Widget', version: 'v1', scope: 'Namespaced' });
    expect(widget.schema['properties']).not.toHaveProperty('status');
  });

  test('is found by what every manifest says of itself', () => {
    expect(schemaName('example.com/v1', 'Widget')).toBe('example.com_widget_v1');
    expect(schemaName('v1', 'Pod')).toBe('_pod_v1');
    expect(kindSchema('karpenter.sh/v1', 'NodePool')).toHaveProperty(['properties', 'spec']);
    expect(kindSchema('example.com/v1', 'Widget')).toBeUndefined();
  });

  test('is no file of another folder, whatever a manifest says of itself', () => {
    expect(kindSchema('../json/v1', '/../../package')).toBeUndefined();
  });

  test.each([
    ['no map', 'text', 'w.yaml: spec: got nothing, needs a map; check the file and its version'],
    [
      'no stored version',
      { spec: { names: {}, versions: [{ name: 'v1' }] } },
      "w.yaml: spec.versions: no version has 'storage: true'; a CustomResourceDefinition needs one",
    ],
  ])('is refused with the reason where the file has %s', (_, document: Json, message) => {
    expect(() => readCrd(document, 'w.yaml')).toThrow(message);
  });

  test('brings the CEL rules of Karpenter along', () => {
    expect(JSON.stringify(kindSchema('karpenter.sh/v1', 'NodePool'))).toContain('x-kubernetes-validations');
    expect(JSON.stringify(kindSchema('karpenter.k8s.aws/v1', 'EC2NodeClass'))).toContain('x-kubernetes-validations');
  });
});

describe('the typed construct of a custom resource', () => {
  test('has the named keys only where its source says so, and the schema all of them', () => {
    const cut = JSON.stringify(asDefinition(widget, { 'spec.provider': ['aws'] }));
    expect(cut).toContain('aws');
    expect(cut).not.toContain('other');
    expect(JSON.stringify(widget.schema)).toContain('other');
  });

  test('renders a manifest that its own schema accepts', () => {
    const chart = Testing.chart();
    new NodePool(chart, 'pool', {
      spec: {
        limits: { cpu: NodePoolSpecLimits.fromNumber(64) },
        template: {
          spec: {
            nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
            requirements: [
              {
                key: 'karpenter.sh/capacity-type',
                operator: NodePoolSpecTemplateSpecRequirementsOperator.IN,
                values: ['on-demand'],
              },
            ],
          },
        },
      },
    });
    const [manifest] = Testing.synth(chart);
    expect(manifest.spec.limits).toEqual({ cpu: 64 });
    expect(problems(kindSchema(manifest.apiVersion, manifest.kind) ?? {}, manifest)).toEqual([]);
  });

  test.each(['external-secrets.io', 'karpenter.k8s.aws', 'karpenter.sh', 'monitoring.coreos.com'])(
    'was made without a value that cdk8s could not express: %s',
    (group) => {
      const source = readFileSync(new URL(`../../imports/crds/${group}.ts`, import.meta.url), 'utf8');
      expect(source).not.toContain('__stripped_by_cdk8s__');
    },
  );

  test('imports types as types, as this project`s compiler settings ask', () => {
    const generated = [
      '// generated by cdk8s',
      "import { ApiObject, ApiObjectMetadata, GroupVersionKind } from 'cdk8s';",
      "import { Construct } from 'constructs';",
      '',
      '/**',
      ' * @schema Widget',
      ' */',
      'export interface Widget {',
      '  /**',
      '   * @schema Widget#a',
      '   */',
      '  readonly a?: string;',
      '',
      '  /**',
      '   * @schema Widget#b',
      '   */',
      '  readonly b?: string;',
      '',
      '}',
      '',
    ];
    expect(tidy(generated.join('\n'))).toBe(
      [
        "import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';",
        "import type { Construct } from 'constructs';",
        '',
        'export interface Widget {',
        '  readonly a?: string;',
        '  readonly b?: string;',
        '}',
        '',
      ].join('\n'),
    );
  });
});
