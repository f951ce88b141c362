import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Lets `fill` write into a staging folder beside `folders`, then swaps them in. When `fill` fails, nothing has changed.
 * The staging folder is on the same disk, so a swap is a rename and never a half-written file.
 */
export async function replaceFolders(
  root: string,
  folders: readonly string[],
  fill: (staging: string) => Promise<void>,
): Promise<void> {
  await mkdir(root, { recursive: true });
  const staging = await mkdtemp(join(root, '.staging-'));
  try {
    await fill(staging);
    await mkdir(join(staging, 'old'));
    for (const folder of folders) {
      await rename(join(root, folder), join(staging, 'old', folder)).catch(ignoreMissing);
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
