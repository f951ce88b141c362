import { join } from 'node:path';
import { measure } from './processes.ts';
import { atMost, type Row, type Section, seconds } from './section.ts';

const jest = join('node_modules', 'jest', 'bin', 'jest.js');

/** The half that CloudFormation gets: the templates of all environments, and the tests that read them. */
export const cluster: Section = {
  name: 'CloudFormation templates of every environment',

  run: async ({ runs }) => {
    const synth = async (limit: number, ...options: readonly string[]): Promise<Row> => {
      const parameters = ['run', '--silent', 'cluster:synth', '--', ...options];
      const measured = await measure({ command: 'npm', parameters }, runs);
      return {
        what: ['npm run cluster:synth', ...(options.length > 0 ? ['--', ...options] : [])].join(' '),
        measured: seconds(measured.seconds),
        target: atMost(measured.seconds, limit, 's'),
      };
    };
    const tests = await measure(
      { command: process.execPath, parameters: [jest, 'test/cluster/(templates/|contract)'] },
      runs,
    );

    return [
      await synth(3, '--no-validation'),
      await synth(10),
      { what: 'template tests', measured: seconds(tests.seconds), target: atMost(tests.seconds, 5, 's') },
    ];
  },
};
