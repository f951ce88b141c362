import { renderApp } from '../charts/output/render.ts';
import { buildPlatform } from '../charts/platform.ts';
import { checkPlatformConfig } from '../config/check.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import type { Json, JsonObject } from '../imports/json.ts';

/** An object as Argo CD reads it from `dist/`. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  };
  readonly spec?: JsonObject;
  readonly [field: string]: Json | undefined;
}

const rendered = new Map<string, readonly Manifest[]>();
const paths = new WeakMap<Manifest, string>();

/**
 * Config in, manifests out: through the check and the writer's own rendering. That its text says the same is promised in
 * `test/output/yaml.test.ts`, for whatever an object holds.
 */
export function render(config: PlatformConfig): readonly Manifest[] {
  const key = JSON.stringify(config);
  const known = rendered.get(key);
  if (known) return known;

  const files = renderApp(buildPlatform(checkPlatformConfig(config)), config.environment);
  const manifests = files.map(({ path, manifest: object }) => {
    const manifest: Manifest = JSON.parse(JSON.stringify(object));
    paths.set(manifest, path);
    return manifest;
  });
  rendered.set(key, manifests);
  return manifests;
}

/** The file of a manifest, relative to `dist/`. */
export function pathOf(manifest: Manifest): string {
  return paths.get(manifest) ?? `${manifest.kind} ${manifest.metadata.name}`;
}

/** The Application that owns a manifest: the folder it is in. */
export function appOf(manifest: Manifest): string {
  return pathOf(manifest).split('/')[1] ?? '';
}

/** The one object of this kind and name. The error lists what there is instead. */
export function pick(manifests: readonly Manifest[], kind: string, name: string, namespace?: string): Manifest {
  const named = ({ metadata }: Manifest) =>
    metadata.name === name && (namespace === undefined || metadata.namespace === namespace);
  const sameKind = manifests.filter((manifest) => manifest.kind === kind);
  const [found, second] = sameKind.filter(named);
  if (found && !second) return found;

  const wanted = `${kind} '${name}'${namespace ? ` in ${namespace}` : ''}`;
  const listed = sameKind.length > 0 ? sameKind.map(nameOf) : [...new Set(manifests.map((manifest) => manifest.kind))];
  throw new Error(
    `${wanted}: ${found ? 'rendered twice; give the namespace' : 'not rendered'}\n  ${listed.join('\n  ')}`,
  );
}

/** Every object of a kind. */
export function all(manifests: readonly Manifest[], kind: string): readonly Manifest[] {
  return manifests.filter((manifest) => manifest.kind === kind);
}

function nameOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
