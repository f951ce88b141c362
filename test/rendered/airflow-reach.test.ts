import { execFileSync } from 'node:child_process';
import { loadAll } from 'js-yaml';
import { at, type Json, type JsonObject } from '../../imports/json.ts';
import { airflowReach, components } from '../../review/compare/verdicts/restarts/airflow-reach.ts';

/** What `npm run test:charts` found: the program, and the folder of each chart. */
const { helm, folders } = JSON.parse(process.env['CHARTS'] ?? '') as {
  readonly helm: string;
  readonly folders: Readonly<Record<string, string>>;
};

/** Everything that the chart would make up is given by name, so that two renders are the same. */
const base: JsonObject = {
  executor: 'KubernetesExecutor',
  postgresql: { enabled: false },
  redis: { enabled: false },
  pgbouncer: { enabled: true },
  data: { metadataConnection: { host: 'db', pass: 'x', user: 'x' } },
  fernetKeySecretName: 'fernet',
  apiSecretKeySecretName: 'api',
  jwtSecretName: 'jwt',
  brokerUrlSecretName: 'broker',
};

/** Pod templates of what runs all the time, by their label `component`. */
function templates(values: JsonObject): ReadonlyMap<string, string> {
  const command = ['template', 'airflow', folders['airflow'] ?? '', '--namespace', 'airflow', '--values', '-'];
  const text = execFileSync(helm, command, { input: JSON.stringify(values), encoding: 'utf8', maxBuffer: 1 << 26 });
  const objects = (loadAll(text) as (Json | null)[]).flatMap((object) => object ?? []);
  return new Map(
    objects
      .filter((object) => /^(Deployment|StatefulSet|DaemonSet)$/.test(String(at(object, 'kind'))))
      .map((object) => [
        String(at(object, 'spec.template.metadata.labels.component')),
        JSON.stringify(at(object, 'spec.template')),
      ]),
  );
}

function withValue([key = '', ...rest]: readonly string[], value: Json, map: JsonObject): JsonObject {
  const inner = (map[key] ?? {}) as JsonObject;
  return { ...map, [key]: rest.length === 0 ? value : withValue(rest, value, inner) };
}

const memory = { limits: { memory: '3Gi' } };
const changes: readonly (readonly [path: string, value: Json])[] = [
  ['airflowLocalSettings', 'a = 1'],
  ['airflowPodAnnotations', { a: 'b' }],
  ['airflowVersion', '3.1.0'],
  ['apiSecretKeySecretName', 'other'],
  ['apiServer.env', [{ name: 'A', value: 'b' }]],
  ['apiServer.replicas', 3],
  ['cleanup.schedule', '1 * * * *'],
  ['config.core.parallelism', 5],
  ['dagProcessor.resources', memory],
  ['defaultAirflowTag', '3.1.0'],
  ['env', [{ name: 'A', value: 'b' }]],
  ['fernetKeySecretName', 'other'],
  ['images.pgbouncer.tag', 'other'],
  ['images.statsd.tag', 'other'],
  ['jwtSecretName', 'other'],
  ['labels', { a: 'b' }],
  ['migrateDatabaseJob.resources', memory],
  ['nodeSelector', { a: 'b' }],
  ['pgbouncer.maxClientConn', 7],
  ['pgbouncer.resources', memory],
  ['podTemplate', 'apiVersion: v1\nkind: Pod\n'],
  ['scheduler.podDisruptionBudget.enabled', true],
  ['scheduler.resources', memory],
  ['statsd.resources', memory],
  ['tolerations', [{ key: 'a', operator: 'Exists' }]],
  ['triggerer.resources', memory],
  ['volumes', [{ name: 'a', emptyDir: {} }]],
  ['workers.resources', memory],
];

describe('a value of the Airflow chart restarts the pods that a review names', () => {
  const before = templates(base);

  test.each(changes)('%s', (path, value) => {
    const values = withValue(path.split('.'), value, base);
    const after = templates(values);
    const restarted = components.filter((component) => before.get(component) !== after.get(component));
    const named = airflowReach(path.split('.'), values);
    expect(components.filter((component) => named.includes(component))).toEqual(restarted);
  });
});
