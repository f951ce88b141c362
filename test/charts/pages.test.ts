import { load } from 'js-yaml';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { at, listIn, objectIn } from '../../imports/json.ts';
import { Policies } from '../../review/kinds/network/policies.ts';
import type { Labels } from '../../review/kinds/selector.ts';
import { exists } from '../../review/verify/references/exists.ts';
import { escalation } from '../../review/verify/security/rbac.ts';
import { edited } from '../config/edit.ts';
import { platformConfig } from '../fixtures.ts';
import { application, pick, render, valuesOf } from '../render.ts';
import { set, without } from '../review/verify/edits.ts';
import { company } from '../support/company.ts';
import { everyAwsChoice, everything } from '../support/configs.ts';

const tree = render(everything);
const annotation = ({ metadata }: ReturnType<typeof pick>, name: string) =>
  metadata.annotations?.[`alb.ingress.kubernetes.io/${name}`];

describe('Argo CD behind a load balancer', () => {
  const values = valuesOf(tree, 'argocd');
  const cm = objectIn(at(values, 'configs.cm'));

  test('is reached with TLS all the way, whose certificate Argo CD has made itself', () => {
    const ingress = pick(tree, 'Ingress', 'argocd');
    expect(at(ingress.spec, 'rules.0.host')).toBe('argocd.example.com');
    expect(at(ingress.spec, 'rules.0.http.paths.0.backend.service')).toEqual({
      name: 'argocd-server',
      port: { name: 'https' },
    });
    expect(annotation(ingress, 'backend-protocol')).toBe('HTTPS');
    expect(annotation(ingress, 'healthcheck-protocol')).toBe('HTTPS');
  });

  test('has a load balancer that a sync brings, though its own Application waits for a person', () => {
    expect(at(application(tree, 'argocd-ingress').manifest.spec, 'syncPolicy.automated.enabled')).not.toBe(false);
  });

  test('asks the provider itself, with a secret that is in no file', () => {
    expect(load(String(cm['oidc.config']))).toEqual({
      name: 'SSO',
      issuer: 'https://login.example.com/realms/data',
      clientID: 'argocd',
      clientSecret: '$argocd-oidc:client-secret',
      requestedScopes: ['openid', 'profile', 'email'],
    });
    // Argo CD reads no Secret without this label.
    expect(pick(tree, 'ExternalSecret', 'argocd-oidc').spec).toMatchObject({
      target: { name: 'argocd-oidc', template: { metadata: { labels: { 'app.kubernetes.io/part-of': 'argocd' } } } },
    });
    expect(at(values, 'global.domain')).toBe('argocd.example.com');
  });

  test('gives roles by the groups of a person, whose names may hold a comma, and nothing to anybody else', () => {
    expect(at(values, 'configs.rbac')).toEqual({
      'policy.default': '',
      'policy.csv': 'g, "data-admins", role:admin\ng, "Data Users, EU", role:readonly\n',
      scopes: '[groups]',
    });
  });

  test('has no password, unless one is kept for when the provider is down', () => {
    expect(cm['admin.enabled']).toBe(false);
    expect(objectIn(at(valuesOf(render(company), 'argocd'), 'configs.cm'))['admin.enabled']).toBe(true);
  });

  test('shares a load balancer where the config says so', () => {
    const shared = render(company);
    const airflow = pick(shared, 'Ingress', 'airflow');
    const argoCd = pick(shared, 'Ingress', 'argocd');
    expect(annotation(argoCd, 'group.name')).toBe('company');
    expect(annotation(airflow, 'group.name')).toBe('company');
    expect(annotation(argoCd, 'group.order')).toBe('20');
  });

  test('is as before without the field', () => {
    const without = valuesOf(render(platformConfig()), 'argocd');
    expect(Object.keys(objectIn(at(without, 'configs.cm')))).not.toContain('oidc.config');
    expect(at(without, 'global.domain')).toBeUndefined();
  });
});

describe('the History Server of a team behind a load balancer', () => {
  const ingress = pick(tree, 'Ingress', 'spark-history', 'spark-team-a');

  test('has a name of its own, on a load balancer that all teams share', () => {
    expect(at(ingress.spec, 'rules.0.host')).toBe('team-a.history.example.com');
    const other = pick(tree, 'Ingress', 'spark-history', 'spark-team-b');
    expect([ingress, other].map((one) => annotation(one, 'group.name'))).toEqual(['spark-history', 'spark-history']);
  });

  test('lets nobody in who has not logged in, with the client of the team', () => {
    expect(annotation(ingress, 'auth-type')).toBe('oidc');
    expect(annotation(ingress, 'auth-on-unauthenticated-request')).toBe('authenticate');
    expect(annotation(ingress, 'auth-session-timeout')).toBe(String(12 * 3600));
    expect(JSON.parse(String(annotation(ingress, 'auth-idp-oidc')))).toEqual({
      issuer: 'https://login.example.com/realms/data',
      authorizationEndpoint: 'https://login.example.com/realms/data/protocol/openid-connect/auth',
      tokenEndpoint: 'https://login.example.com/realms/data/protocol/openid-connect/token',
      userInfoEndpoint: 'https://login.example.com/realms/data/protocol/openid-connect/userinfo',
      secretName: 'spark-history-oidc',
    });
    const keys = ['spark-team-a', 'spark-team-b'].map((namespace) => {
      const { spec } = pick(tree, 'ExternalSecret', 'spark-history-oidc', namespace);
      // The names that the controller looks for.
      expect(Object.keys(objectIn(spec, 'target.template.data'))).toEqual(['clientID', 'clientSecret']);
      return at(listIn(spec, 'dataFrom')[0], 'extract.key');
    });
    expect(keys).toEqual(['airflow-all/spark-history/team-a', 'airflow-all/spark-history/team-b']);
  });

  test('has the same annotation in whatever order the config names the addresses of the provider', () => {
    const { spark } = everything;
    const { page } = spark.history as Extract<typeof spark.history, { kind: 's3' }>;
    const login = Object.fromEntries(Object.entries(page?.login ?? {}).reverse());
    const reordered = edited({ 'spark.history.page.login': login }, everything) as PlatformConfig;
    const again = pick(render(reordered), 'Ingress', 'spark-history', 'spark-team-a');
    expect(again.metadata.annotations).toEqual(ingress.metadata.annotations);
  });

  test('holds no team back by what is wrong with a load balancer', () => {
    expect(ingress.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/ignore-healthcheck': 'true' });
  });

  test('is open to the load balancer, and to no pod', () => {
    const labels = objectIn(pick(tree, 'Deployment', 'spark-history', 'spark-team-a').spec, 'template.metadata.labels');
    const server = { namespace: 'spark-team-a', labels: labels as Labels };
    const rules = new Policies(tree).rules(server, 'ingress').filter(({ item }) => item.id.name !== 'deny-all');
    expect(rules.map(({ body }) => body)).toEqual([
      { from: [{ ipBlock: { cidr: '10.45.0.0/22' } }], ports: [{ port: 18_080, protocol: 'TCP' }] },
    ]);
  });

  test('lets the controller read the secret of the client, and no other', () => {
    expect(pick(tree, 'Role', 'load-balancer-login', 'spark-team-a')['rules']).toEqual([
      {
        apiGroups: [''],
        resources: ['secrets'],
        resourceNames: ['spark-history-oidc'],
        verbs: ['get', 'list', 'watch'],
      },
    ]);
  });

  test('has neither secret nor role where people forward a port', () => {
    const names = render(everyAwsChoice).items.map(({ id }) => `${id.kind} ${id.name}`);
    expect(names).toContain('Deployment spark-history');
    expect(names.filter((name) => /^Ingress|load-balancer-login|history-oidc/.test(name))).toEqual(['Ingress airflow']);
  });
});

describe('verify', () => {
  test('finds a controller that reads another secret of a team', () => {
    const wider = set('Role spark-team-a/load-balancer-login', 'rules.0.resourceNames', ['spark-history-oidc', 'jobs']);
    expect(escalation.find(wider(tree)).map(({ message }) => message)).toEqual([
      expect.stringMatching(/aws-load-balancer-controller may get, list, watch secrets in spark-team-a/),
    ]);
  });

  test('finds a login whose secret nothing makes', () => {
    const lost = without('ExternalSecret spark-team-a/spark-history-oidc');
    expect(exists.find(lost(tree)).map(({ message }) => message)).toEqual([
      expect.stringContaining('it names Secret spark-team-a/spark-history-oidc, which nothing makes'),
    ]);
  });
});
