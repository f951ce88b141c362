import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program ended with, and all it said. */
export interface Ending {
  readonly ok: boolean;
  readonly said: string;
}

/** A copy of the repository as it lies here, with an index of its own, so that each edit can be taken back. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'changes-'));

  constructor(repository: string) {
    const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const files = execFileSync('git', list, { cwd: repository });
    execFileSync('xargs', ['-0', 'cp', '--parents', '-t', this.folder], { cwd: repository, input: files });
    symlinkSync(join(repository, 'node_modules'), join(this.folder, 'node_modules'));
    this.git('init', '--quiet');
    this.git('add', '.');
  }

  /** Everything as it was copied. */
  restore(): void {
    this.git('checkout-index', '--all', '--force');
    this.git('clean', '--force', '-d', '--quiet');
  }

  /** Paths that are not as they were copied, those that are gone left out. */
  changed(): readonly string[] {
    return this.git('ls-files', '-z', '--modified', '--others', '--exclude-standard', '--deduplicate')
      .split('\0')
      .filter((path) => path !== '' && !this.git('ls-files', '-z', '--deleted').split('\0').includes(path));
  }

  /** A program with Node, in the copy. */
  readonly node = (...parameters: readonly string[]): Promise<Ending> => {
    const options = { cwd: this.folder, maxBuffer: 1 << 26, env: { ...process.env, NO_COLOR: '1' } };
    return new Promise((resolve) =>
      execFile(process.execPath, parameters, options, (error, stdout, stderr) =>
        resolve({ ok: error === null, said: stdout + stderr }),
      ),
    );
  };

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private git(...parameters: readonly string[]): string {
    return execFileSync('git', parameters, { cwd: this.folder, encoding: 'utf8' });
  }
}
