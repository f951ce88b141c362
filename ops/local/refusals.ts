import { dagBundles } from '../../config/dag-bundles.ts';
import type { Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { chartFolder } from '../clients/helm.ts';
import { emptyBundles } from './data.ts';
import { played } from './plan.ts';
import type { Way } from './stand-ins.ts';

/** Stops at a folder of --charts that lacks one, before anything is made. */
export function requireCharts({ flags }: Run, tree: Tree, way: Way): void {
  if (flags.charts === undefined) return;
  for (const { chart, version } of played(tree, way).flatMap((view) => view.charts))
    chartFolder(flags.charts, chart, version);
}

/** Registries of AWS, private and public. */
const ecr = /\.dkr\.ecr\.|\bpublic\.ecr\.aws\b|\becr-public\.aws\.com\b/;

/** Choices of an environment that no stand-in covers. Where some DAGs have a source, the others are no reason to stop. */
export function whatIsNotHere({ config, progress }: Run): string | undefined {
  const { airflow, spark, environment } = config;
  const empty = emptyBundles(config);
  const isEmpty = empty.length === dagBundles(airflow).length;
  if (!isEmpty) for (const reason of empty) progress(`warning: these DAGs are not here, ${reason}`);
  const ofEcr = (address: string | undefined) => address !== undefined && ecr.test(address);
  const { monitoring } = config;
  const receivers = ((monitoring.kind === 'prometheus' && monitoring.receivers) || [])
    .filter((one) => one.kind === 'sns' || (one.kind === 'email' && /\.amazonaws\.com/.test(one.smtpHost)))
    .map(({ name }) => `monitoring.receivers: '${name}' calls AWS, and SNS and SES have no stand-in`);
  const mirrors = (['registries', 'helmRepositories'] as const).flatMap((field) =>
    Object.entries(config[field] ?? {})
      .filter(([, mirror]) => ofEcr(mirror))
      .map(([name, mirror]) => `${field}: '${name}' is mirrored by '${mirror}', which is ECR`),
  );
  const problems = [
    ...(airflow.logs.kind === 'cloudwatch' ? ["airflow.logs: 'cloudwatch' has no stand-in, only 's3' has one"] : []),
    ...(airflow.secretsBackend ? ['airflow.secretsBackend: Secrets Manager has no stand-in that Airflow can ask'] : []),
    ...mirrors,
    ...receivers,
    ...(ofEcr(airflow.image?.repository) ? [`airflow.image.repository: '${airflow.image?.repository}' is in ECR`] : []),
    ...(ofEcr(spark?.image) ? [`spark.image: '${spark?.image}' is in ECR`] : []),
    ...(isEmpty ? empty : []),
  ];
  if (problems.length === 0) return undefined;
  return `environment '${environment}' needs what is not here:\n  ${problems.join('\n  ')}\nname another environment, e.g. 'npm run local -- up dev'`;
}
