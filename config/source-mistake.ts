import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const repository = `${dirname(import.meta.dirname)}/`;

/**
 * What a person mistyped in a file of `config/`, with the place to mend it, or nothing where the error is not in there.
 * esbuild, Node.js and V8 each tell the place in a form of their own, and all of them as text only.
 */
export function sourceMistake(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const place = importPlace(error) ?? firstPlace(`${error.message}\n${error.stack}`);
  if (!place?.startsWith('config/')) return undefined;
  return `${place}: ${complaint(error)}; mend this place or the line before, 'npx tsc --noEmit' shows all mistakes of this kind`;
}

/** One line, without what the place says already: esbuild puts it first, Node.js last. */
function complaint({ message }: Error): string | undefined {
  const [, text = message] = /: ERROR: (.*)/.exec(message) ?? [];
  return text.replaceAll(repository, '').split(/\n| imported from /)[0];
}

/** The first place within the repository: in the message of esbuild, on top of the stack of everything else. */
function firstPlace(text: string): string | undefined {
  for (const part of text.split(repository).slice(1)) {
    const [place, column] = /^[\w./-]+\.ts:\d+(:\d+)?/.exec(part) ?? [];
    if (place === undefined) continue;
    // For an export that does not exist, V8 tells the column by an arrow two lines below.
    const arrow = /^.*\n.*\n( *)\^/.exec(part)?.[1];
    return column === undefined && arrow !== undefined ? `${place}:${arrow.length + 1}` : place;
  }
  return undefined;
}

/** Of what cannot be imported, Node.js names the importing file, but not the line. */
function importPlace({ message }: Error): string | undefined {
  const [, importer] = / imported from (.+)$/.exec(message) ?? [];
  if (!importer?.startsWith(repository)) return undefined;
  const file = importer.slice(repository.length);
  const [, missing] = /^Cannot find \w+ '(.+)' imported from /.exec(message) ?? [];
  const text = readFileSync(importer, 'utf8');
  const index = missing === undefined ? -1 : text.indexOf(basename(missing));
  if (index === -1) return file;
  const lines = text.slice(0, index).split('\n');
  return `${file}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
