import { status } from '../../ops/status.ts';
import { application, healthyWorld, items, named } from './healthy-world.ts';

const pool = (name: string, ready: string, resources = {}) => ({
  ...named(name),
  spec: { limits: { cpu: '64' } },
  status: { resources, conditions: [{ type: 'Ready', status: ready, message: 'NodeClass is not ready' }] },
});

const ingress = (hostname?: string) => ({
  ...named('airflow', 'airflow'),
  status: { loadBalancer: hostname ? { ingress: [{ hostname }] } : {} },
});

describe('status', () => {
  test('shows what runs and how to get in', async () => {
    const world = healthyWorld().answer(
      'kubectl * get nodepools.karpenter.sh *',
      items(pool('airflow', 'True', { nodes: '2', cpu: '8' }), pool('spark-compute', 'False')),
    );

    const { code, stdout } = await world.run(status, 'test');

    expect(stdout).toBe(
      `Applications
  karpenter  Synced, Healthy
  airflow    Synced, Healthy
  argocd     Synced, Healthy
  root       Synced, Healthy

Git and cluster
  5 of 5 objects of dist/test are as Git says; what charts make is not compared: argocd

Node pools
  airflow        2 nodes  8 of 64 cpu  Ready
  spark-compute  0 nodes  0 of 64 cpu  not Ready: NodeClass is not ready

Access
  Airflow: http://localhost:8080 while this runs: kubectl --context airflow-test --namespace airflow port-forward service/airflow-api-server 8080:8080
  user and password: aws secretsmanager get-secret-value --secret-id airflow-test/airflow/admin --query SecretString --output text --region eu-west-1
  Argo CD: https://localhost:8081 while this runs: kubectl --context airflow-test --namespace argocd port-forward service/argocd-server 8081:443
  user admin, password: kubectl --context airflow-test --namespace argocd get secret argocd-initial-admin-secret --output 'go-template={{.data.password | base64decode}}'
`,
    );
    expect(code).toBe(0);
  });

  test('changes nothing and reads no password', async () => {
    const world = healthyWorld();
    await world.run(status, 'test');
    expect(
      world
        .calls()
        .filter((line) =>
          /\b(apply(?! --server-side --dry-run=server)|delete|patch|create|get secret|get-secret-value)\b/.test(line),
        ),
    ).toEqual([]);
    expect(world.calls()).toHaveLength(10);
  });

  test('gives the first reason of an Application that is not ready', async () => {
    const unhealthy = application('airflow', {
      health: { status: 'Degraded' },
      resources: [
        {
          kind: 'Deployment',
          namespace: 'airflow',
          name: 'airflow-scheduler',
          health: { status: 'Degraded', message: 'exceeded its progress deadline' },
        },
      ],
    });
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      items(unhealthy, application('stray')),
    );
    const { stdout } = await world.run(status, 'test');
    expect(stdout).toContain(
      'airflow    Synced, Degraded  Deployment airflow/airflow-scheduler is Degraded: exceeded its progress deadline',
    );
    expect(stdout).toContain('karpenter  not created yet');
    expect(stdout).toContain('stray      Synced, Healthy   not in dist/');
  });

  test('says that a removed Application waits for a person, until one has agreed', async () => {
    const removed = (name: string, annotations: object) => {
      const stray = application(name);
      return { ...stray, metadata: { ...stray.metadata, deletionTimestamp: '2026-11-28T22:41:12Z', annotations } };
    };
    const world = healthyWorld().answer(
      'kubectl * get applications.argoproj.io *',
      items(
        removed('team-x', {}),
        removed('team-y', { 'argocd.argoproj.io/deletion-approved': '2026-11-28T22:43:04Z' }),
      ),
    );
    const { stdout } = await world.run(status, 'test');
    expect(stdout).toMatch(/team-x +Synced, Healthy +not in dist\/, is being deleted: look at what goes, and agree \(/);
    expect(stdout).toMatch(/team-y +Synced, Healthy +not in dist\/, is being deleted\n/);
  });

  test('says what is missing in a cluster without Argo CD and Karpenter', async () => {
    const unknown = (kind: string) => ({ code: 1, err: `error: the server doesn't have a resource type "${kind}"` });
    const world = healthyWorld()
      .answer('kubectl * get applications.argoproj.io *', unknown('applications'))
      .answer('kubectl * get nodepools.karpenter.sh *', unknown('nodepools'));
    const { code, stdout } = await world.run(status, 'test');
    expect(stdout).toContain("Applications\n  none: Argo CD is not installed; run 'npm run bootstrap -- test'\n");
    expect(stdout).toContain('Node pools\n  none: the Applications karpenter and node-pools make them\n');
    expect(code).toBe(0);
  });

  test('shows the rest when one part may not be read', async () => {
    const forbidden = 'Error from server (Forbidden): nodepools.karpenter.sh is forbidden';
    const world = healthyWorld().answer('kubectl * get nodepools.karpenter.sh *', { code: 1, err: forbidden });
    const { code, stdout } = await world.run(status, 'test');
    expect(stdout).toContain(`Node pools\n  cannot be read: ${forbidden}\n\nAccess\n  Airflow: `);
    expect(code).toBe(0);
  });

  test('in a dry run prints exactly what a run starts, and starts nothing', async () => {
    const world = healthyWorld();
    const { stdout } = await world.run(status, 'test', '--dry-run');
    expect(world.calls()).toEqual([]);
    await world.run(status, 'test');
    expect(stdout.split('\n')).toEqual(world.calls());
  });
});

describe('status of an Airflow behind a load balancer', () => {
  const exposed = (more = {}) =>
    healthyWorld((draft) => {
      draft.airflow.exposure = {
        kind: 'alb',
        host: 'airflow.acme.io',
        certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-1234-1234-1234-123456789012',
        scheme: 'internal',
        allowedCidrs: ['10.0.0.0/8'],
        ...more,
      };
    });

  test('names the address, and where its DNS name must point', async () => {
    const world = exposed().answer('kubectl * get ingresses *', items(ingress('internal-k8s-1.elb.amazonaws.com')));
    const { stdout } = await world.run(status, 'test');
    expect(stdout).toContain(
      'Airflow: https://airflow.acme.io\n  its DNS name must point to internal-k8s-1.elb.amazonaws.com',
    );
  });

  test('says that external-dns makes the DNS name, where it does', async () => {
    const dns = { kind: 'external-dns', domain: 'acme.io', hostedZoneIds: ['Z0123456789ABCDEFGHIJ'] };
    const world = exposed({ dns }).answer(
      'kubectl * get ingresses *',
      items(ingress('internal-k8s-1.elb.amazonaws.com')),
    );
    const { stdout } = await world.run(status, 'test');
    expect(stdout).toContain('its DNS name is made by external-dns, and points to internal-k8s-1.elb.amazonaws.com');
  });

  test.each([
    ['an Ingress', items()],
    ['an address', items(ingress())],
  ])('says that the load balancer is missing while there is not %s', async (_, answer) => {
    const { stdout } = await exposed().answer('kubectl * get ingresses *', answer).run(status, 'test');
    expect(stdout).toContain('it has no load balancer yet: the Application airflow-ingress makes it');
  });
});

describe('status of pages behind a login', () => {
  const config = { kind: 'oidc', issuer: 'https://login.acme.io', clientId: 'argocd', groupsClaim: 'groups' } as const;
  const alb = {
    kind: 'alb',
    certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-1234-1234-1234-123456789012',
    scheme: 'internal',
    allowedCidrs: ['10.0.0.0/8'],
  } as const;
  const address = () => ({ ...alb, allowedCidrs: [...alb.allowedCidrs] });

  test('names the address of Argo CD, and its password only where one is kept', async () => {
    const world = (breakGlass: { breakGlass?: true }) =>
      healthyWorld((draft) => {
        draft.argoCd = {
          exposure: { ...address(), host: 'argocd.acme.io' },
          login: { ...config, roles: { admins: 'admin' }, ...breakGlass },
        };
      }).answer('kubectl * get ingresses *', items(ingress('internal-k8s-1.elb.amazonaws.com')));
    const { stdout } = await world({}).run(status, 'test');
    expect(stdout).toContain(
      '  Argo CD: https://argocd.acme.io\n  its DNS name must point to internal-k8s-1.elb.amazonaws.com\n  people log in at https://login.acme.io\n',
    );
    expect(stdout).not.toContain('argocd-initial-admin-secret');
    const { stdout: kept } = await world({ breakGlass: true }).run(status, 'test');
    expect(kept).toMatch(/user admin, when that is down: kubectl .*argocd-initial-admin-secret/);
  });

  test('names the addresses of the History Servers', async () => {
    const world = healthyWorld((draft) => {
      draft.spark.history = {
        kind: 's3',
        retentionDays: 30,
        page: {
          exposure: { ...address(), domain: 'history.acme.io' },
          login: {
            kind: 'oidc',
            issuer: 'https://login.acme.io',
            authorizationEndpoint: 'https://login.acme.io/authorize',
            tokenEndpoint: 'https://login.acme.io/token',
            userInfoEndpoint: 'https://login.acme.io/userinfo',
          },
        },
      };
    }).answer('kubectl * get ingresses *', items(ingress('internal-k8s-2.elb.amazonaws.com')));
    expect((await world.run(status, 'test')).stdout).toContain(
      '  History Servers: https://<team>.history.acme.io\n  its DNS name must point to internal-k8s-2.elb.amazonaws.com\n',
    );
  });

  test('says where people log in to Airflow, and no password that there is not', async () => {
    const world = healthyWorld((draft) => {
      draft.airflow.exposure = { ...address(), host: 'airflow.acme.io' };
      draft.airflow.login = { ...config, clientId: 'airflow', roles: { admins: 'Admin' } };
    }).answer('kubectl * get ingresses *', items());
    const { stdout } = await world.run(status, 'test');
    expect(stdout).toContain('  people log in at https://login.acme.io\n');
    expect(stdout).not.toMatch(/admin \/ admin|airflow\/admin/);
  });
});

describe('status of a local login', () => {
  test('names the well-known password of the guide', async () => {
    const world = healthyWorld((draft) => {
      draft.airflow.login = 'well-known';
    });
    expect((await world.run(status, 'test')).stdout).toContain(
      'user and password: admin / admin (airflow.login is well-known)',
    );
  });
});
