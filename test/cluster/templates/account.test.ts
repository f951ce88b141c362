import { platformConfig } from '../../fixtures.ts';
import { type EnvironmentTemplates, ofType, only, synthesize } from '../templates.ts';

const boundary = 'arn:aws:iam::111122223333:policy/boundary';
const own = { 'cost-center': '4711', 'data class': 'internal' };
let templates: EnvironmentTemplates;

interface Specification {
  readonly ResourceType: string;
  readonly Tags: readonly object[];
}

beforeAll(async () => {
  templates = await synthesize(
    platformConfig((draft) => {
      draft.aws.tags = own;
      draft.aws.permissionsBoundaryArn = boundary;
    }),
  );
});

const listed = Object.entries(own).map(([Key, Value]) => ({ Key, Value }));
const addOnValues = (name: string) => {
  const found = ofType(templates.cluster, 'AWS::EKS::Addon').find(({ Properties }) => Properties['AddonName'] === name);
  return JSON.parse(String(found?.Properties['ConfigurationValues'] ?? '{}'));
};

describe('the tags of the account', () => {
  test('are on every stack, beside those that split the bill', () => {
    for (const { stackTags } of [templates.network, templates.data, templates.cluster]) {
      expect(stackTags).toEqual({ cluster: 'airflow-test', environment: 'test', ...own });
    }
  });

  test('are on the core nodes, their volumes and their template, which get none of a stack', () => {
    const { Properties } = only(templates.cluster, 'AWS::EC2::LaunchTemplate');
    const { TagSpecifications: ofNodes } = Properties['LaunchTemplateData'] as {
      readonly TagSpecifications: Specification[];
    };
    const specifications = [...ofNodes, ...(Properties['TagSpecifications'] as Specification[])];
    expect(specifications.map(({ ResourceType }) => ResourceType)).toEqual(['instance', 'volume', 'launch-template']);
    for (const { Tags } of specifications) expect(Tags).toEqual(expect.arrayContaining(listed));
  });

  test('are on the volumes and network interfaces that add-ons make', () => {
    expect(addOnValues('aws-ebs-csi-driver').controller.extraVolumeTags).toEqual(own);
    expect(JSON.parse(addOnValues('vpc-cni').env.ADDITIONAL_ENI_TAGS)).toEqual(own);
  });
});

test('every role of every stack has the permissions boundary', () => {
  const roles = Object.values(templates).flatMap((stack) => ofType(stack, 'AWS::IAM::Role'));
  expect(roles.length).toBeGreaterThan(8);
  expect(roles.filter(({ Properties }) => Properties['PermissionsBoundary'] !== boundary)).toEqual([]);
});

test('without them nothing of an account stands in a template', async () => {
  expect(JSON.stringify(await synthesize(platformConfig()))).not.toMatch(
    /PermissionsBoundary|extraVolumeTags|ENI_TAGS/,
  );
});
