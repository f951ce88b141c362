import type { Tree } from '../../review/tree/tree.ts';
import { platformConfig } from '../fixtures.ts';
import { children, type Manifest, pick, render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** The order in which Applications come up, one line a wave. */
function waveTable(tree: Tree): Record<number, string[]> {
  const table: Record<number, string[]> = {};
  for (const { wave, name } of children(tree)) table[wave] = [...(table[wave] ?? []), name].sort();
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

describe.each(renderedConfigs)('the deletion of %s', (_, manifests) => {
  test('is in reverse order inside an Application too: NodePools go before their EC2NodeClass', () => {
    const wave = ({ metadata }: Manifest) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']);
    const pool = pick(manifests, 'NodePool', 'airflow');
    expect(wave(pool)).toBeGreaterThan(wave(pick(manifests, 'EC2NodeClass', 'airflow')));
  });
});
