import { auditPrefixes, platformNames } from './names.ts';
import type { AirflowConfig, PlatformConfig } from './platform-config.ts';

export type AlbExposure = Extract<AirflowConfig['exposure'], { kind: 'alb' }>;

/** The hosted zones in which external-dns keeps the record of the host, where the config has it do so. */
export function externalDns({ airflow: { exposure } }: Pick<PlatformConfig, 'airflow'>) {
  return exposure.kind === 'alb' && exposure.dns ? { host: exposure.host, ...exposure.dns } : undefined;
}

/** What the annotations of the AWS Load Balancer Controller begin with. */
export const albPrefix = 'alb.ingress.kubernetes.io/';

/** Attributes that every load balancer of the platform has; with `aws.audit` they say where its access log goes. */
export function albAttributes({ aws, cluster }: Pick<PlatformConfig, 'aws' | 'cluster'>) {
  return {
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    ...(aws.audit
      ? {
          'access_logs.s3.enabled': 'true',
          'access_logs.s3.bucket': platformNames({ aws, cluster }).buckets.audit,
          // The only one that the policy of the bucket lets load balancers write.
          'access_logs.s3.prefix': auditPrefixes.loadBalancers,
        }
      : {}),
  };
}

/**
 * Annotations that a config may add, of version 3.5 of the controller: those that neither let more people in nor need rights that
 * its role does not have. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export const settableAnnotations: readonly string[] = [
  'customer-owned-ipv4-pool',
  'healthcheck-interval-seconds',
  'healthcheck-timeout-seconds',
  'healthy-threshold-count',
  'ip-address-type',
  'ipam-ipv4-pool-id',
  'listener-attributes.HTTP-80',
  'listener-attributes.HTTPS-443',
  'load-balancer-attributes',
  'load-balancer-name',
  'minimum-load-balancer-capacity',
  'mutual-authentication',
  'ssl-policy',
  'tags',
  'target-group-attributes',
  'unhealthy-threshold-count',
];

/** Who sets the others. */
export const ownedAnnotations: readonly (readonly [RegExp, string])[] = [
  [/^scheme$/, 'airflow.exposure.scheme'],
  [/^(certificate-arn|create-acm-cert|acm-pca-arn)$/, 'airflow.exposure.certificateArn'],
  // With `security-groups` the controller leaves `inbound-cidrs` out.
  [/^(inbound-cidrs|security-group.*|manage-backend-security-group-rules)$/, 'airflow.exposure.allowedCidrs'],
  [/^group\./, 'airflow.exposure.group'],
  [/^(wafv2-acl-.*|waf-acl-id|web-acl-id)$/, 'airflow.exposure.webAclArn'],
  [/^(auth-.*|jwt-validation)$/, 'airflow.login'],
  [/^subnets$/, 'cluster.network'],
  [/^shield-advanced-protection$/, 'the platform, whose controller may not use Shield Advanced'],
  [/^(listen-ports|ssl-redirect)$/, 'the platform, which listens at 443 and sends plain HTTP there'],
  [
    /^(target-type|target-node-labels|backend-protocol.*|healthcheck-p.*|success-codes)$/,
    'the platform, which knows how the pods are reached',
  ],
];
