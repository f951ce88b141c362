import { describeId, keyOf as keyOfId } from '../tree/object-id.ts';
import { type Item, isApplication, Tree } from '../tree/tree.ts';
import type { Check, Finding, Given } from '../verify/check.ts';
import { findingsOf } from '../verify/check.ts';
import { together } from './alike.ts';
import type { Change, Comparison } from './change.ts';
import type { Judged } from './judge.ts';
import { isRelevant } from './relevant.ts';
import type { Severity } from './verdict.ts';

/** Rules whose findings a verdict says already, with more of what it means for the change. */
const saidByVerdicts = new Set(['order/install', 'order/needs', 'scheduling/fits']);

/** How bad it is that a promise no longer holds, by area or rule; `warn` for all others. */
const severities: Readonly<Record<string, Severity>> = {
  references: 'danger',
  'airflow/platform-mounted': 'danger',
  'airflow/platform-names': 'danger',
  'network/needed': 'danger',
  'schema/defaults': 'info',
  'schema/durations': 'info',
  'schema/fields': 'danger',
  'schema/kind': 'danger',
  'schema/name': 'danger',
  'schema/namespace': 'danger',
  'schema/quantities': 'info',
  'schema/readable': 'danger',
  'schema/rules': 'danger',
  'schema/unique': 'danger',
  'scheduling/before-karpenter': 'danger',
  'scheduling/limit-range': 'danger',
  'scheduling/quota': 'danger',
};

/** What a change makes worse or better, of what `npm run verify` proves. */
export function newAndFixed(
  { environment, before, after, changes }: Comparison,
  checks: readonly Check[],
  given: Given = {},
): readonly Judged[] {
  // A file that cannot be read is no change of an object.
  const isReadable = before.unreadable.length === 0 && after.unreadable.length === 0;
  if (changes.length === 0 && isReadable) return [];
  const relevant = checks.filter(({ rule }) =>
    changes.length === 0 ? rule === 'schema/readable' : isRelevant(rule, changes),
  );
  const [old, now] = [
    findings(before, itemsOf(changes, 'before'), relevant, given),
    findings(after, itemsOf(changes, 'after'), relevant, given),
  ];
  const [known, left] = [new Set(old.map((one) => keyOf(one))), new Set(now.map((one) => problemOf(one)))];
  const elsewhere = new Set(old.map((one) => keyOf(one, '*')));
  const isAsElsewhere = (finding: Finding) =>
    severityOf(finding) !== 'danger' && isInNewNamespace(finding, before, after) && elsewhere.has(keyOf(finding, '*'));
  const added = now.filter(
    (finding) => !known.has(keyOf(finding)) && !isSaidByVerdict(finding, changes) && !isAsElsewhere(finding),
  );
  return [
    ...together(
      added.map((finding) => ({
        ...judged(finding, environment),
        severity: severityOf(finding),
        message: `${placeOf(finding)}${finding.message}`,
        remedy: finding.remedy,
      })),
      after,
    ),
    ...fixed(
      // What cannot be read hides what it had.
      after.unreadable.length > 0
        ? []
        : old.filter((finding) => !left.has(problemOf(finding)) && isThere(finding, after)),
      environment,
    ),
  ];
}

/** A quota or a range of limits that changes says itself which pods it refuses from now on. */
function isSaidByVerdict({ rule, message }: Finding, changes: readonly Change[]): boolean {
  if (saidByVerdicts.has(rule)) return true;
  if (!/^scheduling\/(quota|limit-range)$/.test(rule)) return false;
  return changes.some(
    ({ verb, after }) =>
      verb === 'changed' &&
      after &&
      /^(ResourceQuota|LimitRange)$/.test(after.id.kind) &&
      message.includes(` ${describeId(after.id)}:`),
  );
}

/** A file that cannot be read has no object to name. */
function placeOf({ item, file, line }: Finding): string {
  return item || file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
}

function isThere({ item }: Finding, after: Tree): boolean {
  return item === undefined || after.get(item.id) !== undefined;
}

/** Said once for each rule. */
function fixed(findings: readonly Finding[], environment: string): readonly Judged[] {
  return [...new Set(findings.map(({ rule }) => rule))].map((rule) => {
    const all = findings.filter((finding) => finding.rule === rule);
    const [first, ...others] = all.map(({ message }) => message);
    return {
      rule,
      severity: 'info',
      environment,
      objects: all.flatMap(({ item }) => item ?? []),
      message: `this is fixed: ${first}${others.length === 0 ? '' : `; and ${others.length} more like it`}`,
    };
  });
}

function judged({ rule, item }: Finding, environment: string): Pick<Judged, 'rule' | 'environment' | 'objects'> {
  return { rule, environment, objects: item ? [item] : [] };
}

function severityOf({ rule, breaks }: Finding): Severity {
  return breaks ? 'danger' : (severities[rule] ?? severities[rule.split('/')[0] ?? ''] ?? 'warn');
}

/** Checks that look at one object at a time: an object that did not change has the findings that it had. */
const lookAtOne = /^(schema\/(?!readable|unique)|security\/(images|mirrors|secrets)$)/;

/** A login that everybody knows is a secret as soon as an Ingress leads to it. */
function looksAtOne(rule: string, changed: readonly Item[]): boolean {
  return lookAtOne.test(rule) && !(rule === 'security/secrets' && changed.some(({ id }) => id.kind === 'Ingress'));
}

function findings(tree: Tree, changed: readonly Item[], checks: readonly Check[], given: Given): readonly Finding[] {
  const isContext = ({ id, manifest }: Item) =>
    ['CustomResourceDefinition', 'Ingress'].includes(id.kind) || isApplication(manifest);
  const part = new Tree(
    tree.environment,
    tree.items.filter((item) => isContext(item) || changed.includes(item)),
    [],
    tree.texts,
  );
  const ids = new Set(changed.map(({ id }) => keyOfId(id)));
  return checks.flatMap((check) => {
    if (!looksAtOne(check.rule, changed)) return findingsOf(check, tree, given);
    return findingsOf(check, part, given).filter(({ item }) => item && ids.has(keyOfId(item.id)));
  });
}

function itemsOf(changes: readonly Change[], side: 'before' | 'after'): readonly Item[] {
  return changes.flatMap((change) => change[side] ?? []);
}

/** Another namespace of a kind that there was, e.g. of one more team, is no better and no worse than the others. */
function isInNewNamespace({ item }: Finding, before: Tree, after: Tree): boolean {
  const name = item?.id.namespace;
  if (name === undefined) return false;
  const [old, now] = [before, after].map((tree) => tree.get({ group: '', kind: 'Namespace', name }));
  return old === undefined && now !== undefined;
}

/** Rules with a finding for each pod of one object, e.g. for each team of `platform.json`. */
const ofPods = /^(scheduling\/|network\/needed$)/;

/** Two findings with one key are the same problem, whatever numbers their sentences have; one that breaks more is another. */
function keyOf(finding: Finding, namespace = finding.item?.id.namespace): string {
  return `${problemOf(finding, namespace)}${finding.breaks ? '\nbreaks' : ''}`;
}

function problemOf({ rule, item, field, file, message }: Finding, namespace = item?.id.namespace): string {
  const id = item && { ...item.id, ...(namespace === undefined ? {} : { namespace }) };
  const what = ofPods.test(rule) ? message.replaceAll(/\d+(\.\d+)?/g, '') : '';
  return [rule, id ? describeId(id) : (file ?? message), field ?? '', what].join('\n');
}
