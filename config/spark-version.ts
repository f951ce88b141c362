import type { PlatformConfig } from './platform-config.ts';

/** Spark's version as a tag says it when it starts with it: `4.0.4`, `v4.0.4-s3`. A date such as `2026.11.01` is none. */
export function versionInTag(image: string): string | undefined {
  return /:v?(\d\.\d+\.\d+)(?!\d)[\w.-]*(@sha256:[0-9a-f]{64})?$/.exec(image)?.[1];
}

/** The version that the environment's SparkApplications name; a rule sees to it that there is one. */
export function sparkVersion({ image, version }: PlatformConfig['spark']): string | undefined {
  return version ?? versionInTag(image);
}

/** Whether it is an image of the Spark project itself, which has both architectures and no `hadoop-aws`. */
export function isOfficialSpark(image: string): boolean {
  return /^(docker\.io\/)?(apache\/|library\/)?spark[:@]/.test(image);
}
