/** One mistake in a config: where, and what to type instead. Becomes one line of the error. */
export interface Problem {
  /** The field as a person would write it: `teams[0].name`. */
  readonly field: string;
  /** The value received, the rule, and a value that works; lower case, no full stop. */
  readonly text: string;
}

/** A problem of a value that is there. The complaint follows the value: `is already …; use …`. */
export function problem(field: string, value: unknown, complaint: string): Problem {
  return { field, text: `${show(value)} ${complaint}` };
}

/** A field as a person would write it. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(String(key))) return `${name}[${show(String(key))}]`;
    return name ? `${name}.${String(key)}` : String(key);
  }, '');
}

/** A received value in an error message: always one line, never long, never a password. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${shorten(printable(masked(value)))}'`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return String(value);
}

/** What people paste by mistake: passwords and queries of URLs, what follows the host of a webhook, a user and a password before a host, tokens of GitHub and GitLab, AWS access keys. */
const credentials =
  /(?<=:\/\/).*(?=@)|^[^\s/:@]+:[^\s/@]+(?=@(?!sha256:))|(?<=:\/\/.*\?).*$|(?<=:\/\/hooks\.[^/]*\/).*$|\b(?:gh[pousr]_|github_pat_|glpat-|AKIA|ASIA)[\w-]+|-----BEGIN.*$/gs;

function masked(value: string): string {
  return value.replace(credentials, '***');
}

/** Control, format and line-breaking characters are spelled out: they would hide or split a line. */
function printable(value: string): string {
  return value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

function shorten(value: string): string {
  return value.length > 100 ? `${value.slice(0, 97)}...` : value;
}
