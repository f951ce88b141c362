import { checkPlatformConfig } from '../../../config/check.ts';
import { addOnCharts, ownedValues } from '../../../config/owned-values.ts';
import { isObject, objectIn, type Schema } from '../../../imports/json.ts';
import { valuesSchema } from '../../../imports/load.ts';
import { edited, refuses } from '../edit.ts';

/** Whether a chart knows the values that an owned key names; a place without listed keys takes any. */
function knows(schema: Schema, [step, ...below]: readonly string[], root: Schema = schema): boolean {
  if (step === undefined) return true;
  const reference = /^#\/definitions\/(.+)$/.exec(String(schema['$ref']))?.[1];
  if (reference !== undefined) return knows(objectIn(objectIn(root, 'definitions')[reference]), [step, ...below], root);
  const { properties, additionalProperties } = schema;
  if (!isObject(properties)) return true;
  const steps = step === '*' ? Object.keys(properties) : [step.replaceAll('~1', '/')];
  return steps.some((key) =>
    Object.hasOwn(properties, key) ? knows(objectIn(properties[key]), below, root) : additionalProperties !== false,
  );
}

describe('a config with Helm values', () => {
  refuses([
    [
      'one that a promise rests on, with the promise',
      { values: { airflow: { executor: 'CeleryExecutor' } } },
      'values.airflow.executor: would break a promise: each task runs in a pod of its own, which holds no key of the platform; leave it out',
    ],
    [
      'one below such a value',
      { values: { argoCd: { configs: { cm: { 'exec.enabled': true } } } } },
      "values.argoCd.configs.cm['exec.enabled']: would break a promise: nothing that is in Git runs as code in Argo CD; leave it out",
    ],
    [
      'one that takes the place of what is around such a value',
      { values: { sparkOperator: { webhook: null } } },
      'values.sparkOperator.webhook: would break a promise: the operator works in the namespaces of the teams, by roles of dist/; leave it out',
    ],
    [
      'one of any component',
      { values: { airflow: { triggerer: { serviceAccount: { name: 'default' } } } } },
      'values.airflow.triggerer.serviceAccount.name: would break a promise: rights in AWS are bound to the names of service accounts; leave it out',
    ],
    [
      'an option that has a field',
      { values: { airflow: { config: { core: { default_timezone: 'Asia/Seoul' } } } } },
      'values.airflow.config.core.default_timezone: is an option that is checked elsewhere; use airflow.options',
    ],
    [
      'a variable that has a field',
      { values: { airflow: { scheduler: { env: [{ name: 'AIRFLOW__CORE__PARALLELISM', value: '9' }] } } } },
      "values.airflow.scheduler.env[0].name: 'AIRFLOW__CORE__PARALLELISM' is said by a field of the config; use airflow.options",
    ],
    [
      'an add-on that is none',
      { values: { karpentr: {} } },
      "values.karpentr: is not a field; did you mean 'karpenter'? known fields: airflow, argoCd, awsLoadBalancerController, externalSecrets, karpenter, monitoring, sparkOperator",
    ],
    [
      'values in a list',
      { values: { karpenter: [] } },
      'values.karpenter: an empty list is not valid; use an object of Helm values',
    ],
    [
      'values of monitoring that is not there',
      { values: { monitoring: { commonLabels: { a: 'b' } } } },
      "values.monitoring: does nothing where monitoring is 'none'; leave it out, or switch monitoring on",
    ],
    [
      'values of an operator without a team',
      { teams: [], values: { sparkOperator: { controller: { logLevel: 'debug' } } } },
      'values.sparkOperator: does nothing without a team; leave it out, or add a team',
    ],
  ]);

  test('is accepted with an option of a provider that only an image of your own has', () => {
    const config = edited({ values: { airflow: { config: { openlineage: { namespace: 'data' } } } } });
    expect(checkPlatformConfig(config)).toBe(config);
  });

  test('is told a promise only of values that the charts know', () => {
    const unknown = Object.entries(ownedValues).flatMap(([addOn, promises]) =>
      Object.values(promises)
        .flatMap((keys) => keys.split(' '))
        .filter((key) => !knows(valuesSchema(addOnCharts[addOn as keyof typeof addOnCharts]) ?? {}, key.split('/')))
        .map((key) => `${addOn}: ${key}`),
    );
    expect(unknown).toEqual([]);
  });
});
