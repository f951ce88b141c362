import { platformNames } from '../../config/names.ts';
import { at, listIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { application, render, valuesOf } from '../render.ts';
import { company } from '../support/company.ts';
import { prodLike } from '../support/configs.ts';

const controller = application(render(prodLike), 'aws-load-balancer-controller');
const values = valuesOf(render(prodLike), 'aws-load-balancer-controller');

describe('the AWS Load Balancer Controller', () => {
  test('has no webhook for Services: while it is down no Service in the whole cluster could be made (#4140)', () => {
    expect(values['enableServiceMutatorWebhook']).toBe(false);
  });

  test('looks after no Shield and no WAF Classic, for which its role has no rights; web ACLs of WAF it may attach', () => {
    expect(values).toMatchObject({ enableShield: false, enableWaf: false });
    expect(values['enableWafv2']).toBeUndefined();
  });

  test('gives the tags of the account to all that it makes', () => {
    const tagged = render(
      platformConfig((draft) => {
        draft.aws.tags = { 'cost-center': '4711' };
      }),
    );
    expect(valuesOf(tagged, 'aws-load-balancer-controller')['defaultTags']).toEqual({ 'cost-center': '4711' });
    expect(values['defaultTags']).toBeUndefined();
  });

  test('keeps the certificate that it has: the chart makes a new one at each render (#2312)', () => {
    expect(listIn(controller.manifest.spec, 'ignoreDifferences')).toContainEqual({
      kind: 'Secret',
      name: 'aws-load-balancer-tls',
      jsonPointers: ['/data'],
    });
    expect(listIn(controller.manifest.spec, 'ignoreDifferences').map((item) => at(item, 'kind'))).toEqual([
      'Secret',
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
    ]);
    // Without this option the next sync would write a certificate that the others do not match.
    expect(controller.sync.options).toContain('RespectIgnoreDifferences=true');
  });

  test('finds region and VPC by name: it cannot ask the instance, and an id would be an output of CDK', () => {
    expect(values).toMatchObject({
      clusterName: 'airflow-prod',
      region: 'eu-west-1',
      vpcTags: { Name: platformNames(prodLike).vpc },
    });
    expect(values['vpcId']).toBeUndefined();
  });

  test('in a VPC that is there is given its id, and the subnets of every Ingress: neither carries its tags', () => {
    const given = valuesOf(render(company), 'aws-load-balancer-controller');
    expect(given).toMatchObject({
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      ingressClassParams: { spec: { subnets: { ids: ['subnet-0ccccccccccccccc1', 'subnet-0ccccccccccccccc2'] } } },
    });
    expect(given['vpcTags']).toBeUndefined();
  });

  test('has its account by the name that Pod Identity is bound to', () => {
    expect(values['serviceAccount']).toEqual({ create: true, name: 'aws-load-balancer-controller' });
  });

  test('has a disruption budget only where it has two pods', () => {
    expect(values['podDisruptionBudget']).toEqual({ maxUnavailable: 1 });
    expect(valuesOf(render(platformConfig()), 'aws-load-balancer-controller')['podDisruptionBudget']).toEqual({});
  });
});
