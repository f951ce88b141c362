import { disruptionBudget, memory, replicas } from '../../../review/compare/verdicts/restarts/availability.ts';
import { silent } from '../../../review/compare/verdicts/restarts/silent.ts';
import { podsRestart } from '../../../review/compare/verdicts/restarts/workloads.ts';
import { type Case, cases, chart, type Draft, draft, step } from '../compare/trees.ts';
import { deployment, pool, secret, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const airflow = (values: Fields) => chart('airflow', values);
const inText = (values: Fields) => chart('airflow', {}, { helm: { values: JSON.stringify(values) } });
const web = 'Deployment shop/web';
const inAirflow = 'Application argocd/airflow:';
const rendered = (name: string, image = 'a:1') => ({
  ...deployment({ image }),
  renderedBy: `${name} 1.2.3`,
  folder: name,
});

const container = (...of: readonly Fields[]) => ({ spec: { containers: of.map((one) => ({ name: 'a', ...one })) } });
const workload = (kind: string, image: string, spec: Fields = {}) =>
  draft(kind, { spec: { template: container({ image }), ...spec } });
const rolls = (kind: string, how: string, spec: Fields = {}) =>
  step(
    workload(kind, 'a:1', spec),
    workload(kind, 'a:2', spec),
    `warn ${kind} shop/web, Application argocd/shop: its pods restart (${kind} shop/web: spec.containers[name=a].image; ${how})`,
  );

cases(podsRestart, {
  'one pod': rolls('Deployment', 'the new pod starts before the old one ends'),
  'two pods': rolls('Deployment', '2 pods by turns', { replicas: 2 }),
  'one pod with a volume': rolls('StatefulSet', 'its one pod ends before the new one starts'),
  'two pods with volumes': rolls('StatefulSet', '2 pods by turns', { replicas: 2 }),
  'a pod on each node': rolls('DaemonSet', 'node by node'),
  'a pod that a chart makes': {
    before: [chart('app', {}), rendered('app')],
    after: [chart('app', {}), rendered('app', 'a:2')],
    says: ['warn Deployment app/web, Application argocd/app: its pods restart'],
  },
  'a job that comes again': step(workload('Job', 'a:1'), workload('Job', 'a:2')),
  'another order of its arguments': step(
    deployment({
      command: ['a'],
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '1' },
      ],
    }),
    deployment({
      command: ['a'],
      env: [
        { name: 'B', value: '1' },
        { name: 'A', value: '1' },
      ],
    }),
    `warn ${web}, Application argocd/shop: its pods restart`,
  ),
  'another spelling': step(
    deployment({ resources: { limits: { cpu: '1' } } }),
    deployment({ resources: { limits: { cpu: '1000m' } } }),
  ),
  'a change that is refused': step(
    deployment({ image: 'a:1' }),
    deployment({ image: 'a:2' }, { selector: { matchLabels: { app: 'b' } } }),
  ),
  'more pods': step(deployment({}, { replicas: 1 }), deployment({}, { replicas: 2 })),
  'a new workload': step(undefined, deployment()),
});

const reader = (pod: Fields, name = 'web') =>
  ({
    ...deployment({ ...(pod['container'] as Fields) }, {}, { volumes: pod['volumes'] }),
    metadata: { name },
  }) as Draft;
const one = settings({ a: '1' });
const other = settings({ a: '2' });
const quiet = (users: readonly Draft[], ...says: readonly string[]): Case => ({
  before: [one, ...users],
  after: [other, ...users],
  says: says.map((said) => said.replace(' ', ' ConfigMap shop/settings: ')),
});
const old =
  'warn no pod restarts for it: pods that read it as environment or as a single file keep the old content until they restart';
const soon = 'info no pod restarts for it: what reads the mounted file sees the new content about a minute later';
const volumes = [{ name: 'v', configMap: { name: 'settings' } }];
const mount = (more: Fields = {}) => ({ volumeMounts: [{ name: 'v', mountPath: '/a', ...more }] });
/** A reader of the folder, with a file of another volume beside it. */
const beside = (other: Fields) =>
  reader({
    volumes: [...volumes, { name: 'w', ...other }],
    container: {
      volumeMounts: [
        { name: 'v', mountPath: '/a' },
        { name: 'w', mountPath: '/b', subPath: 'b' },
      ],
    },
  });

const secretOf = (target: Fields) => secret({ target: { name: 'made', ...target } });
const made1 = secretOf({ template: { data: { a: '1' } } });
const byName = reader({ container: { envFrom: [{ secretRef: { name: 'made' } }] } });
const oldSecret = old.replace(' ', ' ExternalSecret shop/database: ');
const made2 = secretOf({ template: { data: { a: '2' } } });
const inNamespace = (object: Draft) => ({ ...object, metadata: { ...object.metadata, namespace: 'airflow' } });

cases(silent, {
  'nobody names it': quiet([], 'info no pod restarts: nothing in this tree names it'),
  'all of it as environment': quiet(
    [reader({ container: { envFrom: [{ configMapRef: { name: 'settings' } }] } })],
    old,
  ),
  'a key as environment': quiet(
    [reader({ container: { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] } })],
    old,
  ),
  'a file': quiet([reader({ volumes, container: mount({ subPath: 'a' }) })], old),
  'a folder': quiet([reader({ volumes, container: mount() })], soon),
  'a folder, and a file of another volume': quiet([beside({ emptyDir: {} })], soon),
  'a part of a volume of several': quiet(
    [
      reader({
        volumes: [{ name: 'v', projected: { sources: [{ configMap: { name: 'settings' } }] } }],
        container: mount({ subPath: 'a' }),
      }),
    ],
    old,
  ),
  'a file for one, and a folder for another': quiet(
    [reader({ volumes, container: mount() }), reader({ volumes, container: mount({ subPath: 'a' }) }, 'b')],
    old,
  ),
  'a file of a volume of another name': quiet([beside({ configMap: { name: 'another' } })], soon),
  'the environment of another': quiet(
    [
      reader({
        volumes,
        container: { ...mount(), envFrom: [{ configMapRef: { name: 'another' } }] },
      }),
    ],
    soon,
  ),
  'who reads it changes too': {
    before: [one, reader({ volumes, container: mount() })],
    after: [other, reader({ volumes, container: { ...mount(), image: 'example.com/web:2' } })],
  },
  'one of two who read it changes too': {
    before: [
      one,
      reader({ volumes, container: mount({ subPath: 'a' }) }),
      reader({ volumes, container: mount() }, 'b'),
    ],
    after: [
      other,
      reader({ volumes, container: { ...mount({ subPath: 'a' }), image: 'example.com/web:2' } }),
      reader({ volumes, container: mount() }, 'b'),
    ],
    says: [soon.replace(' ', ' ConfigMap shop/settings: ')],
  },
  'who reads it is new': { before: [one], after: [other, reader({ volumes, container: mount() })] },
  'its labels': step(one, { ...one, metadata: { name: 'settings', labels: { a: 'b' } } }),
  'what an ExternalSecret makes, as environment': {
    before: [made1, byName],
    after: [made2, byName],
    says: [oldSecret],
  },
  'what an ExternalSecret makes, for a chart': {
    before: [inNamespace(made1), airflow({ data: { metadataSecretName: 'made' } })],
    after: [inNamespace(made2), airflow({ data: { metadataSecretName: 'made' } })],
    says: [oldSecret.replace('shop/', 'airflow/')],
  },
  'how an ExternalSecret makes it': {
    before: [made1, byName],
    after: [secretOf({ template: { data: { a: '1' } }, creationPolicy: 'Orphan' }), byName],
  },
  'data of something else': step(draft('Widget', { data: { a: '1' } }), draft('Widget', { data: { a: '2' } })),
  'the template of task pods': {
    before: [
      { ...one, metadata: { name: 'settings', namespace: 'airflow' } },
      airflow({
        podTemplate: 'spec:\n  containers:\n    - envFrom:\n        - configMapRef:\n            name: settings\n',
      }),
    ],
    after: [
      { ...other, metadata: { name: 'settings', namespace: 'airflow' } },
      airflow({
        podTemplate: 'spec:\n  containers:\n    - envFrom:\n        - configMapRef:\n            name: settings\n',
      }),
    ],
    says: [old.replace(' ', ' ConfigMap airflow/settings: ')],
  },
});

const pods = (before: number | undefined, after: number | undefined, ...says: readonly string[]) =>
  step(deployment({}, { replicas: before }), deployment({}, { replicas: after }), ...says);
const inValues = (before: unknown, after: unknown, ...says: readonly string[]) =>
  step(airflow({ scheduler: { replicas: before } }), airflow({ scheduler: { replicas: after } }), ...says);

cases(replicas, {
  none: pods(2, 0, `danger ${web}: it stops (2 → 0 replicas)`),
  one: pods(
    2,
    1,
    `danger ${web}: no longer highly available (2 → 1 replicas): each restart and each lost node is a gap`,
  ),
  'one, as nothing is said': pods(2, undefined, `danger ${web}: no longer highly available (2 → 1 replicas)`),
  'one where there was none': pods(0, 1, `info ${web}: more pods (0 → 1 replicas)`),
  fewer: pods(3, 2, `info ${web}: fewer pods (3 → 2 replicas)`),
  more: pods(2, 3, `info ${web}: more pods (2 → 3 replicas)`),
  'of a component': inValues(2, 1, `danger ${inAirflow} scheduler: no longer highly available (2 → 1 replicas)`),
  'of a component that stops': inValues(2, 0, `danger ${inAirflow} scheduler: it stops (2 → 0 replicas)`),
  'of a component that had no values': step(
    airflow({}),
    airflow({ scheduler: { replicas: 0 } }),
    `danger ${inAirflow} scheduler: it stops (1 → 0 replicas)`,
  ),
  'no number': inValues('two', 'one'),
  'the same in another spelling': inValues('2', 2),
  'at least': step(
    chart('web', { minReplicas: 2 }),
    chart('web', { minReplicas: 1 }),
    'danger Application argocd/web: the chart: no longer highly available',
  ),
  'of a chart': step(
    chart('web', { replicaCount: 3 }),
    chart('web', { replicaCount: 2 }),
    'info Application argocd/web: the chart: fewer pods (3 → 2 replicas)',
  ),
  'of a pool, which are nodes': step(pool({ replicas: 2 }), pool({ replicas: 1 })),
  'of the status of something': step(draft('Widget', { a: { replicas: 2 } }), draft('Widget', { a: { replicas: 1 } })),
  'of a new workload': step(undefined, deployment({}, { replicas: 1 })),
});

const size = (limits: Fields, requests: Fields = {}) => ({ resources: { limits, requests } });
const killed = 'its pods may be killed when they need more (OOM)';

cases(memory, {
  'a lower limit': step(
    deployment(size({ memory: '2Gi' }, { memory: '2Gi' })),
    deployment(size({ memory: '1Gi' }, { memory: '1Gi' })),
    `warn ${web}: memory limit of containers[name=web] falls from 2Gi to 1Gi: ${killed}`,
  ),
  'a lower request without a limit': step(
    deployment({ resources: { requests: { memory: '2Gi' } } }),
    deployment({ resources: { requests: { memory: '1Gi' } } }),
    `warn ${web}: memory request of containers[name=web] falls from 2Gi to 1Gi`,
  ),
  'a lower request of a chart beside a limit': step(
    airflow({ scheduler: size({ memory: '4Gi' }, { memory: '2Gi' }) }),
    airflow({ scheduler: size({ memory: '4Gi' }, { memory: '1Gi' }) }),
  ),
  'a lower request beside a limit, in values that are a text': step(
    inText({ scheduler: size({ memory: '4Gi' }, { memory: '2Gi' }) }),
    inText({ scheduler: size({ memory: '4Gi' }, { memory: '1Gi' }) }),
  ),
  'a lower limit of a chart': step(
    airflow({ scheduler: size({ memory: '4Gi' }) }),
    airflow({ scheduler: size({ memory: '3Gi' }) }),
    `warn ${inAirflow} memory limit of scheduler falls from 4Gi to 3Gi`,
  ),
  'a higher limit': step(deployment(size({ memory: '1Gi' })), deployment(size({ memory: '2Gi' }))),
  'no limit any more': step(deployment(size({ memory: '1Gi', cpu: '1' })), deployment(size({ cpu: '1' }))),
  'a lower limit of CPU': step(deployment(size({ cpu: '2' })), deployment(size({ cpu: '1' }))),
  'a lower limit of a pool': step(pool({ limits: { memory: '2Gi' } }), pool({ limits: { memory: '1Gi' } })),
  'another field of resources': step(
    draft('Widget', { resources: { claims: { memory: '2' } } }),
    draft('Widget', { resources: { claims: { memory: '1' } } }),
  ),
});

const budget = (section: string, before: Fields, after: Fields, ...says: readonly string[]) =>
  step(airflow({ scheduler: { [section]: before } }), airflow({ scheduler: { [section]: after } }), ...says);
const ends = `warn ${inAirflow} scheduler has no PodDisruptionBudget any more: a drained node may end all its pods at once`;

const stuck = `danger ${inAirflow} scheduler: no pod of it may be evicted, so no node with one is drained before its grace period ends`;
const withReplicas = (count: number, before: Fields, after: Fields, ...says: readonly string[]) => {
  const values = (config: Fields) => ({
    scheduler: { replicas: count, podDisruptionBudget: { enabled: true, config } },
  });
  return step(airflow(values(before)), airflow(values(after)), ...says);
};

cases(disruptionBudget, {
  off: budget('podDisruptionBudget', { enabled: true }, { enabled: false }, ends),
  'off, as nothing is said': budget('pdb', { enable: true, a: 1 }, { a: 1 }, ends),
  'gone as a whole': step(
    airflow({ scheduler: { a: 1, podDisruptionBudget: { enabled: true } } }),
    airflow({ scheduler: { a: 1 } }),
    ends,
  ),
  'off before, and gone': step(
    airflow({ scheduler: { a: 1, podDisruptionBudget: { enabled: false } } }),
    airflow({ scheduler: { a: 1 } }),
  ),
  'off, where nothing was said': step(
    airflow({ scheduler: { a: 1 } }),
    airflow({ scheduler: { a: 1, podDisruptionBudget: { enabled: false } } }),
  ),
  on: budget('podDisruptionBudget', { enabled: false }, { enabled: true }),
  'another size': budget('podDisruptionBudget', { size: 1 }, { size: 2 }),
  'something else off': budget('service', { enabled: true }, { enabled: false }),
  'of a chart': step(
    chart('web', { podDisruptionBudget: { enabled: true } }),
    chart('web', { podDisruptionBudget: { enabled: false } }),
    'warn Application argocd/web: the chart has no PodDisruptionBudget any more',
  ),
  'nobody may go': withReplicas(2, { maxUnavailable: 1 }, { maxUnavailable: 0 }, stuck),
  'no share may go': withReplicas(2, { maxUnavailable: 1 }, { maxUnavailable: '0%' }, stuck),
  'all of two are needed': withReplicas(2, { minAvailable: 1 }, { minAvailable: 2 }, stuck),
  'two of three are needed': withReplicas(3, { minAvailable: 1 }, { minAvailable: 2 }),
  'none is needed': withReplicas(0, { minAvailable: 1 }, { minAvailable: 0 }),
  'every one is needed': withReplicas(2, {}, { minAvailable: '100%' }, stuck),
  'an object lets nobody go': step(
    draft('PodDisruptionBudget', { spec: { maxUnavailable: 1 } }),
    draft('PodDisruptionBudget', { spec: { maxUnavailable: 0 } }),
    /^danger PodDisruptionBudget \S*web: web: no pod of it may be evicted/,
  ),
  'an object of another kind': step(
    draft('Widget', { spec: { maxUnavailable: 1 } }),
    draft('Widget', { spec: { maxUnavailable: 0 } }),
  ),
});
