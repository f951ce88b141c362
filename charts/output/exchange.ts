import { createRequire } from 'node:module';

/** The call that exchanges two paths, in C, and its parameters: Node.js has none, because not every system has one. */
const calls: Partial<Record<NodeJS.Platform, Exchange>> = {
  linux: {
    declaration: 'int renameat2(int olddir, const char *one, int newdir, const char *other, unsigned int flags)',
    // AT_FDCWD and RENAME_EXCHANGE of linux/fcntl.h and linux/fs.h.
    parameters: (one, other) => [-100, one, -100, other, 2],
  },
  darwin: {
    declaration: 'int renamex_np(const char *one, const char *other, unsigned int flags)',
    // RENAME_SWAP of sys/stdio.h.
    parameters: (one, other) => [one, other, 2],
  },
};

interface Exchange {
  readonly declaration: string;
  readonly parameters: (one: string, other: string) => readonly (string | number)[];
}

/**
 * Gives each of two folders the name of the other, in one step: whoever looks, and whenever the process ends, both
 * names are there. Costs 15 ms once, to load the library that reaches the system's own call.
 *
 * @returns false where that cannot be done: on Windows, on a C library or a file system without the call. Both folders
 * are then as they were.
 */
export function exchange(one: string, other: string): boolean {
  const call = calls[process.platform];
  if (!call) return false;
  try {
    const koffi: typeof import('koffi') = createRequire(import.meta.url)('koffi');
    return koffi.load(null).func(call.declaration)(...call.parameters(one, other)) === 0;
  } catch {
    return false;
  }
}
