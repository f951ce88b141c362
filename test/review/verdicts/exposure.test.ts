import { reach } from '../../../review/compare/verdicts/rights/exposure.ts';
import { cases, chart, type Draft, draft, step } from '../compare/trees.ts';
import { nodeClass, policy } from './fixture.ts';

const plain = 'danger Ingress shop/web: the load balancer listens without encryption: no HTTPS';
type Fields = Readonly<Record<string, unknown>>;

/** An Ingress of the AWS load balancer controller, with the names of its annotations as they differ. */
function alb(annotations: Fields, spec: Fields = {}): Draft {
  const entries = Object.entries(annotations).map(([name, value]) => [`alb.ingress.kubernetes.io/${name}`, value]);
  return draft('Ingress', { metadata: { annotations: Object.fromEntries(entries) }, spec });
}
const on = (name: string, before: string | undefined, after: string | undefined, ...says: readonly string[]) =>
  step(alb({ scheme: 'internal', [name]: before }), alb({ scheme: 'internal', [name]: after }), ...says);
const service = (type: string, spec: Fields = {}) => draft('Service', { spec: { type, ...spec } });
const ranges = (...loadBalancerSourceRanges: readonly string[]) =>
  service('LoadBalancer', { loadBalancerSourceRanges });
const answering = (...hosts: readonly (string | undefined)[]) =>
  alb({}, { rules: hosts.map((host) => ({ http: {}, ...(host ? { host } : {}) })) });
const under = (path: string) => alb({}, { rules: [{ host: 'a', http: { paths: [{ path, pathType: 'Prefix' }] } }] });
const web = (values: Fields) => chart('web', values);
const from = (cidr: string) => policy({ ingress: [{ from: [{ ipBlock: { cidr } }] }] });
const source = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const annotated = (value: string | undefined) => draft('Service', { metadata: { annotations: { [source]: value } } });

cases(reach, {
  'a new load balancer for everybody': step(
    undefined,
    alb({ scheme: 'internet-facing' }),
    'danger Ingress shop/web: a new load balancer on the internet, for any address (0.0.0.0/0)',
  ),
  'a new load balancer for everybody among others': step(
    undefined,
    alb({ scheme: 'internet-facing', 'inbound-cidrs': '203.0.113.0/24,0.0.0.0/0' }),
    'danger Ingress shop/web: a new load balancer on the internet, for any address (0.0.0.0/0)',
  ),
  'a new load balancer for some': step(
    undefined,
    alb({ scheme: 'internet-facing', 'inbound-cidrs': '203.0.113.10/24' }),
    'warn Ingress shop/web: a new load balancer on the internet, for the addresses that it names',
  ),
  'a new load balancer of the network': step(
    undefined,
    alb({ scheme: 'internal', 'inbound-cidrs': '0.0.0.0/0' }),
    'info Ingress shop/web: a new internal load balancer',
  ),
  'a new Service outside': step(
    undefined,
    service('LoadBalancer'),
    'danger Service shop/web: a new Service of type LoadBalancer: it can be reached from outside of the cluster',
  ),
  'a new Service on each node': step(
    undefined,
    service('NodePort'),
    'danger Service shop/web: a new Service of type NodePort: it can be reached from outside of the cluster',
  ),
  'a new Service outside, for some': step(
    undefined,
    ranges('10.0.0.0/8'),
    'warn Service shop/web: a new Service of type LoadBalancer: it can be reached from outside of the cluster',
  ),
  'a new Service for the network': step(
    undefined,
    draft('Service', {
      metadata: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' } },
      spec: { type: 'LoadBalancer' },
    }),
    'warn Service shop/web: a new Service of type LoadBalancer',
  ),
  'a new Service inside': step(undefined, service('ClusterIP')),
  'something else of that type': step(undefined, draft('Widget', { spec: { type: 'LoadBalancer' } })),
  'an object that goes': step(alb({ scheme: 'internet-facing' }), undefined),

  'out of the network': step(
    alb({ scheme: 'internal' }),
    alb({ scheme: 'internet-facing' }),
    'danger Ingress shop/web: the load balancer becomes internet-facing: a new one is made on the public internet, with a new address (metadata.annotations["alb.ingress.kubernetes.io/scheme"])',
  ),
  'back into the network': step(
    alb({ scheme: 'internet-facing' }),
    alb({ scheme: 'internal' }),
    'warn Ingress shop/web: the load balancer becomes internal: a new one is made, with a new address',
  ),
  'out of the network, by a chart': step(
    web({ service: { scheme: 'internal' } }),
    web({ service: { scheme: 'internet-facing' } }),
    'danger Application argocd/web: the load balancer becomes internet-facing: a new one is made on the public internet, with a new address (service.scheme)',
  ),
  'on the internet as before': step(web({ a: 'internet-facing, dualstack' }), web({ a: 'internet-facing' })),

  'a range more': on(
    'inbound-cidrs',
    '10.0.0.0/8',
    '10.0.0.0/8, 203.0.113.0/24',
    'warn Ingress shop/web: more addresses may connect',
  ),
  'another range': on(
    'inbound-cidrs',
    '203.0.113.0/24',
    '203.0.114.0/25',
    'warn Ingress shop/web: more addresses may connect',
  ),
  'a part of a range': on(
    'inbound-cidrs',
    '203.0.113.0/24',
    '203.0.113.0/25',
    'info Ingress shop/web: fewer addresses may connect',
  ),
  'a range around a range': on(
    'inbound-cidrs',
    '203.0.113.0/25',
    '203.0.113.0/24',
    'warn Ingress shop/web: more addresses may connect',
  ),
  'the same ports in another order': on(
    'listen-ports',
    '[{"HTTP":80},{"HTTPS":443}]',
    '[{"HTTPS": 443}, {"HTTP": 80}]',
  ),
  'the same attributes in another order': on('load-balancer-attributes', 'a=1,b=2', 'b=2,a=1'),
  'the same ranges in another order': on('inbound-cidrs', '10.0.0.0/8,203.0.113.0/24', '203.0.113.0/24,10.0.0.0/8'),
  'a range of IPv6 more': on(
    'inbound-cidrs',
    '2001:db8::/32',
    '2001:db8::/32, 2001:db9::/48',
    'warn Ingress shop/web: more addresses may connect',
  ),
  'every address of IPv6': on(
    'inbound-cidrs',
    '2001:db8::/32',
    '::/0',
    'danger Ingress shop/web: any address may connect (0.0.0.0/0) (metadata.annotations["alb.ingress.kubernetes.io/inbound-cidrs"])',
  ),
  'every address as before': on('inbound-cidrs', '0.0.0.0/0', '0.0.0.0/0,10.0.0.0/8'),
  'a range less': on(
    'inbound-cidrs',
    '10.0.0.0/8, 203.0.113.0/24',
    '10.0.0.0/8',
    'info Ingress shop/web: fewer addresses may connect',
  ),
  'the first range, which is a limit': on(
    'inbound-cidrs',
    undefined,
    '10.0.0.0/8',
    'info Ingress shop/web: fewer addresses may connect',
  ),
  'no range any more': on(
    'inbound-cidrs',
    '10.0.0.0/8',
    undefined,
    'danger Ingress shop/web: any address may connect: without inbound-cidrs',
  ),
  'a range of a Service more': step(
    ranges('10.0.0.0/8'),
    ranges('10.0.0.0/8', '203.0.113.0/24'),
    'warn Service shop/web: more addresses may connect',
  ),
  'a range of a Service less': step(
    ranges('10.0.0.0/8', '203.0.113.0/24'),
    ranges('10.0.0.0/8'),
    'info Service shop/web: fewer addresses may connect',
  ),
  'the first range of a Service': step(
    service('LoadBalancer'),
    ranges('10.0.0.0/8'),
    'info Service shop/web: fewer addresses may connect',
  ),
  'no range of a Service any more': step(
    ranges('10.0.0.0/8'),
    service('LoadBalancer'),
    'danger Service shop/web: any address may connect: no source range is left',
  ),
  'no range in the values of a chart any more': step(
    web({ service: { loadBalancerSourceRanges: ['10.0.0.0/8'] } }),
    web({ service: { loadBalancerSourceRanges: [] } }),
    'danger Application argocd/web: any address may connect: no source range is left',
  ),
  'no range of a Service by its annotation': step(
    annotated('10.0.0.0/8'),
    annotated(undefined),
    'danger Service shop/web: any address may connect: no source range is left',
  ),
  'no range left, and no annotation': step(
    annotated('10.0.0.0/8'),
    draft('Service'),
    'danger Service shop/web: any address may connect: no source range is left',
  ),
  'a range of a Service by its annotation': step(
    annotated(undefined),
    annotated('10.0.0.0/8'),
    'info Service shop/web: fewer addresses may connect',
  ),
  'text that is no range': step(web({ cidrNote: 'a/b' }), web({ cidrNote: 'c/d' })),
  'ranges elsewhere': step(web({ pods: ['10.1.0.0/16'] }), web({ pods: ['10.1.0.0/16', '10.2.0.0/16'] })),
  'a policy of the network, which has a verdict of its own': step(from('10.0.0.0/8'), from('0.0.0.0/0')),
  'a definition of a kind, which lists what may be written': step(
    draft('CustomResourceDefinition', { spec: { scheme: { enum: ['internal'] } } }),
    draft('CustomResourceDefinition', { spec: { scheme: { enum: ['internal', 'internet-facing'] } } }),
  ),
  'user data of nodes': step(nodeClass({ userData: 'a' }), nodeClass({ userData: 'route 0.0.0.0/0' })),

  'no certificate': on(
    'certificate-arn',
    'arn:a',
    undefined,
    'danger Ingress shop/web: the load balancer has no certificate any more',
  ),
  'the first certificate': on(
    'certificate-arn',
    undefined,
    'arn:a',
    'info Ingress shop/web: the load balancer shows another certificate',
  ),
  'another certificate': on(
    'certificate-arn',
    'arn:aws:acm:eu-west-1:111122223333:certificate/a',
    'arn:aws:acm:eu-west-1:111122223333:certificate/b',
    'info Ingress shop/web: the load balancer shows another certificate',
  ),
  'the certificate of another region': on(
    'certificate-arn',
    'arn:aws:acm:eu-west-1:111122223333:certificate/a',
    'arn:aws:acm:us-east-1:111122223333:certificate/a',
    'danger Ingress shop/web: the certificate is one of another account or region, of which a load balancer takes none',
  ),
  'the certificate of another account': on(
    'certificate-arn',
    'arn:aws:acm:eu-west-1:111122223333:certificate/a',
    'arn:aws:acm:eu-west-1:444455556666:certificate/a',
    'danger Ingress shop/web: the certificate is one of another account or region',
  ),
  'plain HTTP only': on('listen-ports', '[{"HTTPS": 443}]', '[{"HTTP": 80}]', plain),
  'other ports': on(
    'listen-ports',
    '[{"HTTPS": 443}]',
    '[{"HTTPS": 8443}]',
    'warn Ingress shop/web: the load balancer listens on other ports',
  ),
  'no redirect': on(
    'ssl-redirect',
    '443',
    undefined,
    'danger Ingress shop/web: plain HTTP is no longer sent on to HTTPS',
  ),
  'a redirect': on('ssl-redirect', undefined, '443'),
  'older versions of TLS': on(
    'ssl-policy',
    'ELBSecurityPolicy-TLS13-1-2-2021-06',
    undefined,
    'danger Ingress shop/web: the load balancer takes TLS from version 1.0 on, before from 1.2 on: old versions can be read by others',
  ),
  'an older version of TLS that is still safe': on(
    'ssl-policy',
    'ELBSecurityPolicy-TLS13-1-3-2021-06',
    'ELBSecurityPolicy-FS-1-2-Res-2020-10',
    'warn Ingress shop/web: the load balancer takes TLS from version 1.2 on, before from 1.3 on',
  ),
  'newer versions of TLS alone': on(
    'ssl-policy',
    'ELBSecurityPolicy-2016-08',
    'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'info Ingress shop/web: the load balancer takes TLS from version 1.2 on, before from 1.0 on: older programs are refused',
  ),
  'other ciphers of TLS': on(
    'ssl-policy',
    'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06',
    'warn Ingress shop/web: the load balancer takes other ciphers of TLS',
  ),
  'headers that are not valid': on(
    'load-balancer-attributes',
    'routing.http.drop_invalid_header_fields.enabled=true',
    'idle_timeout.timeout_seconds=60',
    'warn Ingress shop/web: headers that are not valid reach the pods: one request may be smuggled inside another',
  ),
  'a firewall that fails open': on(
    'load-balancer-attributes',
    'a=1',
    'a=1,waf.fail_open.enabled=true',
    'warn Ingress shop/web: requests pass while the web application firewall does not answer',
  ),
  'nodes in place of pods': on(
    'target-type',
    'ip',
    undefined,
    'danger Ingress shop/web: the load balancer reaches nodes in place of pods (target-type instance)',
  ),
  'another path for health': on(
    'healthcheck-path',
    '/health',
    '/',
    'warn Ingress shop/web: the load balancer asks another path for the health of its pods',
  ),
  'nobody opens the nodes': on(
    'manage-backend-security-group-rules',
    undefined,
    'false',
    'warn Ingress shop/web: nobody opens the nodes for the load balancer any more',
  ),
  'somebody opens the nodes': on('manage-backend-security-group-rules', 'false', 'true'),
  'half of the internet': on(
    'inbound-cidrs',
    '10.0.0.0/8',
    '0.0.0.0/1',
    'danger Ingress shop/web: a large part of the internet may connect',
  ),
  'the whole network': on(
    'inbound-cidrs',
    '10.1.0.0/16',
    '10.0.0.0/8',
    'warn Ingress shop/web: more addresses may connect',
  ),
  'addresses that a Service claims': step(
    service('ClusterIP'),
    service('ClusterIP', { externalIPs: ['203.0.113.1'] }),
    'danger Service shop/web: a Service answers under addresses that it claims (externalIPs)',
  ),
  'a Service of a chart, of which nothing was said': step(
    web({ server: { a: 1 } }),
    web({ server: { a: 1, service: { type: 'LoadBalancer' } } }),
    'danger Application argocd/web: a Service becomes a LoadBalancer: it can be reached from outside of the cluster (server.service.type)',
  ),
  'another path': step(
    under('/'),
    under('/ui'),
    'warn Ingress shop/web: it no longer answers under the path / (spec.rules',
  ),
  'no login, said': on('auth-type', 'oidc', 'none', 'danger Ingress shop/web: the load balancer asks for no login'),
  'another login': on(
    'auth-type',
    'cognito',
    'oidc',
    'info Ingress shop/web: the load balancer asks for another login',
  ),
  'one who is not logged in': on('auth-on-unauthenticated-request', 'allow', 'deny'),
  'another field of the provider': on(
    'auth-idp-oidc',
    '{"issuer":"a","clientId":"x"}',
    '{"issuer":"b","clientId":"x"}',
    'warn Ingress shop/web: another provider or client decides who is let in',
  ),
  'no firewall before, and none asked for': on('wafv2-acl-arn', 'none', undefined),
  'the first group': on(
    'group.name',
    undefined,
    'b',
    'warn Ingress shop/web: it moves to the load balancer of the group b, with another address',
  ),
  'out of a group': on(
    'group.name',
    'a',
    undefined,
    'warn Ingress shop/web: it moves to a load balancer of its own, with another address, from that of the group a',
  ),
  'security groups': on('security-groups', 'sg-1', 'sg-2', 'warn Ingress shop/web: other security groups decide'),
  attributes: on(
    'load-balancer-attributes',
    'a=1',
    'a=2',
    'info Ingress shop/web: attributes of the load balancer change',
  ),
  'target type': on(
    'target-type',
    'instance',
    'ip',
    'warn Ingress shop/web: the load balancer reaches its pods in another way',
  ),
  'an annotation in the values of a chart': step(
    web({ ingress: { annotations: { 'alb.ingress.kubernetes.io/ssl-redirect': '443' } } }),
    web({ ingress: { annotations: {} } }),
    'danger Application argocd/web: plain HTTP is no longer sent on to HTTPS',
  ),
  'an annotation of nobody': on('unknown', 'a', 'b'),

  'a Service goes outside': step(
    service('ClusterIP'),
    service('LoadBalancer'),
    'danger Service shop/web: a Service becomes a LoadBalancer: it can be reached from outside of the cluster (spec.type)',
  ),
  'a Service on each node': step(
    service('ClusterIP'),
    service('NodePort'),
    'danger Service shop/web: a Service becomes a NodePort',
  ),
  'a Service comes inside': step(
    service('LoadBalancer'),
    service('ClusterIP'),
    'warn Service shop/web: a Service is no LoadBalancer any more: its address outside of the cluster goes (spec.type)',
  ),
  'a Service from the nodes': step(
    service('NodePort'),
    service('ClusterIP'),
    'warn Service shop/web: a Service is no NodePort any more',
  ),
  'a Service for a name': step(service('ClusterIP'), service('ExternalName')),
  'a Service of a chart': step(
    web({ server: { service: { type: 'ClusterIP' } } }),
    web({ server: { service: { type: 'LoadBalancer' } } }),
    'danger Application argocd/web: a Service becomes a LoadBalancer: it can be reached from outside of the cluster (server.service.type)',
  ),
  'another field with that word': step(
    web({ serviceMonitor: { type: 'a' } }),
    web({ serviceMonitor: { type: 'NodePort' } }),
  ),
  'another field of a Service with that word': step(
    web({ service: { kind: 'a' } }),
    web({ service: { kind: 'NodePort' } }),
  ),
  'a Secret of that type': step(
    draft('Secret', { spec: { type: 'a' } }),
    draft('Secret', { spec: { type: 'LoadBalancer' } }),
  ),
  'a chart makes an Ingress': step(
    web({ server: { ingress: { enabled: false } } }),
    web({ server: { ingress: { enabled: true } } }),
    'warn Application argocd/web: the chart makes an Ingress: it can be reached from outside of the cluster (server.ingress.enabled)',
  ),
  'a chart makes no Ingress': step(web({ ingress: { enabled: true } }), web({ ingress: { enabled: false } })),
  'a chart makes something else': step(web({ a: { enabled: false } }), web({ a: { enabled: true } })),
  'another switch of an Ingress': step(web({ ingress: { tls: false } }), web({ ingress: { tls: true } })),
  'another name': step(
    answering('a.example.com', 'c.example.com'),
    answering('b.example.com', 'c.example.com'),
    'warn Ingress shop/web: it no longer answers under a.example.com, but under b.example.com and c.example.com (spec.rules[host=a.example.com])',
  ),
  'any name': step(
    answering('a.example.com'),
    answering(undefined),
    'warn Ingress shop/web: it no longer answers under a.example.com, but under any name',
  ),
  'no name': step(
    answering('a.example.com'),
    answering(),
    'warn Ingress shop/web: it no longer answers under a.example.com, but under no name',
  ),
  'a name more': step(answering('a.example.com'), answering('a.example.com', 'b.example.com')),
  'a name in place of any': step(answering(undefined), answering('a.example.com')),
  'another field of a rule': step(
    answering('a.example.com'),
    alb({}, { rules: [{ host: 'a.example.com', http: { a: 1 } }] }),
  ),
  'a host of something else': step(
    draft('Widget', { spec: { rules: [{ host: 'a' }] } }),
    draft('Widget', { spec: { rules: [] } }),
  ),
  'no certificate for its names': step(
    alb({}, { tls: [{ hosts: ['a'], secretName: 'a' }] }),
    alb({}),
    'danger Ingress shop/web: it answers without encryption: no certificate is left (spec.tls)',
  ),
  'one of two certificates': step(
    alb(
      {},
      {
        tls: [
          { hosts: ['a'], secretName: 'a' },
          { hosts: ['b'], secretName: 'b' },
        ],
      },
    ),
    alb({}, { tls: [{ hosts: ['a'], secretName: 'a' }] }),
  ),
  'another field of an Ingress less': step(alb({}, { a: 1 }), alb({})),
  'tls of something else': step(draft('Widget', { spec: { tls: 1 } }), draft('Widget', { spec: {} })),
});
