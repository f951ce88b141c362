import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { EnvironmentRun } from './command.ts';
import { CommandError } from './errors.ts';

/** An Application as it is rendered: only what the commands read. */
const renderedApplication = z.object({
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() }),
  spec: z.object({
    source: z.unknown(),
    sources: z.array(z.unknown()).optional(),
    syncPolicy: z.object({ automated: z.object({ enabled: z.boolean().optional() }).optional() }).optional(),
  }),
});

const helmSource = z.object({
  repoURL: z.url({ protocol: /^https$/ }),
  chart: z.string(),
  targetRevision: z.string(),
  helm: z.object({
    releaseName: z.string(),
    skipCrds: z.boolean().optional(),
    valuesObject: z.record(z.string(), z.unknown()),
    parameters: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  }),
});

/** A pinned Helm chart and the values that an Application installs it with. */
export type HelmSource = z.infer<typeof helmSource>;

/** An Application of the root folder. One that is synced by hand is done when it is healthy. */
export interface ExpectedApplication {
  readonly name: string;
  readonly automatic: boolean;
}

/** What `dist/<env>/root` says: every Application, and how Argo CD itself is installed. */
export interface RootFolder {
  /** Relative to the repository, as it is typed in a command. */
  readonly path: string;
  /** In the order in which they are made, the root last: so the first that is stuck is the cause. */
  readonly applications: readonly ExpectedApplication[];
  readonly argoCd: HelmSource;
}

export function readRootFolder({ root, config: { environment } }: EnvironmentRun): RootFolder {
  const path = `dist/${environment}/root`;
  const folder = join(root, path);
  if (!existsSync(join(folder, 'Application.root.yaml'))) {
    throw new CommandError(`${path}/Application.root.yaml: not found; run 'npm run synth', commit and push dist/`);
  }
  const files = readdirSync(folder).filter((name) => /^Application\..+\.yaml$/.test(name));
  const rendered = files.sort().map((file) => read(folder, file, renderedApplication));
  rendered.sort((a, b) => wave(a) - wave(b));
  return {
    path,
    applications: rendered.map(({ metadata, spec }) => ({ name: metadata.name, automatic: isAutomatic(spec) })),
    argoCd: readArgoCd(folder),
  };
}

function wave({ metadata }: z.infer<typeof renderedApplication>): number {
  return Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? Number.MAX_SAFE_INTEGER);
}

function isAutomatic({ syncPolicy }: z.infer<typeof renderedApplication>['spec']): boolean {
  return syncPolicy?.automated !== undefined && syncPolicy.automated.enabled !== false;
}

/** Argo CD may have a folder of manifests beside its chart; the chart is what starts it. */
function readArgoCd(folder: string): HelmSource {
  const { spec } = read(folder, 'Application.argocd.yaml', renderedApplication);
  const charts = (spec.sources ?? [spec.source]).flatMap((source) => helmSource.safeParse(source).data ?? []);
  const [chart] = charts;
  if (!chart)
    throw new CommandError(`${folder}/Application.argocd.yaml: has no Helm chart to install; run 'npm run synth'`);
  return chart;
}

function read<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(load(readFileSync(join(folder, file), 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new CommandError(`${join(folder, file)}: cannot be read (${reason}); run 'npm run synth'`);
  }
}
