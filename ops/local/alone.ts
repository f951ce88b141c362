import { hostname } from 'node:os';
import { UserError } from '../../config/user-error.ts';
import { at } from '../../imports/json.ts';
import type { Run } from '../cli/command.ts';
import { kubectl } from '../clients/kubectl.ts';
import { ShellError } from '../clients/shell.ts';
import { contextOf } from './context.ts';
import { standInNamespace } from './services.ts';

const place = ['lease', 'up', '--namespace', standInNamespace];

/**
 * Does `work` unless another `up` works on the cluster. A Lease there says so, until its process ends.
 *
 * @throws UserError where another one has it
 */
export async function alone(run: Run, work: () => Promise<void>): Promise<void> {
  await takeLease(run);
  try {
    await work();
  } finally {
    // A cluster that is lost by then has a better message than this one.
    await run.shell.run(kubectl(run.config, 'delete', ...place, '--ignore-not-found')).catch(() => {});
  }
}

async function takeLease(run: Run): Promise<void> {
  const { shell, config } = run;
  const text = JSON.stringify({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'up', namespace: standInNamespace },
    spec: { holderIdentity: `${hostname()} ${process.pid}` },
  });
  const write = (verb: string) => shell.run(kubectl(config, verb, '--filename', '-'), { input: { text } });
  try {
    await write('create');
  } catch (error) {
    if (!(error instanceof ShellError) || !/AlreadyExists/.test(error.output)) throw error;
    const found = JSON.parse(await shell.run(kubectl(config, 'get', ...place, '--output', 'json')));
    const [host = '', process = ''] = String(at(found, 'spec.holderIdentity')).split(' ');
    if (host !== hostname() || isAlive(Number(process))) {
      throw new UserError(
        `another 'up' works on the cluster of context '${contextOf(run)}' (process ${process} on ${host}); wait for its end, or, if there is none, delete its mark: kubectl --context '${contextOf(run)}' delete ${place.join(' ')}`,
      );
    }
    await write('replace');
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
