import { z } from 'zod';
import { namespaces, sparkPorts } from '../../config/names.ts';
import type { Run } from '../cli/command.ts';
import { list, objectSchema } from '../clients/kubectl.ts';
import { ShellError } from '../clients/shell.ts';
import { type Forwarded, forward, loginIn } from './airflow-api.ts';

/** A forward, and whether it has ended: with the pod that it leads to, or with the network. */
export interface Link extends Forwarded {
  isOver: boolean;
}

/** Connects, and notes the end of the connection. */
export async function link(connect: () => Promise<Forwarded>): Promise<Link> {
  const made = { ...(await connect()), isOver: false };
  void made.served.ended.then(() => {
    made.isOver = true;
  });
  return made;
}

/** Where there may be no pod, or no API server that answers, at the moment: the next round tries again. */
function undefinedIfFailed(error: unknown): undefined {
  if (!(error instanceof ShellError)) throw error;
}

function portOf(one: Link | undefined): { readonly port?: string } {
  return one ? { port: new URL(one.url).port } : {};
}

/** Forwards Argo CD, and prints its address, user and password. */
export async function showArgoCd(run: Run): Promise<Link> {
  const made = await link(() => forwardArgoCd(run));
  run.print(`Argo CD: ${made.url.replace('http:', 'https:')}`);
  const { password } = await loginIn(run, 'argocd-initial-admin-secret', namespaces.argocd);
  run.print(`  user admin, password ${password}`);
  return made;
}

const forwardArgoCd = (run: Run, port: { readonly port?: string } = {}) =>
  forward(run, 'service/argocd-server', namespaces.argocd, { ...port, to: 443 });

/** The forward of Argo CD, at the same port; the old one where nothing answers yet. */
export async function renewArgoCd(run: Run, old: Link): Promise<Link> {
  const again = await link(() => forwardArgoCd(run, portOf(old))).catch(undefinedIfFailed);
  if (again) run.progress('the connection to Argo CD ended, and is there again');
  return again ?? old;
}

const driver = objectSchema.extend({ metadata: z.object({ name: z.string(), namespace: z.string() }) });

/** Forwards the Spark UI of each job that runs and has no forward, or one that has ended. */
export async function forwardSparkUis(run: Run, known: Map<string, Link>): Promise<void> {
  const selectors = ['--selector', 'spark-role=driver', '--field-selector', 'status.phase=Running'];
  const where = ['--all-namespaces', ...selectors];
  const pods = await list(run, 'pods', where, driver).catch(undefinedIfFailed);
  for (const { metadata } of pods ?? []) {
    const before = known.get(metadata.name);
    if (before && !before.isOver) continue;
    const to = { ...portOf(before), to: sparkPorts.ui };
    const connect = () => forward(run, `pod/${metadata.name}`, metadata.namespace, to);
    const made = await link(connect).catch(undefinedIfFailed);
    if (made === undefined) continue;
    known.set(metadata.name, made);
    if (before === undefined) run.print(`Spark UI of ${metadata.name}: ${made.url}`);
  }
}
