import { bootstrap } from '../../ops/bootstrap.ts';
import { healthyWorld } from './healthy-world.ts';

const token = 'ghp_verySecretToken';
const readSecret = 'aws secretsmanager get-secret-value --secret-id airflow-test/argocd/repository *';
const apply = 'kubectl --context airflow-test apply --server-side --force-conflicts --filename -';

const privateRepository = () =>
  healthyWorld((draft) => {
    draft.git.access = 'token';
  });

describe('a repository that takes a token', () => {
  test('is made known to Argo CD before Argo CD starts', async () => {
    const world = privateRepository().answer(readSecret, { out: JSON.stringify({ username: 'bot', token }) });
    expect((await world.run(bootstrap, 'test')).code).toBe(0);

    const calls = world.calls();
    const seeded = calls.indexOf(apply);
    expect(seeded).toBeGreaterThan(calls.findIndex((line) => line.includes('Namespace.argocd.yaml')));
    expect(seeded).toBeLessThan(calls.findIndex((line) => line.startsWith('helm upgrade')));

    const secret = JSON.parse(world.input('kubectl'));
    const text = Object.entries<string>(secret.data).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString(),
    ]);
    expect({ ...secret, data: Object.fromEntries(text) }).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'platform-repository',
        namespace: 'argocd',
        labels: { 'argocd.argoproj.io/secret-type': 'repository' },
      },
      data: { type: 'git', url: 'https://github.com/acme/platform.git', username: 'bot', password: token },
    });
  });

  test('keeps its token out of every command line and everything that is printed', async () => {
    const world = privateRepository()
      .answer(readSecret, { out: JSON.stringify({ username: 'bot', token }) })
      .answer('kubectl * apply *', { code: 1, err: 'error: the server is on fire' });
    const { stdout, stderr } = await world.run(bootstrap, 'test');
    const encoded = Buffer.from(token).toString('base64');
    for (const text of [stdout, stderr, ...world.calls()]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(encoded);
    }
  });

  test('in a dry run is described, not read', async () => {
    const world = privateRepository();
    const { stdout } = await world.run(bootstrap, 'test', '--dry-run');
    expect(stdout).toContain(
      `# standard input of the next command: Secret argocd/platform-repository with the values from above\n${apply}`,
    );
    expect(world.calls()).toEqual([]);
  });

  test.each([
    [
      'empty',
      JSON.stringify({ username: '', token: '' }),
      "secret 'airflow-test/argocd/repository' has no username and no token yet; fill it in once: write ",
    ],
    [
      'half filled in',
      JSON.stringify({ username: 'bot', token: '' }),
      "secret 'airflow-test/argocd/repository' has no token yet;",
    ],
    [
      'not JSON',
      `bot:${token}`,
      "secret 'airflow-test/argocd/repository' is not JSON with username and token, all of them texts",
    ],
    [
      'a number',
      JSON.stringify({ username: 'bot', token: 1234567 }),
      "secret 'airflow-test/argocd/repository' is not JSON with username and token",
    ],
  ])('whose secret is %s stops the bootstrap before it changes anything', async (_, out, message) => {
    const world = privateRepository().answer(readSecret, { out });
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toContain(`bootstrap: ${message}`);
    expect(stderr).not.toMatch(/verySecret|1234567/);
    expect(world.calls().filter((line) => /^(kubectl|helm|aws eks update)/.test(line))).toEqual([]);
    expect(code).toBe(1);
  });

  test('whose secret does not exist points to the stack that makes it', async () => {
    const err = 'An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation';
    const world = privateRepository().answer(readSecret, { code: 254, err });
    expect((await world.run(bootstrap, 'test')).stderr).toContain(
      "secret 'airflow-test/argocd/repository' does not exist; the data stack makes it: run 'npm run cluster:deploy -- test'",
    );
  });
});

describe('a repository that is read by SSH', () => {
  test('has its key in the property that Argo CD reads, and all its lines', async () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----\n';
    const world = healthyWorld((draft) => {
      draft.git.access = 'ssh';
      draft.git.repoUrl = 'git@github.com:acme/platform.git';
    }).answer(readSecret, { out: JSON.stringify({ key }) });
    expect((await world.run(bootstrap, 'test')).code).toBe(0);
    const { data } = JSON.parse(world.input('kubectl'));
    expect(Buffer.from(data.sshPrivateKey, 'base64').toString()).toBe(key);
    expect(Object.keys(data).sort()).toEqual(['sshPrivateKey', 'type', 'url']);
  });
});

describe('a public repository', () => {
  test('needs no secret', async () => {
    const world = healthyWorld();
    await world.run(bootstrap, 'test');
    expect(world.calls().filter((line) => line.includes('secretsmanager') || line.endsWith('--filename -'))).toEqual(
      [],
    );
  });
});

describe('a private repository of DAGs', () => {
  const privateDags = () =>
    healthyWorld((draft) => {
      draft.airflow.dags = { ...draft.airflow.dags, kind: 'git-private' } as typeof draft.airflow.dags;
    });

  test('stops the bootstrap as well while its secret is empty', async () => {
    const world = privateDags().answer('aws secretsmanager get-secret-value *', { out: '{"username":"","token":""}' });
    expect((await world.run(bootstrap, 'test')).stderr).toContain("secret 'airflow-test/airflow/git' has no username");
  });

  test('is left to External Secrets: Argo CD does not need it', async () => {
    const world = privateDags().answer('aws secretsmanager get-secret-value *', {
      out: '{"username":"bot","token":"t"}',
    });
    expect((await world.run(bootstrap, 'test')).code).toBe(0);
    expect(world.calls()).not.toContain(apply);
  });
});

describe('a mirror of charts that asks for a password', () => {
  const mirror = 'https://charts.example.com/argo';
  const readLogin = 'aws secretsmanager get-secret-value --secret-id airflow-test/argocd/charts/artifactory *';
  const withLogin = () =>
    healthyWorld((draft) => {
      draft.helmRepositories = { 'https://argoproj.github.io/argo-helm': mirror };
      draft.helmLogins = { artifactory: 'https://charts.example.com' };
    })
      .answer(readLogin, { out: JSON.stringify({ username: 'bot', password: token }) })
      .answer('helm repo list *', { out: [{ name: 'ours', url: `${mirror}/` }] });

  test('is made known to Argo CD before Argo CD starts', async () => {
    const world = withLogin();
    expect((await world.run(bootstrap, 'test')).code).toBe(0);
    const calls = world.calls();
    expect(calls.indexOf(apply)).toBeLessThan(calls.findIndex((line) => line.startsWith('helm upgrade')));
    const { metadata, data } = JSON.parse(world.input('kubectl'));
    expect(metadata.labels).toEqual({ 'argocd.argoproj.io/secret-type': 'repository' });
    expect(Buffer.from(data.url, 'base64').toString()).toBe(mirror);
    expect(Buffer.from(data.password, 'base64').toString()).toBe(token);
    for (const line of calls) expect(line).not.toContain(token);
  });

  test('gives the first Argo CD by the login that helm has on this machine', async () => {
    const world = withLogin();
    await world.run(bootstrap, 'test');
    const calls = world.calls();
    expect(calls).toContain('helm repo update ours');
    const [install = ''] = calls.filter((line) => line.startsWith('helm upgrade'));
    expect(install).toContain('--install argocd ours/argo-cd ');
    expect(install).not.toContain('--repo');
  });

  test.each([
    ['has other repositories', { out: [{ name: 'ours', url: 'https://charts.example.com' }] }],
    ['has none', { err: 'Error: no repositories to show', code: 1 }],
  ])('is refused before anything changes where helm %s', async (_, answer) => {
    const world = withLogin().answer('helm repo list *', answer);
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toContain(
      `helm is not logged in to '${mirror}'; run 'helm repo add artifactory ${mirror} --username <user> --password-stdin', then this again`,
    );
    expect([code, world.calls().filter((line) => line.includes(' apply '))]).toEqual([1, []]);
  });

  test('in a dry run asks nobody', async () => {
    const world = withLogin();
    const { stdout } = await world.run(bootstrap, 'test', '--dry-run');
    expect(stdout).toContain('helm upgrade --install argocd artifactory/argo-cd ');
    expect(world.calls()).toEqual([]);
  });
});
