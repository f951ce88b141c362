import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../sources.ts';

export type Read = (source: Source) => Promise<string>;

/** Reads from the Internet, at the tag that `config/versions.ts` pins. */
export const fromUrl: Read = async ({ url }) => {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`${url}: no answer; check the network, or read local files with --from <folder>`, { cause });
  });
  if (!response.ok) {
    throw new Error(
      `${url}: got HTTP ${response.status}, needs 200; does the version in config/versions.ts exist, and is the path in imports/sources.ts still right?`,
    );
  }
  return response.text();
};

/** Reads the same files from a folder with `crds/<name>-<version>/…` and `charts/<name>-<version>/…`. */
export function fromFolder(folder: string): Read {
  return async ({ file, url }) => {
    const path = join(folder, file);
    return readFile(path, 'utf8').catch((cause: unknown) => {
      throw new Error(`${path}: cannot be read; download ${url} to this place`, { cause });
    });
  };
}
