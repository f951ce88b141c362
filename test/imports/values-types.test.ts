import { readonly, valuesTypes } from '../../imports/generator/values-types.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import type { ArgoCdValues } from '../../imports/values/argo-cd.ts';
import { refused, refusedKarpenter } from './refused-values.ts';
import { chartSchema, problems } from './validate.ts';

describe('the type of the values of a chart', () => {
  test('refuses at compile time what the schema refuses', () => {
    const airflow = chartSchema('airflow');
    expect(refused.filter((values) => problems(airflow, values).length === 0)).toEqual([]);
    expect(problems(chartSchema('karpenter'), refusedKarpenter)).not.toEqual([]);
  });

  test('takes part of the values, null where the chart does, and the keys of free maps', () => {
    const values: AirflowValues = {
      createUserJob: { ttlSecondsAfterFinished: null },
      workers: { kubernetes: { serviceAccount: { create: false, name: 'airflow-worker' } } },
      config: { core: { parallelism: 32 } },
      nodeSelector: { pool: 'airflow' },
    };
    const argoCd: ArgoCdValues = {
      configs: { params: { 'server.insecure': true, 'controller.diff.server.side': 'true' } },
    };
    expect([values, argoCd]).toHaveLength(2);
  });

  test('is read-only and closed', async () => {
    const schema = {
      type: 'object',
      properties: { args: { type: ['array', 'null'], items: { type: 'string' } }, labels: { type: 'object' } },
      additionalProperties: false,
    };
    expect(await valuesTypes(schema, 'ChartValues')).toBe(
      [
        'export interface ChartValues {',
        '  readonly args?: readonly string[] | null;',
        '  readonly labels?: {',
        '    readonly [k: string]: unknown;',
        '  };',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('calls Kubernetes types by their short names', async () => {
    const schema = {
      type: 'object',
      properties: { volume: { $ref: '#/definitions/io.k8s.api.core.v1.Volume' } },
      definitions: { 'io.k8s.api.core.v1.Volume': { type: 'object', properties: {}, additionalProperties: false } },
      additionalProperties: false,
    };
    expect(await valuesTypes(schema, 'ChartValues')).toContain('readonly volume?: Volume;');
  });

  test('marks a list of lists once, where the grammar allows it', () => {
    expect(readonly('type A = { b: string[][]; c: (string | number)[] };')).toBe(
      'type A = { readonly b: readonly string[][]; readonly c: readonly (string | number)[] };',
    );
  });
});
