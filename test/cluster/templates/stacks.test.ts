import { platformConfig } from '../../fixtures.ts';
import { everyAwsChoice } from '../../support/configs.ts';
import { type EnvironmentTemplates, type StackTemplate, synthesize } from '../templates.ts';

describe('the stacks of an environment', () => {
  let templates: EnvironmentTemplates;

  beforeAll(async () => {
    templates = await synthesize(everyAwsChoice);
  });

  test('can be destroyed one by one: nothing depends on the cluster, and the cluster not on the data', () => {
    expect(templates.network.dependencies).toEqual([]);
    expect(templates.data.dependencies).toEqual(['airflow-test-network']);
    expect(templates.cluster.dependencies).toEqual(['airflow-test-network']);
  });

  test('have no output, but for what the network exports to the other two', () => {
    expect(templates.data.outputs).toEqual({});
    expect(templates.cluster.outputs).toEqual({});
    for (const [name, { Export }] of Object.entries(templates.network.outputs)) {
      expect(name).toMatch(/^ExportsOutput/);
      expect(Export?.Name).toMatch(/^airflow-test-network:/);
    }
  });

  test('run no code of ours: no Lambda function, no custom resource, no file to upload', () => {
    const stacks: readonly StackTemplate[] = Object.values(templates);
    for (const { resources } of stacks) {
      for (const { Type } of Object.values(resources)) {
        expect(Type).not.toMatch(/^(AWS::Lambda::|AWS::CloudFormation::CustomResource|Custom::)/);
      }
    }
  });

  test('are protected from deletion where the cluster is', async () => {
    const stacks: readonly StackTemplate[] = Object.values(templates);
    expect(stacks.map((stack) => stack.terminationProtection)).toEqual([true, true, true]);
    expect((await synthesize(platformConfig())).network.terminationProtection).toBe(false);
  });
});
