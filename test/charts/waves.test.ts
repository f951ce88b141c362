import { secretName } from '../../config/secrets.ts';
import { platformConfig } from '../fixtures.ts';
import { type Manifest, pick, render } from '../render.ts';
import { applications } from '../support/applications.ts';
import { everyAwsChoice, prodLike } from '../support/configs.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';
import { comesTooEarly, outlivesItsController } from '../support/wave-simulator.ts';

/** The order in which Applications come up, one line a wave. */
function waveTable(manifests: readonly Manifest[]): Record<number, string[]> {
  const table: Record<number, string[]> = {};
  for (const { wave, name } of applications(manifests)) table[wave] = [...(table[wave] ?? []), name].sort();
  return table;
}

describe('the waves', () => {
  test('bring up the whole platform in this order', () => {
    expect(waveTable(render(everyAwsChoice))).toEqual({
      '-90': ['namespaces'],
      '-80': ['karpenter-crd', 'prometheus-operator-crds'],
      '-70': ['karpenter'],
      '-60': ['node-pools'],
      '-50': ['aws-load-balancer-controller', 'external-secrets'],
      '-40': ['secrets'],
      '-35': ['spark-risk-models'],
      '-30': ['spark-operator'],
      '-20': ['airflow-access'],
      '0': ['airflow'],
      '10': ['airflow-ingress'],
      '20': ['monitoring'],
      '9999': ['argocd'],
    });
  });

  test('leave out what an environment does without, and put a database in the cluster before Airflow', () => {
    const table = waveTable(render(platformConfig()));
    expect(Object.values(table).flat()).not.toEqual(expect.arrayContaining(['monitoring']));
    expect(table[-10]).toEqual(['postgresql']);
    expect(table[10]).toBeUndefined();
  });

  test('leave out the operator where no team is', () => {
    const withoutTeams = platformConfig((draft) => {
      draft.teams = [];
    });
    expect(waveTable(render(withoutTeams))[-30]).toBeUndefined();
  });
});

describe.each(renderedConfigs)('a cold start of %s', (_, manifests) => {
  test('finds each namespace, project, CRD, account, secret, config map and class there before it is asked for', () => {
    expect(comesTooEarly(manifests)).toEqual([]);
  });
});

describe.each(renderedConfigs)('the deletion of %s', (_, manifests) => {
  test('removes no controller before the objects that only it can finish', () => {
    expect(outlivesItsController(manifests)).toEqual([]);
  });

  test('is in reverse order inside an Application too: NodePools go before their EC2NodeClass', () => {
    const wave = ({ metadata }: Manifest) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']);
    const pool = pick(manifests, 'NodePool', 'airflow');
    expect(wave(pool)).toBeGreaterThan(wave(pick(manifests, 'EC2NodeClass', 'airflow')));
  });
});

describe('the wave simulator', () => {
  const moved = (app: string, wave: number): readonly Manifest[] =>
    render(prodLike).map((manifest) => {
      if (manifest.kind !== 'Application' || manifest.metadata.name !== app) return manifest;
      const annotations = { 'argocd.argoproj.io/sync-wave': String(wave) };
      return { ...manifest, metadata: { ...manifest.metadata, annotations } };
    });

  test.each([
    ['secrets', 5, `airflow needs Secret airflow/${secretName(prodLike, 'fernet')}, made by secrets`],
    ['external-secrets', -40, 'secrets needs the CRD of ExternalSecret from external-secrets'],
    ['airflow-access', 0, 'airflow needs ServiceAccount airflow/airflow-worker, made by airflow-access'],
    ['namespaces', -20, 'airflow-access needs Namespace airflow, made by namespaces'],
    ['spark-team-a', -20, 'spark-operator lists the jobs in spark-team-a, where it has no rights yet'],
    ['prometheus-operator-crds', 30, 'monitoring needs the CRD of PrometheusRule from prometheus-operator-crds'],
  ])('notices when %s moves to wave %i', (app, wave, problem) => {
    expect(comesTooEarly(moved(app, wave))).toContain(problem);
  });

  test.each([
    ['karpenter', -50, 'NodePool airflow of node-pools is deleted after karpenter'],
    ['airflow-ingress', -60, 'Ingress airflow of airflow-ingress is deleted after aws-load-balancer-controller'],
  ])('notices what stays for ever when %s moves to wave %i', (app, wave, problem) => {
    expect(outlivesItsController(moved(app, wave))).toContain(problem);
  });
});
