import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** docs/operations.md, which tests hold to what the code does. */
export const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');

/** Its blocks of commands, in order and without the indent of a list. */
export const blocks = blocksOf(page);

export function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/^( *)```sh\n(.*?)^ *```$/gms)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/** One section with all that is below it. */
export function section(heading: string): string {
  const [, from = ''] = page.split(new RegExp(`^(?=#+ ${heading}$)`, 'm'));
  const level = from.indexOf(' ');
  return from.split(new RegExp(`^(?!#+ ${heading}$)(?=#{2,${level}} )`, 'm'))[0] ?? '';
}
