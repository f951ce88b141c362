import { architectureOf } from '../node-size.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { problem, show } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { isOfficialSpark } from '../spark-version.ts';
import { each } from '../valid-parts.ts';

interface Image {
  readonly field: string;
  readonly name: string;
  readonly architectures: readonly string[];
}

/** What the projects publish under their own names: apache/airflow with PgBouncer's image, and apache/spark. */
const published = ['amd64', 'arm64'];

/** Who builds on one machine and says nothing has an image for that machine. */
const built = ['amd64'];

/** A container of another architecture starts and ends with 'exec format error', again and again. */
const nodesRunTheirImages: Rule = (config) =>
  each(config.nodePools, (pool, index) => {
    const architecture = architectureOf(pool);
    return imagesOf(pool.role, config)
      .filter(({ architectures }) => !architectures.includes(architecture))
      .map(({ field, name, architectures }) => {
        const at = pool.architecture || !pool.instanceFamilies ? 'architecture' : 'instanceFamilies';
        const only = architectures.map(show).join(' and ');
        const complaint = `has no image: ${field} ${show(name)} is taken to be ${only} only; build it for both and write ${field.split('.')[0]}.${field === 'spark.image' ? '' : 'image.'}architectures: ['amd64', 'arm64'], or use ${only} here`;
        return problem(`nodePools[${index}].${at}`, architecture, complaint);
      });
  });

/** The images that run on the nodes of a role, as far as the config says them. */
function imagesOf(role: string, { airflow, spark }: PlatformConfig): readonly Image[] {
  const ofAirflow = (): Image => ({
    field: 'airflow.image',
    name: airflow.image?.repository ?? 'apache/airflow',
    architectures: airflow.image ? (airflow.image.architectures ?? built) : published,
  });
  const ofSpark = (): Image => ({
    field: 'spark.image',
    name: spark.image,
    architectures: spark.architectures ?? (isOfficialSpark(spark.image) ? published : built),
  });
  switch (role) {
    case 'airflow':
      // The history servers of the teams run there too.
      return [ofAirflow(), ...(spark.history.kind === 's3' ? [ofSpark()] : [])];
    case 'airflow-task':
      return [ofAirflow()];
    default:
      return [ofSpark()];
  }
}

export const architectureRules: readonly Rule[] = [nodesRunTheirImages];
