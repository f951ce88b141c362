import { airflowImage, pullSecrets } from '../../charts/airflow/image.ts';
import { airflowServiceAccounts } from '../../config/identities.ts';
import { airflowRelease } from '../../config/names.ts';
import { resolve } from '../../config/resolve.ts';
import {
  at,
  fieldsNamed,
  isObject,
  type Json,
  type JsonObject,
  listIn,
  objectIn,
  stringsIn,
  walk,
} from '../../imports/json.ts';
import type { ApplicationView } from '../../review/tree/application.ts';
import { parseFile } from '../../review/tree/parse.ts';
import { findingsOf } from '../../review/verify/check.ts';
import { unique } from '../../review/verify/schema/objects.ts';
import { mirrors } from '../../review/verify/security/images.ts';
import { children, type Manifest, valuesOf } from '../render.ts';
import { template } from '../server/charts.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** What `npm run test:charts` found: the program, and the folder of each chart. */
const { helm, folders } = JSON.parse(process.env['CHARTS'] ?? '') as {
  readonly helm: string;
  readonly folders: Readonly<Record<string, string>>;
};

const kindsWithPods = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** The text that Argo CD makes of an Application's chart. */
function text(application: ApplicationView): string {
  return application.charts
    .map((chart) => template(helm, folders[chart.chart] ?? '', chart, application))
    .join('\n---\n');
}

function objects(rendered: string): readonly Manifest[] {
  return parseFile({ path: 'chart', text: rendered }).documents.map(({ manifest }) => manifest as Manifest);
}

/** What Argo CD compares: the objects without the fields that the Application tells it to leave alone. */
function compared(application: ApplicationView, rendered: string): string {
  const rules = application.ignoreDifferences;
  const bare = objects(rendered).map((manifest) => {
    const left = rules.filter(
      (rule) => at(rule, 'kind') === manifest.kind && [undefined, manifest.metadata.name].includes(nameIn(rule)),
    );
    const pointers = left.flatMap((rule) => stringsIn(rule, 'jsonPointers'));
    const fields = Object.entries(manifest).filter(([field]) => !pointers.includes(`/${field}`));
    const hidden = left.flatMap((rule) => stringsIn(rule, 'jqPathExpressions')).map((path) => path.split('.').at(-1));
    return JSON.stringify(Object.fromEntries(fields), (key, value) => (hidden.includes(key) ? undefined : value));
  });
  return bare.join('\n');
}

function nameIn(rule: Json): string | undefined {
  const name = at(rule, 'name');
  return name === undefined ? undefined : String(name);
}

/** The pod specs of an object, also of a job in a schedule. */
function podsIn(manifest: Manifest): readonly JsonObject[] {
  return walk(manifest.spec).flatMap(({ path, value }) =>
    /(^|\.)template\.spec$/.test(path) && isObject(value) && value['containers'] ? [value] : [],
  );
}

/** The Roles and bindings of the Spark operator, in a form in which order says nothing. */
function rightsOf(manifests: readonly Manifest[], namespace: string): readonly string[] {
  const plain = (value: Json | undefined): Json =>
    Array.isArray(value)
      ? value.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : isObject(value)
        ? Object.fromEntries(
            Object.entries(value)
              .sort()
              .map(([key, inner]) => [key, plain(inner)]),
          )
        : (value ?? null);
  return manifests
    .filter(({ kind, metadata }) => /Role(Binding)?$/.test(kind) && metadata.name.startsWith('spark-operator-'))
    .map((manifest) => {
      const { roleRef, subjects } = manifest;
      const rules =
        manifest['rules'] &&
        listIn(manifest['rules']).filter((rule) => !stringsIn(rule, 'resources').includes('ingresses'));
      const place = manifest.kind.startsWith('Cluster') ? '' : (manifest.metadata.namespace ?? namespace);
      return `${manifest.kind} ${place}/${manifest.metadata.name} ${JSON.stringify(plain({ rules, roleRef, subjects } as JsonObject))}`;
    })
    .sort();
}

describe.each(renderedConfigs)('the charts of %s', (_, tree, config) => {
  const all = children(tree).filter(({ charts }) => charts.length > 0);
  const rendered = new Map(all.map((application) => [application.name, text(application)]));
  const of = (name: string) => objects(rendered.get(name) ?? '');

  test('make the same twice, but for what Argo CD leaves alone: a random key would be another one at each sync', () => {
    const differing = all.filter(
      (application) =>
        compared(application, text(application)) !== compared(application, rendered.get(application.name) ?? ''),
    );
    expect(differing.map(({ name }) => name)).toEqual([]);
    expect(all.length).toBeGreaterThan(4);
  });

  test('make no object twice, nor one that is in dist/: FailOnSharedResource would stop the sync', () => {
    const made = all.flatMap(({ name }) =>
      of(name).map((manifest) => ({ file: name, manifest, chart: name, application: name })),
    );
    expect(findingsOf(unique, tree.with(made))).toEqual([]);
  });

  test('bring CRDs only where a person is asked before one is pruned, or syncs by hand', () => {
    const bringing = all.filter(({ name }) => of(name).some(({ kind }) => kind === 'CustomResourceDefinition'));
    const unasked = bringing.filter(({ name, sync }) => name !== 'argocd' && !sync.options.includes('Prune=confirm'));
    expect(unasked.map(({ name }) => name)).toEqual([]);
    expect(bringing.length).toBeGreaterThan(1);
  });

  test('place every pod, and give it memory', () => {
    const careless = all.flatMap(({ name }) =>
      of(name)
        .filter(({ kind }) => kindsWithPods.includes(kind))
        .flatMap((manifest) =>
          podsIn(manifest).flatMap((pod) => {
            const containers = [...listIn(pod, 'containers')];
            const placed = manifest.kind === 'DaemonSet' || at(pod, 'nodeSelector.NodeGroupType') !== undefined;
            const sized = containers.every((container) => at(container, 'resources.requests.memory') !== undefined);
            return placed && sized ? [] : [`${name}: ${manifest.kind} ${manifest.metadata.name}`];
          }),
        ),
    );
    expect(careless).toEqual([]);
  });

  test('make the service accounts that AWS roles are bound to, where no manifest does', () => {
    const accounts = all.flatMap(({ name, namespace }) =>
      of(name)
        .filter(({ kind }) => kind === 'ServiceAccount')
        .map(({ metadata }) => `${metadata.namespace ?? namespace}/${metadata.name}`),
    );
    expect(accounts).toEqual(
      expect.arrayContaining([
        'kube-system/karpenter',
        'external-secrets/external-secrets',
        'kube-system/aws-load-balancer-controller',
      ]),
    );
  });

  test('make of Airflow no Secret, no Helm hook, no volume and no right in the whole cluster', () => {
    const made = of('airflow');
    const kinds = new Set(made.map(({ kind }) => kind));
    expect(
      ['Secret', 'PersistentVolumeClaim', 'ClusterRole', 'NetworkPolicy'].filter((kind) => kinds.has(kind)),
    ).toEqual([]);
    const hooks = made.filter(({ metadata }) => metadata.annotations?.['helm.sh/hook']);
    expect(hooks.map(({ metadata }) => metadata.name)).toEqual([]);
    expect(walk(made as unknown as Json).filter(({ path }) => /volumeClaimTemplates\.0$/.test(path))).toEqual([]);
  });

  test('give every pod that runs Airflow the image of the config, and what it is pulled with', () => {
    const platform = resolve(config);
    const pods = of('airflow').flatMap(podsIn);
    const images = pods.flatMap((pod) =>
      [...listIn(pod, 'initContainers'), ...listIn(pod, 'containers')].map((container) => at(container, 'image')),
    );
    const helpers = /:airflow-pgbouncer|\/statsd-exporter:/;
    expect(new Set(images.filter((image) => !helpers.test(String(image))))).toEqual(new Set([airflowImage(platform)]));
    for (const pod of pods) expect(listIn(pod, 'imagePullSecrets')).toEqual(pullSecrets(platform));
    expect(pods.length).toBeGreaterThan(7);
  });

  test('pull no image from a registry that has a mirror, also none that a program is told of', () => {
    const { registries = {} } = config;
    const made = all.flatMap(({ name }) => of(name).map((manifest) => ({ file: name, manifest, application: name })));
    expect(findingsOf(mirrors, tree.with(made))).toEqual([]);
    const images = made.flatMap(({ manifest }) =>
      fieldsNamed(manifest as unknown as Json, 'image').filter((image) => typeof image === 'string'),
    );
    const typed = [config.airflow.image?.repository, config.spark.image];
    const elsewhere = images.filter(
      (image) => ![...Object.values(registries), ...typed].some((place) => image.startsWith(String(place))),
    );
    // Where all registries of the charts have a mirror, nothing is left but what the config itself names.
    if (config.registries) expect(elsewhere).toEqual([]);
    expect(images.length).toBeGreaterThan(9);
  });

  test('give tasks and triggers of Airflow no right on the pods beside them', () => {
    const bound = of('airflow').filter(({ kind }) => kind === 'RoleBinding');
    const accounts = bound.flatMap((binding) =>
      listIn(binding as unknown as Json, 'subjects').map((subject) => String(at(subject, 'name'))),
    );
    const barred: readonly string[] = [airflowServiceAccounts.worker, airflowServiceAccounts.triggerer];
    expect(accounts).toContain(airflowServiceAccounts.apiServer);
    expect(accounts.filter((name) => barred.includes(name))).toEqual([]);
  });

  test('would give the Spark operator exactly the rights that dist/ gives it, but for Ingresses', () => {
    const operator = all.find(({ name }) => name === 'spark-operator');
    const [chart] = operator?.charts ?? [];
    if (!operator || !chart) return;
    const { controller, webhook, ...others } = chart.values;
    const rbac = { create: true };
    const values = {
      ...others,
      controller: { ...objectIn(controller), rbac },
      webhook: { ...objectIn(webhook), rbac },
    };
    const made = objects(text({ ...operator, charts: [{ ...chart, values }] }));
    const rights = rightsOf(made, operator.namespace ?? '');
    expect(rights.length).toBeGreaterThan(8);
    const own = tree.items.map(({ manifest }) => manifest as Manifest);
    expect(rightsOf(own, operator.namespace ?? '')).toEqual(rights);
  });

  test('call what addresses and policies are built on as they expect it', () => {
    const made = of('airflow').map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(made).toEqual(
      expect.arrayContaining([
        `Service ${airflowRelease}-api-server`,
        `Service ${airflowRelease}-pgbouncer`,
        `ConfigMap ${airflowRelease}-config`,
      ]),
    );
  });

  test('give the executor the pod of dist/, and keys to every other pod that runs Airflow', () => {
    const config = of('airflow').find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === `${airflowRelease}-config`,
    );
    const template = String(valuesOf(tree, 'airflow')['podTemplate']);
    expect(String(objectIn(config?.['data'] as Json)['pod_template_file.yaml']).trim()).toBe(template.trim());

    const deployments = of('airflow').filter(
      ({ kind, metadata }) =>
        kind === 'Deployment' && /scheduler|api-server|dag-processor|triggerer/.test(metadata.name),
    );
    const withoutKey = deployments.filter(
      (manifest) => !walk(manifest.spec).some(({ value }) => value === 'AIRFLOW__CORE__FERNET_KEY'),
    );
    expect(deployments).toHaveLength(4);
    expect(withoutKey).toEqual([]);
  });
});
