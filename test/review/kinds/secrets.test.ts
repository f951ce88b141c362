import { randomBytes, randomInt } from 'node:crypto';
import { findSecrets, hidden, withoutSecrets } from '../../../review/kinds/secrets/index.ts';

const small = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = `${small}${small.toUpperCase()}`;
const from = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** What programs make up for secrets; the strange characters in it are those of AWS' own generator. */
const forms: Record<string, () => string> = {
  'hexadecimal of 16 bytes': () => randomBytes(16).toString('hex'),
  'hexadecimal of 32 bytes': () => randomBytes(32).toString('hex'),
  'base64 of 32 bytes': () => randomBytes(32).toString('base64'),
  'a Fernet key': () => randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  'base64url of 32 bytes': () => randomBytes(32).toString('base64url'),
  'letters and digits': () => from(letters + digits, 32),
  'small letters and digits': () => from(small + digits, 32),
};

/** Any of 200 tries may be one that looks like a name; more than four are no chance. */
const most = 4;

describe.each(Object.entries(forms))('a random secret: %s', (_, make) => {
  const missed = (place: (secret: string) => unknown) => {
    const secrets = Array.from({ length: 200 }, make);
    return secrets.filter((secret) => JSON.stringify(withoutSecrets(place(secret) as never)).includes(secret)).length;
  };

  test.each<[string, (secret: string) => unknown]>([
    ['a field of any name', (secret) => ({ setting: secret })],
    ['a list', (secret) => [secret]],
    ['the middle of a text', (secret) => ({ script: `export X\nuse ${secret} now\n` })],
  ])('is hidden in %s', (_place, place) => {
    expect(missed(place)).toBeLessThanOrEqual(most);
  });

  test.each<[string, (secret: string) => unknown]>([
    ['a field of such a name', (secret) => ({ dbPassword: secret })],
    ['a variable', (secret) => ({ env: [{ name: 'API_TOKEN', value: secret }] })],
    ['an address', (secret) => ({ url: `postgresql://airflow:${encodeURIComponent(secret)}@db:5432/x` })],
    ['a setting in a text', (secret) => ({ 'airflow.cfg': `[core]\nfernet_key = ${secret}\n` })],
    ['JSON in a text', (secret) => ({ data: JSON.stringify({ password: secret }) })],
    ['a flag', (secret) => ({ args: [`run --client-secret ${secret} --verbose`] })],
  ])('is always hidden in %s', (_place, place) => {
    const encoded = (secret: string) => place(secret);
    expect(missed(encoded)).toBe(0);
  });
});

describe('a secret that a program made up', () => {
  test.each([
    ['a1b2c3d4e5g6h7j8'],
    ['aBcDeFgHiJkLmN1o'],
    ['kqxzvbwjpfhgmzqx'],
    ['3f9c1e5a7d2b8046f1a3'],
    ['team_a1b2c3d4e5g6h7j8'],
  ])('is found alone, behind a name and between words: %s', (secret) => {
    for (const text of [secret, `use-this/${secret}`, `use ${secret} and ${secret}`]) {
      expect(withoutSecrets(text)).not.toContain(secret.slice(-12));
    }
  });

  test('leaves the name in front of it', () => {
    const hex = '3f9c1e5a7d2b8046f1a3c5e7';
    expect(withoutSecrets(`for team-a/key-${hex}, and more`)).toBe(`for team-a/key-${hidden}, and more`);
  });

  test('is cut out at its place, of several in the order of the text', () => {
    const text = 'password=hunter2 --token abc123x AKIAIOSFODNN7EXAMPLE amqp://u:hunter3@host';
    expect(findSecrets(text).map(({ span, reason }) => [text.slice(...span), reason])).toEqual([
      ['hunter2', 'the value of such a name'],
      ['abc123x', 'the value of such a flag'],
      ['AKIAIOSFODNN7EXAMPLE', 'an access key of AWS'],
      ['hunter3', 'the password of an address'],
    ]);
    expect(findSecrets('password=amqp://u:hunter2@host')).toHaveLength(1);
    expect(findSecrets('a1b2c3d4e5g6h7j8')).toMatchObject([{ reason: 'a text that only a program makes up' }]);
    expect(findSecrets({ password: 'hunter2' })).toMatchObject([{ reason: 'it is called password' }]);
    expect(findSecrets([{ key: 'PASSWORD', value: 'hunter2' }])).toMatchObject([
      { path: '0.value', span: [0, 7], reason: 'it is called PASSWORD' },
    ]);
  });
});

describe('a secret that a person made up', () => {
  test.each<[string, unknown, string]>([
    ['a field of such a name', { password: 'hunter2' }, 'password'],
    ['a field deep inside', { a: [{ clientSecret: 'hunter2' }] }, 'a.0.clientSecret'],
    ['a variable', { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }, 'env.0.value'],
    ['a Helm parameter', { parameters: [{ name: 'grafana.adminPassword', value: 'hunter2' }] }, 'parameters.0.value'],
    ['an address', { url: 'amqp://user:hunter2@host:5672/' }, 'url'],
    ['an address without a user', { url: 'redis://:hunter2@host:6379/0' }, 'url'],
    ['a line of a settings file', { data: 'user=x\npassword=hunter2\n' }, 'data'],
    ['YAML in a text', { values: 'db:\n  password: "hunter2"\n' }, 'values'],
    ['a query of an address', { url: 'jdbc:postgresql://h/db?user=u&password=hunter2&ssl=true' }, 'url'],
    ['a flag', { args: ['--password hunter2'] }, 'args.0'],
    ['what begins like a word', { password: 'no-hunter2' }, 'password'],
    ['what begins like a number', { password: '12hunter2' }, 'password'],
    ['what ends like a path', { password: 'hunter2/a' }, 'password'],
    ['what ends like an ARN', { password: 'hunter2 arn:a' }, 'password'],
    ['what begins like a path', { password: '/hunter2$' }, 'password'],
  ])('is found in %s', (_, value, path) => {
    expect(findSecrets(value as never)).toMatchObject([{ path }]);
    expect(JSON.stringify(withoutSecrets(value as never))).not.toContain('hunter2');
  });
});

describe('a token that says what it is', () => {
  test.each([
    ['AKIAIOSFODNN7EXAMPLE'],
    ['ghp_0123456789abcdefghij'],
    ['github_pat_0123456789abcdefghij'],
    ['glpat-0123456789abcdef'],
    ['xoxb-0123456789-abc'],
    ['https://hooks.slack.com/services/T0/B0/abc'],
    [`AIza${'a'.repeat(35)}`],
    [`npm_${'a'.repeat(30)}`],
    [`pypi-${'a'.repeat(30)}`],
    ['sk_live_0123456789abcdef'],
    [`SG.${'a'.repeat(16)}.${'b'.repeat(16)}`],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n'],
  ])('is found: %s', (token) => {
    expect(findSecrets({ note: `see ${token}` })).toHaveLength(1);
  });

  test('is found in base64 too', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n';
    expect(findSecrets({ 'tls.key': Buffer.from(key).toString('base64') })).toHaveLength(1);
  });
});

describe('what is no secret', () => {
  test.each<[string, unknown]>([
    [
      'a reference to a Secret',
      { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] },
    ],
    [
      'the name of a Secret or of a key in it',
      { fernetKeySecretName: 'airflow-fernet-20dec367', passwordKey: 'admin-password' },
    ],
    ['a template', { password: '{{ .password }}', url: 'postgresql://{{ .user }}:{{ .password }}@{{ .host }}/x' }],
    [
      'a variable of a shell',
      { args: ['create --password "$ADMIN_PASSWORD" --token $' + '{TOKEN}'], password: '$(PASSWORD)' },
    ],
    ['a variable that Python reads', { file: 'remote = {"client_secret": os.environ["CLIENT_SECRET"]}' }],
    ['a form to fill in', { password: '<your password>', token: '***' }],
    ['a blank', { password: ' ' }],
    ['a reference with blanks around it', { password: ' {{ .password }} ' }],
    ['a time or a number', { token: '3600s', password: '12345' }],
    ['a file or a parameter', { password: 'file:/etc/key', token: 'ssm:/a/b' }],
    ['a flag or a number', { automountServiceAccountToken: false, token: 'true', tokenTtl: '3600', password: '' }],
    ['a file', { AWS_TOKEN: '/var/run/token' }],
    ['the name of a secret in AWS', { password: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db' }],
    [
      'a digest',
      { image: `web@sha256:${'0123456789abcdef'.repeat(4)}`, checksum: '9ebadd735bb192ae5d33f7193538b5af96083e24' },
    ],
    ['a revision', { targetRevision: '9ebadd735bb192ae5d33f7193538b5af96083e24' }],
    ['a UUID of letters too', { key: 'fe92ab7c-9d1b-4e5f-a0c3-b9a761bde3fb' }],
    ['a digest in a name', { file: `sha256-${'3f9c1e5a7d2b8046'.repeat(4)}` }],
    ['an integrity', { integrity: `sha512-${'Kq3/zT9+'.repeat(11)}` }],
    [
      'what is called after what it is',
      Object.fromEntries(
        ['digest', 'sha1', 'sha256sum', 'chart-revision', 'gitRef', 'commit', 'hash', 'uid', 'fingerprint'].map(
          (name) => [name, '9ebadd735bb192ae5d33f7193538b5af96083e24'],
        ),
      ),
    ],
    ['what is called so in a text', { note: 'commit = "9ebadd735bb192ae5d33f7193538b5af96083e24"' }],
    [
      'a name of many types',
      { a: 'm7i-c7g-r7gd-m8g-x2iedn', b: 'M7I_C7G_R7GD_M8G_X2IEDN', c: 'm7i/c7g/r7gd/m8g/x2iedn' },
    ],
    ['few characters again and again', { a: '0000000000000000000000a1', b: 'xzxzxzxzxzxzxzxzxz' }],
    ['a UUID', { certificate: 'arn:aws:acm:eu-west-1:1:certificate/12345678-1234-1234-1234-123456789012' }],
    ['an id of AWS', { subnet: 'subnet-0a1b2c3d4e5f60718' }],
    ['a public key', { known: `host ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${from(letters, 40)}` }],
    [
      'a certificate',
      { ca: `-----BEGIN CERTIFICATE-----\n${from(letters + digits, 64)}\n-----END CERTIFICATE-----\n` },
    ],
    [
      'a certificate in base64',
      {
        caBundle: Buffer.from(
          `-----BEGIN CERTIFICATE-----\n${from(letters + digits, 64)}\n-----END CERTIFICATE-----\n`,
        ).toString('base64'),
      },
    ],
    ['a policy of a load balancer', { policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }],
    [
      'names',
      {
        a: 'SkipDryRunOnMissingResource=true',
        b: 'AIRFLOW__CORE__EXECUTION_API_SERVER_URL',
        c: 'spark.hadoop.fs.s3a.aws.credentials.provider',
      },
    ],
    ['a class', { provider: 'software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider' }],
    ['a path', { path: 'dist/prod/aws-load-balancer-controller/NetworkPolicy.allow-from-all-to-pod-identity.yaml' }],
  ])('is not found: %s', (_, value) => {
    expect(findSecrets(value as never)).toEqual([]);
  });
});

describe('a value without its secrets', () => {
  test('keeps everything else', () => {
    const value = {
      url: 'postgresql://airflow:hunter2@db:5432/x',
      env: [
        { name: 'TOKEN', value: 'hunter2' },
        { name: 'MODE', value: 'fast' },
      ],
      replicas: 2,
      empty: null,
    };
    expect(withoutSecrets(value)).toEqual({
      ...value,
      url: `postgresql://airflow:${hidden}@db:5432/x`,
      env: [
        { name: 'TOKEN', value: hidden },
        { name: 'MODE', value: 'fast' },
      ],
    });
  });

  test('takes the name of the field that a text is of', () => {
    expect(withoutSecrets('hunter2', 'password')).toBe(hidden);
    expect(findSecrets('hunter2', 'password', 'spec.password')).toMatchObject([
      { path: 'spec.password', span: [0, 7] },
    ]);
  });
});
