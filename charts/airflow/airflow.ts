import type { Construct } from 'constructs';
import { airflowRelease, helmRepositories, namespaces } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { PlatformChart } from '../platform-chart.ts';
import { airflowValues } from './values.ts';

/** Airflow, from its official Helm chart. */
export class AirflowChart extends PlatformChart {
  constructor(scope: Construct, config: Platform) {
    super(scope, 'airflow', {
      namespace: namespaces.airflow,
      // Images of Airflow's helpers do not all name a numeric user, so `restricted` is audited and not enforced.
      podSecurity: 'restricted',
      project: 'data',
      confirmDelete: true,
      helm: {
        repoUrl: helmRepositories.data.airflow,
        chart: 'airflow',
        version: config.versions.airflowChart,
        releaseName: airflowRelease,
        values: airflowValues(config),
      },
    });
  }
}
