import { imageIn, images } from '../../../review/compare/verdicts/versions/images.ts';
import { cases, chart, step } from '../compare/trees.ts';
import { deployment, platform, settings, team } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;
const hex = '0123456789abcdef';

test.each([
  ['web', { registry: 'docker.io', repository: 'web', tag: '', digest: '' }],
  ['web:1', { registry: 'docker.io', repository: 'web', tag: '1', digest: '' }],
  ['team/web:1', { registry: 'docker.io', repository: 'team/web', tag: '1', digest: '' }],
  ['example.com/team/web:1', { registry: 'example.com', repository: 'team/web', tag: '1', digest: '' }],
  ['host:5000/web', { registry: 'host:5000', repository: 'web', tag: '', digest: '' }],
  ['localhost/web:1', { registry: 'localhost', repository: 'web', tag: '1', digest: '' }],
  ['localhosts/web:1', { registry: 'docker.io', repository: 'localhosts/web', tag: '1', digest: '' }],
  ['example.com/web@sha256:1', { registry: 'example.com', repository: 'web', tag: '', digest: 'sha256:1' }],
  ['example.com/web:1@sha256:1', { registry: 'example.com', repository: 'web', tag: '1', digest: 'sha256:1' }],
])('%s as an image', (text, image) => {
  expect(imageIn(text)).toEqual(image);
});

const inWeb = 'Deployment shop/web:';
const image = (before: string, after: string, ...says: readonly string[]) =>
  step(deployment({ image: before }), deployment({ image: after }), ...says);
const field = '(spec.template.spec.containers[name=web].image)';
const digest = `sha256:${hex.repeat(4)}`;
const chartImage = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(
    chart('app', { image: before }),
    chart('app', { image: after }),
    ...says.map((said) => said.replace(' ', ' Application argocd/app: ')),
  );
const airflow = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(
    chart('airflow', before),
    chart('airflow', after),
    ...says.map((said) => said.replace(' ', ' Application argocd/airflow: ')),
  );
const withTasks = (of: string) => platform([team()], ['spark'], { tasks: { image: of } });

cases(images, {
  'one that floats, in values that had none': airflow(
    {},
    { images: { airflow: { repository: 'a.io/airflow', tag: 'latest' } } },
    ...['repository', 'tag'].map(
      (part) =>
        `danger the image is not pinned (a.io/airflow:latest): what runs changes without a pull request (images.airflow.${part})`,
    ),
  ),
  'a fix': image(
    'a.io/web:1.2.3',
    'a.io/web:1.2.4',
    `info ${inWeb} another version of an image: web 1.2.3 → 1.2.4 ${field}`,
  ),
  'a major version': image(
    'a.io/web:1.2.3',
    'a.io/web:2.0.0',
    `warn ${inWeb} another major version of an image: web 1.2.3 → 2.0.0 ${field}`,
  ),
  'a major step of a database': image(
    'example.com/library/postgres:17.6-alpine',
    'example.com/library/postgres:18.1-alpine',
    `danger ${inWeb} another major version of a database: library/postgres 17.6-alpine → 18.1-alpine; it does not start on the data of the one before ${field}`,
  ),
  'a minor step of a database': image(
    'postgres:17.5',
    'postgres:17.6',
    `info ${inWeb} another version of an image: postgres 17.5 → 17.6 ${field}`,
  ),
  'a major step of what is about a database': image(
    'postgres-exporter:1.0.0',
    'postgres-exporter:2.0.0',
    `warn ${inWeb} another major version of an image: postgres-exporter 1.0.0 → 2.0.0 ${field}`,
  ),
  back: image(
    'a.io/web:1.2.3',
    'a.io/web:1.2.2',
    `danger ${inWeb} downgrade: the image goes back, web 1.2.3 → 1.2.2 ${field}`,
  ),
  'another image': image(
    'a.io/web:1.2.3',
    'a.io/shop:1.2.3',
    `warn ${inWeb} another image: a.io/shop:1.2.3, before a.io/web:1.2.3 ${field}`,
  ),
  'another registry': image(
    'a.io/web:1.2.3',
    'b.io/web:1.2.3',
    `danger ${inWeb} the image comes from another registry: b.io/web:1.2.3, before a.io/web:1.2.3 ${field}`,
  ),
  'the newest': image(
    'a.io/web:1.2.3',
    'a.io/web:latest',
    `danger ${inWeb} the image is not pinned (a.io/web:latest): what runs changes without a pull request ${field}`,
  ),
  'no tag': image('a.io/web:1.2.3', 'a.io/web', `danger ${inWeb} the image is not pinned (a.io/web)`),
  'the newest by its digest': image(
    `a.io/web@sha256:${'0'.repeat(64)}`,
    `a.io/web:latest@${digest}`,
    `info ${inWeb} another version of an image: web sha256:000000000000 → latest`,
  ),
  'a tag with that word in it': image(
    'a.io/web:1.2.3',
    'a.io/web:main-1',
    `info ${inWeb} another version of an image: web 1.2.3 → main-1`,
  ),
  'no digest': image(
    `a.io/web:1.2.3@${digest}`,
    'a.io/web:1.2.3',
    `warn ${inWeb} the image is no longer held by its digest: web 1.2.3 → 1.2.3 ${field}`,
  ),
  'only a digest': image(
    'a.io/web:1.2.3',
    `a.io/web@${digest}`,
    `info ${inWeb} another version of an image: web 1.2.3 → sha256:0123456789ab`,
  ),
  'a container more': step(
    deployment(),
    deployment(
      {},
      {},
      {
        containers: [
          { name: 'web', image: 'example.com/web:1.2.3' },
          { name: 'b', image: 'b.io/b:1' },
        ],
      },
    ),
  ),
  'a field of a ConfigMap': step(
    settings({ 'a.yaml': 'image: a.io/web:1.2.3' }),
    settings({ 'a.yaml': 'image: a.io/web' }),
  ),
  'the file for DAGs': step(
    withTasks('a.io/web:1.2.3'),
    withTasks('a.io/web'),
    'danger ConfigMap shop/airflow-platform: the image is not pinned (a.io/web)',
  ),
  'a new workload': step(undefined, deployment({ image: 'web' })),
  'one text of a chart': step(
    chart('app', { image: 'a.io/web:1.2.3' }),
    chart('app', { image: 'a.io/web:1.2.4' }),
    'info Application argocd/app: another version of an image: web 1.2.3 → 1.2.4 (image)',
  ),
  'a tag of a chart': chartImage(
    { repository: 'a.io/web', tag: '1.2.3' },
    { repository: 'a.io/web', tag: '1.2.4' },
    'info another version of an image: web 1.2.3 → 1.2.4 (image.tag)',
  ),
  'a registry of a chart': chartImage(
    { registry: 'a.io', repository: 'web', tag: '1' },
    { registry: 'b.io', repository: 'web', tag: '1' },
    'danger the image comes from another registry: b.io/web:1, before a.io/web:1 (image.registry)',
  ),
  'a digest of a chart': chartImage(
    { repository: 'a.io/web', tag: '1', digest: 'sha256:1' },
    { repository: 'a.io/web', tag: '1' },
    'warn the image is no longer held by its digest: web 1 → 1 (image.digest)',
  ),
  'a tag without a name': chartImage(
    { tag: '1.2.3' },
    { tag: '1.2.4' },
    "info another version of an image: the chart's own image 1.2.3 → 1.2.4",
  ),
  'the newest without a name': chartImage(
    { tag: '1.2.3' },
    { tag: 'latest' },
    "danger the image is not pinned (the chart's own image, latest)",
  ),
  'no tag and no name': chartImage(
    { tag: '1.2.3' },
    { pullPolicy: 'a' },
    "info another version of an image: the chart's own image 1.2.3 → the chart's own",
  ),
  'a name without a tag': step(chart('app', { a: 1 }), chart('app', { a: 1, image: { repository: 'a.io/web' } })),
  'no tag any more': chartImage(
    { repository: 'a.io/web', tag: '1.2.3' },
    { repository: 'a.io/web' },
    "info another version of an image: web 1.2.3 → the chart's own (image.tag)",
  ),
  'how it is pulled': chartImage({ pullPolicy: 'a' }, { pullPolicy: 'b' }),
  'a tag of something else': step(chart('app', { git: { tag: '1' } }), chart('app', { git: { tag: '2' } })),
  Airflow: airflow(
    { defaultAirflowTag: '3.1.0' },
    { defaultAirflowTag: '3.1.1' },
    'info another version of an image: apache/airflow 3.1.0 → 3.1.1 (defaultAirflowTag)',
  ),
  'Airflow of another place': airflow(
    { defaultAirflowTag: '3.1.0' },
    { defaultAirflowTag: '3.1.0', defaultAirflowRepository: 'a.io/airflow' },
    'danger the image comes from another registry: a.io/airflow:3.1.0, before apache/airflow:3.1.0',
  ),
});
