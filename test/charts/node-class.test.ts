import { platformNames } from '../../config/names.ts';
import { at, listIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, render } from '../render.ts';
import { company } from '../support/company.ts';
import { prodLike } from '../support/configs.ts';

const classes = all(render(prodLike), 'EC2NodeClass');

describe('a node', () => {
  test('has a pinned image: "latest" would replace every node on a day that nobody chose', () => {
    for (const { spec } of classes) {
      expect(at(spec, 'amiSelectorTerms')).toEqual([{ alias: expect.stringMatching(/^al2023@v\d{8}$/) }]);
    }
  });

  test('has an instance profile that CDK made: one that Karpenter made would block the removal of the cluster', () => {
    for (const { spec } of classes) {
      expect(at(spec, 'instanceProfile')).toBe(platformNames(prodLike).nodeInstanceProfile);
      expect(at(spec, 'role')).toBeUndefined();
    }
  });

  test('finds its network by tag, so that no id of CDK is in Git', () => {
    const terms = [{ tags: { 'karpenter.sh/discovery': 'airflow-prod' } }];
    for (const { spec } of classes) {
      expect(spec).toMatchObject({ subnetSelectorTerms: terms, securityGroupSelectorTerms: terms });
    }
  });

  test('in a VPC that is there finds subnets by their ids, and the security group still by tag', () => {
    for (const { spec } of all(render(company), 'EC2NodeClass')) {
      expect(spec).toMatchObject({
        subnetSelectorTerms: [1, 2, 3].map((zone) => ({ id: `subnet-0bbbbbbbbbbbbbbb${zone}` })),
        securityGroupSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'airflow-company' } }],
      });
    }
  });

  test('answers no pod: credentials of the node are one hop too far', () => {
    for (const { spec } of classes) {
      expect(at(spec, 'metadataOptions')).toMatchObject({ httpPutResponseHopLimit: 1, httpTokens: 'required' });
    }
  });

  test('of executors keeps shuffle data on its NVMe disks, without a hostPath', () => {
    const policies = Object.fromEntries(
      classes.map(({ metadata, spec }) => [metadata.name, at(spec, 'instanceStorePolicy')]),
    );
    expect(policies).toEqual({
      airflow: undefined,
      'airflow-task': undefined,
      'spark-compute': 'RAID0',
      'spark-driver': undefined,
      'spark-memory': 'RAID0',
    });
  });

  test('has an encrypted gp3 disk of the size in the config, and no paid extra speed', () => {
    for (const { spec } of classes) {
      expect(listIn(spec, 'blockDeviceMappings').map((mapping) => at(mapping, 'ebs'))).toEqual([
        { volumeType: 'gp3', volumeSize: expect.stringMatching(/^\d+Gi$/), encrypted: true, deleteOnTermination: true },
      ]);
    }
  });

  test.each([
    ['ignored', undefined],
    ['used', 'RAID0'],
    ['required', 'RAID0'],
  ] as const)('whose local disks are %s has the policy %s, whatever its role', (localDisks, policy) => {
    const config = platformConfig((draft) => {
      for (const pool of draft.nodePools) pool.localDisks = localDisks;
    });
    for (const { spec } of all(render(config), 'EC2NodeClass')) {
      expect(at(spec, 'instanceStorePolicy')).toBe(policy);
    }
  });

  test('carries the tags of the account beside its name, which Karpenter gives to its volumes and interfaces too', () => {
    const tree = render(
      platformConfig((draft) => {
        draft.aws.tags = { 'cost-center': '4711' };
      }),
    );
    for (const { metadata, spec } of all(tree, 'EC2NodeClass')) {
      expect(at(spec, 'tags')).toEqual({ Name: `airflow-test-${metadata.name}`, 'cost-center': '4711' });
    }
  });
});
