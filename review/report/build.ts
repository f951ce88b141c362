import type { Change, Comparison } from '../compare/change.ts';
import type { Judged } from '../compare/judge.ts';
import { rankOf } from '../compare/verdict.ts';
import { distinct } from '../compare/words.ts';
import { isApplication } from '../tree/tree.ts';
import { doesNotHappen } from './calm.ts';
import { changesOf, fieldOf, hiddenOf, objectOf, type SourceOf } from './changes.ts';
import { headlineOf } from './headline.ts';
import { type Merged, merge, type Placed } from './merge.ts';
import type { Report, ReportFinding, Summary } from './model.ts';
import { redactedText } from './redact.ts';

/** What a report is made of. */
interface Reviewed extends Pick<Report, 'base' | 'head' | 'stale' | 'notChecked'> {
  readonly comparisons: readonly Comparison[];
  readonly judged: readonly Judged[];
  readonly rules: number;
  readonly checks: number;
  readonly charts: readonly string[];
  readonly sources: readonly string[];
  readonly sourceOf?: SourceOf;
}

export function buildReport({ base, head, stale, comparisons, judged, sourceOf, ...rest }: Reviewed): Report {
  const merged = [...merge(judged.map((one) => placed(one, comparisons)))].sort(inOrder);
  const changes = changesOf(comparisons, sourceOf);
  return {
    base,
    head,
    stale,
    environments: comparisons.map(({ environment }) => environment),
    summary: summaryOf(merged, comparisons),
    findings: merged.map((finding) => findingOf(finding, sourceOf)),
    changes,
    doesNotHappen: doesNotHappen(merged, comparisons),
    notChecked: rest.notChecked.map(redactedText),
    proof: {
      rules: rest.rules,
      checks: rest.checks,
      objects: {
        before: sum(comparisons.map(({ before }) => before.items.length)),
        after: sum(comparisons.map(({ after }) => after.items.length)),
      },
      charts: rest.charts,
      sources: rest.sources,
      hidden: hiddenOf(changes),
    },
  };
}

/** Where in the syncs of its environment a saying belongs. */
function placed(one: Judged, comparisons: readonly Comparison[]): Placed {
  const comparison = comparisons.find(({ environment }) => environment === one.environment);
  const item = one.objects.flatMap((object) => ('id' in object ? [object] : []))[0];
  const application = item ? (isApplication(item.manifest) ? item.id.name : item.application) : '';
  const view = comparison?.after.application(application) ?? comparison?.before.application(application);
  return { ...one, application, order: view ? (view.isRoot ? Number.MIN_SAFE_INTEGER : view.wave) : 0 };
}

function inOrder(a: Merged, b: Merged): number {
  return rankOf(b.severity) - rankOf(a.severity) || a.order - b.order;
}

function summaryOf(findings: readonly Merged[], comparisons: readonly Comparison[]): Summary {
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  const severity = (name: Merged['severity']) => findings.filter((finding) => finding.severity === name).length;
  const verbs = (...names: readonly Change['verb'][]) => changes.filter(({ verb }) => names.includes(verb)).length;
  const all = findings.flatMap((finding) => finding.effects);
  const effects = (name: string) =>
    new Set(all.flatMap(({ verb, environment, what }) => (verb === name ? [`${environment} ${what}`] : []))).size;
  return {
    headline: redactedText(headlineOf(findings, changes)),
    danger: severity('danger'),
    warn: severity('warn'),
    info: severity('info'),
    added: verbs('added', 'renamed'),
    changed: verbs('changed', 'followed'),
    removed: verbs('removed', 'renamed'),
    rewritten: verbs('rewritten'),
    deletes: effects('delete'),
    asks: effects('ask'),
    leaves: effects('leave'),
    replaces: effects('replace'),
    restarts: effects('restart'),
  };
}

function findingOf(finding: Merged, sourceOf: SourceOf | undefined): ReportFinding {
  const { rule, severity, environments, applications, objects, message, whys, remedy, differences } = finding;
  const source = sourceOf?.(objects, environments);
  return {
    rule,
    severity,
    environments,
    application: applications.filter(Boolean).join(', '),
    objects: distinctBy(objects.map(objectOf), ({ kind, namespace, name }) => `${kind}/${namespace}/${name}`),
    files: distinct(objects.flatMap((object) => ('id' in object ? [object.file] : []))),
    message: redactedText(message),
    ...(whys.length > 0 ? { why: redactedText(shortened(whys)) } : {}),
    ...(remedy === undefined ? {} : { remedy: redactedText(remedy) }),
    ...(source === undefined ? {} : { source }),
    changes: distinctBy(
      differences.map(({ difference, kind }) => fieldOf(difference, kind)),
      (field) => JSON.stringify(field),
    ),
  };
}

/** A few reasons, and how many more there are. */
function shortened(whys: readonly string[]): string {
  const most = 5;
  const rest = whys.length - most;
  return rest <= 0 ? whys.join(' · ') : `${whys.slice(0, most).join(' · ')} · and ${rest} more of this kind`;
}

function distinctBy<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
