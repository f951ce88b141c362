import { resolve } from '../../config/resolve.ts';
import { versions } from '../../config/versions.ts';
import { at } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { pick, render } from '../render.ts';
import { fillIn } from './templates.ts';
import { ownImage, taskPodOf, valuesOf } from './variants.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const byDigest = platformConfig((draft) => {
  draft.airflow.image = { repository: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/airflow', digest };
});

/** What a node reads for this repository, with this user and password. */
function pullConfig(repository: string): unknown {
  const config = platformConfig((draft) => {
    draft.airflow.image = { repository, digest, pullSecret: true };
  });
  const secret = resolve(config).secrets.find(({ remoteName }) => remoteName === 'airflow-test/airflow/registry');
  const [made] = secret?.targets ?? [];
  return JSON.parse(fillIn(made?.data['.dockerconfigjson'] ?? '', { username: 'robot', password: 'a"b' }));
}

describe('an image of your own', () => {
  test('runs in components, jobs and CronJobs, and in the pods of tasks', () => {
    expect(valuesOf(ownImage)).toMatchObject({
      airflowVersion: versions.airflow,
      defaultAirflowRepository: 'registry.example.com/data/airflow',
      defaultAirflowTag: `${versions.airflow}-7`,
      imagePullSecrets: [{ name: 'airflow-image-pull' }],
    });
    expect(taskPodOf(ownImage)).toMatchObject({
      spec: {
        containers: [{ image: `registry.example.com/data/airflow:${versions.airflow}-7` }],
        imagePullSecrets: [{ name: 'airflow-image-pull' }],
      },
    });
  });

  test('is held by its digest where it has one', () => {
    const edit: typeof ownImage = (draft) => Object.assign(draft.airflow, { image: byDigest.airflow.image });
    expect(valuesOf(edit)).toMatchObject({ defaultAirflowTag: versions.airflow, defaultAirflowDigest: digest });
    expect(at(taskPodOf(edit), 'spec.containers.0.image')).toBe(
      `111122223333.dkr.ecr.eu-west-1.amazonaws.com/airflow@${digest}`,
    );
    expect(at(taskPodOf(edit), 'spec.imagePullSecrets')).toBeUndefined();
  });

  test('is pulled with a user and password that a person fills in', () => {
    const { spec } = pick(render(platformConfig(ownImage)), 'ExternalSecret', 'airflow-image-pull');
    expect(at(spec, 'target.template.type')).toBe('kubernetes.io/dockerconfigjson');
    const login = { username: 'robot', password: 'a"b' };
    expect(pullConfig('registry.example.com:5000/data/airflow')).toEqual({
      auths: { 'registry.example.com:5000': login },
    });
    expect(pullConfig('acme/airflow')).toEqual({ auths: { 'https://index.docker.io/v1/': login } });
  });
});
