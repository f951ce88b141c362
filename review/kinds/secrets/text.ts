import { randomParts, type Span } from './random.ts';

/** A part of a text that is secret, and how one sees it. */
export interface SecretPart {
  readonly span: Span;
  readonly reason: string;
}

/** Tokens that say by their form what they are. */
const forms: readonly (readonly [reason: string, form: RegExp])[] = [
  [
    'a private key',
    /-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----(?:(?!-----BEGIN)[\s\S])*?(?:-----END [A-Z ]*-----|$)/g,
  ],
  ['an access key of AWS', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g],
  ['a token of GitHub', /\b(?:gh[opsur]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/g],
  ['a token of GitLab', /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{16,}/g],
  ['a token of Slack', /\bxox[a-z]-[\w-]{10,}|hooks\.slack\.com\/(?:services|workflows)\/[\w/]+/g],
  ['a key of Google', /\bAIza[\w-]{35}/g],
  ['a token of a package registry', /\b(?:npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,})/g],
  ['a key of a payment or mail service', /\b(?:[sr]k_live_[A-Za-z0-9]{16,}|SG\.[\w-]{16,}\.[\w-]{16,})/g],
  ['a signed token', /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g],
];

/** Names of values that are secret. What goes on after it, as in `passwordKey` or `tokenFile`, is another name. */
const secretWord =
  '(?:password|passwd|passphrase|passcode|token|secret[_-]?(?:access[_-]?)?key|access[_-]?key|api[_-]?key|private[_-]?key|' +
  'fernet[_-]?key|account[_-]?key|signing[_-]?key|encryption[_-]?key|client[_-]?secret|shared[_-]?secret|credentials?|pwd)';
const secretName = new RegExp(`${secretWord}$`, 'i');

export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** `password=…`, `"api_key": "…"`: the name and its value in one text. */
const assignment = new RegExp(`${secretWord}["']?\\s*[:=]\\s*(?:"([^"\\n]*)"|'([^'\\n]*)'|([^\\s"'&;,{}()]+))`, 'gid');

/** `--token …`: a flag of a command and its value. */
const flag = new RegExp(`(?<=^|\\s)--?[\\w-]*${secretWord}\\s+(?:"([^"\\n]*)"|'([^'\\n]*)'|([^\\s"'-]\\S*))`, 'gid');

/** `scheme://user:password@host`. */
const uri = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/?#@'"]*:([^\s/?#@'"]+)@/dgi;

/** What stands for a value that comes from elsewhere: a template, a variable, a reference (Argo CD: `$secret:key`), a form to fill in. */
const reference =
  /^(?:\{\{[\s\S]*\}\}|\$\{[\s\S]*\}|\$\([\s\S]*\)|\$[A-Za-z_]\w*|\$[a-z][a-z0-9.-]*:[a-z][a-z.-]*|os\.environ\b.*|<[^>]*>|%(?:\(\w+\))?s|\*+|\.{3}|x{3,})$/i;

/** Whether a text can be a secret at all: no reference, no flag, no number, no name of a file or an ARN. */
export function isLiteral(text: string): boolean {
  return (
    text.trim() !== '' &&
    !reference.test(text.trim()) &&
    !/^(?:true|false|null|none|yes|no|\d+[smhd]?)$/i.test(text) &&
    !/^(?:\/[\w./-]+|arn:[\w:/.*-]+|file:.*|ssm:.*)$/.test(text)
  );
}

/** What no text without a secret has; most texts have none of it. */
const hint = new RegExp(`[A-Za-z0-9+/_-]{16}|://|-----BEGIN|xox|${secretWord}`, 'i');

/**
 * Every secret in a text.
 *
 * @param name of the field that holds it
 */
export function secretParts(text: string, name = ''): readonly SecretPart[] {
  if (text === '') return [];
  if (isSecretName(name) && isLiteral(text)) return [{ span: [0, text.length], reason: `it is called ${name}` }];
  const key = `${name}: ${text}`;
  if (clean.has(key) || !hint.test(text)) return [];
  const parts = partsOf(text, name);
  if (parts.length === 0 && text.length < 200 && clean.size < 20_000) clean.add(key);
  return parts;
}

/** The same labels, images and names stand in a tree again and again. */
const clean = new Set<string>();

function partsOf(text: string, name: string): readonly SecretPart[] {
  const bare = withoutCertificates(text);
  return merged([
    ...forms.flatMap(([reason, form]) =>
      [...text.matchAll(form)].map(({ 0: match, index }) => ({ span: [index, index + match.length] as const, reason })),
    ),
    ...valuesOf(text, uri, 'the password of an address'),
    ...valuesOf(text, assignment, 'the value of such a name'),
    ...valuesOf(text, flag, 'the value of such a flag'),
    ...randomParts(bare, name === '' ? '' : `${name}: `)
      .filter((span) => isHiddenSecret(bare.slice(...span)))
      .map((span) => ({ span, reason: 'a text that only a program makes up' })),
  ]);
}

/** The groups of all matches that are no reference. */
function valuesOf(text: string, form: RegExp, reason: string): readonly SecretPart[] {
  return [...text.matchAll(form)].flatMap(({ indices = [] }) =>
    indices
      .slice(1)
      .filter((span) => span !== undefined)
      .filter((span) => isLiteral(text.slice(...span)))
      .map((span) => ({ span, reason })),
  );
}

/** Certificates and public keys are for everybody; their place stays. */
function withoutCertificates(text: string): string {
  return text.replace(/-----BEGIN (CERTIFICATE|PUBLIC KEY)[\s\S]*?(-----END [A-Z ]*-----|$)/g, (block) =>
    ' '.repeat(block.length),
  );
}

/** What decodes to a text is as secret as that text. */
function isHiddenSecret(word: string): boolean {
  const text = decoded(word);
  return text === undefined || secretParts(text).length > 0;
}

function decoded(word: string): string | undefined {
  if (word.length < 24 || !/^[A-Za-z0-9+/]+={0,2}$/.test(word)) return undefined;
  const text = Buffer.from(word, 'base64').toString('utf8');
  return /^[\t\n\r -~]+$/.test(text) ? text : undefined;
}

/** In the order of the text; of two that overlap, the one that was found first. */
function merged(parts: readonly SecretPart[]): readonly SecretPart[] {
  const kept: SecretPart[] = [];
  for (const part of parts) {
    if (!kept.some(({ span }) => span[0] < part.span[1] && part.span[0] < span[1])) kept.push(part);
  }
  return kept.sort((a, b) => a.span[0] - b.span[0]);
}
