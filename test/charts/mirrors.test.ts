import { airflowImage, imageValues } from '../../charts/airflow/image.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { at, listIn } from '../../imports/json.ts';
import { findingsOf } from '../../review/verify/check.ts';
import { projects } from '../../review/verify/security/projects.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';
import { all, children, pick, render, valuesOf } from '../render.ts';
import { company } from '../support/company.ts';

const hub = 'mirror.example.com/hub';
const withHub = (edit?: (draft: Mutable<PlatformConfig>) => void) =>
  platformConfig((draft) => {
    draft.registries = { 'docker.io': hub };
    edit?.(draft);
  });
const valueAt = (config: PlatformConfig, application: string, path: string) =>
  at(valuesOf(render(config), application), path);

describe('a registry with a mirror', () => {
  test('is left out by Airflow, its helpers, its tasks and the database in the cluster', () => {
    const config = withHub();
    expect(airflowImage(resolve(config))).toBe(`${hub}/apache/airflow:${config.versions.airflow}`);
    expect(imageValues(resolve(config))).toMatchObject({ defaultAirflowRepository: `${hub}/apache/airflow` });
    expect(valueAt(config, 'airflow', 'images.pgbouncer.repository')).toBe(`${hub}/apache/airflow`);
    expect(valueAt(config, 'airflow', 'images.statsd')).toBeUndefined();
    const { spec } = pick(render(config), 'StatefulSet', 'airflow-postgresql');
    expect(at(spec, 'template.spec.containers.0.image')).toBe(`${hub}/library/postgres:${config.versions.postgresql}`);
  });

  test.each([
    ['apache/spark:4.0.4', `${hub}/apache/spark:4.0.4`],
    ['spark:4.0.4', `${hub}/library/spark:4.0.4`],
    ['docker.io/apache/spark:4.0.4', `${hub}/apache/spark:4.0.4`],
    ['registry.example.com/spark:4.0.4', 'registry.example.com/spark:4.0.4'],
    [`apache/spark@sha256:${'a'.repeat(64)}`, `${hub}/apache/spark@sha256:${'a'.repeat(64)}`],
  ])('makes of the image %s for jobs %s', (image, pulled) => {
    const config = withHub((draft) => {
      draft.spark = { image, version: '4.0.4', history: { kind: 'none' } };
    });
    const file = pick(render(config), 'ConfigMap', 'airflow-platform');
    const platform = JSON.parse((file['data'] as Record<string, string>)['platform.json'] ?? '');
    expect(platform).toMatchObject({ spark: { image: pulled }, registries: { 'docker.io': hub } });
  });

  test('also takes an own image of Airflow and the containers that values add', () => {
    const config = withHub((draft) => {
      draft.airflow.image = { repository: 'acme/airflow', tag: `${draft.versions.airflow}-1` };
      draft.values = {
        airflow: {
          scheduler: { extraContainers: [{ name: 'mail', image: 'acme/mail:1.0' }] },
          images: { pgbouncer: { repository: 'acme/pgbouncer' }, statsd: { repository: 'own.example.com/statsd' } },
        },
      } as never;
    });
    expect(airflowImage(resolve(config))).toBe(`${hub}/acme/airflow:${config.versions.airflow}-1`);
    expect(valueAt(config, 'airflow', 'scheduler.extraContainers.0.image')).toBe(`${hub}/acme/mail:1.0`);
    expect(valueAt(config, 'airflow', 'images.pgbouncer.repository')).toBe(`${hub}/acme/pgbouncer`);
    expect(valueAt(config, 'airflow', 'images.statsd.repository')).toBe('own.example.com/statsd');
  });

  test('is known by its second name too', () => {
    const config = platformConfig((draft) => {
      draft.registries = { 'public.ecr.aws': 'mirror.example.com/ecr' };
    });
    expect(valueAt(config, 'argocd', 'redis.image.repository')).toBe('mirror.example.com/ecr/docker/library/redis');
    expect(valueAt(config, 'karpenter', 'controller.image')).toEqual({
      repository: 'mirror.example.com/ecr/karpenter/controller',
    });
  });

  test('changes nothing but images', () => {
    const plain: PlatformConfig = { ...company };
    Reflect.deleteProperty(plain, 'registries');
    const [before, after] = [render(plain), render(company)];
    expect(after.items.map(({ file }) => file)).toEqual(before.items.map(({ file }) => file));
    expect(children(after).map(({ name }) => name)).toEqual(children(before).map(({ name }) => name));
  });
});

describe('a Helm repository with a mirror', () => {
  const { helmRepositories = {} } = company;
  const tree = render(company);
  const upstream = Object.keys(helmRepositories);

  test('is read by no Application, and permitted by no project', () => {
    const read = children(tree).flatMap(({ charts }) => charts.map(({ repoUrl }) => repoUrl));
    expect(read.filter((url) => upstream.includes(url))).toEqual([]);
    // Beside those of add-ons, which the company has not named.
    expect(read).toEqual(expect.arrayContaining(Object.values(helmRepositories)));
    const permitted = all(tree, 'AppProject').flatMap(({ spec }) => listIn(spec, 'sourceRepos').map(String));
    expect(permitted.filter((url) => upstream.includes(url))).toEqual([]);
  });

  test('has the login that its mirror asks for, which Argo CD takes for exactly this address', () => {
    const logins = all(tree, 'ExternalSecret').filter(({ metadata }) => metadata.name.startsWith('chart-repository-'));
    const of = (url: string) =>
      logins.filter(({ spec }) => at(spec, 'target.template.data.url') === url).map(({ spec }) => spec);
    const [web] = of('https://charts.example.com/airflow');
    expect(at(web, 'dataFrom.0.extract.key')).toBe('airflow-company/argocd/charts/artifactory');
    expect(at(web, 'target.template.metadata.labels')).toEqual({ 'argocd.argoproj.io/secret-type': 'repository' });
    expect(at(web, 'target.template.data')).toEqual({
      type: 'helm',
      name: at(web, 'target.name'),
      url: 'https://charts.example.com/airflow',
      username: '{{ .username }}',
      password: '{{ .password }}',
    });
    // Two repositories have this mirror, and Argo CD would warn of two logins for one address.
    expect(of('registry.example.com:5000/charts')).toHaveLength(1);
    expect(at(of('registry.example.com:5000/charts')[0], 'target.template.data.enableOCI')).toBe('true');
    expect(logins).toHaveLength(new Set(Object.values(helmRepositories)).size);
  });

  test('leaves its mirror permitted when the add-on goes: Argo CD removes nothing that it may no longer read', () => {
    const bare: PlatformConfig = { ...company, monitoring: { kind: 'none' }, teams: [] };
    const sources = (of: PlatformConfig) => at(pick(render(of), 'AppProject', 'platform').spec, 'sourceRepos');
    expect(sources(bare)).toEqual(sources(company));
    expect(findingsOf(projects, render(bare))).toEqual([]);
  });
});
