import type { PlatformConfig } from '../../../config/platform-config.ts';
import { describeId } from '../../../review/tree/object-id.ts';
import type { Tree } from '../../../review/tree/tree.ts';
import { findingsOf } from '../../../review/verify/check.ts';
import { allChecks } from '../../../review/verify/checks.ts';
import { type Mutable, platformConfig } from '../../fixtures.ts';
import { render } from '../../render.ts';

export type Draft = Mutable<PlatformConfig>;

/** What every check finds in a tree, one line each. */
export function findings(tree: Tree): readonly string[] {
  return allChecks
    .flatMap((check) => findingsOf(check, tree))
    .map(({ rule, item, field, message }) => `${rule} ${item ? describeId(item.id) : ''} ${field ?? ''}: ${message}`);
}

export const team = (draft: Draft) => draft.teams[0] as Draft['teams'][number];
export const pool = (draft: Draft, role: string) =>
  draft.nodePools.find((candidate) => candidate.role === role) as Draft['nodePools'][number];

/** Changes of the config, and that verify finds nothing after each. */
export function staysClean(changes: readonly (readonly [string, (draft: Draft) => void])[]): void {
  test.each(changes)('npm run verify finds nothing after a harmless change: %s', (_, edit) => {
    expect(findings(render(platformConfig((draft) => void edit(draft))))).toEqual([]);
  });
}
