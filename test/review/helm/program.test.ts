import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveUnlessThere } from '../../../review/helm/program.ts';

describe('programs that two processes unpack at once', () => {
  const root = mkdtempSync(join(tmpdir(), 'program-'));
  const copy = (name: string) => {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'helm'), name);
    return join(root, name);
  };
  const folder = join(root, 'layer');

  test('are those of the first, and the second copy goes', () => {
    moveUnlessThere(copy('first'), folder);
    const second = copy('second');
    moveUnlessThere(second, folder);
    expect(readFileSync(join(folder, 'helm'), 'utf8')).toBe('first');
    expect(existsSync(second)).toBe(false);
  });

  test('are missing with a reason where they cannot be moved at all', () => {
    expect(() => moveUnlessThere(copy('third'), join(root, 'nowhere', 'layer'))).toThrow('ENOENT');
  });
});
