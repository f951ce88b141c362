import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { UserError } from '../../config/user-error.ts';
import type { JsonObject } from '../../imports/json.ts';
import { distIn, fileOfRevision, readFolder, readRevision } from '../tree/read.ts';
import type { Tree } from '../tree/tree.ts';
import type { Template } from './check.ts';

/** Where accepted findings are written down, from the folder that holds `dist/`. */
const waiverFile = 'config/waivers.yaml';

export interface Input {
  readonly trees: readonly Tree[];
  /** What the files of the trees are called from here, e.g. `dist/`. */
  readonly prefix: string;
  /** The file of waivers that goes with the trees. */
  readonly waivers: { readonly file: string; readonly text: string } | undefined;
}

/** A folder, or a revision of the repository. @param root where the command runs: paths are relative to it */
export function readInput(
  root: string,
  { dist, rev }: { readonly dist: string; readonly rev?: string | undefined },
): Input {
  if (rev !== undefined) {
    const text = fileOfRevision(root, rev, waiverFile);
    const waivers = text === undefined ? undefined : { file: waiverFile, text };
    return { trees: readRevision(root, rev), prefix: 'dist/', waivers };
  }
  const folder = distIn(inside(root, dist));
  const file = join(dirname(folder), waiverFile);
  return {
    trees: readFolder(folder),
    prefix: `${relative(root, folder) || '.'}/`,
    waivers: existsSync(file) ? { file: relative(root, file), text: readFileSync(file, 'utf8') } : undefined,
  };
}

function inside(root: string, path: string): string {
  return isAbsolute(path) ? path : join(root, path);
}

/** The trees of the environments that a person named, or all. */
export function chooseTrees(trees: readonly Tree[], names: readonly string[]): readonly Tree[] {
  const known = trees.map(({ environment }) => environment);
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined) {
    throw new UserError(`environment '${missing}' is not in this tree; use one of ${known.join(', ')}`);
  }
  return names.length === 0 ? trees : trees.filter(({ environment }) => names.includes(environment));
}

/** The templates of a folder that `npm run cluster:synth` wrote. */
export function readTemplates(root: string, path: string): readonly Template[] {
  const folder = inside(root, path);
  const suffix = '.template.json';
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(suffix)) : [];
  if (files.length === 0) {
    throw new UserError(`${path}: has no CloudFormation template; run 'npm run cluster:synth' and give its cdk.out`);
  }
  return files.map((file) => ({
    stack: file.slice(0, -suffix.length),
    body: JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonObject,
  }));
}
