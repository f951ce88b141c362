import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { App, CloudFormationValidatePlugin, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { addValidation, guardRules, isMistake } from '../../cluster/validation.ts';

const rules = guardRules().flatMap(({ content }) =>
  [...content.matchAll(/^rule (\w+)/gm)].map(([, name]) => String(name)),
);

const cluster = (Properties: object) => ({ Type: 'AWS::EKS::Cluster', Properties });
const role = (Properties: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName: 'r', AssumeRolePolicyDocument: { Statement: [] }, ...Properties },
});
const statement = (Statement: object) => role({ Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }] });
const fine = { Sid: 'ReadLogs', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::logs/*'] };

const namespaceTag = 'aws:RequestTag/kubernetes-namespace';
/** A role of pods, limited by everything but the namespace, and by what the example adds. */
const podRole = ({ StringEquals, ...conditions }: Readonly<Record<string, object>>) => ({
  AssumeRolePolicyDocument: {
    Statement: [
      {
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '111122223333',
            'aws:RequestTag/eks-cluster-name': 'it',
            'aws:RequestTag/kubernetes-service-account': ['it'],
            ...StringEquals,
          },
          ...conditions,
        },
      },
    ],
  },
});

/** For each rule what it must refuse. */
const refused: Readonly<Record<string, readonly object[]>> = {
  EKS_ALL_LOGS: [
    cluster({}),
    cluster({ Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }] } } }),
  ],
  EKS_ACCESS_BY_ENTRY_ONLY: [
    cluster({
      AccessConfig: { AuthenticationMode: 'API_AND_CONFIG_MAP', BootstrapClusterCreatorAdminPermissions: false },
    }),
    cluster({ AccessConfig: { AuthenticationMode: 'API' } }),
  ],
  EKS_ENDPOINT_LIMITED: [
    cluster({ ResourcesVpcConfig: { EndpointPrivateAccess: true, EndpointPublicAccess: true } }),
    cluster({
      ResourcesVpcConfig: {
        EndpointPrivateAccess: true,
        EndpointPublicAccess: true,
        PublicAccessCidrs: ['203.0.113.0/24', '0.0.0.0/0'],
      },
    }),
  ],
  EKS_STANDARD_SUPPORT: [cluster({})],
  NODES_KEEP_THEIR_ROLE: [
    {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 } } },
    },
    { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: {} } },
  ],
  NODES_RESPECT_BUDGETS: [
    { Type: 'AWS::EKS::Nodegroup', Properties: { AmiType: 'AL2023_x86_64_STANDARD', LaunchTemplate: {} } },
    {
      Type: 'AWS::EKS::Nodegroup',
      Properties: { AmiType: 'AL2_x86_64', LaunchTemplate: {}, ForceUpdateEnabled: false },
    },
  ],
  ROLES_NAMED: [role({ RoleName: undefined })],
  POD_ROLES_SCOPED: [
    role({ AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'pods.eks.amazonaws.com' } }] } }),
    role(podRole({})),
  ],
  STATEMENTS_NAMED: [statement([{ ...fine, Sid: undefined }])],
  NO_WILDCARD_ACTIONS: [statement([{ ...fine, Action: 's3:*' }]), statement([fine, { ...fine, Action: ['s3:Get*'] }])],
  WILDCARDS_LISTED: [
    statement([fine, { ...fine, Resource: '*' }]),
    statement([{ ...fine, Resource: ['arn:aws:s3:::logs', '*'] }]),
  ],
  BUCKETS_PRIVATE: [
    { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Properties: {} },
  ],
  DATA_KEPT: [
    { Type: 'AWS::SecretsManager::Secret', Properties: {} },
    { Type: 'AWS::SecretsManager::Secret', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Delete', Properties: {} },
  ],
  DATABASE_SAFE: [
    {
      Type: 'AWS::RDS::DBInstance',
      DeletionPolicy: 'Snapshot',
      Properties: { StorageEncrypted: true, StorageType: 'gp2' },
    },
    { Type: 'AWS::RDS::DBInstance', Properties: { StorageEncrypted: true, StorageType: 'gp3' } },
  ],
  NOTHING_RUNS_CODE: [
    { Type: 'AWS::Lambda::Function', Properties: {} },
    { Type: 'Custom::Anything', Properties: {} },
  ],
};

/** All examples are checked as one template, because each run of the engine takes a second. */
function violations(resources: Readonly<Record<string, object>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'guard-'));
  const templatePath = join(folder, 'template.json');
  writeFileSync(templatePath, JSON.stringify({ Resources: resources }));
  try {
    const plugin = new CloudFormationValidatePlugin({ guardRules: guardRules(), includeDefaultRules: false });
    const report = plugin.validate({
      appConstruct: new App(),
      stackTemplates: [{ stackConstructPath: 'it', templatePath, accountId: '111122223333', region: 'eu-west-1' }],
      templatePaths: [templatePath],
    });
    return report.violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the Guard rules', () => {
  const examples = Object.entries(refused).flatMap(([rule, resources]) =>
    resources.map((resource, index) => ({ rule, id: `${rule.replaceAll('_', '')}${index}`, resource })),
  );
  let found: string[];

  beforeAll(() => {
    found = violations({
      ...Object.fromEntries(examples.map(({ id, resource }) => [id, resource])),
      Fine: role({ RoleName: 'fine', Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [fine] } }] }),
      FineOneNamespace: role(podRole({ StringEquals: { [namespaceTag]: ['airflow'] } })),
      FineAnyTeam: role(podRole({ StringLike: { [namespaceTag]: 'spark-*' } })),
    });
  });

  test('are all shown what they must refuse', () => {
    expect(Object.keys(refused).sort()).toEqual([...rules].sort());
  });

  test.each(examples)('refuse what breaks $rule: $id', ({ rule, id }) => {
    expect(found).toContain(`${rule} ${id}`);
  });

  test('accept a statement that names its actions and resources', () => {
    expect(found.filter((violation) => violation.endsWith(' Fine'))).toEqual([]);
  });

  test.each(['OneNamespace', 'AnyTeam'])('accept a role of pods in %s', (which) => {
    expect(found).not.toContain(`POD_ROLES_SCOPED Fine${which}`);
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a template that breaks a rule', () => {
  test('ends the run with a message and not with the trace of a bug', () => {
    const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    new iam.CfnRole(new Stack(app, 'it'), 'NoName', { assumeRolePolicyDocument: { Statement: [] } });
    addValidation(app);

    const error = thrownBy(() => app.synth());
    expect(String(error)).toContain('name the role');
    expect(isMistake(error)).toBe(true);
    expect(isMistake(new TypeError('undefined is not a function'))).toBe(false);
  });
});
