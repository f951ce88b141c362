import { oneLine } from '../parts.ts';

/** Keeps a letter from being read as the beginning of a mention or of a reference; nobody sees it. */
const nothing = '&#8203;';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Any text in one line of Markdown: it shows as it is written, it notifies nobody and links to nothing. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[&<>]/g, (letter) => entities[letter] ?? letter)
    .replace(/[\\`*_{}[\]|~!]/g, '\\$&')
    .replace(/[@#]/g, `$&${nothing}`)
    .replace(/:\/\//g, `:${nothing}//`)
    .replace(/^([-+]|\d+[.)])(?=\s)/, '\\$1');
}

/** A name as code. What a code span cannot hold is shown with the letter that it stands for. */
export function code(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  const ticks = '`'.repeat(longestTicks(line) + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return line === '' ? '' : `${ticks}${pad}${line}${pad}${ticks}`;
}

/** The line that opens and closes a block of code that has these texts. */
export function fenceFor(texts: readonly string[]): string {
  return '`'.repeat(Math.max(3, ...texts.map((text) => longestTicks(text) + 1)));
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(({ 0: ticks }) => ticks.length));
}
