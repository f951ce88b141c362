import { platformNames } from '../../config/names.ts';
import { application, render, valuesOf } from '../render.ts';
import { devLike, prodLike } from '../support/configs.ts';

const values = valuesOf(render(prodLike), 'karpenter');

describe('Karpenter', () => {
  test('hears of Spot interruptions through the queue that CDK makes: without it nothing is drained', () => {
    expect(values['settings']).toEqual({
      clusterName: 'airflow-prod',
      interruptionQueue: platformNames(prodLike).interruptionQueue,
    });
  });

  test('runs on the managed node group and never on nodes of its own', () => {
    expect(values).toMatchObject({
      nodeSelector: { NodeGroupType: 'core' },
      tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
    });
  });

  test('resolves names by the VPC, because CoreDNS may wait for a node that only Karpenter can launch', () => {
    expect(values['dnsPolicy']).toBe('Default');
  });

  test('is told its region, because no pod may ask the instance', () => {
    expect(values).toMatchObject({ controller: { env: [{ name: 'AWS_REGION', value: 'eu-west-1' }] } });
  });

  test('has as many pods as the managed node group can spread: one that finds no second node would stay Pending', () => {
    expect(values['replicas']).toBe(2);
    expect(valuesOf(render(devLike), 'karpenter')['replicas']).toBe(1);
  });

  test('lives in kube-system, which the API server serves first', () => {
    expect(application(render(prodLike), 'karpenter').namespace).toBe('kube-system');
  });

  test('has its account by the name that Pod Identity is bound to', () => {
    expect(values['serviceAccount']).toEqual({ name: 'karpenter' });
  });
});

describe('the CRDs of Karpenter', () => {
  const crds = application(render(prodLike), 'karpenter-crd');
  const controller = application(render(prodLike), 'karpenter');

  test('come from a chart of their own: Helm never upgrades those inside a chart', () => {
    expect(crds.charts).toMatchObject([
      { chart: 'karpenter-crd', repoUrl: 'public.ecr.aws/karpenter', skipCrds: false },
    ]);
    expect(controller.charts).toMatchObject([{ skipCrds: true }]);
  });

  test('have the version of the controller', () => {
    expect(crds.charts[0]?.version).toBe(controller.charts[0]?.version);
  });

  test('stay when their Application goes: with them every NodePool would go, and every node', () => {
    expect(crds.manifest.metadata.finalizers).toBeUndefined();
  });
});
