import { platformNames } from '../../config/names.ts';
import { at, listIn, objectIn } from '../../imports/json.ts';
import { Policies } from '../../review/kinds/network/policies.ts';
import type { Labels } from '../../review/kinds/selector.ts';
import { platformConfig } from '../fixtures.ts';
import { pick, render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';

const manifests = render(everyAwsChoice);
const server = pick(manifests, 'Deployment', 'spark-history');
const container = objectIn(server.spec, 'template.spec.containers.0');
const options = String(
  at(
    listIn(container, 'env').find((variable) => at(variable, 'name') === 'SPARK_HISTORY_OPTS'),
    'value',
  ),
);

describe('the Spark History Server of a team', () => {
  test('is there only where event logs are kept', () => {
    expect(render(platformConfig()).items.filter(({ id }) => id.name === 'spark-history')).toEqual([]);
  });

  test('reads the folder of its team, below the one where DAGs are told to write: a server lists one level', () => {
    const eventLogs = `s3a://${platformNames(everyAwsChoice).buckets.spark}/event-logs`;
    expect(options).toContain(`-Dspark.history.fs.logDirectory=${eventLogs}/spark-risk-models `);

    const { data } = pick(manifests, 'ConfigMap', 'airflow-platform');
    expect((data as Record<string, string>)['platform.json']).toContain(`"eventLogs": "${eventLogs}"`);
  });

  test('deletes nothing: the bucket does that, and the server may only read', () => {
    expect(options).toContain('-Dspark.history.fs.cleaner.enabled=false');
  });

  test('has its own credentials or none: it never falls back to those of the node', () => {
    expect(options).toMatch(/credentials\.provider=\S*ContainerCredentialsProvider$/);
    expect(at(server.spec, 'template.spec.serviceAccountName')).toBe('spark-history');
    expect(at(server.spec, 'template.spec.automountServiceAccountToken')).toBe(false);
  });

  test('runs the image of the config, as the user of its Spark', () => {
    expect(container['image']).toBe(everyAwsChoice.spark.image);
    // The image names its user by a word, and Kubernetes can only check a number.
    expect(at(server.spec, 'template.spec.securityContext')).toMatchObject({ runAsUser: 185, runAsNonRoot: true });
    expect(at(container, 'securityContext.readOnlyRootFilesystem')).toBe(true);
  });

  test('is reached by port-forward only', () => {
    const labels = objectIn(server.spec, 'template.metadata.labels') as Labels;
    const pod = { namespace: 'spark-risk-models', labels };
    const policies = new Policies(render(everyAwsChoice));
    expect(policies.closes(pod, 'ingress')).toBe(true);
    // Its one rule matches nobody.
    expect(policies.rules(pod, 'ingress').map(({ item }) => item.id.name)).toEqual(['deny-all']);
  });
});
