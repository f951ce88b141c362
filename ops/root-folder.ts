import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { UserError } from '../config/user-error.ts';
import { isAutomatic } from './applications.ts';
import type { EnvironmentRun } from './command.ts';

/** An Application as it is rendered: only what the commands read. */
const renderedApplication = z.object({
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() }),
  spec: z.object({
    source: z.unknown().optional(),
    sources: z.array(z.unknown()).optional(),
    syncPolicy: z.object({ automated: z.object({ enabled: z.boolean().optional() }).optional() }).optional(),
  }),
});

type RenderedApplication = z.infer<typeof renderedApplication>;

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

export function readRootFolder({ root, config: { environment } }: Pick<EnvironmentRun, 'root' | 'config'>): RootFolder {
  const path = `dist/${environment}/root`;
  if (!existsSync(join(root, path, 'Application.root.yaml'))) {
    throw new UserError(`${path}/Application.root.yaml: not found; run 'npm run synth', commit and push dist/`);
  }
  const files = readdirSync(join(root, path)).filter((name) => /^Application\..+\.yaml$/.test(name));
  const rendered = files.sort().map((file) => read(root, `${path}/${file}`));
  rendered.sort((a, b) => wave(a) - wave(b));
  return {
    path,
    applications: rendered.map((app) => ({ name: app.metadata.name, automatic: isAutomatic(app) })),
    argoCd: chartOf(root, `${path}/Application.argocd.yaml`),
  };
}

function wave({ metadata }: RenderedApplication): number {
  return Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? Number.MAX_SAFE_INTEGER);
}

/** An Application may have a folder of manifests beside its chart; here only the chart counts. */
function chartOf(root: string, path: string): HelmSource {
  const { spec } = read(root, path);
  const [chart] = (spec.sources ?? [spec.source]).flatMap((source) => helmSource.safeParse(source).data ?? []);
  if (!chart) throw new UserError(`${path}: has no Helm chart with a version and values; run 'npm run synth'`);
  return chart;
}

function read(root: string, path: string): RenderedApplication {
  try {
    return renderedApplication.parse(load(readFileSync(join(root, path), 'utf8')));
  } catch {
    throw new UserError(`${path}: is not an Application as it is rendered; run 'npm run synth'`);
  }
}
