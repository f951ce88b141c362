import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UserError } from '../../config/user-error.ts';
import { generated } from './header.ts';
import { toYaml } from './yaml.ts';

/** A file of `dist/`. */
export interface RenderedFile {
  /** Relative to `dist/`, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A file and the object that stands in it. */
export interface RenderedManifest extends RenderedFile {
  readonly manifest: Manifest;
}

/**
 * Everything an app renders, one object a file, sorted by path: `<folder>/<chart id>/<Kind>.<name>.yaml`.
 * An object outside its chart's namespace carries the namespace in the file name, so the name of one object's file
 * never depends on which other objects there are.
 *
 * `app.synth()` is not used: its file names collide without an error, change with dependencies, and it resolves the
 * whole app once for each chart. All problems come in one error.
 */
export function renderApp(app: App, folder: string): readonly RenderedManifest[] {
  const constructs = app.node.findAll();
  const problems = [
    ...constructs.flatMap(constructProblems),
    ...collisions(constructs.filter(Chart.isChart), (chart) => `${folder}/${chart.node.id}/`, renameChart),
  ];

  const objects = constructs.filter(ApiObject.isApiObject).flatMap((object) => {
    try {
      return [renderObject(object, folder)];
    } catch (error) {
      problems.push(`${object.node.path}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  problems.push(...collisions(objects, ({ path }) => path, renameObject));

  if (problems.length > 0) throw new UserError(`${folder}: cannot be rendered\n  ${problems.join('\n  ')}`);
  return objects
    .map(({ path, text, manifest }) => ({ path, text, manifest }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface RenderedObject extends RenderedManifest {
  readonly object: ApiObject;
}

function renderObject(object: ApiObject, folder: string): RenderedObject {
  const manifest: Manifest = object.toJson();
  const { chart } = object;
  const { name, namespace } = manifest.metadata;
  const elsewhere = namespace !== undefined && namespace !== chart.namespace;
  const fileName = [object.kind, ...(elsewhere ? [namespace] : []), name, 'yaml'].map(safe).join('.');

  const path = `${folder}/${chart.node.id}/${fileName}`;
  return { object, path, manifest, text: `${header(object)}${toYaml(manifest)}` };
}

interface Manifest {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** RBAC names may hold characters that a file name may not, e.g. `system:auth-delegator`. `_` is in no DNS name, so it stands out. */
function safe(part: string): string {
  return part.replace(/[^\w.-]/g, '_');
}

/** Each file starts a document of its own, so that files can be put together: `cat dist/dev/airflow-access/*.yaml | kubectl diff -f -`. */
function header({ chart, node }: ApiObject): string {
  const source = `${chart.constructor.name}, construct ${node.path}`;
  return `${generated} from ${source}. Do not edit: change config/ or charts/ instead.\n`;
}

function constructProblems(construct: IConstruct): readonly string[] {
  const { node } = construct;
  const problems = node.validate();
  if (ApiObject.isApiObject(construct) && !hasName(construct)) {
    problems.push(
      `has no metadata.name; write one out, e.g. '${construct.name}': a generated name changes with the code`,
    );
  }
  return problems.map((problem) => `${node.path}: ${problem}`);
}

/** cdk8s fills in a name where none is given; only the private props tell the two apart. */
function hasName(object: ApiObject): boolean {
  const { metadata }: { metadata?: { name?: string } } = Reflect.get(object, 'props');
  return metadata?.name !== undefined;
}

/** Two things with one path. Case is ignored, because the file systems of macOS and Windows do. */
function collisions<T>(
  items: readonly T[],
  path: (item: T) => string,
  problem: (path: string, both: [T, T]) => string,
) {
  const taken = new Map<string, T>();
  return items.flatMap((item) => {
    const key = path(item).toLowerCase();
    const other = taken.get(key);
    if (other === undefined) taken.set(key, item);
    return other === undefined ? [] : [problem(path(item), [other, item])];
  });
}

function renameObject(path: string, both: [RenderedObject, RenderedObject]): string {
  const [first, second] = both.map(
    ({ object }) => `${object.node.path} (${object.apiVersion} ${object.kind} '${object.metadata.name}')`,
  );
  return `${path}: written by both ${first} and ${second}; change the metadata.name of one, or move it to another chart`;
}

function renameChart(path: string, [first, second]: [Chart, Chart]): string {
  return `${path}: is the folder of both chart ${first.node.path} and chart ${second.node.path}; change the id of one`;
}
