import { isList, isObject, type Json } from '../../imports/json.ts';
import type { ApplicationView, ChartSource } from './application.ts';
import { type Manifest, textsOf } from './manifest.ts';
import { parseFile } from './parse.ts';
import type { Document } from './tree.ts';

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

/** Documents of rendered texts, by their text. */
export type ParsedDocuments = Map<string, readonly Manifest[]>;

/**
 * The objects of a rendered text, as part of the Application that applies them. Throws what Argo CD cannot read either.
 *
 * @param file of the Application: what decides the objects stands there
 * @param parsed of other renders: they have most documents in common, e.g. megabytes of definitions, and each is parsed once
 */
export function objectsOf(
  text: string,
  { chart, version }: Pick<ChartSource, 'chart' | 'version'>,
  application: string,
  file: string,
  parsed: ParsedDocuments = new Map(),
): readonly Document[] {
  const name = `${chart} ${version}`;
  return text
    .split(/^---$/m)
    .flatMap((document, index) => manifestsOf(document, index, parsed))
    .map((manifest) => ({ file, manifest, chart: name, application }));
}

function manifestsOf(text: string, index: number, parsed: ParsedDocuments): readonly Manifest[] {
  // A generated name has the place of its document in it.
  const first = text.includes('generateName') ? index : 0;
  const key = `${first}${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const { documents, unreadable } = parseFile({ path: '', text }, { first });
  const [problem] = unreadable;
  if (problem) throw new Error(problem.message);
  const manifests = documents.flatMap(({ manifest }) =>
    isOfNoSync(manifest) ? [] : [withoutNull(manifest) as Manifest],
  );
  parsed.set(key, manifests);
  return manifests;
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
