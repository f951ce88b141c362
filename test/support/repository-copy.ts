import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { devLike, prodLike } from './configs.ts';
import { type Run, runNode, startNode } from './program.ts';
import { contents } from './trees.ts';

const repository = join(import.meta.dirname, '../..');

const copied = [
  ...['charts', 'cluster', 'ops', 'review', 'config', 'dags', 'imports'],
  ...['cdk.json', 'cdk8s.yaml', 'package.json', 'tsconfig.json'],
];

/** The environments of a copy. */
export const environments = [devLike, prodLike];

/**
 * What all programs read, in a folder of its own: whatever a test does there, the real `dist/` is not in reach. Its environments
 * and teams are those of the tests, in files as a user writes them.
 */
export class RepositoryCopy {
  readonly folder: string;
  readonly dist: string;

  /**
   * @param folder an empty folder
   * @param platform `small` is quick to load, for tests that are not about the charts
   */
  constructor(folder: string, platform: 'real' | 'small' = 'real', configs: readonly PlatformConfig[] = environments) {
    this.folder = folder;
    this.dist = join(folder, 'dist');
    for (const name of copied) cpSync(join(repository, name), join(folder, name), { recursive: true });
    this.configure(configs);
    if (platform === 'small') {
      cpSync(join(import.meta.dirname, 'small-platform.ts'), join(folder, 'charts/platform.ts'));
    }
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  }

  private configure(configs: readonly PlatformConfig[]): void {
    const config = (path: string) => join(this.folder, 'config', path);
    const names = configs.map(({ environment }) => environment);
    rmSync(config('environments'), { recursive: true });
    mkdirSync(config('environments'));
    writeFileSync(config('teams.ts'), `export const teams = ${JSON.stringify(configs[0]?.teams, null, 2)};\n`);
    for (const { teams: _, ...own } of configs) {
      const fields = JSON.stringify(own, null, 2).slice(2);
      const text = `import { teams } from '../teams.ts';\n\nexport const ${own.environment} = {\n  teams: teams,\n${fields};\n`;
      writeFileSync(config(`environments/${own.environment}.ts`), text);
    }
    const imports = names.map((name) => `import { ${name} } from './${name}.ts';\n`);
    writeFileSync(
      config('environments/index.ts'),
      `${imports.join('')}\nexport const environments = [${names.join(', ')}];\n`,
    );
  }

  /** Replaces text in a file, which must be there. */
  edit(path: string, from: string, to: string): void {
    const text = readFileSync(join(this.folder, path), 'utf8');
    if (!text.includes(from)) throw new Error(`${path} does not contain '${from}'`);
    writeFileSync(join(this.folder, path), text.replace(from, to));
  }

  /** Makes a mistake in the config of dev, and gives what a synth says about it. */
  misspellRegion(): string {
    this.edit('config/environments/dev.ts', '"region": "eu-west-1"', '"region": "Frankfurt"');
    return [
      'config/environments/dev.ts has 1 problem:',
      "  aws.region: 'Frankfurt' is not valid; use a region of config/regions.ts, e.g. 'eu-west-1'",
      'nothing was written; dist/ is as it was',
      '',
    ].join('\n');
  }

  /** Runs `charts/main.ts` by itself. */
  main(options: SpawnOptions = {}, nodeFlags: readonly string[] = []): Promise<Run> {
    return runNode([...nodeFlags, ...this.#main], { cwd: this.folder, ...options });
  }

  /** The same, for those who do not want to wait for its end. */
  start(): ChildProcess {
    return startNode(this.#main, { cwd: this.folder });
  }

  get #main(): readonly string[] {
    return ['--import', import.meta.resolve('tsx/esm'), join(this.folder, 'charts/main.ts')];
  }

  /** Runs `cdk8s synth` as the person at the terminal does. */
  cdk8s(...parameters: readonly string[]): Promise<Run> {
    const cli = join(repository, 'node_modules/cdk8s-cli/bin/cdk8s');
    return runNode([cli, 'synth', '--check-upgrade=false', ...parameters], { cwd: this.folder });
  }

  tree(): Record<string, string> | undefined {
    return contents(this.dist);
  }
}
