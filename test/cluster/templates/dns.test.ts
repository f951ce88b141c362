import { company } from '../../support/company.ts';
import { everything, prodLike } from '../../support/configs.ts';
import { role, statementsOf } from '../policies.ts';
import { ofType, type StackTemplate, synthesize } from '../templates.ts';

const externalDns = ({ Properties }: { readonly Properties: Record<string, unknown> }) =>
  Properties['AddonName'] === 'external-dns';

describe('external-dns', () => {
  let cluster: StackTemplate;

  beforeAll(async () => {
    ({ cluster } = await synthesize(company));
  });

  test('is no part of a cluster whose DNS record is made by hand', async () => {
    const { cluster: without } = await synthesize(prodLike);
    expect(ofType(without, 'AWS::EKS::Addon').filter(externalDns)).toEqual([]);
    expect(JSON.stringify(without.resources)).not.toContain('route53');
  });

  test('keeps records of Ingresses in the zones of the config, and leaves those of others alone', () => {
    const [addOn] = ofType(cluster, 'AWS::EKS::Addon').filter(externalDns);
    expect(JSON.stringify(addOn?.Properties['ConfigurationValues'])).toMatch(
      /ingress.*domainFilters.*example\.com.*sync.*txt.*txtOwnerId/,
    );
    expect(addOn?.Properties['PodIdentityAssociations']).toMatchObject([{ ServiceAccount: 'external-dns' }]);
  });

  test('may change records of the History Servers of all teams, of which each has a name below one', async () => {
    const { cluster: ofAll } = await synthesize(everything);
    const [change] = statementsOf(role(ofAll, 'external-dns'));
    expect(change?.Condition).toMatchObject({
      'ForAllValues:StringLike': {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['*.history.example.com'],
      },
    });
  });

  test('may change records of the hosts in these zones, and of no other name', () => {
    const [change, ...reads] = statementsOf(role(cluster, 'external-dns'));
    expect(change).toMatchObject({
      Action: ['route53:ChangeResourceRecordSets'],
      Condition: {
        'ForAllValues:StringLike': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
            ...['airflow.example.com', '*-airflow.example.com'],
            ...['argocd.example.com', '*-argocd.example.com'],
          ],
        },
      },
    });
    expect(change?.Resource.map((arn) => String(arn).split('/').at(-1))).toEqual([
      'Z0123456789ABCDEFGHIJ',
      'Z0123456789PRIVATEZONE',
    ]);
    expect(reads.flatMap(({ Action }) => Action).sort()).toEqual([
      'route53:ListHostedZones',
      'route53:ListResourceRecordSets',
    ]);
  });
});
