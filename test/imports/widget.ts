import type { JsonObject } from '../../imports/json.ts';

/** A small custom resource with one of each thing that an import must keep or drop. */
export const widgetCrd: JsonObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: false,
        schema: { openAPIV3Schema: { type: 'object', properties: {} } },
      },
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: 'prose',
            properties: {
              spec: {
                type: 'object',
                description: 'prose',
                required: ['size'],
                'x-kubernetes-validations': [{ rule: 'self.size >= oldSelf.size', message: 'size cannot shrink' }],
                properties: {
                  size: { type: 'integer', minimum: 1, default: 1, description: 'prose' },
                  description: { type: 'string', description: 'prose' },
                  parts: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: { type: 'object', properties: { name: { type: 'string', description: 'prose' } } },
                  },
                  raw: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                  provider: { type: 'object', properties: { aws: { type: 'object' }, other: { type: 'object' } } },
                },
              },
              status: { type: 'object', properties: { ready: { type: 'boolean' } } },
            },
          },
        },
      },
    ],
  },
};
