import * as iam from 'aws-cdk-lib/aws-iam';
import { externalDns } from '../../config/alb.ts';
import { alertTopics } from '../../config/alert-receivers.ts';
import { dagBundles } from '../../config/dag-bundles.ts';
import { bucketPrefixes } from '../../config/names.ts';
import type { PermissionScope } from './scope.ts';

/** EKS Pod Identity sets this tag on the session of every pod; people cannot change it. */
const podNamespace = `\${aws:PrincipalTag/kubernetes-namespace}`;

/** The component reads finished tasks' logs for the web interface. */
export function readTaskLogs(scope: PermissionScope): iam.PolicyStatement[] {
  const { config, names, partition } = scope;
  if (config.airflow.logs.kind === 'cloudwatch') {
    const actions = ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'];
    return [allow('ReadTaskLogs', actions, [logGroupArn(scope, names.taskLogGroup)])];
  }
  return readPrefixes('TaskLogs', `arn:${partition}:s3:::${names.buckets.logs}`, [bucketPrefixes.taskLogs]);
}

export function writeTaskLogs(scope: PermissionScope): iam.PolicyStatement[] {
  const { config, names, partition } = scope;
  if (config.airflow.logs.kind === 'cloudwatch') {
    const group = logGroupArn(scope, names.taskLogGroup);
    return [
      allow('WriteTaskLogs', ['logs:CreateLogStream', 'logs:PutLogEvents'], [group]),
      // The handler looks whether its group is there. AWS knows no narrower resource than the region's groups.
      allow('FindTaskLogs', ['logs:DescribeLogGroups'], [logGroupArn(scope)]),
    ];
  }
  const below = `arn:${partition}:s3:::${names.buckets.logs}/${bucketPrefixes.taskLogs}/*`;
  return [allow('WriteTaskLogs', ['s3:AbortMultipartUpload', 's3:PutObject'], [below])];
}

/** Listed is the whole bucket: the DAG bundle asks for the bucket itself, and for the level that its prefix is on. */
export function readDags({ config, names, partition }: PermissionScope): iam.PolicyStatement[] {
  const prefixes = dagBundles(config.airflow).flatMap((bundle) => (bundle.kind === 's3' ? [bundle.prefix] : []));
  if (prefixes.length === 0) return [];
  const bucket = `arn:${partition}:s3:::${names.buckets.dags}`;
  const files = prefixes.map((prefix) => `${bucket}/${prefix}/*`);
  return [allow('ListDags', ['s3:ListBucket'], [bucket]), allow('ReadDags', ['s3:GetObject'], files)];
}

/**
 * One role for all teams: what a pod may touch follows from the namespace it runs in. `spark-a/*` does not match
 * `spark-a-evil/…`, because of the slash.
 */
export function sparkJob({ names, partition }: PermissionScope): iam.PolicyStatement[] {
  const bucket = `arn:${partition}:s3:::${names.buckets.spark}`;
  const own = [podNamespace, `${bucketPrefixes.eventLogs}/${podNamespace}`];
  return [
    ...readPrefixes('TeamData', bucket, own),
    allow(
      'WriteTeamData',
      ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      own.map((prefix) => `${bucket}/${prefix}/*`),
    ),
  ];
}

/** Each team has a history server of its own, which shows what the team's jobs have written. */
export function readEventLogs({ names, partition }: PermissionScope): iam.PolicyStatement[] {
  const own = `${bucketPrefixes.eventLogs}/${podNamespace}`;
  return readPrefixes('EventLogs', `arn:${partition}:s3:::${names.buckets.spark}`, [own]);
}

export function publishAlerts({ config }: PermissionScope): iam.PolicyStatement[] {
  return [allow('PublishAlerts', ['sns:Publish'], [...new Set(alertTopics(config))])];
}

/**
 * What external-dns does: records of the hosts, and beside them those that say whose they are. It reads every zone with such a name.
 * https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/
 */
export function changeRecords({ config, partition }: PermissionScope): iam.PolicyStatement[] {
  const zone = (id: string) => `arn:${partition}:route53:::hostedzone/${id}`;
  const changes = externalDns(config).map(({ hostedZoneIds, names }, index) => {
    const sid = `ChangeRecordsOfTheHost${index === 0 ? '' : index + 1}`;
    const change = allow(sid, ['route53:ChangeResourceRecordSets'], hostedZoneIds.map(zone));
    change.addConditions({
      'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': names },
      'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'TXT'] },
    });
    return change;
  });
  if (changes.length === 0) return [];
  return [
    ...changes,
    allow('ReadRecords', ['route53:ListResourceRecordSets'], [zone('*')]),
    allow('ListHostedZones', ['route53:ListHostedZones'], ['*']),
  ];
}

/** Secrets Manager appends six characters to a secret's ARN, which the `*` covers with the rest of the name. */
export function readSecrets({ config, names, partition }: PermissionScope): iam.PolicyStatement[] {
  const { accountId, region } = config.aws;
  const all = `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${names.secret('*')}`;
  return [allow('ReadPlatformSecrets', ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], [all])];
}

/** What the secrets backend of Airflow calls, for exactly what is below its prefixes. */
export function readAirflowSecrets({ config, partition }: PermissionScope): iam.PolicyStatement[] {
  const backend = config.airflow.secretsBackend;
  if (backend === undefined) return [];
  const { accountId, region } = config.aws;
  const { service, action, resource } =
    backend.kind === 'ssm'
      ? { service: 'ssm', action: 'ssm:GetParameter', resource: 'parameter' }
      : { service: 'secretsmanager', action: 'secretsmanager:GetSecretValue', resource: 'secret:' };
  const below = [backend.connectionsPrefix, backend.variablesPrefix]
    .filter((prefix) => prefix !== undefined)
    .map((prefix) => `arn:${partition}:${service}:${region}:${accountId}:${resource}${prefix}/*`);
  const read = allow('ReadAirflowSecrets', [action], below);
  if (backend.kmsKeyArn === undefined) return [read];
  const byService = { StringLike: { 'kms:ViaService': `${service}.${region}.amazonaws.com*` } };
  return [read, allow('DecryptAirflowSecrets', ['kms:Decrypt'], [backend.kmsKeyArn], byService)];
}

/**
 * Read what lies under the prefixes, and the keys that are spelled like the prefixes themselves: S3 clients ask for
 * the "folder" first. Without `s3:ListBucket` a missing key is 403, not 404, and S3A and Airflow fail on it.
 */
function readPrefixes(what: string, bucket: string, prefixes: readonly string[]): iam.PolicyStatement[] {
  const covered = prefixes.flatMap((prefix) => [prefix, `${prefix}/*`]);
  const keys = covered.map((key) => `${bucket}/${key}`);
  return [
    allow(`List${what}`, ['s3:ListBucket'], [bucket], { StringLike: { 's3:prefix': covered } }),
    allow(`Read${what}`, ['s3:GetObject'], keys),
  ];
}

/** What is in one log group, or every group of the region. */
function logGroupArn({ config, partition }: PermissionScope, name?: string): string {
  const groups = `arn:${partition}:logs:${config.aws.region}:${config.aws.accountId}:log-group:`;
  return name === undefined ? `${groups}*` : `${groups}${name}:*`;
}

export function allow(
  sid: string,
  actions: string[],
  resources: string[],
  conditions?: iam.PolicyStatementProps['conditions'],
): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources, ...(conditions ? { conditions } : {}) });
}
