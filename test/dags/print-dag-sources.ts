/** Prints, as JSON, what each kind of DAG source gives to the pods of Airflow: the bundle, its git connection, and mounted files. */

import { dagBundle, knownHostsVolumes } from '../../charts/airflow/dag-bundle.ts';
import { type DagBundle, privateBundles, shortFormName } from '../../config/dag-bundles.ts';
import { platformNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { devLike } from '../support/configs.ts';

const git = { repoUrl: 'https://git.example/dags.git', ref: 'main', subdir: 'dags', refreshSeconds: 60 };
const bySsh = { ...git, repoUrl: 'ssh://git@git.example:7999/dags.git' };
const sources: Readonly<Record<string, DagBundle>> = {
  git: { name: shortFormName, kind: 'git', ...git },
  'git-private': { name: shortFormName, kind: 'git-private', ...git },
  s3: { name: shortFormName, kind: 's3', prefix: 'dags', refreshSeconds: 60 },
  ssh: { name: 'team-a', kind: 'git-private', credentials: 'ssh', ...bySsh },
};

function given(bundle: DagBundle) {
  const { dags: _, ...airflow } = devLike.airflow;
  const config: PlatformConfig = { ...devLike, airflow: { ...airflow, dagBundles: [bundle] } };
  const platform = resolve(config);
  const isPrivate = privateBundles(config.airflow).length > 0;
  const local = isPrivate ? secretName(platform, 'gitConnection', bundle.name) : undefined;
  const secret = platform.secrets.find(({ targets }) => targets.some(({ name }) => name === local));
  return {
    kind: bundle.kind,
    bundle: dagBundle(bundle, platformNames(config)),
    secret: { remote: secret?.remoteName, local },
    /** Templates of External Secrets, by environment variable. */
    connections: secret?.targets.find(({ name }) => name === local)?.data ?? {},
    /** Folders of the pod that hold host keys. */
    mounts: knownHostsVolumes(platform).map(({ mount }) => mount.mountPath),
  };
}

console.log(JSON.stringify(Object.fromEntries(Object.entries(sources).map(([kind, bundle]) => [kind, given(bundle)]))));
