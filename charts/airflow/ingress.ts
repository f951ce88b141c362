import type { Construct } from 'constructs';
import type { AlbExposure } from '../../config/alb.ts';
import { airflowRelease, namespaces } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { albIngress } from '../constructs/alb-ingress.ts';
import { PlatformChart } from '../platform-chart.ts';

/** The load balancer in front of Airflow. An Application of its own, so that a missing load balancer never holds Airflow back. */
export class AirflowIngressChart extends PlatformChart {
  constructor(scope: Construct, exposure: AlbExposure, config: Platform) {
    super(scope, 'airflow-ingress', { namespace: namespaces.airflow, project: 'data' });
    albIngress(this, config, exposure, {
      name: 'airflow',
      host: exposure.host,
      service: `${airflowRelease}-api-server`,
      port: 'api-server',
      annotations: { 'healthcheck-path': '/api/v2/monitor/health' },
    });
  }
}
