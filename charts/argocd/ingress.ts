import type { Construct } from 'constructs';
import type { AlbExposure } from '../../config/alb.ts';
import { namespaces } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { albIngress } from '../constructs/alb-ingress.ts';
import { PlatformChart } from '../platform-chart.ts';

/** The load balancer in front of Argo CD, as an Application that syncs by itself, which that of Argo CD does not. */
export class ArgoCdIngressChart extends PlatformChart {
  constructor(scope: Construct, exposure: AlbExposure, config: Platform) {
    super(scope, 'argocd-ingress', { namespace: namespaces.argocd, project: 'platform' });
    albIngress(this, config, exposure, {
      name: 'argocd',
      host: exposure.host,
      service: 'argocd-server',
      port: 'https',
      // The server has a certificate that it has made itself, which a load balancer takes as it is.
      annotations: { 'backend-protocol': 'HTTPS', 'healthcheck-protocol': 'HTTPS', 'healthcheck-path': '/healthz' },
    });
  }
}
