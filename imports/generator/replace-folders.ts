import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Lets `fill` write into a staging folder beside `folders`, then swaps them in. When `fill` fails, nothing has changed.
 * The staging folder is on the same disk, so a swap is a rename and never a half-written file; a killed run leaves
 * only that folder, which the next run clears.
 */
export async function replaceFolders(
  root: string,
  folders: readonly string[],
  fill: (staging: string) => Promise<void>,
): Promise<void> {
  const staging = join(root, '.staging');
  const replaced = join(staging, 'replaced');
  await rm(staging, { recursive: true, force: true });
  await mkdir(replaced, { recursive: true });
  try {
    await fill(staging);
    for (const folder of folders) {
      await rename(join(root, folder), join(replaced, folder)).catch(ignoreMissing);
      await rename(join(staging, folder), join(root, folder));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') {
    throw error;
  }
}
