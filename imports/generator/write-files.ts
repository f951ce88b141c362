import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes the files, and removes from `folders` what is not among them. Called when every source was read; a run that is
 * killed while it writes leaves what `git checkout imports` brings back.
 */
export function writeFiles(root: string, folders: readonly string[], files: ReadonlyMap<string, string>): void {
  for (const folder of folders) {
    mkdirSync(join(root, folder), { recursive: true });
    for (const name of readdirSync(join(root, folder))) {
      if (!files.has(`${folder}/${name}`)) rmSync(join(root, folder, name), { recursive: true });
    }
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
