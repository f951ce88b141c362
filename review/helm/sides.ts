import { UserError } from '../../config/user-error.ts';
import { at, type Json, stringsIn, walk } from '../../imports/json.ts';
import type { Judged } from '../compare/judge.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { ApplicationView, ChartSource } from '../tree/application.ts';
import { keyOf } from '../tree/object-id.ts';
import type { Item, Tree } from '../tree/tree.ts';
import { type RenderedPart, renderBoth, type Side, type Wanted } from './both.ts';
import { type Left, type Part, type RenderHelm, refuseLeft, withParts } from './index.ts';
import { findTool } from './program.ts';
import { madeAgain as again } from './steady.ts';

export interface RenderedSides {
  readonly before: readonly Tree[];
  readonly after: readonly Tree[];
  /** Charts that were rendered, as `<chart> <version>`. */
  readonly charts: readonly string[];
  /** What is not known because a chart was not rendered: a clause for each. */
  readonly unrendered: readonly string[];
  readonly judged: readonly Judged[];
}

/** What the report says of it. It is not a verdict over changes: it needs two renders. */
export const againVerdict: Verdict = {
  rule: 'delivery/made-again',
  severity: 'warn',
  promise: 'Which objects a chart makes again at each render, so that Argo CD never sees them in sync',
};

/** Both sides with what Helm makes of the charts whose Applications differ: an equal Application renders equal objects. */
export async function renderSides(
  before: readonly Tree[],
  after: readonly Tree[],
  { mode, folder }: { readonly mode: RenderHelm; readonly folder?: string | undefined },
): Promise<RenderedSides> {
  const sides = { before: wantedIn(before, after), after: wantedIn(after, before) };
  const none = { before, after, charts: [], judged: [] };
  const names = [...new Set([...sides.before, ...sides.after].flatMap(({ wanted }) => wanted.map(textOf)))].sort();
  if (names.length === 0) return { ...none, unrendered: [] };
  const all = (reason: string) => sentences(names.map((chart) => ({ chart, reason })));
  if (mode === 'off') return { ...none, unrendered: all('--render-helm is off') };
  const helm = findTool('helm');
  if (!helm) {
    const reason = 'there is no helm for this machine';
    if (mode === 'require') throw new UserError(`--render-helm: ${reason}; install it, or use auto`);
    return { ...none, unrendered: all(reason) };
  }
  const [old, now] = await renderBoth(sides, { helm: helm.command, folder, network: true });
  const left = [...old, ...now].flatMap((side) =>
    side.left.map((one) => ({ ...one, environment: side.tree.environment })),
  );
  if (mode === 'require') refuseLeft(left);
  // Objects that only one side has would all be new, or all gone.
  const isWhole = (environment: string) => (part: Part) =>
    !left.some((one) => one.environment === environment && one.application === part.application);
  const whole = ({ tree, parts }: Side) => ({
    tree,
    parts: parts.filter(isWhole(tree.environment)),
  });
  const [kept, coming] = [old.map(whole), now.map(whole)];
  return {
    before: kept.map(({ tree, parts }) => withParts(tree, parts)),
    after: coming.map(({ tree, parts }) => withParts(tree, parts)),
    charts: [...new Set([...kept, ...coming].flatMap(({ parts }) => parts.map(({ chart }) => chart)))].sort(),
    unrendered: sentences(left),
    judged: coming.flatMap(({ tree, parts }) => madeAgain(tree, parts)),
  };
}

/** Charts of each tree whose Application is not the same on the other side. */
function wantedIn(trees: readonly Tree[], others: readonly Tree[]): readonly Wanted[] {
  return trees.map((tree) => {
    const other = others.find(({ environment }) => environment === tree.environment);
    const differing = tree.applications.filter((view) => sourcesOf(view) !== sourcesOf(other?.application(view.name)));
    return { tree, wanted: differing.flatMap(({ charts }) => charts) };
  });
}

/** All that decides what the charts of an Application make. */
function sourcesOf(view: ApplicationView | undefined): string {
  return JSON.stringify([view?.sources, view && at(view.manifest, 'spec.destination.namespace')]);
}

function textOf({ chart, version }: ChartSource): string {
  return `${chart} ${version}`;
}

/** One for each reason. */
function sentences(left: readonly Pick<Left, 'chart' | 'reason'>[]): readonly string[] {
  return [...new Set(left.map(({ reason }) => reason))].sort().map((reason) => {
    const charts = [...new Set(left.flatMap((one) => (one.reason === reason ? [one.chart] : [])))].sort();
    return `what these charts make, because they are not rendered: ${charts.join(', ')} (${reason})`;
  });
}

function madeAgain(tree: Tree, parts: readonly RenderedPart[]): readonly Judged[] {
  const rendered = withParts(
    tree,
    parts.map((part) => ({ ...part, documents: part.again })),
  );
  const own = new Set(tree.items.map(({ id }) => keyOf(id)));
  const objects = rendered.items.filter(
    (item) => item.chart !== undefined && !own.has(keyOf(item.id)) && !isLeftAlone(item, tree),
  );
  return objects.map((item) => ({
    rule: againVerdict.rule,
    severity: againVerdict.severity,
    environment: tree.environment,
    objects: [item],
    message: 'the object is made again at each render: Argo CD sees another one at every comparison',
    why: 'the chart takes a random value or the time, so what it makes is not compared here',
    remedy: 'give the value by name, e.g. from a Secret that exists, or ignore the field in the Application',
  }));
}

/** Whether the Application ignores every field of the object that is another one at each render. */
function isLeftAlone({ id, manifest, application }: Item, tree: Tree): boolean {
  const fields = walk(manifest as unknown as Json).flatMap(({ path, value }) => (value === again ? [path] : []));
  const ignored = (tree.application(application)?.ignoreDifferences ?? [])
    .filter(({ kind, name = id.name, namespace = id.namespace }) => {
      return kind === id.kind && name === id.name && namespace === id.namespace;
    })
    .flatMap((entry) => [
      ...stringsIn(entry, 'jsonPointers').map((pointer) => pointer.slice(1).replaceAll('/', '.')),
      ...stringsIn(entry, 'jqPathExpressions').map((path) => path.slice(1).replaceAll(/\[\]\??/g, '.*')),
    ])
    .map((path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '\\d+')}(\\.|$)`));
  return fields.length > 0 && fields.every((field) => ignored.some((form) => form.test(field)));
}
