import { checkPlatformConfig } from '../../../config/check.ts';
import { companyCa } from '../../support/company.ts';
import { type Edits, edited, messageOf, refuses } from '../edit.ts';

/** Of a server: it may sign no other. */
const serverCertificate = `-----BEGIN CERTIFICATE-----
MIIBcjCCARigAwIBAgIUOrEhFE6sgVvrtVQ8MoxSHgQuSd4wCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEbGVhZjAgFw0yNjExMjkwNzA4MDBaGA8yMTI2MTEwNTA3MDgw
MFowDzENMAsGA1UEAwwEbGVhZjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJOX
3NNBdQx595BdKaFkZswrDBEqsT2DSobgrn0MsvLhE53r4rkjC65HNGCOsIT0kZ50
RnhbxYksqp6iuHtDehmjUDBOMB0GA1UdDgQWBBTbmioJMCRy1yk7GzfvNOJ4uTDo
lTAfBgNVHSMEGDAWgBTbmioJMCRy1yk7GzfvNOJ4uTDolTAMBgNVHRMBAf8EAjAA
MAoGCCqGSM49BAMCA0gAMEUCIQDhX8TfYf5qv2JNdqXEnmIwIzIVr6oLiKWGSQ94
+tJHYwIgYcUsC/iNaTCZUSEIIVbOymqxrWbX6aNl0RV0qnYc72A=
-----END CERTIFICATE-----
`;

const known = "'docker.io', 'ghcr.io', 'nvcr.io', 'public.ecr.aws', 'quay.io', 'registry.k8s.io'";
const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const form =
  "use the host of the mirror and its path, without scheme, tag and '/' at the end, e.g. '111122223333.dkr.ecr.eu-west-1.amazonaws.com/docker-hub'";
const hub = (mirror: unknown) => ({ registries: { 'docker.io': mirror } });
const field = "registries['docker.io']";

describe('a mirror of a registry is accepted', () => {
  test.each<[string, Edits]>([
    ['in ECR', hub(`${ecr}/docker-hub`)],
    ['in ECR by FIPS', hub('111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/docker-hub')],
    ['on a host alone', hub('registry.example.com')],
    ['on a port, without a domain', hub('harbor:5000/hub')],
    ['for a registry of this environment or of another', { registries: { 'registry.k8s.io': 'r.example.com/k8s' } }],
    [
      'for all that come to one place',
      { registries: { 'docker.io': 'r.example.com/all', 'quay.io': 'r.example.com/all' } },
    ],
    [
      'for the registry of an image of your own',
      { registries: { 'nvcr.io': 'r.example.com/nv' }, 'spark.image': 'nvcr.io/acme/spark:4.0.4' },
    ],
  ])('%s', (_, edits) => {
    expect(() => checkPlatformConfig(edited(edits))).not.toThrow();
  });
});

describe('a config with a mirror that cannot work', () => {
  refuses([
    [
      'no registry',
      { registries: {} },
      `registries: an object is not valid; use an object of registries and mirrors, e.g. { 'docker.io': '${ecr}/docker-hub' }`,
    ],
    [
      'a scheme',
      hub('https://r.example.com/hub'),
      `${field}: 'https://r.example.com/hub' is not valid; ${form.split(', e.g.')[0]}; did you mean 'r.example.com/hub'?`,
    ],
    [
      'a slash at the end',
      hub('r.example.com/hub/'),
      `${field}: 'r.example.com/hub/' is not valid; ${form.split(', e.g.')[0]}; did you mean 'r.example.com/hub'?`,
    ],
    ['a folder of Docker Hub', hub('acme/hub'), `${field}: 'acme/hub' is not valid; ${form}`],
    ['a tag', hub('r.example.com/hub:1'), `${field}: 'r.example.com/hub:1' is not valid; ${form}`],
    ['capitals', hub('r.example.com/Hub'), `${field}: 'r.example.com/Hub' is not valid; ${form}`],
    ['a number', hub(5), `${field}: 5 is not valid; ${form}`],
    [
      'a misspelt registry',
      { registries: { 'dockr.io': 'r.example.com' } },
      `registries['dockr.io']: nothing is pulled from there; did you mean 'docker.io'? use one of ${known}`,
    ],
    [
      'a registry that nothing comes from',
      { registries: { 'mcr.microsoft.com': 'r.example.com' } },
      `registries['mcr.microsoft.com']: nothing is pulled from there; use one of ${known}`,
    ],
    [
      'a second name of a registry',
      { registries: { 'ecr-public.aws.com': 'r.example.com' } },
      "registries['ecr-public.aws.com']: is another name of 'public.ecr.aws'; write that one",
    ],
    [
      'itself',
      hub('docker.io/acme'),
      `${field}: 'docker.io/acme' is in a registry that this list replaces: 'docker.io'; use a mirror that nodes pull from`,
    ],
    [
      'another registry with a mirror',
      { registries: { 'docker.io': 'public.ecr.aws/docker', 'public.ecr.aws': 'r.example.com' } },
      `${field}: 'public.ecr.aws/docker' is in a registry that this list replaces: 'public.ecr.aws'; use a mirror that nodes pull from`,
    ],
    [
      'an ECR of another partition',
      hub('111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/hub'),
      `${field}: '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/hub' is not in the partition of the cluster; use an ECR there: '${ecr}/…'`,
    ],
    [
      'a registry that the chart is told of beside it',
      {
        ...hub('r.example.com'),
        values: { externalSecrets: { global: { repository: 'own.example.com/eso' } } },
      },
      "values.externalSecrets.global.repository: 'own.example.com/eso' is said by registries; leave one of them out",
    ],
  ]);
});

describe('a login of a mirror of charts', () => {
  const helmRepositories = {
    'https://airflow.apache.org': 'https://charts.example.com/airflow',
    'https://argoproj.github.io/argo-helm': 'https://charts.example.com/argo',
    'public.ecr.aws/karpenter': 'registry.example.com:5000/charts',
  };
  const logins = (helmLogins: unknown) => ({ helmRepositories, helmLogins });
  const mirrors =
    "'https://charts.example.com/airflow', 'https://charts.example.com/argo', 'registry.example.com:5000/charts'";

  test.each([
    [{ artifactory: 'https://charts.example.com', harbor: 'registry.example.com:5000' }],
    [{ all: 'https://charts.example.com', argo: 'https://charts.example.com/argo' }],
    [{ harbor: 'registry.example.com:5000/charts' }],
  ])('is accepted as %j', (helmLogins) => {
    expect(() => checkPlatformConfig(edited(logins(helmLogins)))).not.toThrow();
  });

  refuses([
    [
      'a host that is no mirror',
      logins({ nexus: 'https://nexus.example.com' }),
      `helmLogins.nexus: 'https://nexus.example.com' is the beginning of no mirror in helmRepositories; use all or the first part of ${mirrors}`,
    ],
    [
      'half a name of a folder',
      logins({ nexus: 'https://charts.example.com/arg' }),
      `helmLogins.nexus: 'https://charts.example.com/arg' is the beginning of no mirror in helmRepositories; use all or the first part of ${mirrors}`,
    ],
    [
      'two logins of one mirror',
      logins({ one: 'https://charts.example.com', two: 'https://charts.example.com' }),
      "helmLogins.two: 'https://charts.example.com' is that of helmLogins.one; remove one of them",
    ],
    [
      'a login without mirrors',
      { helmLogins: { nexus: 'https://nexus.example.com' } },
      "helmLogins.nexus: 'https://nexus.example.com' is the beginning of no mirror; add the mirror to helmRepositories, or remove the login",
    ],
    [
      'a password',
      logins({ nexus: 'https://user:hunter2@charts.example.com' }),
      "helmLogins.nexus: 'https://***@charts.example.com' is not valid; use an HTTPS address without user, or an OCI path without 'oci://', and no '/' at the end, e.g. 'https://charts.example.com/airflow' or 'registry.example.com/charts'",
    ],
    [
      'no login',
      logins({}),
      "helmLogins: an object is not valid; use an object of names and beginnings of addresses in helmRepositories, e.g. { artifactory: 'https://charts.example.com' }",
    ],
    [
      'a name that no secret may have',
      logins({ 'My Nexus': 'https://charts.example.com' }),
      "helmLogins['My Nexus']: is no name of a login; use at most 40 lower-case letters, digits and '-', e.g. 'artifactory'",
    ],
  ]);
});

describe('a mirror of a Helm repository', () => {
  const airflow = 'https://airflow.apache.org';
  const charts = (mirror: unknown) => ({ helmRepositories: { [airflow]: mirror } });
  const at = `helmRepositories['${airflow}']`;
  const rule = "use an HTTPS address without user, or an OCI path without 'oci://', and no '/' at the end";
  const repositories =
    "'https://airflow.apache.org', 'https://argoproj.github.io/argo-helm', 'https://aws.github.io/eks-charts', 'https://charts.external-secrets.io', 'https://kubeflow.github.io/spark-operator', 'https://prometheus-community.github.io/helm-charts', 'public.ecr.aws/karpenter'";

  test.each([
    ['https://charts.example.com:8443/api/helm/airflow~1'],
    ['registry.example.com:5000/charts'],
    ['10.0.0.1/charts'],
  ])('is accepted as %s', (mirror) => {
    expect(() => checkPlatformConfig(edited(charts(mirror)))).not.toThrow();
  });

  refuses([
    [
      'the scheme of OCI',
      charts('oci://r.example.com/charts'),
      `${at}: 'oci://r.example.com/charts' is not valid; ${rule}; did you mean 'r.example.com/charts'?`,
    ],
    [
      'HTTP',
      charts('http://r.example.com/charts'),
      `${at}: 'http://r.example.com/charts' is not valid; ${rule}; did you mean 'https://r.example.com/charts'?`,
    ],
    [
      'a slash at the end',
      charts('https://r.example.com/'),
      `${at}: 'https://r.example.com/' is not valid; ${rule}; did you mean 'https://r.example.com'?`,
    ],
    [
      'a password',
      charts('https://me:secret@r.example.com'),
      `${at}: 'https://***@r.example.com' is not valid; ${rule}, e.g. 'https://charts.example.com/airflow' or 'registry.example.com/charts'`,
    ],
    [
      'a path that Argo CD takes for a file',
      charts('10.0.0.1:5000/charts'),
      `${at}: '10.0.0.1:5000/charts' is not valid; ${rule}, e.g. 'https://charts.example.com/airflow' or 'registry.example.com/charts'`,
    ],
    [
      'a private ECR',
      charts(`${ecr}/charts`),
      `${at}: '${ecr}/charts' is in ECR, whose passwords end after 12 hours; use an HTTPS repository, or an OCI registry without a password, e.g. 'registry.example.com/charts'`,
    ],
    [
      'another repository',
      charts('https://charts.external-secrets.io'),
      `${at}: 'https://charts.external-secrets.io' is a repository that charts are published in; use the mirror, or leave the line out`,
    ],
    [
      'no chart',
      { helmRepositories: { 'https://charts.bitnami.com': 'https://r.example.com' } },
      `helmRepositories['https://charts.bitnami.com']: no chart comes from there; use one of ${repositories}`,
    ],
    [
      'a repository with its scheme',
      { helmRepositories: { 'oci://public.ecr.aws/karpenter': 'r.example.com' } },
      `helmRepositories['oci://public.ecr.aws/karpenter']: no chart comes from there; did you mean 'public.ecr.aws/karpenter'? use one of ${repositories}`,
    ],
  ]);
});

describe('a proxy', () => {
  const form =
    "use the address of a proxy with its port, without user, password and path, e.g. 'http://proxy.example.com:3128'";
  const entry =
    "use a host, a domain or a range, without '*' and port, e.g. 'git.example.com', '.example.com' or '10.0.0.0/8'";
  const proxy = (httpsProxy: unknown, noProxy?: unknown) => ({
    proxy: { httpsProxy, ...(noProxy === undefined ? {} : { noProxy }) },
  });
  const address = 'http://proxy.example.com:3128';

  test.each([[address], ['https://10.8.0.5:443']])('is accepted as %s', (given) => {
    const entries = ['.example.com', 'localhost', '10.0.0.0/8', '10.1.2.3'];
    expect(() => checkPlatformConfig(edited(proxy(given, entries)))).not.toThrow();
  });

  refuses([
    [
      'a password',
      proxy('http://me:secret@proxy.example.com:3128'),
      `proxy.httpsProxy: 'http://***@proxy.example.com:3128' is not valid; ${form}`,
    ],
    [
      'no port',
      proxy('http://proxy.example.com'),
      `proxy.httpsProxy: 'http://proxy.example.com' is not valid; ${form}`,
    ],
    ['no scheme', proxy('proxy.example.com:3128'), `proxy.httpsProxy: 'proxy.example.com:3128' is not valid; ${form}`],
    ['a path', proxy(`${address}/`), `proxy.httpsProxy: '${address}/' is not valid; ${form}`],
    [
      'no such port',
      proxy('http://p.example.com:70000'),
      `proxy.httpsProxy: 'http://p.example.com:70000' is not valid; ${form}`,
    ],
    [
      'an empty list',
      proxy(address, []),
      'proxy.noProxy: an empty list is not valid; use at least one entry, or remove it',
    ],
    ['a pattern', proxy(address, ['*.example.com']), `proxy.noProxy[0]: '*.example.com' is not valid; ${entry}`],
    [
      'an address of a page',
      proxy(address, ['https://a.example.com']),
      `proxy.noProxy[0]: 'https://a.example.com' is not valid; ${entry}`,
    ],
    [
      'an entry twice',
      proxy(address, ['a.example.com', 'a.example.com']),
      'proxy.noProxy: a list is not valid; name each entry once',
    ],
  ]);
});

describe('a certificate of the company', () => {
  const form =
    "use the text of the root certificates, '-----BEGIN CERTIFICATE-----' to '-----END CERTIFICATE-----', without a key";
  const trusting = (trustedCa: unknown) => ({ trustedCa });
  const begin = '-----BEGIN CERTIFICATE-----';

  test.each([
    ['one', companyCa],
    ['several', `${companyCa}\n${companyCa}`],
    ['lines of Windows', companyCa.replaceAll('\n', '\r\n')],
  ])('is accepted as %s', (_, text) => {
    expect(() => checkPlatformConfig(edited(trusting(text)))).not.toThrow();
  });

  refuses([
    ['a path', trusting('company.pem'), `trustedCa: 'company.pem' is not valid; ${form}`],
    ['nothing', trusting(''), `trustedCa: '' is not valid; ${form}`],
    ['words around it', trusting(`subject=x\n${companyCa}`), `trustedCa: 'subject=x\\u{a}***' is not valid; ${form}`],
    ['a broken one', trusting(`${begin}\nAAAA\n-----END CERTIFICATE-----`), `trustedCa: '***' is not valid; ${form}`],
    ['the certificate of a server', trusting(serverCertificate), `trustedCa: '***' is not valid; ${form}`],
    [
      'its private key',
      trusting(`${companyCa}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`),
      "trustedCa: '***' is not valid; take the private key out, which would be in Git, and make another one",
    ],
    [
      'more than a node is started with',
      trusting(companyCa.repeat(14)),
      "trustedCa: '***' is not valid; use at most 8000 characters, because the script of a node has 16 KB; leave out what is no root",
    ],
  ]);
});

describe('a platform in China', () => {
  const china = { 'aws.region': 'cn-north-1' };

  test('asks for the mirror of each repository of charts', () => {
    const line =
      "helmRepositories: in cn-north-1 public repositories do not answer; add the mirrors of 'https://airflow.apache.org', ";
    expect(messageOf(() => checkPlatformConfig(edited(china)))).toContain(line);
  });

  test('asks for the mirror of each registry that it pulls from', () => {
    const line = `registries: in cn-north-1 public registries do not answer; add the mirrors of 'docker.io', 'ghcr.io', 'public.ecr.aws', 'quay.io', e.g. registries: { 'docker.io': '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/docker.io' }`;
    expect(messageOf(() => checkPlatformConfig(edited(china)))).toContain(line);
    const some = { ...china, registries: { 'docker.io': 'r.example.com/hub', 'ghcr.io': 'r.example.com/gh' } };
    expect(messageOf(() => checkPlatformConfig(edited(some)))).toContain(
      "the mirrors of 'public.ecr.aws', 'quay.io', e.g.",
    );
  });
});
