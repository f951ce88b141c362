import { bootstrap } from '../../ops/bootstrap.ts';
import { processShell, type ShellError } from '../../ops/clients/shell.ts';
import { diff } from '../../ops/diff.ts';
import { status } from '../../ops/status.ts';
import { teardown } from '../../ops/teardown.ts';
import { healthyWorld } from './healthy-world.ts';

/**
 * The fakes accept every option. Where the real program is installed, it reads the plan as well: it has to understand
 * each line and fail only because nothing listens on the port.
 */
const { PATH = '' } = process.env;
const [missing] = processShell({ cwd: '.', env: { PATH } }).missing(['kubectl']);

const kubeconfig = `apiVersion: v1
kind: Config
clusters: [{ name: none, cluster: { server: "http://127.0.0.1:1" } }]
users: [{ name: nobody, user: {} }]
contexts: [{ name: airflow-test, context: { cluster: none, user: nobody } }]
`;

describe('every call of kubectl', () => {
  (missing ? test.skip : test)('is one that kubectl understands', async () => {
    const world = healthyWorld();
    world.write('kubeconfig', kubeconfig);
    world.write('dist/test/root/AppProject.root.yaml', 'apiVersion: v1\nkind: AppProject\nmetadata: { name: root }\n');
    const plans = await Promise.all(
      [bootstrap, status, diff, teardown].map((command) => world.run(command, 'test', '--dry-run')),
    );
    const lines = plans.flatMap(({ stdout }) => stdout.split('\n')).filter((line) => line.startsWith('kubectl'));
    // One line for each combination of options, whatever it is about.
    const distinct = [...new Map(lines.map((line) => [line.replaceAll(/ (?!--)\S+/g, ''), line])).values()];
    expect(distinct.length).toBeGreaterThan(8);

    const shell = processShell({ cwd: world.root, env: { PATH, KUBECONFIG: `${world.root}/kubeconfig` } });
    for (const line of distinct) {
      const answer = await shell.run(['sh', '-c', line]).catch((error: unknown) => (error as ShellError).output);
      expect(`${line}: ${answer}`).toMatch(/connection refused|was refused/);
    }
  });
});
