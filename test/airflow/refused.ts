import type { dagBundle } from '../../charts/airflow/dag-bundle.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import type { AirflowOptions } from '../../imports/values/airflow-options.ts';

type Bundle = ReturnType<typeof dagBundle>;

const git = 'airflow.providers.git.bundles.git.GitDagBundle';
const fromGit = { tracking_ref: 'main', subdir: 'dags', refresh_interval: 60 };

/** What must not compile in the three places where nothing else would notice: `npm run check` fails as soon as it does. */
export const refused: readonly object[] = [
  // @ts-expect-error the account of task pods, whose section the chart leaves open: the pods would run without their role
  { kubernetes: { serviceAccount: { create: false, nmae: 'airflow-worker' } } } satisfies AirflowValues['workers'],
  // @ts-expect-error an option in the section of another one, as the amazon provider's own page has it
  { remote_logging: true, delete_worker_pods: true } satisfies Partial<AirflowOptions['logging']>,
  // @ts-expect-error the section of Airflow 2
  { core: { parallelism: 32, remote_logging: true } } satisfies Partial<AirflowOptions>,
  // @ts-expect-error an argument that the class does not know
  { name: 'dags', classpath: git, kwargs: { ...fromGit, branch: 'main' } } satisfies Bundle,
  // @ts-expect-error an argument of the class for S3
  { name: 'dags', classpath: git, kwargs: { ...fromGit, prefix: 'dags' } } satisfies Bundle,
];
