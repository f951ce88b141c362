import type * as iam from 'aws-cdk-lib/aws-iam';
import { dnsSuffix } from '../../config/names.ts';
import type { SparkTeamConfig } from '../../config/platform-config.ts';
import type { PermissionScope } from './scope.ts';
import { allow } from './statements.ts';

type Data = NonNullable<SparkTeamConfig['data']>[number];
type Database = NonNullable<SparkTeamConfig['glueDatabases']>[number];

/** What the jobs of one team may do with buckets and Glue databases that the platform did not make. */
export function teamData(
  { data = [], glueDatabases = [] }: Pick<SparkTeamConfig, 'data' | 'glueDatabases'>,
  scope: PermissionScope,
): iam.PolicyStatement[] {
  return [...buckets(data, scope), ...keys(data), ...databases(glueDatabases, scope)];
}

function buckets(data: readonly Data[], { partition }: PermissionScope): iam.PolicyStatement[] {
  const arn = ({ bucket }: Data) => `arn:${partition}:s3:::${bucket}`;
  // The key that is spelled like the prefix, too: S3 clients ask for the "folder" first.
  const covered = ({ prefix }: Data) => (prefix === undefined ? ['*'] : [prefix, `${prefix}/*`]);
  const written = data.filter(isWritten);
  return [
    ...distinct(data.map(arn)).map((bucket, index) => {
      const parts = data.filter((part) => arn(part) === bucket);
      const isWhole = parts.some(({ prefix }) => prefix === undefined);
      const condition = isWhole ? undefined : { StringLike: { 's3:prefix': distinct(parts.flatMap(covered)) } };
      return allow(`ListData${index + 1}`, ['s3:ListBucket'], [bucket], condition);
    }),
    ...some(
      'ReadData',
      ['s3:GetObject'],
      data.flatMap((part) => covered(part).map((key) => `${arn(part)}/${key}`)),
    ),
    ...some(
      'WriteData',
      ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      written.map((part) => `${arn(part)}/${part.prefix === undefined ? '*' : `${part.prefix}/*`}`),
    ),
  ];
}

/** S3 alone uses a key in the name of the job, in the key's own region. */
function keys(data: readonly Data[]): iam.PolicyStatement[] {
  const regionOf = (arn: string) => arn.split(':')[3] ?? '';
  const keysOf = (parts: readonly Data[]) => parts.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
  return distinct(keysOf(data).map(regionOf)).flatMap((region, index) => {
    const byS3 = { StringEquals: { 'kms:ViaService': `s3.${region}.${dnsSuffix(region)}` } };
    const here = (parts: readonly Data[]) => keysOf(parts).filter((arn) => regionOf(arn) === region);
    return [
      ...some(`DecryptData${index + 1}`, ['kms:Decrypt'], here(data), byS3),
      ...some(`EncryptData${index + 1}`, ['kms:GenerateDataKey'], here(data.filter(isWritten)), byS3),
    ];
  });
}

function databases(list: readonly Database[], { config, partition }: PermissionScope): iam.PolicyStatement[] {
  const { accountId, region } = config.aws;
  // Glue asks for the right on a table, on its database and on the catalog.
  const resources = ({ name, catalogId = accountId }: Database) =>
    ['catalog', `database/${name}`, `table/${name}/*`, `userDefinedFunction/${name}/*`].map(
      (path) => `arn:${partition}:glue:${region}:${catalogId}:${path}`,
    );
  return [
    ...some('ReadTables', readTables, list.flatMap(resources)),
    ...some('WriteTables', writeTables, list.filter(isWritten).flatMap(resources)),
  ];
}

const readTables = [
  ...['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables', 'glue:GetTableVersion', 'glue:GetTableVersions'],
  ...['glue:GetPartition', 'glue:GetPartitions', 'glue:BatchGetPartition', 'glue:GetUserDefinedFunctions'],
];

const writeTables = [
  ...['glue:CreateTable', 'glue:UpdateTable', 'glue:DeleteTable', 'glue:DeleteTableVersion'],
  ...['glue:CreatePartition', 'glue:BatchCreatePartition', 'glue:UpdatePartition', 'glue:BatchUpdatePartition'],
  ...['glue:DeletePartition', 'glue:BatchDeletePartition'],
];

function some(
  sid: string,
  actions: string[],
  resources: readonly string[],
  condition?: Record<string, unknown>,
): iam.PolicyStatement[] {
  return resources.length > 0 ? [allow(sid, actions, distinct(resources), condition)] : [];
}

function isWritten({ access }: { readonly access: 'read' | 'write' }): boolean {
  return access === 'write';
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
