/** Pairs of letters that make up 86 % of the pairs in English and in names of code, and 22 % of those in random letters. */
const usualPairs = new Set(
  (
    'ab ac ad ag ai al am an ap ar as at aw be bj bl bo ca ce ch ck cl co cp cr cs ct da db de di dk do ds ea ' +
    'ec ed ee ef el em en ep er es et ev ex fa fi fl fo fr ge gi go gp gr gs ha he hi ho ht ic id ie if ig il ' +
    'im in io ir is it iv je js ke ki kn ks la ld le li ll lo ls lt lu ly ma me mi ml mo mp na nc nd ne nf ng ' +
    'ni nk nl no ns nt nu ob od of ol om on oo op or os ot ou ow pa pc pe pl po pp pr qu ra rc rd re rf rg ri ' +
    'rk rm rn ro rs rt ru rv ry sc sd se si sk so sp ss st sy ta te th ti to tp tr ts tt tu ty ub ue ul um un ' +
    'up ur us ut va ve vi vp wa wh wi wn wo ws xp xt ya yp'
  ).split(' '),
);

/** A run of characters in which keys and passwords that a program made are written. */
const token = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/** Start and end of a part of a text. */
export type Span = readonly [start: number, end: number];

/**
 * Parts of a text that no person would have made up.
 *
 * @param before what stands in front of the text, e.g. the name of its field
 */
export function randomParts(text: string, before = ''): readonly Span[] {
  const isSecret = ([start, end]: Span) =>
    !isPublic(`${before}${text.slice(Math.max(0, start - 40), start)}`, text.slice(start, end));
  return [...text.matchAll(token)].flatMap(({ 0: found, index }) => {
    const whole: Span = [index, index + found.length];
    return (isRandom(found) ? [whole] : randomWords(found, index)).filter(isSecret);
  });
}

/** A random part behind a name that is none. */
function randomWords(found: string, index: number): readonly Span[] {
  return [...found.matchAll(/[A-Za-z0-9]{16,}/g)]
    .filter(({ 0: word }) => isRandom(word))
    .map(({ 0: word, index: offset }) => [index + offset, index + offset + word.length]);
}

/** What is random and no secret: digests, revisions, ids of dashboards, public keys. A UUID is a name by its form. */
function isPublic(before: string, found: string): boolean {
  return (
    /(sha\d+-|\/d\/)$/i.test(before) ||
    /(checksum|digest|sha\d*|sum|revision|ref|commit|hash|uid|fingerprint)[\w./-]*["']?\s*[:=]\s*["']?$/i.test(
      before,
    ) ||
    /^sha\d+-/.test(found) ||
    /^AAAA[A-Z][A-Za-z0-9]/.test(found)
  );
}

function isRandom(word: string): boolean {
  if (isName(word) || new Set(word).size < 8) return false;
  if (/^[0-9a-f]+$/i.test(word)) return word.length >= 20 && /\d/.test(word) && /\D/.test(word);
  // A name changes between capitals, small letters and digits now and then, what is random at every other character.
  if (hasAllKinds(word) && changes(word) >= 0.45 * lettersIn(word)) return true;
  const pairs = pairsOf(word);
  const usual = pairs.filter((pair) => usualPairs.has(pair)).length;
  if (pairs.length >= 8 && usual <= (/\d/.test(word) ? 0.6 : 0.55) * pairs.length) return true;
  return isMixed(word) && changes(word) >= lettersIn(word) / 4;
}

/** `kebab-case`, `SNAKE_CASE` or a path: what is random has letters of both cases. */
function isName(word: string): boolean {
  return /[-_/]/.test(word) && (word === word.toLowerCase() || word === word.toUpperCase());
}

/** Letters that stand together in one word of `camelCase`. */
function pairsOf(word: string): readonly string[] {
  return [...word].flatMap((letter, at) => {
    const pair = letter + (word[at + 1] ?? '');
    return /^([A-Za-z][a-z]|[A-Z]{2})$/.test(pair) ? [pair.toLowerCase()] : [];
  });
}

/** Letters and digits, four of each at least. */
function isMixed(word: string): boolean {
  const digits = word.match(/\d/g)?.length ?? 0;
  return digits >= 4 && lettersIn(word) - digits >= 4;
}

function hasAllKinds(word: string): boolean {
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
}

/** How often a character is of another kind than the one before it. */
function changes(word: string): number {
  return word.match(/\d(?=[A-Za-z])|[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])/g)?.length ?? 0;
}

function lettersIn(word: string): number {
  return word.replace(/[-+/_=]/g, '').length;
}
