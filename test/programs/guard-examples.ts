/** What the Guard rules must accept, and for each clause of each rule a copy that breaks this clause alone. */

type Fields = { readonly [key: string]: unknown };

export interface Example extends Fields {
  readonly Type: string;
}

/** A copy with another value at `path`; without a value, the property is left out. */
function but(resource: Example, path: string, value?: unknown): Example {
  const copy = structuredClone(resource);
  const keys = path.split('.');
  const last = String(keys.pop());
  const parent = keys.reduce<Fields>((inner, key) => inner[key] as Fields, copy) as Record<string, unknown>;
  parent[last] = value;
  return copy;
}

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'].map((Type) => ({ Type }));
const cluster: Example = {
  Type: 'AWS::EKS::Cluster',
  Properties: {
    AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
    Logging: { ClusterLogging: { EnabledTypes: logTypes } },
    ResourcesVpcConfig: {
      EndpointPrivateAccess: true,
      EndpointPublicAccess: true,
      PublicAccessCidrs: ['203.0.113.0/24'],
    },
    UpgradePolicy: { SupportType: 'STANDARD' },
  },
};

const launchTemplate: Example = {
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } } },
};

const nodeGroup: Example = {
  Type: 'AWS::EKS::Nodegroup',
  Properties: { AmiType: 'AL2023_x86_64_STANDARD', LaunchTemplate: { Id: 'lt' }, ForceUpdateEnabled: false },
};

const fine = { Sid: 'ReadLogs', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::logs/*'] };
const listed = {
  Sid: 'Published2Any',
  Effect: 'Allow',
  Action: ['ec2:DescribeVpcs'],
  Resource: ['*'],
};
const role: Example = {
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'role',
    AssumeRolePolicyDocument: { Statement: [] },
    Policies: [{ PolicyName: 'policy', PolicyDocument: { Statement: [fine, listed] } }],
  },
};
const withStatement = (statement: object) =>
  but(role, 'Properties.Policies.0.PolicyDocument.Statement', [fine, statement]);

const namespaceTag = 'aws:RequestTag/kubernetes-namespace';
const podRole = but(role, 'Properties.AssumeRolePolicyDocument.Statement', [
  {
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Condition: {
      StringEquals: {
        'aws:SourceAccount': '111122223333',
        'aws:RequestTag/eks-cluster-name': 'it',
        [namespaceTag]: ['airflow'],
        'aws:RequestTag/kubernetes-service-account': ['it'],
      },
    },
  },
]);
const podCondition = 'Properties.AssumeRolePolicyDocument.Statement.0.Condition';
const podRoleOfAnyTeam = but(
  but(podRole, `${podCondition}.StringEquals.${namespaceTag}`),
  `${podCondition}.StringLike`,
  { [namespaceTag]: 'spark-*' },
);

const policyBeside = (Type: string): Example => ({
  Type,
  Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['s3:*', 'iam:*'], Resource: ['*'] }] } },
});

const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const bucket: Example = {
  ...kept,
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketEncryption: {},
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  },
};
const auditBucket = but(
  but(bucket, 'Properties.BucketName', 'it-audit-111122223333-eu-west-1'),
  'Properties.BucketEncryption.ServerSideEncryptionConfiguration',
  [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
);
const publicAccess = 'Properties.PublicAccessBlockConfiguration';
const secret: Example = { ...kept, Type: 'AWS::SecretsManager::Secret', Properties: {} };

const taskLogs: Example = {
  ...kept,
  Type: 'AWS::Logs::LogGroup',
  Properties: { LogGroupName: '/airflow/it/tasks' },
};

const database: Example = {
  Type: 'AWS::RDS::DBInstance',
  DeletionPolicy: 'Snapshot',
  Properties: { StorageEncrypted: true, StorageType: 'gp3', PubliclyAccessible: false },
};

export const accepted: Readonly<Record<string, Example>> = {
  cluster,
  privateCluster: but(cluster, 'Properties.ResourcesVpcConfig', {
    EndpointPrivateAccess: true,
    EndpointPublicAccess: false,
  }),
  launchTemplate,
  nodeGroup,
  role,
  podRole,
  podRoleOfAnyTeam,
  bucket,
  auditBucket,
  secret,
  taskLogs,
  controlPlaneLogs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/eks/it/cluster' } },
  secretKeptAlways: but(secret, 'DeletionPolicy', 'Retain'),
  database,
};

/** By rule. Each differs from what is accepted in one value. */
export const refused: Readonly<Record<string, readonly Example[]>> = {
  EKS_ALL_LOGS: logTypes.map((dropped) =>
    but(
      cluster,
      'Properties.Logging.ClusterLogging.EnabledTypes',
      logTypes.filter((type) => type !== dropped),
    ),
  ),
  EKS_ACCESS_BY_ENTRY_ONLY: [
    but(cluster, 'Properties.AccessConfig.AuthenticationMode', 'API_AND_CONFIG_MAP'),
    but(cluster, 'Properties.AccessConfig.BootstrapClusterCreatorAdminPermissions'),
  ],
  EKS_ENDPOINT_LIMITED: [
    but(cluster, 'Properties.ResourcesVpcConfig.EndpointPrivateAccess', false),
    but(cluster, 'Properties.ResourcesVpcConfig.PublicAccessCidrs', []),
    but(cluster, 'Properties.ResourcesVpcConfig.PublicAccessCidrs', ['203.0.113.0/24', '0.0.0.0/0']),
  ],
  EKS_STANDARD_SUPPORT: [but(cluster, 'Properties.UpgradePolicy')],
  NODES_KEEP_THEIR_ROLE: [
    but(launchTemplate, 'Properties.LaunchTemplateData.MetadataOptions.HttpTokens', 'optional'),
    but(launchTemplate, 'Properties.LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit', 2),
    but(launchTemplate, 'Properties.LaunchTemplateData.MetadataOptions'),
  ],
  NODES_RESPECT_BUDGETS: [
    but(nodeGroup, 'Properties.ForceUpdateEnabled'),
    but(nodeGroup, 'Properties.AmiType', 'AL2_x86_64'),
    but(nodeGroup, 'Properties.LaunchTemplate'),
  ],
  ROLES_NAMED: [but(role, 'Properties.RoleName')],
  POD_ROLES_SCOPED: [
    but(podRole, `${podCondition}.StringEquals.aws:SourceAccount`),
    but(podRole, `${podCondition}.StringEquals.aws:RequestTag/eks-cluster-name`),
    but(podRole, `${podCondition}.StringEquals.${namespaceTag}`),
    but(podRole, `${podCondition}.StringEquals.aws:RequestTag/kubernetes-service-account`),
    but(podRole, podCondition),
  ],
  POLICIES_INLINE: ['Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy', 'GroupPolicy'].map((kind) =>
    policyBeside(`AWS::IAM::${kind}`),
  ),
  STATEMENTS_NAMED: [withStatement({ ...fine, Sid: undefined })],
  NO_WILDCARD_ACTIONS: [
    withStatement({ ...fine, Action: 's3:*' }),
    withStatement({ ...fine, Action: ['s3:ListBucket', 's3:Get*'] }),
    withStatement({ ...fine, Action: undefined, NotAction: ['s3:GetObject'] }),
  ],
  WILDCARDS_LISTED: [
    withStatement({ ...fine, Resource: '*' }),
    withStatement({ ...fine, Resource: ['arn:aws:s3:::logs', '*'] }),
    withStatement({ ...fine, Resource: undefined, NotResource: ['arn:aws:s3:::logs'] }),
  ],
  BUCKETS_PRIVATE: [
    but(bucket, 'Properties.BucketEncryption'),
    but(bucket, `${publicAccess}.BlockPublicAcls`, false),
    but(bucket, `${publicAccess}.BlockPublicPolicy`, false),
    but(bucket, `${publicAccess}.IgnorePublicAcls`, false),
    but(bucket, `${publicAccess}.RestrictPublicBuckets`, false),
    but(bucket, publicAccess),
  ],
  DATA_KEPT: [bucket, secret].flatMap((resource) => [
    but(resource, 'DeletionPolicy'),
    but(resource, 'UpdateReplacePolicy', 'Delete'),
  ]),
  TASK_LOGS_KEPT: [but(taskLogs, 'DeletionPolicy'), but(taskLogs, 'UpdateReplacePolicy', 'Delete')],
  RECORDS_ARRIVE: [
    but(auditBucket, 'Properties.BucketEncryption.ServerSideEncryptionConfiguration', [
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
    ]),
    but(auditBucket, 'Properties.BucketEncryption', {}),
  ],
  DATABASE_SAFE: [
    but(database, 'Properties.StorageEncrypted', false),
    but(database, 'Properties.StorageType', 'gp2'),
    but(database, 'Properties.PubliclyAccessible', true),
    but(database, 'DeletionPolicy'),
  ],
  NOTHING_RUNS_CODE: ['AWS::Lambda::Function', 'AWS::CloudFormation::CustomResource', 'Custom::Anything'].map(
    (Type) => ({ Type, Properties: {} }),
  ),
};
