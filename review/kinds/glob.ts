/** A glob as Argo CD reads it: `*` stops at the separator, where there is one, `**` does not. */
export function matchesGlob(pattern: string, text: string, separator = ''): boolean {
  if (pattern === '*') return true;
  const some = separator === '' ? '.*' : `[^${separator}]*`;
  const expression = pattern.replaceAll(/\*\*|[*?{},]|\[[^\]]*\]|[.+^$()|\\\]]/g, (part) => {
    switch (part) {
      case '**':
        return '.*';
      case '*':
        return some;
      case '?':
        return '.';
      case '{':
        return '(?:';
      case '}':
        return ')';
      case ',':
        return pattern.includes('{') ? '|' : ',';
      default:
        return part.startsWith('[') ? part.replace(/^\[!/, '[^') : `\\${part}`;
    }
  });
  try {
    return new RegExp(`^(?:${expression})$`, 's').test(text);
  } catch {
    // An unclosed bracket or brace: Argo CD takes such a pattern for one that matches nothing.
    return false;
  }
}
