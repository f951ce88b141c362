import { UserError } from '../../config/user-error.ts';
import type { ApplicationView, ChartSource } from '../tree/application.ts';
import { objectsOf, type ParsedDocuments } from '../tree/chart.ts';
import type { Document, Tree } from '../tree/tree.ts';
import { type ChartPlaces, findChart, reasonOf } from './charts.ts';
import { obstacle, template } from './template.ts';

export type { ChartPlaces } from './charts.ts';

/** `auto`: what can be rendered. `require`: it is an error where a chart cannot be. */
export type RenderHelm = 'auto' | 'require' | 'off';

/** What Helm makes of the chart of an Application. */
export interface Part {
  readonly application: string;
  /** `<chart> <version>` */
  readonly chart: string;
  readonly source: ChartSource;
  readonly documents: readonly Document[];
}

/** A chart that is not rendered, and why. */
export type Left = Pick<Part, 'application' | 'chart'> & { readonly reason: string };

export interface Choice {
  readonly places: ChartPlaces;
  /** Which charts; all by default. */
  readonly wanted?: (source: ChartSource, view: ApplicationView) => boolean;
  /** What other renders gave: a document that is the same again is the same object in memory. */
  readonly parsed?: ParsedDocuments;
}

/** Renders the charts of a tree, each as its Application says: values, parameters, versions, release and namespace. */
export async function renderCharts(
  tree: Tree,
  { places, wanted = () => true, parsed = new Map() }: Choice,
): Promise<{ readonly parts: readonly Part[]; readonly left: readonly Left[] }> {
  const charts = tree.applications.flatMap((view) =>
    view.charts.filter((source) => wanted(source, view)).map((source) => ({ view, source })),
  );
  const results = await Promise.all(
    charts.map(({ view, source }) => renderOne(view, source, tree.itemOf(view)?.file ?? '', { places, parsed })),
  );
  return {
    parts: results.flatMap((result) => ('documents' in result ? [result] : [])),
    left: results.flatMap((result) => ('reason' in result ? [result] : [])),
  };
}

/** For `require`. */
export function refuseLeft([first]: readonly Pick<Left, 'chart' | 'reason'>[]): void {
  if (!first) return;
  throw new UserError(
    `--render-helm: ${first.chart} is not rendered: ${first.reason}; give a folder with it as --charts`,
  );
}

/** The tree with what Helm makes of its charts. */
export function withParts(tree: Tree, parts: readonly Part[]): Tree {
  return parts.length === 0 ? tree : tree.with(parts.flatMap(({ documents }) => documents));
}

async function renderOne(
  view: ApplicationView,
  source: ChartSource,
  file: string,
  { places, parsed }: Required<Omit<Choice, 'wanted'>>,
): Promise<Part | Left> {
  const who = { application: view.name, chart: `${source.chart} ${source.version}` };
  const reason = obstacle(source, view);
  if (reason !== undefined) return { ...who, reason };
  const found = await findChart(source, places);
  if ('reason' in found) return { ...who, reason: found.reason };
  let text: string;
  try {
    text = await template(places.helm, found.path, source, view);
  } catch (error) {
    return { ...who, reason: `Helm refuses it: ${reasonOf(error)}` };
  }
  try {
    return { ...who, source, documents: objectsOf(text, source, view.name, file, parsed) };
  } catch (error) {
    return { ...who, reason: `what Helm makes of it cannot be read: ${reasonOf(error)}` };
  }
}
