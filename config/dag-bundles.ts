import type { AirflowConfig } from './platform-config.ts';

/** A DAG bundle: a source of DAG files, under the name that runs remember. */
export type DagBundle = NonNullable<AirflowConfig['dags']> & { readonly name: string };
export type PrivateBundle = Extract<DagBundle, { kind: 'git-private' }>;

/** Name of the bundle that `airflow.dags` is short for. Runs keep the name of their bundle: with another one, old runs would find no DAG. */
export const shortFormName = 'dags';

/** Every DAG bundle, that of the short form first. */
export function dagBundles({
  dags,
  dagBundles = [],
}: Pick<AirflowConfig, 'dags' | 'dagBundles'>): readonly DagBundle[] {
  return [...(dags ? [{ ...dags, name: shortFormName }] : []), ...dagBundles];
}

export function privateBundles(airflow: Pick<AirflowConfig, 'dags' | 'dagBundles'>): readonly PrivateBundle[] {
  return dagBundles(airflow).filter((bundle) => bundle.kind === 'git-private');
}

/** Airflow connection of a private bundle. */
export function gitConnectionId({ name }: DagBundle): string {
  return name === shortFormName ? 'git_private' : `git_bundle_${name.replaceAll('-', '_')}`;
}

/** Where the host keys of an SSH bundle are mounted in the pods that fetch it. */
export function knownHostsFolder({ name }: DagBundle): string {
  return `/etc/airflow-git/${name}`;
}

/** Only with these does Git ask by SSH. */
export function usesSsh(bundle: DagBundle): boolean {
  return bundle.kind === 'git-private' && bundle.credentials === 'ssh';
}
