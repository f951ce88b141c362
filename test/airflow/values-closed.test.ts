import fc from 'fast-check';
import { load } from 'js-yaml';
import { splitValues } from '../../charts/argo/helm-source.ts';
import { versions } from '../../config/versions.ts';
import { chartSchema, problems } from '../imports/validate.ts';
import { closedPlaces, freeMaps, knownKeys, misspelt, renamed } from './places.ts';
import { refused } from './refused.ts';
import { valuesOf, variants } from './variants.ts';

const schema = chartSchema('airflow');
const known = knownKeys(schema);

describe.each(variants)('the values of an Airflow with %s', (_, edit) => {
  const values = valuesOf(edit);

  test('pass the closed schema, before and after the nulls have become parameters', () => {
    expect(problems(schema, values)).toEqual([]);
    expect(problems(schema, splitValues(values).valuesObject)).toEqual([]);
  });

  test('use no key that chart 2.0 removes: webserver.* (apache/airflow#65866)', () => {
    expect(Object.keys(values).filter((key) => key.startsWith('webserver'))).toEqual([]);
    expect(values).not.toHaveProperty('securityContext');
  });

  test('use no workers.<key> that has moved to workers.kubernetes (apache/airflow#64730)', () => {
    expect(Object.keys(values.workers ?? {}).sort()).toEqual(['celery', 'kubernetes']);
  });

  test('hold no text that the chart would run as a template', () => {
    expect(JSON.stringify(values)).not.toContain('{{');
  });

  test('set options of airflow.cfg to text, numbers and flags only: a list fails in the cluster', () => {
    const options = Object.values(values.config ?? {}).flatMap((section) => Object.values(section));
    expect(options.filter((option) => !['string', 'number', 'boolean'].includes(typeof option))).toEqual([]);
  });

  test('give the environment of every pod as name and value, and secrets as a text that is a YAML list', () => {
    for (const variable of values.env ?? []) expect(Object.keys(variable)).toEqual(['name', 'value']);
    expect(load(values.extraEnvFrom ?? '')).toEqual(
      expect.arrayContaining([{ secretRef: { name: 'airflow-connections' } }]),
    );
    expect(values).not.toHaveProperty('extraEnv');
  });
});

describe('Airflow in the values', () => {
  const values = valuesOf();

  test('has one version in both keys: one switches the templates, the other picks the image', () => {
    expect([values.airflowVersion, values.defaultAirflowTag]).toEqual([versions.airflow, versions.airflow]);
    expect(values).not.toHaveProperty('images');
  });

  test('is new enough for chart 1.22, and for bundles that read connections (apache/airflow#57459)', () => {
    const [major = 0, minor = 0] = versions.airflow.split('.').map(Number);
    expect(major * 100 + minor).toBeGreaterThanOrEqual(302);
  });

  test.each(variants)('has the names that addresses and policies are built on: %s', (_, edit) => {
    for (const key of ['useStandardNaming', 'fullnameOverride', 'nameOverride']) {
      expect(valuesOf(edit)).not.toHaveProperty(key);
    }
  });

  test('runs each task in a pod of its own', () => {
    expect(values.executor).toBe('KubernetesExecutor');
  });

  test('gets no address of a Service in its environment, as chart 2.0 will have it (apache/airflow#67447)', () => {
    expect(values.enableServiceLinks).toBe(false);
  });
});

describe('a misspelt key', () => {
  test('is refused wherever it is: the chart ignores it in most places, and runs without the setting', () => {
    const all = variants.map(([, edit]) => valuesOf(edit));
    const places = all.flatMap((values) => closedPlaces(values).map((place) => ({ values, place })));

    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(), fc.nat(), fc.nat(), ({ values, place }, which, where, how) => {
        const key = place.keys[which % place.keys.length];
        fc.pre(key !== undefined);
        const typos = misspelt(key, where).filter((typo) => !known.has(typo));
        const typo = typos[how % typos.length];
        fc.pre(typo !== undefined);

        const field = [...place.path, typo]
          .map((step) => (/^\d+$/.test(String(step)) ? `[${step}]` : `.${step}`))
          .join('');
        expect(problems(schema, renamed(values, place, key, typo))).toContain(`${field.slice(1)} is unknown`);
      }),
      { numRuns: 300 },
    );
  });

  test('is refused in every place once, not only where chance leads', () => {
    const values = valuesOf(variants.at(-1)?.[1]);
    const accepted = closedPlaces(values).filter(({ path, keys: [key = ''] }) =>
      problems(schema, renamed(values, { path, keys: [] }, key, `${key}Typo`)).every((text) => !text.includes('Typo')),
    );
    expect(accepted.map(({ path }) => path.join('.'))).toEqual([]);
  });

  test('does not compile in an option of airflow.cfg or an argument of a bundle, where the schema lets it pass', () => {
    expect(refused).toHaveLength(5);
    expect(problems(schema, { config: { logging: { delete_worker_pods: 'True' } } })).toEqual([]);
  });

  test('can hide only in maps whose keys are ours to choose, and all of those are in use', () => {
    const everything = JSON.stringify(valuesOf(variants.at(-1)?.[1]));
    expect([...freeMaps].filter((name) => !everything.includes(`"${name}"`))).toEqual([]);
  });
});
