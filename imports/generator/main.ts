import { fileURLToPath } from 'node:url';
import { npmScript, start } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import {
  crdSources,
  instanceSources,
  kubernetesSources,
  optionsSources,
  policySources,
  rdsRoots,
  valuesSources,
} from '../sources.ts';
import { fromFolder, fromUrl } from './read.ts';
import { writeFiles } from './write-files.ts';

const command = npmScript({
  script: 'import',
  summary:
    'Writes imports/certificates, imports/crds, imports/instances, imports/policies, imports/schemas and imports/values from the sources in imports/sources.ts, at the versions in config/versions.ts. Nothing changes unless every source was read.',
  example: '-- --from ../upstream',
}).option(
  '--from <folder>',
  'read local files instead of the Internet: <folder>/crds/..., <folder>/charts/..., and so on; a missing one is named with its URL',
);

await start(import.meta.url, command, async ({ from }) => {
  // Loaded only now: the generators behind it take seconds, and --help needs none of them.
  const { generate, outputFolders } = await import('./generate.ts');
  const read = from === undefined ? fromUrl : fromFolder(from);
  const sources = {
    crds: crdSources,
    kubernetes: kubernetesSources,
    values: valuesSources,
    options: optionsSources,
    policies: policySources,
    instances: instanceSources,
    rdsRoots,
  };
  const report = (line: string): void => void process.stdout.write(`${line}\n`);
  const files = await generate(sources, read, report).catch((error: Error) => {
    throw new UserError(`${error.message}\nimports/ is unchanged`, { cause: error });
  });
  writeFiles(fileURLToPath(new URL('..', import.meta.url)), outputFolders, files);
  return 'done';
});
