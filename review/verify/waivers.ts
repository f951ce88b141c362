import { loadAll, YAMLException } from 'js-yaml';
import { UserError } from '../../config/user-error.ts';
import { isObject, type Json, type JsonObject, listIn } from '../../imports/json.ts';
import { describeId } from '../tree/object-id.ts';
import type { Finding } from './check.ts';

/** A finding that a person accepts until a day. */
export interface Waiver {
  readonly rule: string;
  /** As the finding names it, e.g. `Role spark-team-a/spark-driver`; the file where a finding names no object. */
  readonly object: string;
  readonly reason: string;
  /** The last day on which it counts, as `2026-12-31`. */
  readonly until: string;
  /** Absent: every environment. */
  readonly environment?: string;
  /** Where it is written. */
  readonly file: string;
}

export interface Waived {
  readonly finding: Finding;
  readonly waiver: Waiver;
}

/** What a finding is about, in the words of a waiver. */
export function subjectOf({ item, file, environment }: Finding): string {
  return item ? describeId(item.id) : (file ?? environment);
}

export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string,
): { readonly waived: readonly Waived[]; readonly findings: readonly (Finding & { readonly subject: string })[] } {
  const used = new Set<Waiver>();
  const waived = findings.flatMap((finding) => {
    const waiver = waivers.find((candidate) => candidate.until >= today && covers(candidate, finding));
    if (!waiver) return [];
    used.add(waiver);
    return [{ finding, waiver }];
  });

  const about = (waiver: Waiver, rule: string, message: string, remedy: string) => {
    const { file, object: subject, environment = '' } = waiver;
    return {
      rule,
      environment,
      file,
      subject,
      message: `the waiver of ${waiver.rule} for ${subject} ${message}`,
      remedy,
    };
  };
  return {
    waived,
    findings: waivers.flatMap((waiver) => {
      if (waiver.until < today) {
        return [about(waiver, 'waivers/expired', `ended on ${waiver.until}, so it counts no more`, expiredRemedy)];
      }
      if (used.has(waiver)) return [];
      return [about(waiver, 'waivers/unused', 'matches no finding, so it hides nothing but a later one', 'remove it')];
    }),
  };
}

/** What a run says about the waivers themselves. */
export const waiverRules = [
  { rule: 'waivers/expired', promise: 'no waiver is past its day' },
  { rule: 'waivers/unused', promise: 'every waiver matches a finding' },
];

const expiredRemedy = 'fix what it is for and remove it, or give it a later day and say in its reason why';

function covers({ rule, object, environment }: Waiver, finding: Finding): boolean {
  return (
    rule === finding.rule &&
    object === subjectOf(finding) &&
    (environment === undefined || environment === finding.environment)
  );
}

/** @param text of the file: a list of waivers @param rules that exist */
export function parseWaivers(file: string, text: string, rules: readonly string[]): readonly Waiver[] {
  let value: Json | undefined;
  try {
    [value] = loadAll(text) as Json[];
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new UserError(`${file}:${error.mark ? error.mark.line + 1 : 1}: is no YAML: ${error.reason}`);
  }
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value))
    throw new UserError(`${file}: is no list; write one entry for each waiver, each after '- '`);

  const problems = listIn(value).flatMap((entry, index) =>
    problemsOf(entry, rules).map((problem) => `${file}: [${index}]${problem}`),
  );
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return (value as readonly JsonObject[]).map((entry) => ({ ...(entry as unknown as Waiver), file }));
}

const texts = ['rule', 'object', 'reason', 'until'];
const known = [...texts, 'environment'];

function problemsOf(entry: Json, rules: readonly string[]): readonly string[] {
  if (!isObject(entry)) return [`: is no map; give ${texts.join(', ')}`];
  const { rule, until } = entry;
  return [
    ...texts
      .filter((field) => typeof entry[field] !== 'string' || entry[field].trim() === '')
      .map((field) => `.${field}: got ${JSON.stringify(entry[field]) ?? 'nothing'}; ${expected[field]}`),
    ...Object.keys(entry)
      .filter((field) => !known.includes(field))
      .map((field) => `.${field}: is no field of a waiver; use ${known.join(', ')}`),
    ...(typeof rule === 'string' && rule.trim() !== '' && !rules.includes(rule)
      ? [`.rule: '${rule}' is no rule; 'npm run verify -- --list' shows them all`]
      : []),
    ...(typeof until === 'string' && until.trim() !== '' && !isDay(until)
      ? [`.until: '${until}' is no day; ${expected['until']}`]
      : []),
  ];
}

const expected: Readonly<Record<string, string>> = {
  rule: "give the rule of the finding, e.g. 'references/secret'",
  object: "give the object as the finding names it, e.g. 'Role spark-team-a/spark-driver'",
  reason: 'say why the finding is accepted',
  until: "give the last day on which it counts, e.g. '2026-12-31'",
};

/** `2026-02-30` is none. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
