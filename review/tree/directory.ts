import { type JsonObject, objectIn } from '../../imports/json.ts';
import { matchesGlob } from '../kinds/glob.ts';

/**
 * Whether a source of plain manifests applies a file: one of its folder, below it only with `recurse`, that `include`
 * matches and `exclude` does not. https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
 *
 * @param folder of the source
 * @param file of the environment, as its folder is
 */
export function appliesFile(source: JsonObject, folder: string, file: string): boolean {
  const { recurse, include, exclude } = objectIn(source, 'directory');
  if (folder !== '' && !file.startsWith(`${folder}/`)) return false;
  const inside = folder === '' ? file : file.slice(folder.length + 1);
  if (inside.includes('/') && recurse !== true) return false;
  const matches = (pattern: unknown, byDefault: boolean) =>
    typeof pattern === 'string' && pattern !== '' ? matchesGlob(pattern, inside) : byDefault;
  return !matches(exclude, false) && matches(include, true);
}
