import { z } from 'zod';
import { namespaces } from '../config/names.ts';
import type { ApplicationView } from '../review/tree/application.ts';
import type { Run } from './cli/command.ts';
import { type Application, isReady, reasons, removal, state } from './clients/argocd.ts';
import { aws } from './clients/aws.ts';
import { kubectl, list, objectSchema } from './clients/kubectl.ts';
import { type Argv, formatArgv } from './clients/shell.ts';

/** One line for each Application; the first reason where one is not ready. */
export function applicationLines(
  run: Run,
  expected: readonly ApplicationView[],
  live: readonly Application[],
): readonly string[] {
  const found = new Map(live.map((application) => [application.metadata.name, application]));
  if (found.size === 0) return [`none: Argo CD is not installed; run 'npm run bootstrap -- ${run.config.environment}'`];

  const known = new Set(expected.map(({ name }) => name));
  const rows = expected.map((application) => {
    const live = found.get(application.name);
    const [reason = ''] = isReady(application, live) ? [] : reasons(live);
    return [application.name, state(live), reason];
  });
  const unmanaged = [...found].filter(([name]) => !known.has(name));
  return columns([...rows, ...unmanaged.map(([name, live]) => [name, state(live), removal(live)])]);
}

const nodePool = objectSchema.extend({
  spec: z.object({ limits: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
  status: z
    .object({
      resources: z.record(z.string(), z.string()).optional(),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() }))
        .optional(),
    })
    .optional(),
});

/** One line for each pool: its nodes, and how much of its limit is in use. */
export async function nodePoolLines(run: Run): Promise<readonly string[]> {
  const pools = await list(run, 'nodepools.karpenter.sh', [], { item: nodePool, planned: [] });
  if (pools.length === 0) return ['none: the Applications karpenter and node-pools make them'];
  return columns(
    pools.map(({ metadata, spec, status }) => {
      const ready = status?.conditions?.find(({ type }) => type === 'Ready');
      return [
        metadata.name,
        `${status?.resources?.['nodes'] ?? '0'} nodes`,
        `${status?.resources?.['cpu'] ?? '0'} of ${spec.limits?.['cpu'] ?? 'unlimited'} cpu`,
        ready?.status === 'True' ? 'Ready' : `not Ready: ${ready?.message ?? 'Karpenter has not looked at it yet'}`,
      ];
    }),
  );
}

/** How a person gets into Airflow and Argo CD. Passwords are not read, only how to read them is shown. */
export async function accessLines(run: Run): Promise<readonly string[]> {
  const { config } = run;
  const readSecret = (path: string) =>
    aws(
      config,
      'secretsmanager',
      'get-secret-value',
      '--secret-id',
      path,
      '--query',
      'SecretString',
      '--output',
      'text',
    );
  const argoCdPassword = kubectl(
    config,
    ...['--namespace', namespaces.argocd, 'get', 'secret', 'argocd-initial-admin-secret'],
    ...['--output', 'go-template={{.data.password | base64decode}}'],
  );

  return [
    ...(await airflowAddress(run)),
    config.airflow.login === 'generated'
      ? `user and password: ${formatArgv(readSecret(config.names.secret('airflow/admin')))}`
      : 'user and password: admin / admin (airflow.login is well-known)',
    `Argo CD: https://localhost:8081 while this runs: ${formatArgv(portForward(run, namespaces.argocd, 'argocd-server', '8081:443'))}`,
    `user admin, password: ${formatArgv(argoCdPassword)}`,
  ];
}

const ingress = objectSchema.extend({
  status: z
    .object({
      loadBalancer: z.object({ ingress: z.array(z.object({ hostname: z.string().optional() })).optional() }).optional(),
    })
    .optional(),
});

async function airflowAddress(run: Run): Promise<readonly string[]> {
  const { exposure } = run.config.airflow;
  if (exposure.kind === 'none') {
    const command = portForward(run, namespaces.airflow, 'airflow-api-server', '8080:8080');
    return [`Airflow: http://localhost:8080 while this runs: ${formatArgv(command)}`];
  }
  const found = await list(run, 'ingresses', ['--namespace', namespaces.airflow], { item: ingress, planned: [] });
  const [loadBalancer] = found.flatMap(
    ({ status }) => status?.loadBalancer?.ingress?.flatMap(({ hostname }) => hostname ?? []) ?? [],
  );
  return [
    `Airflow: https://${exposure.host}`,
    loadBalancer
      ? `its DNS name ${exposure.dns ? 'is made by external-dns, and points' : 'must point'} to ${loadBalancer}`
      : 'it has no load balancer yet: the Application airflow-ingress makes it',
  ];
}

function portForward({ config }: Run, namespace: string, service: string, ports: string): Argv {
  return kubectl(config, '--namespace', namespace, 'port-forward', `service/${service}`, ports);
}

/** Cells under each other. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, column) => Math.max(known[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
