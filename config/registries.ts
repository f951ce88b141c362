import type { PlatformConfig } from './platform-config.ts';

type Mirrors = Pick<PlatformConfig, 'registries'>;
type HelmMirrors = Pick<PlatformConfig, 'helmRepositories'>;
type HelmLogins = Pick<PlatformConfig, 'helmLogins'>;

/** Second names of a registry: Argo CD's chart pulls Redis from that of ECR Public which also answers IPv6. */
export const otherRegistryNames: Readonly<Record<string, string>> = {
  'ecr-public.aws.com': 'public.ecr.aws',
  'index.docker.io': 'docker.io',
  'registry-1.docker.io': 'docker.io',
};

/** The registry of an image, and the path there with tag or digest: what names no registry is on Docker Hub. */
export function registryOf(image: string): { readonly registry: string; readonly path: string } {
  const host = /^(?:[^/]*[.:][^/]*|localhost)(?=\/)/.exec(image)?.[0];
  const registry = host === undefined ? 'docker.io' : (otherRegistryNames[host] ?? host);
  const path = host === undefined ? image : image.slice(host.length + 1);
  return { registry, path: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path };
}

/** What takes the place of a registry, under any of its names. */
export function mirrorOf(registry: string, { registries = {} }: Mirrors): string | undefined {
  const name = otherRegistryNames[registry] ?? registry;
  return Object.hasOwn(registries, name) ? registries[name] : undefined;
}

/** Where nodes pull an image, or a repository without a tag: from the mirror of its registry, else from where it says itself. */
export function mirrored(image: string, config: Mirrors): string {
  const { registry, path } = registryOf(image);
  const mirror = mirrorOf(registry, config);
  return mirror === undefined ? image : `${mirror}/${path}`;
}

/** The images that the config names itself go through the mirrors too. */
export function withMirrors<T extends Mirrors & Pick<PlatformConfig, 'airflow' | 'spark'>>(config: T): T {
  if (config.registries === undefined) return config;
  const { airflow, spark } = config;
  const own = airflow.image && { ...airflow.image, repository: mirrored(airflow.image.repository, config) };
  return {
    ...config,
    airflow: own ? { ...airflow, image: own } : airflow,
    spark: { ...spark, image: mirrored(spark.image, config) },
  };
}

/** Where Argo CD reads the charts of a repository: from its mirror, else from where they are published. */
export function chartRepository(upstream: string, { helmRepositories = {} }: HelmMirrors): string {
  return (Object.hasOwn(helmRepositories, upstream) && helmRepositories[upstream]) || upstream;
}

/** The name of the login that a repository of charts asks for; nothing where it asks for none. */
export function helmLoginOf(repository: string, { helmLogins = {} }: HelmLogins): string | undefined {
  const [longest] = Object.entries(helmLogins)
    .filter(([, begin]) => `${repository}/`.startsWith(`${begin}/`))
    .sort(([, a], [, b]) => b.length - a.length);
  return longest?.[0];
}
