import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crdSources, valuesSources } from '../sources.ts';
import { fromFolder, fromUrl } from './read.ts';
import { replaceFolders } from './replace-folders.ts';

const help = `Usage: npm run import [-- --from <folder>]

Writes imports/crds, imports/schemas and imports/values from the sources in imports/sources.ts,
at the versions in config/versions.ts. Nothing changes unless every source was read.

  --from <folder>  read local files instead of the Internet: <folder>/crds/... and <folder>/charts/...
  --help           show this text

Exit codes: 0 written, 1 a source could not be read or understood, 2 wrong arguments
`;

const options = { from: { type: 'string' }, help: { type: 'boolean' } } as const;

function readArguments(): { readonly from?: string; readonly help?: boolean } | undefined {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${message(error)}\n\n${help}`);
    return undefined;
  }
}

async function main(): Promise<number> {
  const values = readArguments();
  if (values === undefined) {
    return 2;
  }
  if (values.help === true) {
    process.stdout.write(help);
    return 0;
  }
  // Loaded only now: the generators behind it take seconds, and --help needs none of them.
  const { generate, outputFolders } = await import('./generate.ts');
  const read = values.from === undefined ? fromUrl : fromFolder(values.from);
  const sources = { crds: crdSources, values: valuesSources };
  const report = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    await replaceFolders(fileURLToPath(new URL('..', import.meta.url)), outputFolders, (staging) =>
      generate(sources, read, staging, report),
    );
    return 0;
  } catch (error) {
    process.stderr.write(`${message(error)}\nimports/ is unchanged\n`);
    return 1;
  }
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

process.exitCode = await main();
