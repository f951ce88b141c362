import { settableAnnotations } from '../../../config/alb.ts';
import { everything, prodLike } from '../../support/configs.ts';
import { type Edits, refuses } from '../edit.ts';

const annotation = (name: string, value = 'x'): Edits => ({ 'airflow.exposure.annotations': { [name]: value } });
const alb = 'alb.ingress.kubernetes.io';
const settable = settableAnnotations.map((name) => `'${alb}/${name}'`).join(', ');
const id = '12345678-1234-1234-1234-123456789012';

describe('a load balancer with a contradiction', () => {
  refuses(
    [
      ...[
        'arn:aws:acm:us-east-1:111122223333',
        'arn:aws:acm:eu-west-1:444455556666',
        'arn:aws-cn:acm:eu-west-1:111122223333',
      ].map((home): [string, Edits, string] => [
        `a certificate that is elsewhere: ${home}`,
        { 'airflow.exposure.certificateArn': `${home}:certificate/${id}` },
        `airflow.exposure.certificateArn: '${home}:certificate/${id}' is not in the account and region of the cluster; use a certificate there: 'arn:aws:acm:eu-west-1:111122223333:certificate/...'`,
      ]),
      ...[
        'arn:aws:wafv2:us-east-1:111122223333',
        'arn:aws:wafv2:eu-west-1:444455556666',
        'arn:aws-us-gov:wafv2:eu-west-1:111122223333',
      ].map((home): [string, Edits, string] => [
        `a web ACL that is elsewhere: ${home}`,
        { 'airflow.exposure.webAclArn': `${home}:regional/webacl/a/${id}` },
        `airflow.exposure.webAclArn: '${home}:regional/webacl/a/${id}' is not in the account and region of the cluster; use a web ACL there: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/...'`,
      ]),
      [
        'a web ACL of CloudFront',
        { 'airflow.exposure.webAclArn': `arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/${id}` },
        `airflow.exposure.webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/12345678-1234-1234-1234-123456789012' is not valid; use the ARN of a regional web ACL of AWS WAF, e.g. 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/airflow/12345678-1234-1234-1234-123456789012', or 'none'`,
      ],
      ...['example.org', 'flow.example.com', 'other.airflow.example.com'].map((domain): [string, Edits, string] => [
        `a hosted zone that the host is not in: ${domain}`,
        { 'airflow.exposure.dns': { kind: 'external-dns', domain, hostedZoneIds: ['Z0123456789ABCDEFGHIJ'] } },
        `airflow.exposure.dns.domain: '${domain}' is not the end of airflow.exposure.host, 'airflow.example.com'; use the name of its hosted zone, e.g. 'example.com'`,
      ]),
      [
        'no hosted zone',
        { 'airflow.exposure.dns': { kind: 'external-dns', domain: 'example.com', hostedZoneIds: [] } },
        "airflow.exposure.dns.hostedZoneIds: an empty list is not valid; use at least one hosted zone, e.g. 'Z0123456789ABCDEFGHIJ'",
      ],
      [
        'a hosted zone by its path',
        { 'airflow.exposure.dns': { kind: 'external-dns', domain: 'example.com', hostedZoneIds: ['/hostedzone/Z01'] } },
        "airflow.exposure.dns.hostedZoneIds[0]: '/hostedzone/Z01' is not valid; use the id of a hosted zone of Route 53, e.g. 'Z0123456789ABCDEFGHIJ'",
      ],
      [
        'a group that the controller does not know as a name',
        { 'airflow.exposure.group': { name: 'Company_A' } },
        "airflow.exposure.group.name: 'Company_A' is not valid; use lower-case letters, digits, '-' and '.', starting and ending with a letter or digit, e.g. 'company'",
      ],
      [
        'a group with a name too long',
        { 'airflow.exposure.group': { name: 'a'.repeat(64) } },
        `airflow.exposure.group.name: '${'a'.repeat(64)}' is not valid; use at most 63 characters, because the AWS Load Balancer Controller allows no more`,
      ],
      [
        'an order that the controller does not take',
        { 'airflow.exposure.group': { name: 'company', order: 1001 } },
        'airflow.exposure.group.order: 1001 is not valid; use a whole number from -1000 to 1000, e.g. 10',
      ],
      ...(
        [
          ['scheme', 'airflow.exposure.scheme'],
          ['security-groups', 'airflow.exposure.allowedCidrs'],
          ['inbound-cidrs', 'airflow.exposure.allowedCidrs'],
          ['wafv2-acl-name', 'airflow.exposure.webAclArn'],
          ['group.order', 'airflow.exposure.group'],
          ['auth-type', 'airflow.login'],
          ['subnets', 'cluster.network'],
          ['target-type', 'the platform, which knows how the pods are reached'],
        ] as const
      ).map(([name, owner]): [string, Edits, string] => [
        `an annotation that something else sets: ${name}`,
        annotation(`${alb}/${name}`),
        `airflow.exposure.annotations['${alb}/${name}']: 'x' is set by ${owner}; remove it`,
      ]),
      [
        'a policy that takes old versions of TLS',
        annotation(`${alb}/ssl-policy`, 'ELBSecurityPolicy-2016-08'),
        `airflow.exposure.annotations['${alb}/ssl-policy']: 'ELBSecurityPolicy-2016-08' takes other versions of TLS; use a policy of TLS 1.2 and 1.3, e.g. 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04'`,
      ],
      [
        'an attribute that the platform sets',
        annotation(`${alb}/load-balancer-attributes`, 'routing.http.drop_invalid_header_fields.enabled=false'),
        `airflow.exposure.annotations['${alb}/load-balancer-attributes']: 'routing.http.drop_invalid_header_fields.enabled=false' sets 'routing.http.drop_invalid_header_fields.enabled', which is set by the platform; remove it`,
      ],
      [
        'an attribute of the access log, which aws.audit sets',
        {
          ...annotation(`${alb}/load-balancer-attributes`, 'access_logs.s3.bucket=theirs'),
          'aws.audit': { retentionDays: 365 },
        },
        `airflow.exposure.annotations['${alb}/load-balancer-attributes']: 'access_logs.s3.bucket=theirs' sets 'access_logs.s3.bucket', which is set by the platform; remove it`,
      ],
      [
        'an empty annotation',
        annotation(`${alb}/tags`, ''),
        `airflow.exposure.annotations['${alb}/tags']: '' is not valid; use text in quotes, without spaces at its ends, e.g. '120'`,
      ],
    ],
    prodLike,
  );

  refuses(
    [`${alb}/load-balancer-attribute`, 'nginx.ingress.kubernetes.io/rewrite-target'].map(
      (name): [string, Edits, string] => [
        `an annotation that is none of the controller: ${name}`,
        annotation(name),
        `airflow.exposure.annotations['${name}']: is no annotation that can be set here; ${name.startsWith(alb) ? `did you mean '${name}s'? allowed: ` : 'use one of '}${settable}`,
      ],
    ),
    prodLike,
  );
});

describe('pages of Argo CD and of the History Servers with a contradiction', () => {
  const elsewhere = `arn:aws:acm:us-east-1:111122223333:certificate/${id}`;
  const example = "use a certificate there: 'arn:aws:acm:eu-west-1:111122223333:certificate/...'";
  const page = 'spark.history.page';
  refuses(
    [
      ...['argoCd.exposure', `${page}.exposure`].map((field): [string, Edits, string] => [
        `a certificate of ${field} that is elsewhere`,
        { [`${field}.certificateArn`]: elsewhere },
        `${field}.certificateArn: '${elsewhere}' is not in the account and region of the cluster; ${example}`,
      ]),
      [
        'a load balancer that is open to the internet',
        { 'argoCd.exposure.allowedCidrs': ['0.0.0.0/0'] },
        "argoCd.exposure.allowedCidrs[0]: '0.0.0.0/0' opens the login page to the internet; use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or scheme 'internal'",
      ],
      [
        'a host of two pages',
        { 'argoCd.exposure.host': 'airflow.example.com' },
        "argoCd.exposure: 'airflow.example.com' is the host of airflow.exposure already; use another name",
      ],
      [
        'a host that a History Server has',
        { 'argoCd.exposure.host': 'team-b.history.example.com' },
        `${page}.exposure: 'team-b.history.example.com' is the host of argoCd.exposure already; use another name`,
      ],
      [
        'an annotation that the login sets',
        { [`${page}.exposure.annotations`]: { [`${alb}/auth-type`]: 'none' } },
        `${page}.exposure.annotations['${alb}/auth-type']: 'none' is set by ${page}.login; remove it`,
      ],
      [
        'a hosted zone that the pages are not in',
        { [`${page}.exposure.dns.domain`]: 'example.org' },
        `${page}.exposure.dns.domain: 'example.org' is not the end of ${page}.exposure.domain, 'history.example.com'; use the name of its hosted zone, e.g. 'example.com'`,
      ],
      [
        'two pages of a group that do not agree',
        {
          'airflow.exposure.group': { name: 'all' },
          'argoCd.exposure.group': { name: 'all' },
          'argoCd.exposure.scheme': 'internal',
        },
        "argoCd.exposure.scheme: 'internal' is not that of airflow.exposure, which shares the load balancer of the group 'all'; write the same, or use another group",
      ],
      [
        'a page that joins the group of the History Servers and does not agree',
        { 'argoCd.exposure.group': { name: 'spark-history' }, 'argoCd.exposure.scheme': 'internal' },
        `${page}.exposure.scheme: 'internet-facing' is not that of argoCd.exposure, which shares the load balancer of the group 'spark-history'; write the same, or use another group`,
      ],
      [
        'an annotation of the load balancer on which two pages do not agree, beside one of their own',
        {
          'airflow.exposure.group': { name: 'all' },
          'airflow.exposure.annotations': {
            [`${alb}/ip-address-type`]: 'dualstack',
            [`${alb}/healthcheck-interval-seconds`]: '5',
          },
          'argoCd.exposure.group': { name: 'all' },
          'argoCd.exposure.webAclArn': 'none',
          'argoCd.exposure.annotations': {
            [`${alb}/ip-address-type`]: 'ipv4',
            [`${alb}/healthcheck-interval-seconds`]: '9',
          },
        },
        `argoCd.exposure.annotations['${alb}/ip-address-type']: 'ipv4' is not that of airflow.exposure, which shares the load balancer of the group 'all'; write the same, or use another group`,
      ],
      [
        'roles of which none is admin',
        { 'argoCd.login.roles': { everybody: 'readonly' } },
        "argoCd.login.roles: makes nobody admin, so nobody could sync what waits for a person; give a group the role 'admin', or set breakGlass: true",
      ],
      [
        'a role that Argo CD does not have',
        { 'argoCd.login.roles': { admins: 'Admin' } },
        "argoCd.login.roles.admins: 'Admin' is not valid; did you mean 'admin'? allowed: 'admin', 'readonly'",
      ],
      [
        'a claim inside an object, which Argo CD does not find',
        { 'argoCd.login.groupsClaim': 'realm_access.roles' },
        "argoCd.login.groupsClaim: 'realm_access.roles' is not valid; use the name of a claim of the ID token, without a dot, e.g. 'groups'",
      ],
      [
        'an address of the provider without TLS',
        { [`${page}.login.tokenEndpoint`]: 'http://login.example.com/token' },
        `${page}.login.tokenEndpoint: 'http://login.example.com/token' is not valid; use the token_endpoint that the provider's openid-configuration names, e.g. 'https://login.example.com/oauth2/v1/token'`,
      ],
      [
        'a login that is not there',
        { 'argoCd.login': undefined },
        'argoCd.login: is missing; use an object with kind, issuer, clientId, groupsClaim, roles',
      ],
    ],
    everything,
  );
});
