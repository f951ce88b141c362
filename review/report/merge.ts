import type { Difference } from '../compare/diff.ts';
import type { Judged } from '../compare/judge.ts';
import type { Effect, Severity } from '../compare/verdict.ts';
import { distinct } from '../compare/words.ts';
import { groupBy } from '../tree/group-by.ts';
import type { ObjectId } from '../tree/object-id.ts';
import type { Item } from '../tree/tree.ts';

/** What one verdict said in one environment, and where it belongs. */
export interface Placed extends Judged {
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
export function merge(said: readonly Placed[]): readonly Merged[] {
  const groups = groupBy(said, ({ rule, severity, message, remedy = '' }) =>
    JSON.stringify([rule, severity, message, remedy]),
  );
  return [...groups.values()].map(ofGroup);
}

function ofGroup(group: readonly [Placed, ...Placed[]]): Merged {
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
