import { items } from '../healthy-world.ts';
import { machine, standInsOf, up, worker } from './machine.ts';

describe('npm run local -- up', () => {
  test('starts docker, kind, kubectl, helm and git, and nothing of AWS', async () => {
    const world = machine();
    await up(world);
    const programs = new Set(world.everyArgv().map(([program]) => program));
    expect([...programs].sort()).toEqual(['docker', 'git', 'helm', 'kind', 'kubectl']);
    expect(world.everyCall().filter((line) => /amazonaws\.com|\baws\b/.test(line))).toEqual([]);
  });

  test('makes one node for the controllers, two for Airflow, and one for each other pool', async () => {
    const world = machine();
    await up(world);
    expect(world.everyCall().filter((line) => line.startsWith('kind create'))).toEqual([
      'kind create cluster --name airflow-on-eks-dev --config - --wait 60s',
    ]);
    expect(JSON.parse(world.input('kind')).nodes).toHaveLength(8);
    const labelled = world.everyCall().filter((line) => line.includes(' label node '));
    expect(labelled).toHaveLength(7);
    expect(labelled[0]).toContain('NodeGroupType=core');
    expect(world.everyCall()).toContain(
      'kubectl --context kind-airflow-on-eks-dev taint node c --overwrite dedicated=airflow:NoSchedule',
    );
  });

  test('gives each kind of node its node before any has two, where there is one node for each', async () => {
    const world = machine().answer('kubectl * get nodes *', items(...[...'abcdef'].map((name) => worker(name))));
    await up(world);
    const labelled = world.everyCall().filter((line) => line.includes(' label node '));
    expect(labelled).toHaveLength(6);
    expect(new Set(labelled.map((line) => /nodepool=(\S+)|=core/.exec(line)?.[0])).size).toBe(6);
  });

  test.each<[string, ReturnType<typeof worker>]>([
    ['is of the control plane', worker('x', { 'node-role.kubernetes.io/control-plane': '' })],
    ['is cordoned', worker('x', {}, { unschedulable: true })],
    ['is not ready', { ...worker('x'), status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } } as never],
    ['has a taint of its own', worker('x', {}, { taints: [{ key: 'gpu', effect: 'NoSchedule' }] })],
  ])('gives no role to a node that %s', async (_, node) => {
    const others = [...'abcdef'].map((name) => worker(name));
    const world = machine().answer('kubectl * get nodes *', items(node, ...others));
    await up(world);
    const labelled = world.everyCall().filter((line) => line.includes(' label node '));
    expect(labelled).toHaveLength(6);
    expect(labelled.filter((line) => line.includes(' label node x '))).toEqual([]);
  });

  test('goes on with the node to which an interrupted run has given its taints and not yet its labels', async () => {
    const taints = [{ key: 'dedicated', value: 'airflow', effect: 'NoSchedule' }];
    const given = { 'airflow-on-eks.local/given': JSON.stringify({ labels: [], taints: [] }) };
    const nodes = [worker('x', {}, { taints }, given), ...[...'abcde'].map((name) => worker(name))];
    const world = machine().answer('kubectl * get nodes *', items(...nodes));
    await up(world);
    expect(world.everyCall().filter((line) => line.includes(' label node x '))).toHaveLength(1);
  });

  test('changes nothing in a cluster that has too few nodes', async () => {
    const world = machine().answer('kubectl * get nodes *', items(worker('a'), worker('b')));
    await up(world);
    expect(world.everyCall().filter((line) => / (label|taint|annotate|apply) /.test(line))).toEqual([]);
  });

  test('marks the cluster as its own before it changes a node, so that down finds what to take back', async () => {
    const world = machine().answer('kubectl * annotate *', { code: 1 });
    await up(world);
    expect(world.inputs('kubectl').join()).toContain('"airflow-on-eks.local/environment":"dev"');
    expect(world.everyCall().filter((line) => / (label|taint) node /.test(line))).toEqual([]);
  });

  test('asks nothing of a server of EKS', async () => {
    const world = machine().answer('kubectl * config view *', { out: 'https://A1.gr7.eu-west-1.eks.amazonaws.com' });
    await up(world, '--context', 'prod');
    expect(world.everyCall().filter((line) => line !== 'helm version --short')).toEqual([
      expect.stringMatching(/^kubectl --context prod config view --minify /),
    ]);
  });

  test('goes on with the cluster and the secret values of a run that was interrupted', async () => {
    const values = Buffer.from(JSON.stringify({ 'airflow-dev/airflow/admin': { password: 'kept' } })).toString(
      'base64',
    );
    const world = machine()
      .answer('kind get clusters', { out: 'airflow-on-eks-dev\n' })
      .answer('kubectl * get namespaces *', items(standInsOf('dev')))
      .answer('kubectl * get secret secret-values *', { out: { data: { values } } });
    await up(world);
    expect(world.everyCall().filter((line) => line.startsWith('kind create'))).toEqual([]);
    const secrets = world.inputs('kubectl').filter((text) => text.includes('"password"'));
    expect(secrets.length).toBeGreaterThan(0);
    for (const text of secrets) expect(text).toContain('kept');
  });

  test('prints every command and starts none with --dry-run, and shows no value of a secret', async () => {
    const world = machine();
    const { code, stdout } = await up(world, '--dry-run');
    expect(code).toBe(0);
    expect(world.everyCall()).toEqual([]);
    expect(stdout).toContain('# standard input of the next command: the Secret with all values');
    expect(stdout).not.toMatch(/password":|stringData/);
  });

  test('counts with --dry-run what differs from the last commit, and does not print it all', async () => {
    const { stdout } = await up(machine(), '--argocd', '--dry-run');
    expect(stdout).toMatch(/# standard input of the next command: what differs from HEAD: [1-9]\d* files/);
    expect(stdout).not.toContain('{"texts"');
  });

  test('takes the choice of a node off every pod with --compact, and says so', async () => {
    const world = machine();
    const { stderr } = await up(world, '--compact');
    expect(JSON.parse(world.input('kind')).nodes).toHaveLength(2);
    expect(stderr).toContain('COMPACT: ');
    expect(world.everyCall().filter((line) => / (label|taint) node /.test(line))).toEqual([]);
    expect(world.inputs('kubectl').join()).toContain('MutatingAdmissionPolicyBinding');
  });
});
