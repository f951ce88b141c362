import type { Schema } from '../../../imports/json.ts';
import { misfits } from '../../../imports/json-schema.ts';
import type { Misfit } from '../../../imports/schema-errors.ts';
import { type BrokenRule, brokenRules } from '../../kinds/cel.ts';
import { schemaOf } from '../../kinds/schemas.ts';
import { stored } from '../../kinds/stored.ts';
import type { Manifest } from '../../tree/manifest.ts';
import { once } from '../../tree/once.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

interface Judged {
  readonly wrong: readonly Misfit[];
  readonly broken: readonly BrokenRule[];
}

/** What is wrong with an object by the schema of its kind, that of a CRD in its tree first, and by the CEL rules of its CRD. */
function judge(manifest: Manifest, tree: Tree): Judged {
  const schema = schemaOf(manifest, tree);
  if (!schema) return { wrong: [], broken: [] };
  // The kinds of Kubernetes itself have no rules, so nothing but this content counts.
  const content = '$ref' in schema ? contentOf(manifest) : undefined;
  if (content !== undefined && fitting(schema).has(content)) return { wrong: [], broken: [] };
  const wrong = misfits(schema, manifest, true).filter(({ field }) => !isOfOthers(field));
  if (wrong.length === 0 && content !== undefined) fitting(schema).add(content);
  // A rule that reads a field of the wrong type says nothing of use.
  if (wrong.length > 0 || content !== undefined) return { wrong, broken: [] };
  return { wrong, broken: brokenRules(schema, stored(schema, manifest)) };
}

/** Contents that fit a schema: many teams have objects that differ in their names alone. */
const fitting = once((_: Schema) => new Set<string>());

/** An object without the fields of `isOfOthers`. */
function contentOf({ status: _, metadata, ...fields }: Manifest): string {
  const { name: __, namespace: ___, labels: ____, annotations: _____, ...others } = metadata;
  return JSON.stringify({ ...fields, metadata: others });
}

/** Fields that every kind has and that checks of their own look at: their schema is not in each CRD. */
function isOfOthers(field: string): boolean {
  return /^(status|metadata\.(labels|annotations|[^.[]+$))/.test(field);
}

const judgeAll = once((tree: Tree) => tree.items.map((item) => ({ item, ...judge(item.manifest, tree) })));

export const fields: Check = {
  rule: 'schema/fields',
  promise: 'every field exists in the schema of its kind and has the right type',
  find: (tree) =>
    judgeAll(tree).flatMap(({ item, wrong }) =>
      wrong.map(({ field, text, unknown, meant }) => ({
        item,
        field,
        message: unknown
          ? `${field} is not a field of ${item.id.kind}: the API server refuses it or drops it`
          : `${field || item.id.kind} ${text}, so the API server refuses the object`,
        remedy: remedyOf(unknown, meant),
      })),
    ),
};

/** For a field that does not fit its schema. */
export function remedyOf(unknown: boolean, meant: string | undefined): string {
  if (!unknown) return 'write a value that the schema allows';
  return meant === undefined ? 'remove it' : `write '${meant}', or remove it`;
}

export const rules: Check = {
  rule: 'schema/rules',
  promise: 'every custom resource keeps the CEL rules of its CRD',
  find: (tree) =>
    judgeAll(tree).flatMap(({ item, broken }) =>
      broken
        .filter(({ unknown }) => !unknown)
        .map(({ field, message }) => ({
          item,
          ...(field === '' ? {} : { field }),
          message: `the API server refuses the object: ${message}`,
          remedy: 'change the fields that the rule names',
        })),
    ),
  blindSpots: (tree) => {
    const unknown = judgeAll(tree).flatMap(({ item, broken }) =>
      broken.filter((rule) => rule.unknown).map(({ message }) => `${item.id.kind}: ${message}`),
    );
    return [...new Set(unknown)].map((rule) => `a CEL rule that calls functions of Kubernetes alone: ${rule}`);
  },
};
