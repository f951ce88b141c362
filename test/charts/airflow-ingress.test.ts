import { at } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, application, pick, render } from '../render.ts';
import { company } from '../support/company.ts';
import { everyAwsChoice, prodLike } from '../support/configs.ts';

const ingress = pick(render(prodLike), 'Ingress', 'airflow');
const annotation = (name: string, manifest = ingress) =>
  manifest.metadata.annotations?.[`alb.ingress.kubernetes.io/${name}`];

describe('Airflow behind a load balancer', () => {
  test('is not there where the config exposes nothing', () => {
    expect(all(render(platformConfig()), 'Ingress')).toEqual([]);
  });

  test('is not held back by a load balancer that cannot be made: it comes first, in an Application of its own', () => {
    expect(application(render(prodLike), 'airflow-ingress').wave).toBeGreaterThan(
      application(render(prodLike), 'airflow').wave,
    );
  });

  test('speaks TLS with the certificate of the config, and sends HTTP there', () => {
    expect(annotation('certificate-arn')).toMatch(/^arn:aws:acm:eu-west-1:\d{12}:certificate\//);
    expect(annotation('listen-ports')).toBe('[{"HTTP":80},{"HTTPS":443}]');
    expect(annotation('ssl-redirect')).toBe('443');
    expect(annotation('ssl-policy')).toContain('TLS13');
  });

  test('accepts only the addresses of the config', () => {
    expect(annotation('inbound-cidrs')).toBe('10.0.0.0/8');
    expect(annotation('scheme')).toBe('internal');
    expect(annotation('scheme', pick(render(everyAwsChoice), 'Ingress', 'airflow'))).toBe('internet-facing');
  });

  test('is healthy by the path of Airflow 3, at the port that the chart calls api-server', () => {
    expect(annotation('healthcheck-path')).toBe('/api/v2/monitor/health');
    expect(at(ingress.spec, 'rules.0')).toMatchObject({
      host: 'airflow.example.com',
      http: {
        paths: [
          {
            path: '/',
            // The path alone would be served, and no page behind it.
            pathType: 'Prefix',
            backend: { service: { name: 'airflow-api-server', port: { name: 'api-server' } } },
          },
        ],
      },
    });
  });

  test('is reached at its pods: no node port is open', () => {
    expect(annotation('target-type')).toBe('ip');
    expect(at(ingress.spec, 'ingressClassName')).toBe('alb');
  });

  test('asks for no firewall, group or other annotation where the config names none', () => {
    const names = Object.keys(ingress.metadata.annotations ?? {});
    expect(names.filter((name) => /waf|group|auth/.test(name))).toEqual([]);
  });
});

describe('Airflow behind the load balancer of a company', () => {
  const shared = pick(render(company), 'Ingress', 'airflow');

  test('has the web ACL, the group and the annotations of the config', () => {
    expect(annotation('wafv2-acl-arn', shared)).toMatch(/:regional\/webacl\/company\//);
    expect(annotation('group.name', shared)).toBe('company');
    expect(annotation('group.order', shared)).toBe('10');
  });

  test('keeps the attributes of the platform beside those of the config', () => {
    expect(annotation('load-balancer-attributes', shared)).toBe(
      [
        'routing.http.drop_invalid_header_fields.enabled=true',
        'access_logs.s3.enabled=true',
        'access_logs.s3.bucket=airflow-company-audit-111122223333-eu-west-1',
        'access_logs.s3.prefix=load-balancers',
        'idle_timeout.timeout_seconds=120',
      ].join(','),
    );
  });
});
