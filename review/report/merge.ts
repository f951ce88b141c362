import type { Difference } from '../compare/diff.ts';
import type { Effect, Judgement, Severity } from '../compare/verdict.ts';
import { distinct } from '../compare/words.ts';
import type { ObjectId } from '../tree/object-id.ts';
import type { Item } from '../tree/tree.ts';

/** What one verdict said in one environment. */
export interface Said extends Judgement {
  readonly rule: string;
  readonly severity: Severity;
  readonly environment: string;
  /** Place in the order in which things happen. */
  readonly order: number;
  readonly application: string;
}

/** What is said of several environments, teams or objects in the same words. */
export interface Merged {
  readonly rule: string;
  readonly severity: Severity;
  readonly environments: readonly string[];
  readonly applications: readonly string[];
  readonly objects: readonly (Item | ObjectId)[];
  readonly message: string;
  readonly whys: readonly string[];
  readonly remedy?: string;
  readonly differences: readonly { readonly difference: Difference; readonly kind: string }[];
  readonly effects: readonly (Effect & { readonly environment: string })[];
  readonly order: number;
}

/** Says what is equal once. */
export function merge(said: readonly Said[]): readonly Merged[] {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    const key = JSON.stringify([one.rule, one.severity, one.message, one.remedy ?? '']);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((group) => ofGroup(group as [Said, ...Said[]]));
}

function ofGroup(group: readonly [Said, ...Said[]]): Merged {
  const [{ rule, severity, message, remedy }] = group;
  return {
    rule,
    severity,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    environments: [...distinct(group.map(({ environment }) => environment))].sort(),
    applications: distinct(group.map(({ application }) => application)),
    objects: group.flatMap(({ objects }) => objects),
    whys: distinct(group.flatMap(({ why }) => (why === undefined || why === '' ? [] : [why]))),
    differences: group.flatMap(({ differences = [], objects: [object] }) =>
      differences.map((difference) => ({ difference, kind: object ? idOf(object).kind : '' })),
    ),
    effects: group.flatMap(({ effects = [], environment }) => effects.map((effect) => ({ ...effect, environment }))),
    order: Math.min(...group.map(({ order }) => order)),
  };
}

export function idOf(object: Item | ObjectId): ObjectId {
  return 'id' in object ? object.id : object;
}
