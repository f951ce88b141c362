import { tally } from '../../compare/words.ts';

/** A part of a report that is left out as a whole where there is no room for it. */
export interface Piece {
  readonly text: string;
  /** What it is about, for the list of what was left out. */
  readonly name: string;
  /** What many of these names are counted by. */
  readonly kind: string;
}

/** Pieces under one heading. */
export interface Block {
  /** What it is called in the list of what was left out, e.g. `warnings`. */
  readonly title: string;
  readonly open: string;
  readonly close: string;
  readonly pieces: readonly Piece[];
}

/** The longest list of names of what was left out; a longer one counts them by their kind. */
const longestList = 4_000;

/**
 * A text of these parts that is no longer than `most`: blocks that come first are kept, pieces are never cut, and what is
 * left out is listed.
 */
export function fitted(head: string, blocks: readonly Block[], foot: string, most: number): string {
  const whole = join([head, ...blocks.map((block) => blockText(block, block.pieces)), foot]);
  if (whole.length <= most) return whole;

  let room = most - head.length - foot.length - 2 * longestList;
  const kept = blocks.map((block) => {
    const own: Piece[] = [];
    room -= block.open.length + block.close.length + 4;
    for (const piece of block.pieces) {
      if (piece.text.length + 1 > room) continue;
      room -= piece.text.length + 1;
      own.push(piece);
    }
    if (own.length === 0) room += block.open.length + block.close.length + 4;
    return { block, own };
  });
  const left = kept.map(({ block: { title, pieces }, own }) => ({
    title,
    pieces: pieces.filter((piece) => !own.includes(piece)),
  }));
  return join([head, ...kept.map(({ block, own }) => blockText(block, own)), leftOut(left), foot]);
}

function blockText({ open, close }: Block, pieces: readonly Piece[]): string {
  return pieces.length === 0 ? '' : [open, ...pieces.map(({ text }) => text), close].filter(Boolean).join('\n');
}

type Left = Pick<Block, 'title' | 'pieces'>;

function leftOut(left: readonly Left[]): string {
  const named = listOf(left, (pieces) => pieces.map(({ name }) => name));
  return named.length <= longestList ? named : listOf(left, kindsOf);
}

function listOf(left: readonly Left[], names: (pieces: readonly Piece[]) => readonly string[]): string {
  const texts = left
    .filter(({ pieces }) => pieces.length > 0)
    .map(({ title, pieces }) => `- ${pieces.length} ${title}: ${names(pieces).join(', ')}`);
  return [
    '**Left out, because a comment has 65,536 characters at most** (`npm run review` shows all):',
    '',
    ...texts,
  ].join('\n');
}

function kindsOf(pieces: readonly Piece[]): readonly string[] {
  return tally(pieces.map(({ kind }) => kind)).map(([kind, number]) => `${number} × ${kind}`);
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
