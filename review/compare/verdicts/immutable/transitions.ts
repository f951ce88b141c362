import { brokenRules } from '../../../kinds/cel.ts';
import { schemaOf } from '../../../kinds/schemas.ts';
import { stored } from '../../../kinds/stored.ts';
import type { Change } from '../../change.ts';

/**
 * What the rules of a custom resource say against a change of it, by what they know of the object before. A rule that
 * the new object breaks by itself is no rule about changes.
 */
export function brokenTransitions({ before, after, verb }: Change): readonly string[] {
  if (!before || !after || verb !== 'changed' || before.manifest.apiVersion !== after.manifest.apiVersion) return [];
  const schema = schemaOf(after.manifest);
  if (!schema) return [];
  const [old, now] = [stored(schema, before.manifest), stored(schema, after.manifest)];
  const alone = new Set(brokenRules(schema, now).map(({ field, message }) => `${field} ${message}`));
  return brokenRules(schema, now, old).flatMap(({ field, message, unknown }) =>
    unknown || alone.has(`${field} ${message}`) ? [] : [message],
  );
}
