import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { writeTree } from '../../charts/output/write.ts';

/**
 * Writes a tree and kills itself, as `kill -9` would, at its n-th change of the file system.
 * Arguments: the folder, n, what the file system lacks (`links` or `nothing`), the files as JSON.
 */
const [dist = '', fatal = '', lacking = '', files = ''] = process.argv.slice(2);

const changing = [
  'mkdirSync',
  'writeFileSync',
  'linkSync',
  'copyFileSync',
  'utimesSync',
  'renameSync',
  'rmSync',
] as const;
let changes = 0;

for (const name of changing) {
  const change = fs[name] as (...parameters: unknown[]) => unknown;
  const mortal = (...parameters: unknown[]) => {
    if (name === 'linkSync' && lacking === 'links') throw new Error('EPERM: operation not permitted, link');
    // Half of a file may have reached the disk.
    const half = () => name === 'writeFileSync' && change(parameters[0], String(parameters[1]).slice(0, 3));
    dieIfItIsTime(half);
    return change(...parameters);
  };
  Object.assign(fs, { [name]: mortal });
}
syncBuiltinESMExports();

writeTree(dist, JSON.parse(files));

function dieIfItIsTime(lastWords: () => void = () => {}): void {
  changes += 1;
  if (changes !== Number(fatal)) return;
  lastWords();
  process.kill(process.pid, 'SIGKILL');
}
