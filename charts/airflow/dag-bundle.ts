import type { PlatformNames } from '../../config/names.ts';
import type { AirflowConfig } from '../../config/platform-config.ts';

/** The DAG bundle: Airflow fetches its files itself, in the DAG processor and in every task pod. */
export function dagBundle(dags: AirflowConfig['dags'], names: PlatformNames) {
  switch (dags.kind) {
    case 'git':
      return gitBundle({
        repo_url: dags.repoUrl,
        tracking_ref: dags.ref,
        subdir: dags.subdir,
        refresh_interval: dags.refreshSeconds,
      });
    case 'git-private':
      return gitBundle({
        // Address, user and token come from the connection, which the secret `airflow-git-connection` brings.
        git_conn_id: 'git_private',
        tracking_ref: dags.ref,
        subdir: dags.subdir,
        refresh_interval: dags.refreshSeconds,
      });
    case 's3':
      return {
        name: 'dags',
        classpath: 'airflow.providers.amazon.aws.bundles.s3.S3DagBundle',
        kwargs: {
          bucket_name: names.buckets.dags,
          prefix: dags.prefix,
          aws_conn_id: 'aws_default',
          refresh_interval: dags.refreshSeconds,
        },
      };
  }
}

function gitBundle(kwargs: Readonly<Record<string, string | number>>) {
  return { name: 'dags', classpath: 'airflow.providers.git.bundles.git.GitDagBundle', kwargs };
}
