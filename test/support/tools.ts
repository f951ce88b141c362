import { attempt } from '../../review/helm/program.ts';

/** A Chromium or a Chrome: the one that a person names, or the first on PATH. */
export function findBrowser(given?: string): string | undefined {
  const names = given === undefined ? ['chromium', 'chromium-browser', 'google-chrome', 'chrome'] : [given];
  const found = names.flatMap((name) => (attempt(name, ['--version']) === undefined ? [] : [attempt('which', [name])]));
  return found[0]?.trim();
}
