import { settableAnnotations } from '../../../config/alb.ts';
import { prodLike } from '../../support/configs.ts';
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
