import { identities } from '../../config/identities.ts';
import { devLike, prodLike } from '../support/configs.ts';
import { type DistNames, distNames, readDist } from './dist-names.ts';
import { type EnvironmentTemplates, ofType, only, synthesize, tags } from './templates.ts';

/**
 * Names cross the border between `dist/` and AWS, ARNs do not. A name that changes on one side only would be found in
 * a cluster at the earliest, so it is found here: what `dist/<environment>` refers to is in the template of the same
 * environment, and nothing is in the template that `dist/` does not use.
 */
describe.each([devLike, prodLike].map((config) => ({ name: config.environment, config })))(
  'names in $name',
  ({ config }) => {
    let aws: EnvironmentTemplates;
    let dist: DistNames;

    beforeAll(async () => {
      aws = await synthesize(config);
      dist = distNames(readDist(config));
    });

    const named = (stack: keyof EnvironmentTemplates, type: string, property: string) =>
      ofType(aws[stack], type).map(({ Properties }) => String(Properties[property]));

    test('give each service account of dist/ its AWS identity, and no other', () => {
      const associations = ofType(aws.cluster, 'AWS::EKS::PodIdentityAssociation').map(
        ({ Properties }) => `${Properties['Namespace']}/${Properties['ServiceAccount']}`,
      );

      expect(associations.sort()).toEqual(dist.serviceAccounts);
    });

    test('give the add-ons theirs, because EKS makes these accounts and dist/ does not', () => {
      const ofAddOns = ofType(aws.cluster, 'AWS::EKS::Addon').flatMap(({ Properties }) =>
        ((Properties['PodIdentityAssociations'] ?? []) as { ServiceAccount: string }[]).map(
          ({ ServiceAccount }) => `${Properties['AddonName']}: ${ServiceAccount}`,
        ),
      );
      const rows = identities(config).filter(({ madeBy }) => madeBy === 'eks-addon');

      // EKS chooses these names: no file here could say that one is misspelled.
      expect(ofAddOns.sort()).toEqual(['aws-ebs-csi-driver: ebs-csi-controller-sa', 'vpc-cni: aws-node']);
      expect(rows.map(({ serviceAccount }) => serviceAccount).sort()).toEqual(['aws-node', 'ebs-csi-controller-sa']);
    });

    test('make every secret that dist/ reads, and no other', () => {
      expect(named('data', 'AWS::SecretsManager::Secret', 'Name').sort()).toEqual(dist.secrets);
    });

    test('give pods, bindings and DAGs only accounts that somebody makes', () => {
      // Those of the Spark operator are made by its chart, and have no AWS role that would name them here.
      const used = dist.usedAccounts.filter((account) => !account.startsWith('spark-operator/'));
      expect(dist.serviceAccounts).toEqual(expect.arrayContaining([...used]));
      expect(dist.usedAccounts).toContain('airflow/airflow-worker');
    });

    test('make every bucket and log group that dist/ names, and dist/ names none of another cluster', () => {
      const stores = [
        ...named('data', 'AWS::S3::Bucket', 'BucketName'),
        ...named('data', 'AWS::Logs::LogGroup', 'LogGroupName'),
      ];

      expect(stores).toEqual(expect.arrayContaining([...dist.stores]));
      expect(dist.stores).not.toEqual([]);
    });

    test('are looked up in the region of the cluster, and in no other', () => {
      expect(dist.regions).toEqual([config.aws.region]);
    });

    test('make the queue that Karpenter reads, and no other', () => {
      expect(named('cluster', 'AWS::SQS::Queue', 'QueueName')).toEqual(dist.queues);
    });

    test('make the instance profile of all nodes, and no other', () => {
      expect(named('cluster', 'AWS::IAM::InstanceProfile', 'InstanceProfileName')).toEqual(dist.instanceProfiles);
    });

    test('let each node class find a subnet in each zone and exactly one security group', () => {
      const carriers = (stack: keyof EnvironmentTemplates, type: string, wanted: Readonly<Record<string, string>>) =>
        ofType(aws[stack], type).filter((resource) => {
          const carried = tags(resource);
          return Object.entries(wanted).every(([key, value]) => carried[key] === value);
        });

      expect(dist.nodeClasses).not.toEqual([]);
      for (const { subnetTags, securityGroupTags } of dist.nodeClasses) {
        expect(carriers('network', 'AWS::EC2::Subnet', subnetTags)).toHaveLength(config.cluster.availabilityZones);
        expect(carriers('cluster', 'AWS::EC2::SecurityGroup', securityGroupTags)).toHaveLength(1);
      }
    });

    test('let the Load Balancer Controller find the VPC', () => {
      expect(tags(only(aws.network, 'AWS::EC2::VPC'))).toMatchObject(dist.vpcTags);
      expect(Object.keys(dist.vpcTags)).not.toEqual([]);
    });

    test('call the cluster the same everywhere', () => {
      expect(dist.clusterNames).toEqual(named('cluster', 'AWS::EKS::Cluster', 'Name'));
    });

    test('let the controllers run on the core nodes', () => {
      const { Labels, Taints } = only(aws.cluster, 'AWS::EKS::Nodegroup').Properties;
      const group = Labels as Record<string, string>;

      expect(dist.controllers.length).toBeGreaterThan(0);
      for (const { app, nodeSelector, tolerated } of dist.controllers) {
        expect({ app, ...group }).toMatchObject({ app, ...nodeSelector });
        expect({ app, tolerated }).toEqual({
          app,
          tolerated: expect.arrayContaining((Taints as { Key: string }[]).map(({ Key }) => Key)),
        });
      }
    });

    test('are all that dist/ knows of IAM: it has no ARN of a role, a policy or an instance profile', () => {
      expect(dist.strings.filter((text) => /arn:aws[a-z-]*:iam:/.test(text))).toEqual([]);
    });
  },
);
