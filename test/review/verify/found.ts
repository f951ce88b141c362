import { describeId } from '../../../review/tree/object-id.ts';
import type { Tree } from '../../../review/tree/tree.ts';
import type { Check } from '../../../review/verify/check.ts';
import { type Files, treeOf } from '../tree/objects.ts';

/** What a check finds, one line each: object, field, message and remedy. */
export function found(check: Check, tree: Tree | Files): readonly string[] {
  const problems = check.find('items' in tree ? (tree as Tree) : treeOf(tree as Files));
  return problems.map(({ item, file, field, message, remedy }) =>
    [item ? describeId(item.id) : (file ?? 'the tree'), field, message, remedy].filter(Boolean).join(' | '),
  );
}

/** One object in a folder without an Application, as a tree. */
export function only(object: object): Files {
  return { 'shop/object.yaml': JSON.stringify(object) };
}
