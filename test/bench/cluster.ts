import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, measure } from './processes.ts';
import { atMost, type Row, type Section, seconds } from './section.ts';

const cdk = join('node_modules', 'aws-cdk', 'bin', 'cdk');
const jest = join('node_modules', 'jest', 'bin', 'jest.js');
const keptTemplates = join('node_modules', '.cache', 'airflow-on-eks-templates');

/** The half that CloudFormation gets: the templates of all environments, and the tests that read them. */
export const cluster: Section = {
  name: 'CloudFormation templates of every environment',

  run: ({ runs }) =>
    inTemporaryFolder(async (folder) => {
      const synth = async (limit: number, ...options: readonly string[]): Promise<Row> => {
        const parameters = [cdk, 'synth', '--quiet', '--output', join(folder, 'cdk.out'), ...options];
        const measured = await measure({ command: process.execPath, parameters }, runs);
        return {
          what: ['npx cdk synth', ...options].join(' '),
          measured: seconds(measured.seconds),
          target: atMost(measured.seconds, limit, 's'),
        };
      };
      const tests = (patterns: readonly string[], prepare?: () => void) => {
        const parameters = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...patterns];
        return measure({ command: process.execPath, parameters, ...(prepare ? { prepare } : {}) }, runs);
      };
      const ofTemplates = ['test/cluster/[^/]*$', '--testPathIgnorePatterns', 'guard', 'synth'];

      const synths = [await synth(3, '--no-validation'), await synth(10)];
      const changed = await tests(ofTemplates, () => rmSync(keptTemplates, { recursive: true, force: true }));
      const unchanged = await tests(ofTemplates);
      const contract = await tests(['test/cluster/name-contract']);

      return [
        ...synths,
        { what: 'template tests, after a change of config/ or cluster/', measured: seconds(changed.seconds) },
        {
          what: 'template tests, nothing changed',
          measured: seconds(unchanged.seconds),
          target: atMost(unchanged.seconds, 5, 's'),
        },
        {
          what: 'name contract, after a change of dist/ only',
          measured: seconds(contract.seconds),
          target: atMost(contract.seconds, 2, 's'),
        },
      ];
    }),
};
