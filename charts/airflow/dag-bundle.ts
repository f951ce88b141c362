import {
  type DagBundle,
  gitConnectionId,
  knownHostsFolder,
  privateBundles,
  usesSsh,
} from '../../config/dag-bundles.ts';
import type { PlatformNames } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';

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

/** A DAG bundle: Airflow fetches its files itself, in the DAG processor and in every task pod of its DAGs. */
export function dagBundle(dags: DagBundle, names: PlatformNames): Bundle & { readonly name: string } {
  const { name } = dags;
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
      // airflow.cfg takes a single % for the beginning of a reference to another option.
      ...(dags.kind === 'git'
        ? { repo_url: dags.repoUrl.replaceAll('%', '%%') }
        : { git_conn_id: gitConnectionId(dags) }),
      tracking_ref: dags.ref,
      subdir: dags.subdir,
      refresh_interval: dags.refreshSeconds,
    },
  };
}

/**
 * The host keys of the bundles that are fetched by SSH, as files: OpenSSH reads them from no other place. For the pods that
 * fetch: the DAG processor and tasks.
 */
export function knownHostsVolumes(config: Platform) {
  return privateBundles(config.airflow)
    .filter(usesSsh)
    .map((bundle) => {
      const name = `git-${bundle.name}`;
      return {
        volume: { name, secret: { secretName: secretName(config, 'gitKnownHosts', bundle.name) } },
        mount: { name, mountPath: knownHostsFolder(bundle), readOnly: true },
      };
    });
}
