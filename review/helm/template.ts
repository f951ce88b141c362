import { spawn } from 'node:child_process';
import { at, isList, isObject, type Json } from '../../imports/json.ts';
import type { ApplicationView, ChartSource } from '../tree/application.ts';
import { type Manifest, textsOf } from '../tree/manifest.ts';
import { parseFile } from '../tree/parse.ts';
import type { Document } from '../tree/tree.ts';

/** What the Application says of its chart that Helm alone cannot do; `undefined` where it can. */
export function obstacle(source: ChartSource, { manifest }: ApplicationView): string | undefined {
  const helm = (field: string) => at(manifest, `${source.field.replace(/\[(\d+)\]/, '.$1')}.helm.${field}`);
  if (source.unreadableValues) return 'its values are no YAML';
  for (const field of ['valueFiles', 'fileParameters']) {
    if (helm(field) !== undefined) return `its ${field} are in another place than the Application`;
  }
  return undefined;
}

/** What Helm is told for the text that Argo CD makes of a chart; the values go to its input, as JSON. */
export function templateCommand(
  path: string,
  chart: ChartSource,
  { namespace = 'default' }: ApplicationView,
): readonly string[] {
  return [
    // Each with `=`: a name that begins with `-` is no option.
    ...['template', path, `--name-template=${chart.releaseName}`, `--namespace=${namespace}`],
    ...['--values=-', '--skip-tests', chart.skipCrds ? '--skip-crds' : '--include-crds'],
    ...chart.parameters.map(
      ({ name, value, isText }) => `--set${isText ? '-string' : ''}=${name}=${value.replace(/(?<!\\),/g, '\\,')}`,
    ),
    ...(chart.kubeVersion === undefined ? [] : [`--kube-version=${chart.kubeVersion}`]),
    ...chart.apiVersions.map((version) => `--api-versions=${version}`),
  ];
}

/** The text that Argo CD makes of a chart. Rejects with what Helm says. */
export function template(helm: string, path: string, chart: ChartSource, view: ApplicationView): Promise<string> {
  const child = spawn(helm, templateCommand(path, chart, view), { stdio: 'pipe', timeout: 120_000 });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  // Helm that ends early reads no more.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(chart.values));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(Buffer.concat(err).toString()));
    });
  });
}

/**
 * The objects of a rendered text, as part of the Application that applies them.
 *
 * @param file of the Application: what decides the objects stands there
 */
export function objectsOf(
  text: string,
  { chart, version }: Pick<ChartSource, 'chart' | 'version'>,
  application: string,
  file: string,
): readonly Document[] {
  const name = `${chart} ${version}`;
  return parseFile({ path: name, text }).documents.flatMap(({ manifest }) =>
    isOfNoSync(manifest) ? [] : [{ file, manifest: withoutNull(manifest) as Manifest, chart: name, application }],
  );
}

/** To the API server a field that is null is absent, and many charts write an empty one. */
function withoutNull(value: Json): Json {
  if (isList(value)) return value.map(withoutNull);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNull(item)]));
}

/** A hook that Argo CD never runs; `--skip-tests` knows only a part of them. */
function isOfNoSync({ metadata }: Manifest): boolean {
  const hook = textsOf(metadata, 'annotations')['helm.sh/hook'] ?? '';
  return (
    hook !== '' && hook.split(',').every((one) => /^(test(-success|-failure)?|(pre|post)-rollback)$/.test(one.trim()))
  );
}
