import { describeId } from '../tree/object-id.ts';
import type { Tree } from '../tree/tree.ts';
import { type Check, type Finding, findingsOf, type Given } from './check.ts';
import { applyWaivers, type Waived, type Waiver } from './waivers.ts';

/** What one run of `verify` says. */
export interface Report {
  readonly environments: readonly EnvironmentReport[];
  /** Findings about the waivers themselves. */
  readonly waivers: readonly Finding[];
}

export interface EnvironmentReport {
  readonly environment: string;
  readonly objects: number;
  /** Charts whose objects are among them, as `<chart> <version>`. */
  readonly charts: readonly string[];
  readonly checks: number;
  readonly findings: readonly Finding[];
  readonly waived: readonly Waived[];
  /** What could not be checked, and why. */
  readonly notChecked: readonly string[];
}

export interface RunOptions {
  readonly checks: readonly Check[];
  readonly given?: Given;
  readonly waivers?: readonly Waiver[];
  /** The day that decides which waivers are over, as `2026-12-31`. */
  readonly today: string;
  /** Trees that were read and are left out of this run; a waiver for them is not unused. */
  readonly leftOut?: boolean;
  /** Why a chart could not be rendered, by `<chart> <version>`. */
  readonly unrendered?: ReadonlyMap<string, string>;
}

export function verify(
  trees: readonly Tree[],
  { checks, given = {}, waivers = [], today, leftOut = false, unrendered = new Map() }: RunOptions,
): Report {
  const found = trees.map((tree) => ({
    tree,
    findings: checks.flatMap((check) => findingsOf(check, tree, given)),
  }));
  const applied = applyWaivers(
    found.flatMap(({ findings }) => findings),
    waivers,
    today,
  );
  const waived = new Set(applied.waived.map(({ finding }) => finding));
  const unseen = trees.some((tree) => unrenderedCharts(tree).length > 0);

  return {
    environments: found.map(({ tree, findings }) => ({
      environment: tree.environment,
      objects: tree.items.length,
      charts: [...renderedCharts(tree)].sort(),
      checks: checks.length,
      findings: findings.filter((finding) => !waived.has(finding)),
      waived: applied.waived.filter(({ finding }) => finding.environment === tree.environment),
      notChecked: notChecked(tree, checks, given, unrendered),
    })),
    waivers: applied.findings.filter(({ rule, subject }) => {
      if (rule !== 'waivers/unused') return true;
      // What this run did not look at may be what the waiver is for.
      return !leftOut && (!unseen || trees.some((tree) => isInTree(tree, subject)));
    }),
  };
}

export function hasFindings({ environments, waivers }: Report): boolean {
  return waivers.length > 0 || environments.some(({ findings }) => findings.length > 0);
}

function isInTree({ items }: Tree, object: string): boolean {
  return items.some(({ id, file }) => describeId(id) === object || file === object);
}

function notChecked(
  tree: Tree,
  checks: readonly Check[],
  given: Given,
  reasons: ReadonlyMap<string, string>,
): readonly string[] {
  const charts = unrenderedCharts(tree);
  const untold = charts.filter((chart) => !reasons.has(chart));
  const blind = checks.flatMap((check) => check.blindSpots?.(tree, given) ?? []);
  return [
    ...new Set([
      ...(untold.length > 0
        ? [`objects that Helm renders, which are not looked into: ${untold.join(', ')}; give --charts`]
        : []),
      ...charts.flatMap((chart) => {
        const reason = reasons.get(chart);
        return reason === undefined ? [] : [`objects of the chart ${chart}, which is not rendered: ${reason}`];
      }),
      ...blind,
    ]),
  ];
}

function renderedCharts({ items }: Tree): ReadonlySet<string> {
  return new Set(items.flatMap(({ chart }) => chart ?? []));
}

/** Charts of the Applications, as `<chart> <version>`, of which no object is in the tree. */
function unrenderedCharts(tree: Tree): readonly string[] {
  const rendered = renderedCharts(tree);
  const charts = tree.applications.flatMap((view) => view.charts.map(({ chart, version }) => `${chart} ${version}`));
  return [...new Set(charts)].filter((chart) => !rendered.has(chart)).sort();
}
