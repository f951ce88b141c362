import { RepositoryCopy } from '../support/repository-copy.ts';
import { inTemporaryFolder, measure, moveAside } from './processes.ts';
import { atMost, type Section, seconds } from './section.ts';

/** What a person waits for: both environments, from nothing to a written tree, in a copy of the repository. */
export const synth: Section = {
  name: 'Synth of every environment, each run from a cold start',

  run: ({ runs }) =>
    inTemporaryFolder(async (folder) => {
      const { dist } = new RepositoryCopy(folder);
      const main = { command: process.execPath, parameters: ['--import', 'tsx/esm', 'charts/main.ts'], cwd: folder };
      // Once in half an hour the CLI asks the npm registry for its newest version: that would measure the network.
      const env = { CDK8S_CHECK_UPGRADE: 'false' };
      const cli = { command: 'npx', parameters: ['cdk8s', 'synth'], cwd: folder, env };

      const written = await measure({ ...main, prepare: () => moveAside(dist) }, runs);
      const unchanged = await measure(main, runs);
      const throughCli = await measure(cli, runs);

      return [
        {
          what: 'node --import tsx/esm charts/main.ts, every file new',
          measured: seconds(written.seconds),
          target: atMost(written.seconds, 1, 's'),
        },
        { what: 'node --import tsx/esm charts/main.ts, no file changed', measured: seconds(unchanged.seconds) },
        {
          what: 'npx cdk8s synth',
          measured: seconds(throughCli.seconds),
          target: atMost(throughCli.seconds, 2.5, 's'),
        },
      ];
    }),
};
