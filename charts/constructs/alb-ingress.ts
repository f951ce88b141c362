import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { albAttributes, albPrefix, type Exposure } from '../../config/alb.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** What a load balancer leads to. */
interface Page {
  /** Name of the Ingress. */
  readonly name: string;
  readonly host: string;
  /** Service in the namespace of the chart, and the name of its port. */
  readonly service: string;
  readonly port: string;
  /** More annotations of the AWS Load Balancer Controller, without their prefix. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Annotations of anybody else. @default - none */
  readonly others?: Readonly<Record<string, string>>;
}

/** An Ingress that becomes an Application Load Balancer with TLS, or joins the one of its group. */
export function albIngress(
  scope: Construct,
  config: Pick<PlatformConfig, 'aws' | 'cluster'>,
  exposure: Exposure['alb'],
  { name, host, service, port, annotations, others = {} }: Page,
): void {
  const backend = { service: { name: service, port: { name: port } } };
  new k8s.KubeIngress(scope, 'ingress', {
    metadata: { name, annotations: { ...albAnnotations(exposure, config, annotations), ...others } },
    spec: {
      ingressClassName: 'alb',
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  });
}

function albAnnotations(
  { scheme, certificateArn, allowedCidrs, webAclArn, group, annotations: more = {} }: Exposure['alb'],
  config: Pick<PlatformConfig, 'aws' | 'cluster'>,
  ofPage: Page['annotations'],
): Record<string, string> {
  const attributes = Object.entries(albAttributes(config)).map(([name, value]) => `${name}=${value}`);
  const theirs = more[`${albPrefix}load-balancer-attributes`];
  const annotations = {
    scheme,
    'target-type': 'ip',
    'certificate-arn': certificateArn,
    'listen-ports': JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
    'ssl-redirect': '443',
    'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'inbound-cidrs': allowedCidrs.join(','),
    ...ofPage,
    ...(webAclArn ? { 'wafv2-acl-arn': webAclArn } : {}),
    ...(group ? { 'group.name': group.name } : {}),
    ...(group?.order === undefined ? {} : { 'group.order': String(group.order) }),
  };
  return {
    ...Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`${albPrefix}${key}`, value])),
    ...more,
    [`${albPrefix}load-balancer-attributes`]: [...attributes, ...(theirs ? [theirs] : [])].join(','),
  };
}
