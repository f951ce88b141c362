import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One step of an edit, with paths from the repository's root. */
export type Edit =
  | { readonly replace: string; readonly text: string | RegExp; readonly by: string }
  | { readonly write: string; readonly text: string }
  | { readonly copy: string; readonly to: string }
  | { readonly remove: string };

/** Does to the files of a folder what a person would do by hand. What is to be replaced must be there. */
export function apply(folder: string, edits: readonly Edit[]): void {
  for (const edit of edits) {
    if ('write' in edit) writeFileSync(join(folder, edit.write), edit.text);
    else if ('remove' in edit) rmSync(join(folder, edit.remove));
    else if ('copy' in edit) cpSync(join(folder, edit.copy), join(folder, edit.to));
    else replace(join(folder, edit.replace), edit.text, edit.by);
  }
}

function replace(path: string, text: string | RegExp, by: string): void {
  const before = readFileSync(path, 'utf8');
  const after = before.replace(text, () => by);
  if (after === before) throw new Error(`${path} has no ${text} that could become ${by}`);
  writeFileSync(path, after);
}

/** The blocks of code below a heading of a page, in order and without their indent. */
export function blocksUnder(folder: string, page: string, heading: string): readonly string[] {
  const file = join(folder, page);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, after = ''] = text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [section = ''] = after.split(/^#/m);
  return [...section.matchAll(/^( *)```ts\n(.*?)^ *```$/gms)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}
