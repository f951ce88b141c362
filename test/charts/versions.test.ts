import { platformConfig } from '../fixtures.ts';
import { render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';

/** Files that are not the same when one version is another. */
function changedBy(base: ReturnType<typeof platformConfig>, versions: Partial<typeof base.versions>): string[] {
  const before = new Set(render(base).items.map(({ manifest }) => JSON.stringify(manifest)));
  return render({ ...base, versions: { ...base.versions, ...versions } })
    .items.filter(({ manifest }) => !before.has(JSON.stringify(manifest)))
    .map(({ file }) => file);
}

describe('an environment that is ahead in one version', () => {
  test.each([
    ['airflow', '3.99.0', ['root/Application.airflow.yaml']],
    ['airflowChart', '1.99.0', ['root/Application.airflow.yaml']],
    ['sparkOperatorChart', '2.99.0', ['root/Application.spark-operator.yaml']],
    ['karpenterChart', '1.99.0', ['root/Application.karpenter-crd.yaml', 'root/Application.karpenter.yaml']],
    ['externalSecretsChart', '2.99.0', ['root/Application.external-secrets.yaml']],
    ['awsLoadBalancerControllerChart', '3.99.0', ['root/Application.aws-load-balancer-controller.yaml']],
    ['prometheusOperatorCrdsChart', '99.0.0', ['root/Application.prometheus-operator-crds.yaml']],
    ['kubePrometheusStackChart', '99.0.0', ['root/Application.monitoring.yaml']],
    ['argoCdChart', '10.99.0', ['root/Application.argocd.yaml']],
    ['argoCd', 'v3.99.0', ['root/Application.argocd.yaml']],
  ])('%s: only what that version is of changes', (name, version, files) => {
    expect(changedBy(everyAwsChoice, { [name]: version }).sort()).toEqual(
      files.map((file) => expect.stringContaining(file)),
    );
  });

  test('postgresql: the database in the cluster', () => {
    expect(changedBy(platformConfig(), { postgresql: '17.99-alpine' })).toEqual([
      expect.stringContaining('postgresql/StatefulSet.airflow-postgresql.yaml'),
    ]);
  });

  test('al2023Ami: the machines of every pool', () => {
    const changed = changedBy(platformConfig(), { al2023Ami: 'v20990101' });
    expect(changed).toHaveLength(platformConfig().nodePools.length);
    expect(changed).toEqual(changed.map(() => expect.stringContaining('node-pools/EC2NodeClass.')));
  });
});
