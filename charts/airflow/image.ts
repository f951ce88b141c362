import { mirrored } from '../../config/registries.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';

/** Of Docker Hub; what the chart takes by itself. */
const publicImage = 'apache/airflow';

type Config = Pick<Platform, 'airflow' | 'registries' | 'versions'>;

function parts(config: Config) {
  const { airflow, versions } = config;
  const { repository = mirrored(publicImage, config), tag = versions.airflow, digest } = airflow.image ?? {};
  return { repository, tag, digest };
}

/** The image that runs Airflow's code, as the pod of a task names it. */
export function airflowImage(config: Config): string {
  const { repository, tag, digest } = parts(config);
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}

/** The same image in the words of the chart, which gives it to components, jobs and CronJobs. */
export function imageValues(config: Platform): AirflowValues {
  const { repository, tag, digest } = parts(config);
  const imagePullSecrets = pullSecrets(config);
  return {
    defaultAirflowTag: tag,
    ...(config.airflow.image || repository !== publicImage ? { defaultAirflowRepository: repository } : {}),
    ...(digest === undefined ? {} : { defaultAirflowDigest: digest }),
    ...(imagePullSecrets.length > 0 ? { imagePullSecrets } : {}),
  };
}

/** What nodes pull it with; nothing where they may pull it by themselves. */
export function pullSecrets(config: Platform): { name: string }[] {
  return config.airflow.image?.pullSecret ? [{ name: secretName(config, 'imagePull') }] : [];
}
