import { checkEnvironments, checkPlatformConfig } from '../../config/check.ts';
import { UserError } from '../../config/user-error.ts';
import { platformConfig } from '../fixtures.ts';
import { type Edits, edited, messageOf } from './edit.ts';

describe('a config with several mistakes', () => {
  test('is refused once, with one line for each: form, unknown fields, and contradictions', () => {
    const config = edited({
      'teams[0].name': 'Risk_Models',
      'teams[1]': { ...platformConfig().teams[0], pools: ['spark-comput'] },
      'airflow.replica': 3,
      'cluster.network.vpcCidr': '100.64.0.0/16',
    });
    const message = messageOf(() => checkPlatformConfig(config, 'config/environments/prod.ts'));

    expect(message.split('\n')).toEqual([
      'config/environments/prod.ts has 4 problems:',
      "  teams[0].name: 'Risk_Models' is not valid; use lower-case letters, digits and '-', starting with a letter and not ending with '-', e.g. 'risk-models'",
      expect.stringMatching(/^ {2}airflow\.replica: is not a field; known fields: login, dags, /),
      "  cluster.network.vpcCidr: '100.64.0.0/16' overlaps the range of the pods, 100.64.0.0/16; use e.g. '10.42.0.0/16'",
      "  teams[1].pools[0]: 'spark-comput' is not an executor pool of this environment; did you mean 'spark-compute'?",
    ]);
  });

  test('does not blame a team for a pool whose own form is wrong', () => {
    const config = edited({ 'nodePools[3].role': 'spark-executer', 'airflow.dags.ref': 'a'.repeat(40) });

    expect(messageOf(() => checkPlatformConfig(config)).split('\n')).toEqual([
      'config/environments/test.ts has 2 problems:',
      expect.stringContaining('nodePools[3].role'),
      expect.stringContaining('airflow.dags.ref'),
    ]);
  });

  test('is refused for every mistake of one team', () => {
    const config = edited({ 'teams[1]': { ...platformConfig().teams[0], costCenter: '-' } });

    expect(messageOf(() => checkPlatformConfig(config)).split('\n')).toEqual([
      'config/environments/test.ts has 2 problems:',
      expect.stringContaining('teams[1].costCenter'),
      expect.stringContaining('teams[1].name'),
    ]);
  });

  test('is reported about the role of a pool before its sizes, which mean nothing without it', () => {
    const config = edited({ 'nodePools[3].role': 'gpu', 'nodePools[3].minVcpus': 'many' });

    expect(messageOf(() => checkPlatformConfig(config)).split('\n')).toEqual([
      'config/environments/test.ts has 1 problem:',
      expect.stringContaining('nodePools[3].role'),
    ]);
  });

  test('is refused by a UserError, also when it is frozen', () => {
    const config = Object.freeze({ ...platformConfig(), aws: Object.freeze({ accountId: '1', region: 'eu-west-1' }) });
    expect(() => checkPlatformConfig(config)).toThrow(UserError);
  });
});

describe('something that is no config at all', () => {
  const fields =
    'environment, aws, cluster, git, airflow, secretsRevision, nodePools, spark, teams, monitoring, versions';

  test.each([
    [undefined, `is missing; use an object with ${fields}`],
    [null, `null is not valid; use an object with ${fields}`],
    [[], `an empty list is not valid; use an object with ${fields}`],
    [() => 1, `a function is not valid; use an object with ${fields}`],
  ])('is refused: %p', (config, text) => {
    expect(messageOf(() => checkPlatformConfig(config))).toBe(`the config has 1 problem:\n  the config: ${text}`);
  });
});

describe('a list of environments', () => {
  const exposure = {
    kind: 'alb',
    host: 'airflow.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
    scheme: 'internal',
    allowedCidrs: ['10.0.0.0/8'],
  } as const;
  const first = platformConfig((draft) => {
    draft.airflow.exposure = { ...exposure, allowedCidrs: ['10.0.0.0/8'] };
  });
  const second = edited({
    environment: 'other',
    'cluster.name': 'airflow-other',
    'airflow.exposure': { kind: 'none' },
  });

  test('is accepted where names differ', () => {
    const list = [first, second];
    expect(checkEnvironments(list)).toBe(list);
  });

  test('may use one cluster name in two regions', () => {
    const list = [first, edited({ environment: 'other', 'aws.region': 'eu-central-1' })];
    expect(checkEnvironments(list)).toBe(list);
  });

  test('is refused for what its environments share, and names the later one', () => {
    expect(messageOf(() => checkEnvironments([first, second, structuredClone(first)]))).toBe(
      [
        'environment 3 of config/environments/index.ts has 3 problems:',
        "  environment: 'test' is already the name of another environment, and both would write one folder of dist/; use another name",
        "  cluster.name: 'airflow-test' is already the cluster of environment 'test' in the same account and region, with the same buckets and roles; use another name",
        "  airflow.exposure.host: 'airflow.example.com' is already the host of environment 'test', and a name leads to one load balancer; use another name",
      ].join('\n'),
    );
  });

  test('is refused for a shared cluster also where the first name is malformed', () => {
    const list = [edited({ environment: 'Prod' }), edited({ environment: 'other' })];
    expect(messageOf(() => checkEnvironments(list))).toContain(
      "config/environments/other.ts has 1 problem:\n  cluster.name: 'airflow-test' is already the cluster of environment 1 in",
    );
  });

  test('is refused once for the problems of all its environments', () => {
    const list = [
      edited({ 'aws.region': 'Ireland' }),
      edited({ 'airflow.parallelism': 0, 'cluster.name': 'airflow-other', environment: 'other' }),
      null,
    ];
    expect(messageOf(() => checkEnvironments(list)).split('\n')).toEqual([
      'config/environments/test.ts has 1 problem:',
      "  aws.region: 'Ireland' is not valid; use a region of config/regions.ts, e.g. 'eu-west-1'",
      'config/environments/other.ts has 1 problem:',
      '  airflow.parallelism: 0 is not valid; use a whole number from 1 to 10000, e.g. 128',
      'environment 3 of config/environments/index.ts has 1 problem:',
      expect.stringContaining('  the config: null is not valid; '),
    ]);
  });
});

describe('a mistake in the teams that environments share', () => {
  const { teams } = platformConfig();
  const [team] = teams;
  const environment = (name: string, edits: Edits): unknown =>
    edited({ environment: name, 'cluster.name': `airflow-${name.toLowerCase()}`, ...edits });
  const lines = (environments: readonly unknown[], shared: unknown) =>
    messageOf(() => checkEnvironments(environments, shared)).split('\n');

  test('is reported once, with the file to fix and the environments that have it', () => {
    const shared = [{ ...team, name: 'Team_A' }, { ...team, pools: ['spark-comput'] }, team];
    const dev = environment('dev', { teams: shared, 'airflow.parallelism': 0 });
    expect(lines([dev, environment('prod', { teams: shared })], shared)).toEqual([
      'config/environments/dev.ts has 1 problem:',
      expect.stringContaining('airflow.parallelism'),
      'config/teams.ts has 3 problems:',
      expect.stringMatching(/^ {2}teams\[0\]\.name: 'Team_A' is not valid; .* \(environments: dev, prod\)$/),
      "  teams[2].name: 'risk-models' is already the name of teams[1]; use another name (environments: dev, prod)",
      "  teams[1].pools[0]: 'spark-comput' is not an executor pool of this environment; did you mean 'spark-compute'? (environments: dev, prod)",
    ]);
  });

  test('names only the environments in which it is one', () => {
    const shared = [{ ...team, quota: { cpu: 64, memoryGib: 34, pods: 200 } }];
    const history = {
      'spark.history': { kind: 's3', retentionDays: 30 },
      'spark.image': 'registry.example.com/spark:4.0.4',
    };
    const dev = environment('dev', { teams: shared });
    const prod = environment('prod', { teams: shared, ...history });
    const nameless = environment('Lab', { teams: shared, ...history });
    expect(lines([dev, prod, nameless], shared)).toEqual([
      'environment 3 of config/environments/index.ts has 1 problem:',
      expect.stringContaining("environment: 'Lab' is not valid"),
      'config/teams.ts has 1 problem:',
      '  teams[0].quota.memoryGib: 34 is less than the history server (2), a driver (2) and one largestPod (32); use 36 or more (environments: prod, environment 3)',
    ]);
  });

  test('is reported with the environment that adds the mistaken team of its own', () => {
    const dev = environment('dev', { teams: [...teams, team] });
    expect(lines([dev, environment('prod', { teams })], teams)).toEqual([
      'config/environments/dev.ts has 1 problem:',
      "  teams[1].name: 'risk-models' is already the name of teams[0]; use another name",
    ]);
  });

  test('is reported where they are no list at all', () => {
    const shared = { team };
    expect(lines([environment('dev', { teams: shared })], shared)).toEqual([
      'config/teams.ts has 1 problem:',
      '  teams: an object is not valid; use a list: [...] (environment: dev)',
    ]);
  });
});
