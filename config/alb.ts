import { auditPrefixes, platformNames, sparkHistory } from './names.ts';
import type { AirflowConfig, PlatformConfig } from './platform-config.ts';

/** A load balancer of the platform, and the field that asks for it. */
export interface Exposure {
  readonly field: string;
  /** What its login is said by. */
  readonly login: string;
  /** The field of its name, and the name. */
  name(): readonly [field: 'host' | 'domain', value: string];
  hosts(): readonly string[];
  /** What it shares its load balancer with. */
  group(): AlbExposure['group'];
  readonly alb: Omit<AlbExposure, 'host'>;
}

/** One that leads to one host. */
export type AlbExposure = Extract<AirflowConfig['exposure'], { kind: 'alb' }>;

type Exposing = Pick<PlatformConfig, 'airflow' | 'argoCd' | 'spark' | 'teams'>;

/** Every load balancer that the config asks for. */
export function exposures({ airflow: { exposure }, argoCd, spark, teams }: Exposing): readonly Exposure[] {
  const page = historyPage(spark);
  // Read when asked for: a mistake in a name hides none in the rest.
  const ofHost = (field: string, alb: AlbExposure): Exposure => ({
    field: `${field}.exposure`,
    login: `${field}.login`,
    alb,
    name: () => ['host', alb.host],
    hosts: () => [alb.host],
    group: () => alb.group,
  });
  const ofTeams = (own: HistoryPage): Exposure => ({
    field: 'spark.history.page.exposure',
    login: 'spark.history.page.login',
    alb: own.exposure,
    name: () => ['domain', own.exposure.domain],
    hosts: () => teams.map((team) => historyHost(team, own)),
    group: () => historyGroup(own),
  });
  return [
    ...(exposure.kind === 'alb' ? [ofHost('airflow', exposure)] : []),
    ...(argoCd ? [ofHost('argoCd', argoCd.exposure)] : []),
    ...(page ? [ofTeams(page)] : []),
  ];
}

export type HistoryPage = NonNullable<Extract<PlatformConfig['spark']['history'], { kind: 's3' }>['page']>;

/** How people reach the History Servers, where they do by a load balancer. */
export function historyPage({ history }: PlatformConfig['spark']): HistoryPage | undefined {
  return history.kind === 's3' ? history.page : undefined;
}

/** Where the History Server of a team answers. */
export function historyHost(team: { readonly name: string }, { exposure }: HistoryPage): string {
  return `${team.name}.${exposure.domain}`;
}

/** The load balancer of all History Servers. */
export function historyGroup({ exposure }: HistoryPage): NonNullable<AlbExposure['group']> {
  return exposure.group ?? { name: sparkHistory.name };
}

/** The hosted zones in which external-dns keeps records, and of which names, where the config has it do so. */
export function externalDns(config: Exposing) {
  const zones = new Map<string, { domain: string; hostedZoneIds: readonly string[]; names: string[] }>();
  for (const { name, alb } of exposures(config)) {
    if (alb.dns === undefined) continue;
    const { domain, hostedZoneIds } = alb.dns;
    const [kind, value] = name();
    const key = [domain, ...hostedZoneIds].join(' ');
    const known = zones.get(key) ?? { domain, hostedZoneIds, names: [] };
    known.names.push(...(kind === 'host' ? [value, `*-${value}`] : [`*.${value}`]));
    zones.set(key, known);
  }
  return [...zones.values()];
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

/** Who sets the others; a field is one of what is exposed. */
export const ownedAnnotations: readonly (readonly [RegExp, string])[] = [
  [/^scheme$/, 'exposure.scheme'],
  [/^(certificate-arn|create-acm-cert|acm-pca-arn)$/, 'exposure.certificateArn'],
  // With `security-groups` the controller leaves `inbound-cidrs` out.
  [/^(inbound-cidrs|security-group.*|manage-backend-security-group-rules)$/, 'exposure.allowedCidrs'],
  [/^group\./, 'exposure.group'],
  [/^(wafv2-acl-.*|waf-acl-id|web-acl-id)$/, 'exposure.webAclArn'],
  [/^(auth-.*|jwt-validation)$/, 'login'],
  [/^subnets$/, 'cluster.network'],
  [/^shield-advanced-protection$/, 'the platform, whose controller may not use Shield Advanced'],
  [/^(listen-ports|ssl-redirect)$/, 'the platform, which listens at 443 and sends plain HTTP there'],
  [
    /^(target-type|target-node-labels|backend-protocol.*|healthcheck-p.*|success-codes)$/,
    'the platform, which knows how the pods are reached',
  ],
];
