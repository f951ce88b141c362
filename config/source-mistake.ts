const repository = `${import.meta.dirname.replaceAll('\\', '/').replace(/\/[^/]*$/, '')}/`;

/**
 * What a person mistyped in a file of `config/`, with file and line where the error says them; nothing where the error
 * comes from elsewhere. `npx tsc` reads the same mistakes better: this is one line for who did not ask it.
 */
export function sourceMistake(error: Error): string | undefined {
  const place = placeOf(error);
  if (!place?.startsWith('config/')) return undefined;
  const [, text = error.message] = /: ERROR: (.*)/.exec(error.message) ?? [];
  const [complaint = ''] = text.replaceAll(repository, '').split(/\n| imported from /);
  return `${place}: ${complaint}; fix this line or the one before it, 'npx tsc --noEmit' shows all mistakes of this kind`;
}

/** The first file of the repository that an error names, from its root, with line and column where they are known. */
export function placeOf({ message, stack = '' }: Error): string | undefined {
  const [, importer] = / imported from (.+)$/m.exec(message) ?? [];
  const text = importer ?? `${message}\n${stack}`;
  return text
    .split(repository)
    .slice(1)
    .flatMap((part) => /^(?!node_modules\/)[\w./-]+\.ts(:\d+)*/.exec(part)?.[0] ?? [])
    .find((place) => importer !== undefined || place.includes(':'));
}
