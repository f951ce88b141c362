/** Prints, as JSON, what each kind of DAG source gives to the pods of Airflow: the bundle and the git connection. */

import { dagBundle } from '../../charts/airflow/dag-bundle.ts';
import { platformNames } from '../../config/names.ts';
import type { AirflowConfig, PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { devLike } from '../support/configs.ts';

const git = { repoUrl: 'https://git.example/dags.git', ref: 'main', subdir: 'dags', refreshSeconds: 60 };
const sources: readonly AirflowConfig['dags'][] = [
  { kind: 'git', ...git },
  { kind: 'git-private', ...git },
  { kind: 's3', prefix: 'dags', refreshSeconds: 60 },
];

function given(dags: AirflowConfig['dags']) {
  const config: PlatformConfig = { ...devLike, airflow: { ...devLike.airflow, dags } };
  const secrets = resolve(config).secrets.flatMap(({ remoteName, targets }) =>
    targets.map(({ name, data }) => ({ remoteName, name, data })),
  );
  const connection = secrets.find(
    ({ name }) => dags.kind === 'git-private' && name === secretName(resolve(config), 'gitConnection'),
  );
  return {
    bundle: dagBundle(dags, platformNames(config)),
    secret: { remote: connection?.remoteName, local: connection?.name },
    /** Templates of External Secrets, by environment variable. */
    connections: connection?.data ?? {},
  };
}

console.log(JSON.stringify(Object.fromEntries(sources.map((dags) => [dags.kind, given(dags)]))));
