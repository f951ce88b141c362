import { teardown } from '../../ops/teardown.ts';
import { application, healthyWorld, items, named } from './healthy-world.ts';
import type { World } from './world.ts';

const destroyCluster = 'npx cdk destroy airflow-test-cluster --exclusively --force';
const destroyData = 'npx cdk destroy airflow-test-data --exclusively --force';
const destroyNetwork = 'npx cdk destroy airflow-test-network --exclusively --force';
const confirmed = ['test', '--yes', 'airflow-test'];

const kinds = [
  'ingresses',
  'services',
  'scheduledsparkapplications.sparkoperator.k8s.io',
  'sparkapplications.sparkoperator.k8s.io',
  'sparkconnects.sparkoperator.k8s.io',
  'persistentvolumeclaims',
  'nodepools.karpenter.sh',
  'nodeclaims.karpenter.sh',
  'ec2nodeclasses.karpenter.k8s.aws',
];
const perNamespace = ['cronjobs,deployments', 'daemonsets,statefulsets,jobs,pods'];

const controller = (replicas: number) => ({ ...named('argocd-application-controller', 'argocd'), spec: { replicas } });
const suspended = (name: string) => ({ ...application(name), spec: { syncPolicy: {} } });

/** A cluster with one of everything, which is gone when it was deleted; what Karpenter drains takes a moment. */
function busyWorld(): World {
  const world = healthyWorld();
  for (const kind of kinds) world.answer(`kubectl * get ${kind} *`, items(named('one')), items());
  for (const kind of perNamespace) {
    for (const namespace of ['airflow', 'spark-risk-models']) {
      world.answer(`kubectl * get ${kind} --namespace ${namespace} *`, items(named('one', namespace)), items());
    }
  }
  world.answer('kubectl * get nodeclaims.karpenter.sh *', items(named('one')), items(named('one')), items());
  return world
    .answer('kubectl * get statefulsets --namespace argocd *', items(controller(1)), items(controller(0)))
    .answer('kubectl * get pods --namespace argocd *', items(named('argocd-application-controller-0')), items())
    .answer(
      'kubectl * get applications.argoproj.io *',
      items(application('airflow'), application('argocd'), application('karpenter'), application('root')),
      items(suspended('airflow'), application('argocd'), suspended('karpenter'), suspended('root')),
    );
}

/** The calls that change something, without what they have in common. */
function changes(world: World): readonly string[] {
  return world
    .calls()
    .filter((line) => !/ (get|describe-\S+|get-\S+|update-kubeconfig)( |$)/.test(line))
    .map((line) => line.replace('kubectl --context airflow-test ', '').replace(' --ignore-not-found --wait=false', ''));
}

describe('teardown', () => {
  test('removes each thing while the controller that can remove it still runs', async () => {
    const world = busyWorld();

    const { code, stdout } = await world.run(teardown, ...confirmed);

    const suspend = (name: string) =>
      `patch applications.argoproj.io ${name} --namespace argocd --type merge --patch '{"spec":{"syncPolicy":{"automated":null}}}'`;
    expect(changes(world)).toEqual([
      suspend('root'),
      suspend('airflow'),
      suspend('karpenter'),
      'scale statefulsets --namespace argocd --selector app.kubernetes.io/component=application-controller --replicas 0',
      'delete ingresses --all-namespaces --all',
      'delete services --all-namespaces --field-selector spec.type=LoadBalancer',
      'delete cronjobs,deployments --namespace airflow --all --cascade=foreground',
      'delete cronjobs,deployments --namespace spark-risk-models --all --cascade=foreground',
      'delete scheduledsparkapplications.sparkoperator.k8s.io --all-namespaces --all',
      'delete sparkapplications.sparkoperator.k8s.io --all-namespaces --all',
      'delete sparkconnects.sparkoperator.k8s.io --all-namespaces --all',
      'delete daemonsets,statefulsets,jobs,pods --namespace airflow --all',
      'delete daemonsets,statefulsets,jobs,pods --namespace spark-risk-models --all',
      'delete persistentvolumeclaims --all-namespaces --all',
      'delete nodepools.karpenter.sh --all',
      'delete nodeclaims.karpenter.sh --all',
      'delete ec2nodeclasses.karpenter.k8s.aws --all',
      destroyCluster,
      'aws logs delete-log-group --log-group-name /aws/eks/airflow-test/cluster --region eu-west-1',
    ]);
    expect(stdout).toBe("cluster 'airflow-test' is deleted\nkept: stacks airflow-test-network and airflow-test-data");
    expect(code).toBe(0);
  });

  test('names the cluster in every call of kubectl', async () => {
    const world = busyWorld();
    await world.run(teardown, ...confirmed);
    expect(
      world.calls().filter((line) => line.startsWith('kubectl') && !line.startsWith('kubectl --context airflow-test ')),
    ).toEqual([]);
  });

  test('deletes nothing twice', async () => {
    const world = busyWorld();
    await world.run(teardown, ...confirmed);
    world.forgetCalls();

    expect((await world.run(teardown, ...confirmed)).code).toBe(0);

    expect(changes(world).map((line) => line.split(' ')[0])).toEqual(['npx', 'aws']);
  });

  test('goes on after a failure in the middle where it stopped', async () => {
    const world = busyWorld()
      .answer('kubectl * get nodepools.karpenter.sh *', items(named('airflow')), items(named('airflow')), items())
      .answer('kubectl * delete nodepools.karpenter.sh *', { code: 1, err: 'Unable to connect to the server' }, {});
    const failed = await world.run(teardown, ...confirmed);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('Unable to connect to the server\n  fix the cause and run the same command again');
    expect(world.calls()).not.toContain(destroyCluster);
    world.forgetCalls();

    expect((await world.run(teardown, ...confirmed)).code).toBe(0);

    expect(changes(world).map((line) => line.split(' --')[0])).toEqual([
      'delete nodepools.karpenter.sh',
      'delete nodeclaims.karpenter.sh',
      'delete ec2nodeclasses.karpenter.k8s.aws',
      'npx cdk destroy airflow-test-cluster',
      'aws logs delete-log-group',
    ]);
  });

  test('never takes the nodes away under a controller that still has work', async () => {
    const world = busyWorld().answer('kubectl * get ingresses *', items(named('airflow', 'airflow')));
    const { code, stderr } = await world.run(teardown, ...confirmed, '--timeout', '20s');
    expect(stderr).toContain(
      'teardown: Ingresses do not go away within 20s: airflow/airflow\n  the load balancer controller removes them: look at its logs',
    );
    expect(changes(world).at(-1)).toBe('delete ingresses --all-namespaces --all');
    expect(code).toBe(2);
  });

  test('waits for volumes that are to be deleted, and not for those that are kept', async () => {
    const volume = (name: string, policy: string) => ({
      ...named(name),
      spec: { persistentVolumeReclaimPolicy: policy, csi: { volumeHandle: `vol-${name}` } },
    });
    const world = busyWorld().answer(
      'kubectl * get persistentvolumes *',
      items(volume('metrics', 'Delete'), volume('database', 'Retain')),
      items(volume('database', 'Retain')),
    );
    const { code, stderr } = await world.run(teardown, ...confirmed);
    expect(stderr).toContain('metrics (vol-metrics)');
    expect(stderr).not.toContain('vol-database');
    expect(code).toBe(0);
  });

  test('empties the namespaces of what is configured', async () => {
    const world = healthyWorld((draft) => {
      draft.monitoring = { kind: 'prometheus', retentionDays: 15, storageGib: 50 };
    });
    await world.run(teardown, ...confirmed);
    const emptied = world.calls().flatMap((line) => /get cronjobs,deployments --namespace (\S+)/.exec(line)?.[1] ?? []);
    expect(emptied).toEqual(['airflow', 'monitoring', 'spark-risk-models']);
  });

  test('takes a kind that the cluster does not know for nothing to delete', async () => {
    const unknown = { code: 1, err: 'error: the server doesn\'t have a resource type "sparkapplications"' };
    const world = healthyWorld().answer('kubectl * get sparkapplications.sparkoperator.k8s.io *', unknown);
    expect((await world.run(teardown, ...confirmed)).code).toBe(0);
  });

  test.each(['DELETING', 'FAILED', undefined])(
    'of a cluster that is %s leaves out what needs its API',
    async (clusterStatus) => {
      const world = busyWorld().answer(
        'aws eks describe-cluster *',
        clusterStatus
          ? { out: { cluster: { status: clusterStatus } } }
          : { code: 254, err: '(ResourceNotFoundException)' },
      );
      expect((await world.run(teardown, ...confirmed)).code).toBe(0);
      expect(world.calls().filter((line) => line.startsWith('kubectl'))).toEqual([]);
      expect(world.calls()).toContain(destroyCluster);
    },
  );

  test('does not mind a log group that is gone', async () => {
    const world = healthyWorld().answer('aws logs *', { code: 254, err: '(ResourceNotFoundException)' });
    expect((await world.run(teardown, ...confirmed)).code).toBe(0);
  });

  test.each([[[]], [['--force']], [['--force', '--including-data']]])(
    'in a dry run with %j prints what a run starts, and starts nothing',
    async (flags) => {
      const world = busyWorld()
        .answer('aws ec2 describe-*', { out: ['<id>'] })
        .answer('aws resourcegroupstaggingapi *', { out: ['<id>'] });
      if (!flags.includes('--force'))
        world.answer('aws ec2 describe-*', { out: [] }).answer('aws resourcegroupstaggingapi *', { out: [] });
      if (!flags.includes('--including-data')) world.answer('aws ec2 describe-volumes *', { out: [] });
      const { code, stdout } = await world.run(teardown, 'test', '--dry-run', ...flags);
      expect(code).toBe(0);
      expect(world.calls()).toEqual([]);

      const yes = flags.includes('--including-data') ? ['--yes', 'airflow-test-data'] : [];
      await world.run(teardown, ...confirmed, ...yes, ...flags);
      // The plan deletes every Application's switch in the order of dist/, a run in the order of the cluster.
      const sorted = (lines: readonly string[]) => [...new Set(lines)].sort();
      expect(sorted(stdout.split('\n').filter((line) => !line.startsWith('#')))).toEqual(sorted(world.calls()));
    },
  );
});

describe('teardown asks', () => {
  test('for the name of the cluster, before anything changes', async () => {
    const world = busyWorld();
    world.typed = ['airflow-test'];
    const { code, stderr } = await world.run(teardown, 'test');
    expect(stderr).toContain(
      "this deletes the cluster 'airflow-test' in account 123456789012, eu-west-1, and everything that runs in it\ntype 'airflow-test' to go on: ",
    );
    expect(code).toBe(0);
  });

  test.each([
    ['another name', ['airflow-prod'], "teardown: 'airflow-prod' is not 'airflow-test'; nothing was changed"],
    ['nobody at the terminal', undefined, 'nobody is here to confirm: give --yes airflow-test'],
  ])('and stops at %s', async (_, typed, message) => {
    const world = busyWorld();
    world.typed = typed;
    const { code, stderr } = await world.run(teardown, 'test');
    expect(stderr).toContain(message);
    expect(world.calls().map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'aws sts get-caller-identity',
      'aws eks describe-cluster',
    ]);
    expect(code).toBe(1);
  });

  test('a second time for the data, still before anything changes', async () => {
    const world = busyWorld();
    world.typed = ['airflow-test', 'yes'];
    const { code, stderr } = await world.run(teardown, 'test', '--including-data');
    expect(stderr).toContain(
      "type 'airflow-test-data' to go on: \nteardown: 'yes' is not 'airflow-test-data'; nothing was changed",
    );
    expect(world.calls()).toHaveLength(2);
    expect(code).toBe(1);
  });

  test.each([
    [['--yes', 'airflow-prod'], "'airflow-prod'", "'airflow-test'"],
    [['--yes', 'airflow-test', '--yes', 'airflow-test-data'], "'airflow-test-data'", "'airflow-test'"],
    [['--including-data', '--yes', 'yes'], "'yes'", "'airflow-test' and 'airflow-test-data'"],
    [['--dry-run', '--yes', 'airflow-prod'], "'airflow-prod'", "'airflow-test'"],
  ])(
    'nobody where %j names something else: it stops in one line, before anything is asked of AWS',
    async (argv, wrong, right) => {
      const world = busyWorld();
      const { code, stdout, stderr } = await world.run(teardown, 'test', ...argv);
      expect({ stdout, stderr }).toEqual({
        stdout: '',
        stderr: `teardown: --yes: ${wrong} is not a name to confirm, nothing was changed; give ${right}`,
      });
      expect(world.calls()).toEqual([]);
      expect(code).toBe(1);
    },
  );

  test('and shows in a dry run where it does, before the first change', async () => {
    const { stdout } = await busyWorld().run(
      teardown,
      'test',
      '--dry-run',
      '--including-data',
      '--yes',
      'airflow-test',
    );
    const where = 'in account 123456789012, eu-west-1';
    const lines = stdout.split('\n');
    const start = lines.findIndex((line) => line.startsWith('# a real run says'));
    expect(lines.slice(start, start + 4)).toEqual([
      `# a real run says here: this deletes the cluster 'airflow-test' ${where}, and everything that runs in it`,
      "# and goes on, because --yes gives 'airflow-test'",
      `# a real run says here: this also deletes the stacks with the database and the network of 'airflow-test' ${where}`,
      "# and goes on if 'airflow-test-data' is typed, or given with --yes airflow-test-data; anything else ends it with nothing changed",
    ]);
    expect(lines.slice(0, start).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'aws sts get-caller-identity',
      'aws eks describe-cluster',
    ]);
  });

  test('and does not take --yes for the cluster as a yes for the data', async () => {
    const world = busyWorld();
    const { stderr } = await world.run(teardown, ...confirmed, '--including-data');
    expect(stderr).toContain('nobody is here to confirm: give --yes airflow-test-data');
    expect(world.calls()).toHaveLength(2);
  });
});

describe('teardown of a protected cluster', () => {
  test('names the line to change', async () => {
    const world = healthyWorld((draft) => {
      draft.cluster.deletionProtection = true;
    });
    const { code, stderr } = await world.run(teardown, ...confirmed);
    expect(stderr).toBe(
      "teardown: cluster 'airflow-test' is protected; set 'deletionProtection: false' in config/environments/test.ts and run 'npm run cluster:deploy -- test' first",
    );
    expect(world.calls()).toEqual([]);
    expect(code).toBe(1);
  });

  test('stops as well while the change is not deployed', async () => {
    const world = busyWorld().answer('aws eks describe-cluster *', {
      out: { cluster: { status: 'ACTIVE', deletionProtection: true } },
    });
    const { code, stderr } = await world.run(teardown, ...confirmed);
    expect(stderr).toContain(
      "cluster 'airflow-test' is still protected in AWS; run 'npm run cluster:deploy -- test' first",
    );
    expect(world.calls()).toHaveLength(2);
    expect(code).toBe(1);
  });
});

describe('what the controllers left behind in AWS', () => {
  const leftovers = () =>
    healthyWorld()
      .answer('aws ec2 describe-instances *', { out: ['i-1', 'i-2'] }, { out: [] })
      .answer('aws ec2 describe-volumes *', { out: ['vol-1'] });

  test('is reported, and the cluster stays so that it can be looked into', async () => {
    const world = leftovers();
    const { code, stdout, stderr } = await world.run(teardown, ...confirmed);
    expect(stderr).toContain(
      "teardown: AWS still has what belonged to cluster 'airflow-test':\n  instances of Karpenter: i-1, i-2\n",
    );
    expect(stderr).toContain('with --force to delete them');
    expect(stdout).toContain('kept volumes: vol-1 (deleted only with --force --including-data)');
    expect(world.calls()).not.toContain(destroyCluster);
    expect(code).toBe(1);
  });

  test('is deleted with --force, but for the volumes', async () => {
    const world = leftovers();
    const { code } = await world.run(teardown, ...confirmed, '--force');
    expect(changes(world).filter((line) => line.startsWith('aws ec2'))).toEqual([
      'aws ec2 terminate-instances --instance-ids i-1 --region eu-west-1',
      'aws ec2 terminate-instances --instance-ids i-2 --region eu-west-1',
    ]);
    expect(world.calls()).toContain(destroyCluster);
    expect(code).toBe(0);
  });

  // A search by a wrong tag finds nothing, and says that nothing is left. The core nodes are tagged as the cluster too.
  test('is found by the tag that its controller writes', async () => {
    const world = healthyWorld();
    await world.run(teardown, ...confirmed);
    const searches = world.calls().filter((line) => /^aws (resourcegroupstaggingapi|ec2 describe-)/.test(line));
    const byTag = (type: string) =>
      `aws resourcegroupstaggingapi get-resources --resource-type-filters ${type} --tag-filters Key=elbv2.k8s.aws/cluster,Values=airflow-test --query 'ResourceTagMappingList[].ResourceARN' --output json --region eu-west-1`;
    const inEc2 = (call: string, filters: string, query: string) =>
      `aws ec2 describe-${call} --filters ${filters} --query '${query}' --output json --region eu-west-1`;
    expect(searches).toEqual([
      byTag('elasticloadbalancing:loadbalancer'),
      byTag('elasticloadbalancing:targetgroup'),
      inEc2(
        'instances',
        'Name=tag:kubernetes.io/cluster/airflow-test,Values=owned Name=tag-key,Values=karpenter.sh/nodepool Name=instance-state-name,Values=pending,running,stopping,stopped',
        'Reservations[].Instances[].InstanceId',
      ),
      inEc2(
        'launch-templates',
        'Name=tag:karpenter.k8s.aws/cluster,Values=airflow-test',
        'LaunchTemplates[].LaunchTemplateId',
      ),
      inEc2(
        'network-interfaces',
        'Name=status,Values=available Name=tag:cluster.k8s.amazonaws.com/name,Values=airflow-test',
        'NetworkInterfaces[].NetworkInterfaceId',
      ),
      inEc2(
        'volumes',
        'Name=status,Values=available Name=tag:kubernetes.io/cluster/airflow-test,Values=owned',
        'Volumes[].VolumeId',
      ),
      inEc2('security-groups', 'Name=tag:elbv2.k8s.aws/cluster,Values=airflow-test', 'SecurityGroups[].GroupId'),
    ]);
  });

  describe('as a security group of a load balancer, which the nodes let in,', () => {
    const remove = 'aws ec2 delete-security-group --group-id sg-1 --region eu-west-1';
    const worldWithGroup = () => healthyWorld().answer('aws ec2 describe-security-groups *', { out: ['sg-1'] });

    test('is deleted after the nodes and their rules: EC2 would refuse it before', async () => {
      const world = worldWithGroup();
      const { code, stderr } = await world.run(teardown, ...confirmed, '--force');
      const calls = world.calls();
      expect(calls.indexOf(destroyCluster)).toBeGreaterThan(0);
      expect(calls.indexOf(remove)).toBeGreaterThan(calls.indexOf(destroyCluster));
      expect(stderr).toContain('deleted security groups of load balancers: sg-1');
      expect(code).toBe(0);
    });

    test('is reported before anything is destroyed, where it is not to be deleted', async () => {
      const world = worldWithGroup();
      const { code, stderr } = await world.run(teardown, ...confirmed);
      expect(stderr).toContain('  security groups of load balancers: sg-1\n');
      expect(world.calls()).not.toContain(destroyCluster);
      expect(code).toBe(1);
    });
  });
});

describe('teardown --including-data', () => {
  test('destroys data and network after the cluster, and lists what CloudFormation keeps', async () => {
    const world = healthyWorld().answer('aws ec2 describe-volumes *', { out: ['vol-1'] });
    const { code, stdout } = await world.run(
      teardown,
      ...confirmed,
      ...['--yes', 'airflow-test-data', '--including-data', '--force'],
    );
    expect(world.calls().filter((line) => line.startsWith('npx cdk'))).toEqual([
      destroyCluster,
      destroyData,
      destroyNetwork,
    ]);
    expect(world.calls()).toContain('aws ec2 delete-volume --volume-id vol-1 --region eu-west-1');
    expect(stdout).toContain('\nkept on purpose; their names are taken');
    expect(code).toBe(0);
  });

  test('without it touches neither', async () => {
    const world = busyWorld();
    await world.run(teardown, ...confirmed, '--force');
    expect(world.calls().filter((line) => line.startsWith('npx cdk'))).toEqual([destroyCluster]);
  });

  test('keeps the network when the data stack cannot be destroyed', async () => {
    const world = healthyWorld().answer('cdk destroy airflow-test-data *', { code: 1 });
    const { code } = await world.run(teardown, ...confirmed, '--yes', 'airflow-test-data', '--including-data');
    expect(world.calls()).not.toContain(destroyNetwork);
    expect(code).toBe(1);
  });
});
