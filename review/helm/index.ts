import type { ApplicationView, ChartSource } from '../tree/application.ts';
import { objectsOf } from '../tree/chart.ts';
import type { Document, Tree } from '../tree/tree.ts';
import { type ChartPlaces, findChart, reasonOf } from './charts.ts';
import { steady } from './steady.ts';
import { obstacle, template } from './template.ts';

export type { ChartPlaces } from './charts.ts';

/** What Helm makes of the chart of an Application. */
export interface Part {
  readonly application: string;
  /** `<chart> <version>` */
  readonly chart: string;
  readonly documents: readonly Document[];
  /** Objects that are not the same in two renders. */
  readonly again: readonly Document[];
}

/** A chart that is not rendered, and why. */
export type Left = Pick<Part, 'application' | 'chart'> & { readonly reason: string };

export interface Choice {
  readonly places: ChartPlaces;
  /** Which charts; all by default. */
  readonly wanted?: (source: ChartSource, view: ApplicationView) => boolean;
  /** Render twice, and mark what is not the same. */
  readonly twice?: boolean;
}

/** Renders the charts of a tree, each as its Application says: values, parameters, versions, release and namespace. */
export async function renderCharts(
  tree: Tree,
  { places, wanted = () => true, twice = false }: Choice,
): Promise<{ readonly parts: readonly Part[]; readonly left: readonly Left[] }> {
  const charts = tree.applications.flatMap((view) =>
    view.charts.filter((source) => wanted(source, view)).map((source) => ({ view, source })),
  );
  const results = await Promise.all(
    charts.map(({ view, source }) => renderOne(view, source, tree.itemOf(view)?.file ?? '', places, twice)),
  );
  return {
    parts: results.flatMap((result) => ('documents' in result ? [result] : [])),
    left: results.flatMap((result) => ('reason' in result ? [result] : [])),
  };
}

/** The tree with what Helm makes of its charts. */
export function withParts(tree: Tree, parts: readonly Part[]): Tree {
  return parts.length === 0 ? tree : tree.with(parts.flatMap(({ documents }) => documents));
}

async function renderOne(
  view: ApplicationView,
  source: ChartSource,
  file: string,
  places: ChartPlaces,
  twice: boolean,
): Promise<Part | Left> {
  const who = { application: view.name, chart: `${source.chart} ${source.version}` };
  const reason = obstacle(source, view);
  if (reason !== undefined) return { ...who, reason };
  const found = await findChart(source, places);
  if ('reason' in found) return { ...who, reason: found.reason };
  try {
    const render = async () =>
      objectsOf(await template(places.helm, found.path, source, view), source, view.name, file);
    const [first, second = first] = await Promise.all([render(), ...(twice ? [render()] : [])]);
    return { ...who, ...steady(first, second) };
  } catch (error) {
    return { ...who, reason: `Helm refuses it: ${reasonOf(error)}` };
  }
}
