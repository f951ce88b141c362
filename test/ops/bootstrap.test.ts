import { resolve } from '../../config/resolve.ts';
import { bootstrap } from '../../ops/bootstrap.ts';
import { installArgoCd } from '../../ops/clients/helm.ts';
import { argoCdChart } from '../../ops/dist.ts';
import { platformConfig } from '../fixtures.ts';
import { render } from '../render.ts';
import { agent, application, applications, argoCdValues, healthyWorld, items, node } from './healthy-world.ts';

const helmUpgrade =
  'helm upgrade --install argocd argo-cd --kube-context airflow-test --namespace argocd --repo https://argoproj.github.io/argo-helm --version 10.1.1 --values - --set redis.pdb=null --wait --timeout 10m';
const applyRoot =
  'kubectl --context airflow-test apply --server-side --force-conflicts --filename dist/test/root/AppProject.root.yaml --filename dist/test/root/Application.root.yaml';

describe('bootstrap', () => {
  test('checks first, installs Argo CD, hands it the root folder, and watches', async () => {
    const world = healthyWorld();

    const { code, stdout } = await world.run(bootstrap, 'test');

    expect(world.calls()).toEqual([
      'aws sts get-caller-identity --query Account --output text --region eu-west-1',
      'aws eks describe-cluster --name airflow-test --output json --region eu-west-1',
      'git status --porcelain -- dist/test',
      'git diff --name-only refs/remotes/origin/main -- dist/test',
      'aws eks update-kubeconfig --name airflow-test --alias airflow-test --region eu-west-1',
      'kubectl --context airflow-test get --raw /readyz --request-timeout 20s',
      'kubectl --context airflow-test get nodes --selector NodeGroupType=core --output json',
      'kubectl --context airflow-test get daemonsets --namespace kube-system --field-selector metadata.name=eks-pod-identity-agent --output json',
      'kubectl --context airflow-test apply --server-side --force-conflicts --filename dist/test/namespaces/Namespace.argocd.yaml',
      'helm version --short',
      helmUpgrade,
      applyRoot,
      'kubectl --context airflow-test get applications.argoproj.io --namespace argocd --output json',
      'kubectl --context airflow-test apply --server-side --dry-run=server --field-manager argocd-controller --force-conflicts --filename dist/test/namespaces --filename dist/test/root --output json',
      'kubectl --context airflow-test get --ignore-not-found --filename dist/test/namespaces --filename dist/test/root --output json',
    ]);
    expect(stdout.split('\n')).toEqual([
      '4 applications are Synced and Healthy after 0m00s',
      '5 of 5 objects of dist/test are as Git says; what charts make is not compared: argocd',
      'next: npm run status -- test',
    ]);
    expect(code).toBe(0);
  });

  test('installs Argo CD with the very values that it manages itself with later', async () => {
    const world = healthyWorld();
    await world.run(bootstrap, 'test');
    expect(JSON.parse(world.input('helm'))).toEqual(argoCdValues);
  });

  test('takes the chart from a mirror in an OCI registry too, which Argo CD knows without a scheme', async () => {
    const calls: (readonly string[])[] = [];
    const shell = {
      run: async (argv: readonly string[]) => {
        calls.push(argv);
        return 'v3';
      },
      missing: () => [],
    };
    const chart = { ...argoCdChart(render(platformConfig())), repoUrl: 'registry.example.com:5000/charts' };
    await installArgoCd({ shell, config: resolve(platformConfig()), flags: {} } as never, chart);
    expect(calls[1]).toContain('oci://registry.example.com:5000/charts/argo-cd');
    expect(calls[1]).not.toContain('--repo');
  });

  test('takes fields back that Argo CD owns by now, where Helm is one that asks for it', async () => {
    const world = healthyWorld().answer('helm version *', { out: 'v4.0.1+g1\n' });
    await world.run(bootstrap, 'test');
    expect(world.calls()).toContain(helmUpgrade.replace('--wait', '--server-side=true --force-conflicts --wait'));
  });

  test('runs the same commands the second time', async () => {
    const world = healthyWorld();
    await world.run(bootstrap, 'test');
    const first = world.calls();
    world.forgetCalls();

    const { code } = await world.run(bootstrap, 'test');

    expect(code).toBe(0);
    expect(world.calls()).toEqual(first);
    expect(first.filter((line) => /\b(create|delete|replace|patch)\b/.test(line))).toEqual([]);
  });

  test('in a dry run prints exactly what a run starts, and starts nothing', async () => {
    const world = healthyWorld();
    const { code, stdout } = await world.run(bootstrap, 'test', '--dry-run');
    expect(world.calls()).toEqual([]);
    expect(code).toBe(0);

    await world.run(bootstrap, 'test');
    const [hereDocument = '', input] = / <<'END'\n(.+)\nEND/.exec(stdout) ?? [];
    expect(input).toBe(world.input('helm'));
    const commands = stdout.replace(hereDocument, '').split('\n');
    expect(commands.filter((line) => !line.startsWith('#'))).toEqual(world.calls());
    expect(stdout).toContain('# wait until 4 applications are Synced and Healthy');
  });

  test('in a dry run needs no tool at all', async () => {
    const world = healthyWorld();
    world.uninstall('aws', 'kubectl', 'helm', 'git');
    expect(await world.run(bootstrap, 'test', '--dry-run')).toMatchObject({ code: 0, stderr: '' });
  });

  test('stops where a step fails, says which and why, and goes on when it is run again', async () => {
    const world = healthyWorld().answer(
      'helm upgrade *',
      { code: 1, err: 'Error: INSTALLATION FAILED: context deadline exceeded' },
      {},
    );

    const failed = await world.run(bootstrap, 'test');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(
      `'${helmUpgrade}' failed with exit code 1:\n  Error: INSTALLATION FAILED: context deadline exceeded\n  fix the cause and run the same command again`,
    );
    expect(world.calls()).not.toContain(applyRoot);

    expect((await world.run(bootstrap, 'test')).code).toBe(0);
    expect(world.calls()).toContain(applyRoot);
  });

  test('warns when Argo CD will not see what is on this disk', async () => {
    const world = healthyWorld()
      .answer('git status *', { out: ' M dist/test/root/Application.airflow.yaml\n' })
      .answer('git diff *', { code: 128, err: "fatal: bad revision 'refs/remotes/origin/main'" });
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toContain('warning: dist/test has changes that are not committed');
    expect(stderr).toContain('warning: dist/test is not what was last seen on origin/main');
    expect(code).toBe(0);
  });
});

describe('the watch of bootstrap', () => {
  test('reports each change of each Application once', async () => {
    const syncing = { sync: { status: 'OutOfSync' }, health: { status: 'Missing' } };
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      items(),
      items(application('root', { health: { status: 'Progressing' } }), application('karpenter', syncing)),
      items(application('root', { health: { status: 'Progressing' } }), application('karpenter', syncing)),
      items(...applications.map((name) => application(name))),
    );

    const { stderr } = await world.run(bootstrap, 'test');

    expect(stderr.split('\n').filter((line) => line.includes('karpenter:'))).toEqual([
      '0m00s karpenter: not created yet',
      '0m05s karpenter: OutOfSync, Missing',
      '0m15s karpenter: Synced, Healthy',
    ]);
  });

  test('goes on where Argo CD has begun a comparison and knows neither sync nor health', async () => {
    const begun = { sync: { comparedTo: {}, status: '' }, health: { lastTransitionTime: '2026-11-28T22:29:52Z' } };
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      items(application('karpenter', begun)),
      items(...applications.map((name) => application(name))),
    );
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toContain('karpenter: not reconciled yet');
    expect(code).toBe(0);
  });

  test('gives the first reason of an Application that is not ready after a minute, and each new one', async () => {
    const unhealthy = (message: string) =>
      application('airflow', { health: { status: 'Progressing' }, conditions: [{ type: 'ComparisonError', message }] });
    const others = ['karpenter', 'argocd', 'root'].map((name) => application(name));
    const during = (message: string, polls: number) =>
      Array.from({ length: polls }, () => items(...others, unhealthy(message)));
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      ...during('no such chart', 14),
      ...during('no such version', 4),
      items(...applications.map((name) => application(name))),
    );
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr.split('\n').filter((line) => line.includes('not ready yet'))).toEqual([
      '1m00s airflow is not ready yet: ComparisonError: no such chart',
      '1m10s airflow is not ready yet: ComparisonError: no such version',
    ]);
    expect(code).toBe(0);
  });

  test('gives the reasons of the root, but not that it waits for an Application which is not ready itself', async () => {
    const waits = 'waiting for healthy state of argoproj.io/Application/karpenter';
    const root = (operationState: object, conditions: readonly object[] = []) =>
      application('root', { sync: { status: 'OutOfSync' }, operationState, conditions });
    const lines = async (...found: readonly object[]) => {
      const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', items(...found));
      const { stderr } = await world.run(bootstrap, 'test', '--timeout', '2m');
      return stderr.split('\n').filter((line) => line.includes('not ready yet'));
    };
    const waiting = { phase: 'Running', message: waits };
    const degraded = application('karpenter', { health: { status: 'Degraded', message: 'no node class' } });

    expect(await lines(root(waiting), degraded)).toEqual(['1m00s karpenter is not ready yet: no node class']);
    expect(await lines(root(waiting, [{ type: 'SyncError', message: 'not permitted' }]), degraded)).toEqual([
      '1m00s karpenter is not ready yet: no node class',
      '1m00s root is not ready yet: SyncError: not permitted',
    ]);
    expect(await lines(root(waiting), application('karpenter'))).toEqual([
      `1m00s root is not ready yet: sync Running: ${waits}`,
    ]);
  });

  test.each<[string, object, string]>([
    [
      'Unknown',
      { sync: { status: 'Unknown' } },
      'the last comparison with the cluster failed, and Argo CD no longer says why',
    ],
    [
      'OutOfSync after a sync that succeeded',
      {
        sync: { status: 'OutOfSync' },
        operationState: { phase: 'Succeeded' },
        resources: [
          { kind: 'Secret', namespace: 'airflow', name: 'same', status: 'Synced' },
          { kind: 'Service', namespace: 'airflow', name: 'web', status: 'OutOfSync' },
        ],
      },
      'Service airflow/web is not as Git says',
    ],
    ['not compared by anybody', { sync: { status: '' }, health: {} }, 'Argo CD has not compared it yet'],
  ])('finds a reason where Argo CD gives none: %s', async (_, status, reason) => {
    const others = ['karpenter', 'argocd', 'root'].map((name) => application(name));
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      items(...others, application('airflow', status)),
    );
    const { stderr } = await world.run(bootstrap, 'test', '--timeout', '2m');
    expect(stderr).toContain(`1m00s airflow is not ready yet: ${reason}`);
  });

  test('says nothing of an Application that waits for an earlier wave', async () => {
    const others = ['karpenter', 'argocd', 'root'].map((name) => application(name));
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', items(...others));
    const { stderr } = await world.run(bootstrap, 'test', '--timeout', '2m');
    expect(stderr).not.toContain('not ready yet');
  });

  test('waits for every other Application to be Synced as well', async () => {
    const drifted = application('airflow', { sync: { status: 'OutOfSync' } });
    const others = ['karpenter', 'argocd', 'root'].map((name) => application(name));
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', items(...others, drifted));
    expect((await world.run(bootstrap, 'test', '--timeout', '20s')).code).toBe(2);
  });

  test.each(['Running', 'Failed'])('waits for hooks: a sync that is %s is not done', async (phase) => {
    const migrating = application('airflow', {
      operationState: { phase, message: 'waiting for Job airflow-run-airflow-migrations' },
    });
    const others = ['karpenter', 'argocd', 'root'].map((name) =>
      application(name, { operationState: { phase: 'Succeeded' } }),
    );
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', items(...others, migrating));
    const { code, stderr } = await world.run(bootstrap, 'test', '--timeout', '20s');
    expect(stderr).toContain(`sync ${phase}: waiting for Job airflow-run-airflow-migrations`);
    expect(stderr).toContain('bootstrap: 1 application is not ready after 20s');
    expect(code).toBe(2);
  });

  test('at the time limit says what is stuck, why, and what to do, with exit code 2', async () => {
    const stuck = application('karpenter', {
      sync: { status: 'OutOfSync' },
      health: { status: 'Degraded' },
      conditions: [{ type: 'ComparisonError', message: 'failed to load target state: repository not accessible' }],
      operationState: {
        phase: 'Running',
        message: 'one or more objects failed to apply',
        retryCount: 7,
        syncResult: {
          resources: [
            {
              kind: 'Deployment',
              namespace: 'kube-system',
              name: 'karpenter',
              status: 'SyncFailed',
              message: 'denied',
            },
          ],
        },
      },
      resources: [
        {
          kind: 'Pod',
          namespace: 'kube-system',
          name: 'karpenter-0',
          health: { status: 'Degraded', message: 'back-off\n  restarting' },
        },
        { kind: 'ConfigMap', name: 'fine' },
      ],
    });
    const root = application('root', { health: { status: 'Progressing' } });
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', items(root, stuck));

    const { code, stderr } = await world.run(bootstrap, 'test', '--timeout', '30s');

    expect(code).toBe(2);
    expect(stderr.slice(stderr.indexOf('bootstrap: '))).toBe(
      [
        'bootstrap: 4 applications are not ready after 30s; nothing is undone and Argo CD goes on trying',
        '  karpenter: OutOfSync, Degraded, sync Running',
        '    ComparisonError: failed to load target state: repository not accessible',
        '    sync Running, retry 7: one or more objects failed to apply',
        '    Deployment kube-system/karpenter was not applied: denied',
        '    Pod kube-system/karpenter-0 is Degraded: back-off restarting',
        '  root: Synced, Progressing',
        '    no reason given',
        '  not created, because they wait for those above: airflow, argocd',
        '  more: kubectl --context airflow-test --namespace argocd describe applications.argoproj.io <name>',
        "  then: fix the cause in Git and push (docs/operations.md, 'When an Application is stuck'), and run 'npm run bootstrap -- test' again to go on watching",
      ].join('\n'),
    );
  });

  test('outlives short breaks of the connection', async () => {
    const broken = Array.from({ length: 4 }, () => ({ code: 1, err: 'Unable to connect to the server: EOF' }));
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      ...broken,
      items(),
      ...broken,
      items(...applications.map((name) => application(name))),
    );
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toContain('0m00s no answer, trying again: Unable to connect to the server: EOF');
    expect(code).toBe(0);
  });

  test('gives up when the connection stays broken', async () => {
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', { code: 1, err: 'EOF' });
    expect((await world.run(bootstrap, 'test')).code).toBe(1);
    expect(world.everyCall().filter((line) => line.includes('applications.argoproj.io'))).toHaveLength(6);
  });
});

describe('bootstrap waits', () => {
  test('for the core nodes', async () => {
    const world = healthyWorld().answer(
      'kubectl * get nodes *',
      items(),
      items(node('a', 'True'), node('b', 'False')),
      items(node('a', 'True'), node('b', 'True')),
    );
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toContain('0m00s 0 of 2 core nodes are Ready\n0m05s 1 of 2 core nodes are Ready');
    expect(code).toBe(0);
  });

  test('for the agent that gives pods their identity, before the first pod that needs one', async () => {
    const world = healthyWorld().answer(
      'kubectl * get daemonsets --namespace kube-system *',
      items(),
      items(agent(2, 1)),
    );
    const { code, stderr } = await world.run(bootstrap, 'test', '--timeout', '20s');
    expect(stderr).toContain(
      'bootstrap: 1 of 2 pods of eks-pod-identity-agent are ready after 20s; it is an EKS add-on',
    );
    expect(world.calls()).not.toContain(helmUpgrade);
    expect(code).toBe(2);
  });
});

describe('at its end bootstrap', () => {
  const others = ['karpenter', 'airflow', 'root'].map((name) => application(name));
  const argoCd = (status: object) => items(...others, application('argocd', status));
  const outOfSync = { sync: { status: 'OutOfSync' } };

  test('lets Argo CD take over its own objects, with the sync options of its Application', async () => {
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      argoCd(outOfSync),
      argoCd(outOfSync),
      argoCd({
        ...outOfSync,
        operationState: { phase: 'Running', message: 'waiting for Job argocd-redis-secret-init' },
      }),
      argoCd({ operationState: { phase: 'Succeeded' } }),
    );
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(world.calls()).toContain(
      `kubectl --context airflow-test patch applications.argoproj.io argocd --namespace argocd --type merge --patch '{"operation":{"initiatedBy":{"username":"bootstrap"},"sync":{"prune":true,"syncOptions":["ServerSideApply=true"]}}}'`,
    );
    expect(stderr).toContain('wait until the Application argocd is Synced');
    expect(stderr).toContain('sync Running: waiting for Job argocd-redis-secret-init');
    expect(code).toBe(0);
  });

  test('says what keeps Argo CD from taking them over, with exit code 2', async () => {
    const failed = { ...outOfSync, operationState: { phase: 'Failed', message: 'denied' } };
    const world = healthyWorld().answer('kubectl * get applications.argoproj.io *', argoCd(failed));
    const { code, stderr } = await world.run(bootstrap, 'test', '--timeout', '20s');
    expect(stderr).toContain('bootstrap: argocd: sync Failed: denied after 20s');
    expect(code).toBe(2);
  });

  test('says what of Git did not arrive, with exit code 3', async () => {
    const world = healthyWorld().answer(
      'kubectl * apply --server-side --dry-run=server *',
      items({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } }),
    );
    const { code, stdout } = await world.run(bootstrap, 'test');
    expect(stdout).toContain('Namespace argocd is not in the cluster\n');
    expect(code).toBe(3);
  });
});
