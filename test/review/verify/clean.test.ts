import type { PlatformConfig } from '../../../config/platform-config.ts';
import { describeId } from '../../../review/tree/object-id.ts';
import type { Tree } from '../../../review/tree/tree.ts';
import { findingsOf } from '../../../review/verify/check.ts';
import { allChecks } from '../../../review/verify/checks.ts';
import { type Mutable, platformConfig } from '../../fixtures.ts';
import { render } from '../../render.ts';
import { company } from '../../support/company.ts';
import { devLike, everyAwsChoice, everyLocalChoice, everything, prodLike } from '../../support/configs.ts';

type Draft = Mutable<PlatformConfig>;

/** What every check finds in a tree, one line each. */
function findings(tree: Tree): readonly string[] {
  return allChecks
    .flatMap((check) => findingsOf(check, tree))
    .map(({ rule, item, field, message }) => `${rule} ${item ? describeId(item.id) : ''} ${field ?? ''}: ${message}`);
}

describe('npm run verify finds nothing', () => {
  test.each([
    ['a cheap environment', devLike],
    ['a highly available one', prodLike],
    ['every choice that AWS serves', everyAwsChoice],
    ['the smallest one, without a team', everyLocalChoice],
    ['one with every optional field', everything],
    ['one of a company', company],
  ])('in %s', (_, config) => {
    expect(findings(render(config))).toEqual([]);
  });

  const team = (draft: Draft) => draft.teams[0] as Draft['teams'][number];
  const pool = (draft: Draft, role: string) =>
    draft.nodePools.find((candidate) => candidate.role === role) as Draft['nodePools'][number];

  test.each<[string, (draft: Draft) => void]>([
    ['another account', ({ aws }) => (aws.accountId = '444455556666')],
    ['another region', ({ aws }) => (aws.region = 'ap-northeast-2')],
    [
      'another repository and branch',
      ({ git }) => Object.assign(git, { repoUrl: 'https://git.example.org/a/b.git', revision: 'live' }),
    ],
    [
      'another cluster name and network',
      ({ cluster }) => {
        cluster.name = 'data';
        Object.assign(cluster.network, { vpcCidr: '10.99.0.0/16' });
      },
    ],
    ['an older Kubernetes', ({ cluster }) => (cluster.kubernetesVersion = '1.34')],
    ['a team with another name', (draft) => (team(draft).name = 'fraud')],
    ['one more team', (draft) => draft.teams.push({ ...team(draft), name: 'pricing', costCenter: 'cc-2' })],
    ['a team with a small quota', (draft) => (team(draft).quota = { cpu: 12, memoryGib: 48, pods: 20 })],
    [
      'one more pool, and a team on it',
      (draft) => {
        const executors = pool(draft, 'spark-executor');
        draft.nodePools.push({ ...executors, name: 'spark-large', nodeGroupType: 'SparkLarge' } as never);
        team(draft).pools = ['spark-compute', 'spark-large'];
      },
    ],
    [
      'a pool with another name',
      (draft) => {
        pool(draft, 'spark-executor').name = 'spark-cheap';
        team(draft).pools = ['spark-cheap'];
      },
    ],
    ['larger nodes', (draft) => Object.assign(pool(draft, 'spark-executor'), { maxVcpus: 32, limitVcpus: 640 })],
    [
      'two of each part',
      ({ airflow }) => {
        for (const part of ['apiServer', 'scheduler', 'dagProcessor', 'triggerer'] as const) airflow[part].replicas = 2;
      },
    ],
    ['tasks with more memory', ({ airflow }) => (airflow.worker = { cpuMillicores: 500, memoryMib: 4096 })],
    ['more tasks at once', ({ airflow }) => (airflow.parallelism = 64)],
    ['DAGs from S3', ({ airflow }) => (airflow.dags = { kind: 's3', prefix: 'dags', refreshSeconds: 120 })],
    ['logs in CloudWatch', ({ airflow }) => (airflow.logs = { kind: 'cloudwatch', retentionDays: 30 })],
    ['a larger database in the cluster', ({ airflow }) => (airflow.database = { kind: 'in-cluster', storageGib: 50 })],
    ['a load balancer', ({ airflow }) => (airflow.exposure = structuredClone(prodLike.airflow.exposure) as never)],
    ['monitoring', (draft) => (draft.monitoring = { kind: 'prometheus', retentionDays: 7, storageGib: 20 })],
    ['secrets of another revision', (draft) => (draft.secretsRevision = 2)],
    [
      'another image of Spark, and its history',
      (draft) =>
        (draft.spark = { image: 'registry.example.org/spark:4.0.4', history: { kind: 's3', retentionDays: 30 } }),
    ],
    ['another version of a chart', (draft) => (draft.versions = { ...draft.versions, airflowChart: '1.22.1' })],
  ])('after a harmless change: %s', (_, edit) => {
    expect(findings(render(platformConfig((draft) => void edit(draft))))).toEqual([]);
  });
});
