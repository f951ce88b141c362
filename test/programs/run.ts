import { npmScript, start } from '../../config/cli.ts';
import { runSuite } from '../support/suite.ts';

const command = npmScript({
  script: 'test:programs',
  summary:
    'Starts the programs of the project as a person does, each in a copy of the repository, with good and bad configs, and kills some of them.',
  example: '-- cdk8s',
}).argument('[names...]', 'only files of test/programs/ with this in their names');

await start(import.meta.url, command, async (names) =>
  runSuite('test/programs/', {}, names.length > 0 ? names : undefined),
);
