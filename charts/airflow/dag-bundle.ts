import type { PlatformNames } from '../../config/names.ts';
import type { AirflowConfig } from '../../config/platform-config.ts';

/** What each class takes. The chart lets any argument through, and the DAG processor stops at one that the class does not know. */
type Bundle =
  | {
      readonly classpath: 'airflow.providers.git.bundles.git.GitDagBundle';
      readonly kwargs: {
        readonly repo_url?: string;
        readonly git_conn_id?: string;
        readonly tracking_ref: string;
        readonly subdir: string;
        readonly refresh_interval: number;
      };
    }
  | {
      readonly classpath: 'airflow.providers.amazon.aws.bundles.s3.S3DagBundle';
      readonly kwargs: {
        readonly bucket_name: string;
        readonly prefix: string;
        readonly aws_conn_id: string;
        readonly refresh_interval: number;
      };
    };

/** The DAG bundle: Airflow fetches its files itself, in the DAG processor and in every task pod. */
export function dagBundle(dags: AirflowConfig['dags'], names: PlatformNames): Bundle & { readonly name: string } {
  // Runs keep the name of their bundle: with another one, old runs would find no DAG.
  const name = 'dags';
  if (dags.kind === 's3') {
    return {
      name,
      classpath: 'airflow.providers.amazon.aws.bundles.s3.S3DagBundle',
      kwargs: {
        bucket_name: names.buckets.dags,
        prefix: dags.prefix,
        aws_conn_id: 'aws_default',
        refresh_interval: dags.refreshSeconds,
      },
    };
  }
  return {
    name,
    classpath: 'airflow.providers.git.bundles.git.GitDagBundle',
    kwargs: {
      // For a private repository, address, user and token come from a connection in the environment.
      ...(dags.kind === 'git' ? { repo_url: dags.repoUrl } : { git_conn_id: 'git_private' }),
      tracking_ref: dags.ref,
      subdir: dags.subdir,
      refresh_interval: dags.refreshSeconds,
    },
  };
}
