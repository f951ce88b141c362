import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { type AlbExposure, albAttributes, albPrefix } from '../../config/alb.ts';
import { airflowRelease, namespaces } from '../../config/names.ts';

import type { Platform } from '../../config/resolve.ts';

import { PlatformChart } from '../platform-chart.ts';

/** The load balancer in front of Airflow. An Application of its own, so that a missing load balancer never holds Airflow back. */
export class AirflowIngressChart extends PlatformChart {
  constructor(scope: Construct, exposure: AlbExposure, config: Platform) {
    super(scope, 'airflow-ingress', { namespace: namespaces.airflow, project: 'data' });

    new k8s.KubeIngress(this, 'ingress', {
      metadata: { name: 'airflow', annotations: albAnnotations(exposure, config) },
      spec: {
        ingressClassName: 'alb',
        rules: [
          {
            host: exposure.host,
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: `${airflowRelease}-api-server`, port: { name: 'api-server' } } },
                },
              ],
            },
          },
        ],
      },
    });
  }
}

function albAnnotations(exposure: AlbExposure, config: Platform): Record<string, string> {
  const { scheme, certificateArn, allowedCidrs, webAclArn, group, annotations: more = {} } = exposure;
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
    'healthcheck-path': '/api/v2/monitor/health',
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
