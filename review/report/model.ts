import type { Json } from '../../imports/json.ts';
import type { Severity } from '../compare/verdict.ts';
import type { Leaving } from '../compare/verdicts/removal/fate.ts';

/** Everything that a review says; each format shows this and nothing else. Secrets are taken out of it already. */
export interface Report {
  /** What was compared: a revision with its commit, or a folder. */
  readonly base: string;
  readonly head: string;
  /** `dist/` of the head is not what its own source renders; `null` where that cannot be known. */
  readonly stale: boolean | null;
  readonly environments: readonly string[];
  readonly summary: Summary;
  /** Dangers first; within one severity in the order in which they will happen. */
  readonly findings: readonly ReportFinding[];
  readonly changes: readonly ReportChange[];
  /** What the change does not do, of what a reviewer may fear. */
  readonly doesNotHappen: readonly string[];
  /** What could not be known, and what would tell. */
  readonly notChecked: readonly string[];
  readonly proof: Proof;
}

export interface Summary {
  /** The answer in one sentence. */
  readonly headline: string;
  readonly danger: number;
  readonly warn: number;
  readonly info: number;
  /** Objects by what became of them; equal ones of several environments count once for each. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Written differently with the same meaning. */
  readonly rewritten: number;
  /** What Argo CD does with removed objects. */
  readonly deletes: number;
  readonly asks: number;
  readonly leaves: number;
  /** Pools whose nodes are replaced, and workloads whose pods restart. */
  readonly replaces: number;
  readonly restarts: number;
}

export interface ReportFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly environments: readonly string[];
  /** The Application that it is about, or several. */
  readonly application: string;
  readonly objects: readonly ReportObject[];
  /** The files of `dist/` that hold these objects. */
  readonly files: readonly string[];
  readonly message: string;
  readonly why?: string;
  readonly remedy?: string;
  /** The file and the line that decide it. */
  readonly source?: string;
  readonly changes: readonly ReportField[];
}

/** A verdict or a check, as formats that list all of them need it. */
export interface ReportRule {
  readonly rule: string;
  readonly promise: string;
}

export interface ReportObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export interface ReportField {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

export interface ReportChange {
  readonly verb: 'added' | 'removed' | 'changed' | 'rewritten' | 'renamed' | 'followed';
  readonly environments: readonly string[];
  readonly application: string;
  /** The Application that had it before, where that is another one. */
  readonly movedFrom?: string;
  readonly wave: number;
  /** The chart that renders it, as `<chart> <version>`. */
  readonly chart?: string;
  readonly object: ReportObject;
  /** The object before, where it had another name. */
  readonly before?: ReportObject;
  /** What Argo CD does with an object that leaves Git. `cascade`: it goes with its Application. */
  readonly fate?: Leaving['fate'];
  readonly fields: readonly ReportField[];
  /** Differences that mean nothing, by kind: shown on request. */
  readonly hidden: Readonly<Record<string, number>>;
  /** Those differences. */
  readonly noise: readonly ReportField[];
  readonly source?: string;
}

/** What was done to come to the report. */
export interface Proof {
  readonly rules: number;
  readonly checks: number;
  readonly objects: { readonly before: number; readonly after: number };
  /** Charts that were rendered on both sides. */
  readonly charts: readonly string[];
  /** The places in the source that changed, as `<file>:<line>`; empty where the source is not known. */
  readonly sources: readonly string[];
  readonly hidden: Readonly<Record<string, number>>;
}
