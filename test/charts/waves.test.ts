import type { PlatformConfig } from '../../config/platform-config.ts';
import { platformConfig } from '../fixtures.ts';
import { children, type Manifest, pick, render } from '../render.ts';
import { everyAwsChoice, everyLocalChoice } from '../support/configs.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

/** The wave of each Application. An add-on of your own may be between them. */
function wavesOf(config: PlatformConfig): Readonly<Record<string, number>> {
  return Object.fromEntries(children(render(config)).map(({ name, wave }) => [name, wave]));
}

describe('the waves', () => {
  test('bring up the whole platform in this order', () => {
    expect(wavesOf(everyAwsChoice)).toMatchObject({
      namespaces: -90,
      'karpenter-crd': -80,
      'prometheus-operator-crds': -80,
      karpenter: -70,
      'node-pools': -60,
      'aws-load-balancer-controller': -50,
      'external-secrets': -50,
      secrets: -40,
      'spark-risk-models': -35,
      'spark-operator': -30,
      'airflow-access': -20,
      airflow: 0,
      'airflow-ingress': 10,
      monitoring: 20,
      argocd: 9999,
    });
  });

  test('leave out what an environment does without, and put a database in the cluster before Airflow', () => {
    const waves = wavesOf(platformConfig());
    expect(waves).not.toHaveProperty('monitoring');
    expect(waves).not.toHaveProperty('airflow-ingress');
    expect(waves['postgresql']).toBe(-10);
  });

  test('leave out the operator where no team is', () => {
    expect(wavesOf(everyLocalChoice)).not.toHaveProperty('spark-operator');
  });
});

describe.each(renderedConfigs)('the deletion of %s', (_, manifests) => {
  test('is in reverse order inside an Application too: NodePools go before their EC2NodeClass', () => {
    const wave = ({ metadata }: Manifest) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']);
    const pool = pick(manifests, 'NodePool', 'airflow');
    expect(wave(pool)).toBeGreaterThan(wave(pick(manifests, 'EC2NodeClass', 'airflow')));
  });
});
