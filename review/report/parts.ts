import { count } from '../compare/words.ts';
import type { Report, ReportChange, ReportFinding } from './model.ts';

/** Nothing that a cluster would notice: objects are the same, or written differently with the same meaning. */
export function isHarmless({ summary }: Report): boolean {
  const { danger, warn, added, changed, removed } = summary;
  return danger + warn + added + changed + removed === 0;
}

/** The line of counts, with every verb. */
export function countsOf(report: Report): readonly string[] {
  const { summary, stale, doesNotHappen } = report;
  const { danger, warn, info, added, changed, removed, deletes, asks, leaves, rewritten, replaces, restarts } = summary;
  const dist = stale === null ? [] : [`dist/ is ${stale ? 'not ' : ''}what its source renders`];
  const loud = [count(danger, 'danger'), count(warn, 'warning')];
  const same = `${count(rewritten, 'object')} written differently with the same meaning`;
  if (isHarmless(report)) return [...loud, same, ...doesNotHappen, ...dist];
  return [
    ...loud,
    ...(info > 0 ? [`${info} for information`] : []),
    `${added} added`,
    `${changed} changed`,
    `${removed} removed: ${deletes} deleted, ${asks} asked about, ${leaves} left in the cluster`,
    `nodes of ${count(replaces, 'pool')} replaced`,
    `${count(restarts, 'workload')} ${restarts === 1 ? 'restarts' : 'restart'}`,
    ...(rewritten > 0 ? [same] : []),
    ...dist,
  ];
}

export const headings = { danger: 'Danger', warn: 'Warning', info: 'For information' } as const;

/** What happens, and the rest of what is said of it, as sentences. */
export function sentencesOf({ message, why = '' }: ReportFinding): { readonly lead: string; readonly rest: string } {
  const { clause, rest } = clauseOf(message);
  const sentences = [rest, why].filter((text) => text !== '').map(sentence);
  return { lead: capital(clause), rest: sentences.join(' ') };
}

/** What happens, without why; a word or two are no answer yet. */
export function clauseOf(message: string): { readonly clause: string; readonly rest: string } {
  const cut = [...message.matchAll(/[:;] /g)].find(({ index }) => index >= 25)?.index;
  if (cut === undefined) return { clause: message, rest: '' };
  return { clause: message.slice(0, cut), rest: message.slice(cut + 2) };
}

export function sentence(text: string): string {
  return `${capital(text)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** A sentence begins with a capital letter, unless it begins with a name. */
function capital(text: string): string {
  return /^[a-z]+(?=[\s,]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Without line breaks, and without letters that steer a terminal, turn the text around or are not seen at all. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** A value in one line. */
export function valueText(value: unknown, most = 300): string {
  return shortened(lineOf(value), most);
}

/** Two values in one line each. Of long ones, what both begin with is left out, so that the difference is seen. */
export function valueTexts(before: unknown, after: unknown, most = 300): readonly [string, string] {
  const [old, now] = [lineOf(before), lineOf(after)];
  if (before === undefined || after === undefined || Math.max(old.length, now.length) <= most) {
    return [shortened(old, most), shortened(now, most)];
  }
  let equal = 0;
  while (equal < old.length && old[equal] === now[equal]) equal += 1;
  // Some of it says where in the text one is.
  const start = Math.max(0, equal - 40);
  const from = (line: string) => (start === 0 ? line : `…${line.slice(start)}`);
  return [shortened(from(old), most), shortened(from(now), most)];
}

function lineOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return oneLine(/[\n\r]/.test(text) ? JSON.stringify(text) : text);
}

function shortened(line: string, most: number): string {
  return line.length <= most ? line : `${line.slice(0, most)}… (${line.length - most} more characters)`;
}

/** What Argo CD will do with an object that leaves Git. */
export const fates = {
  delete: 'delete it',
  ask: 'ask before it deletes it',
  keep: 'leave it in the cluster',
  cascade: 'delete it with its Application',
} as const;

/** Changes by what became of their objects: a rename is a removal and an addition. */
export function changesBy(changes: readonly ReportChange[]) {
  const of = (...verbs: readonly ReportChange['verb'][]) => changes.filter(({ verb }) => verbs.includes(verb));
  return {
    removed: of('removed', 'renamed'),
    changed: of('changed', 'followed', 'renamed'),
    added: of('added', 'renamed'),
    rewritten: of('rewritten'),
  };
}

/** How many objects these are, in all environments. */
export function objectsIn(changes: readonly ReportChange[]): number {
  return changes.reduce((sum, { environments }) => sum + environments.length, 0);
}

const forms: Readonly<Record<string, string>> = {
  quantity: 'quantities in another form: Kubernetes compares them by value',
  duration: 'durations in another form',
  order: 'lists in another order, which means nothing there',
  layout: 'texts laid out differently with the same content',
  default: 'defaults written out or left out',
};

/** What was hidden, by kind, with how many. */
export function hiddenText(hidden: Readonly<Record<string, number>>): string {
  return Object.entries(hidden)
    .map(([how, number]) => `${number} ${forms[how] ?? how}`)
    .join(' · ');
}

/** The last line: what was done to come to the report. */
export function proofOf({ base, head, proof }: Report): readonly string[] {
  const { rules, checks, objects, charts, hidden, sources } = proof;
  const text = hiddenText(hidden);
  return [
    ...(sources.length > 0 ? [`from ${sources.join(', ')}`] : []),
    `compared ${base} with ${head}`,
    `${objects.before} and ${objects.after} objects`,
    `${rules} rules and ${checks} checks, none skipped`,
    charts.length > 0 ? `charts rendered: ${charts.join(', ')}` : 'no chart rendered',
    ...(text === '' ? [] : [`hidden: ${text}`]),
  ];
}
