import type { Platform } from '../../config/resolve.ts';
import type { AirflowOptions } from '../../imports/values/airflow-options.ts';
import { remoteLogging } from './logging.ts';
import { secretsBackend } from './secrets-backend.ts';

/**
 * airflow.cfg: the options of the platform and those of the config, which the rules keep apart. Typed by the list of the
 * pinned Airflow, because the chart takes any section with any key, and Airflow ignores what it does not know.
 */
export function airflowOptions(config: Platform): Record<string, Record<string, string | number>> {
  const own: AirflowOptions = platformOptions(config);
  const { options: more = {} } = config.airflow;
  const sections = [...new Set([...Object.keys(own), ...Object.keys(more)])] as (keyof AirflowOptions)[];
  return Object.fromEntries(
    sections.map((section) => [
      section,
      Object.fromEntries(
        Object.entries({ ...own[section], ...more[section] }).map(([option, value]) => [option, written(value)]),
      ),
    ]),
  );
}

function platformOptions(config: Platform): AirflowOptions {
  const { exposure, parallelism } = config.airflow;
  return {
    core: { parallelism },
    logging: remoteLogging(config),
    kubernetes_executor: {
      // One pod a loop, the default, takes a quarter of an hour for a thousand tasks (apache/airflow#4434).
      worker_pods_creation_batch_size: 16,
      delete_worker_pods: true,
      delete_worker_pods_on_failure: false,
    },
    // The chart turns it on, and then any pod says who asks. The server itself knows whom to believe: `apiServer`.
    fab: { enable_proxy_fix: false },
    ...secretsBackend(config),
    ...(exposure.kind === 'alb' ? { api: { base_url: `https://${exposure.host}` } } : {}),
  };
}

/** As the file has it: flags as Python writes them, `%` twice. The chart would run `{{` as a template, so it is printed by one. */
function written(value: string | number | boolean): string | number {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return value;
  return value.replaceAll('%', '%%').replaceAll('{{', '{{ "{{" }}');
}
