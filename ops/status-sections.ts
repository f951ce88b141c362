import { z } from 'zod';
import { historyPage } from '../config/alb.ts';
import { isOidc } from '../config/login.ts';
import { namespaces, teamNamespace } from '../config/names.ts';
import type { ApplicationView } from '../review/tree/application.ts';
import type { Run } from './cli/command.ts';
import { type Application, isReady, reasons, removal, state } from './clients/argocd.ts';
import { aws } from './clients/aws.ts';
import { conditions, kubectl, list, objectSchema } from './clients/kubectl.ts';
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
      conditions,
    })
    .optional(),
});

/** One line for each pool: its nodes, and how much of its limit is in use. */
export async function nodePoolLines(run: Run): Promise<readonly string[]> {
  const pools = await list(run, 'nodepools.karpenter.sh', [], nodePool);
  if (pools.length === 0) return ['none: the Applications karpenter and node-pools make them'];
  return columns(
    pools.map(({ metadata, spec, status }) => {
      const ready = status?.conditions.find(({ type }) => type === 'Ready');
      return [
        metadata.name,
        `${status?.resources?.['nodes'] ?? '0'} nodes`,
        `${status?.resources?.['cpu'] ?? '0'} of ${spec.limits?.['cpu'] ?? 'unlimited'} cpu`,
        ready?.status === 'True' ? 'Ready' : `not Ready: ${ready?.message ?? 'Karpenter has not looked at it yet'}`,
      ];
    }),
  );
}

/** How a person gets into Airflow, Argo CD and the History Servers. Passwords are not read, only how to read them is shown. */
export async function accessLines(run: Run): Promise<readonly string[]> {
  return [...(await airflowLines(run)), ...(await argoCdLines(run)), ...(await historyLines(run))];
}

async function airflowLines(run: Run): Promise<readonly string[]> {
  const { config } = run;
  const { exposure, login } = config.airflow;
  const command = portForward(run, namespaces.airflow, 'airflow-api-server', '8080:8080');
  const password = formatArgv(
    aws(
      config,
      ...['secretsmanager', 'get-secret-value', '--secret-id', config.names.secret('airflow/admin')],
      ...['--query', 'SecretString', '--output', 'text'],
    ),
  );
  return [
    ...(exposure.kind === 'none'
      ? [`Airflow: http://localhost:8080 while this runs: ${formatArgv(command)}`]
      : await pageLines(run, `Airflow: https://${exposure.host}`, namespaces.airflow, exposure.dns, 'airflow-ingress')),
    ...(login === 'generated' ? [`user and password: ${password}`] : []),
    ...(login === 'well-known' ? ['user and password: admin / admin (airflow.login is well-known)'] : []),
    ...(isOidc(login) ? loginLines(login, password) : []),
  ];
}

async function argoCdLines(run: Run): Promise<readonly string[]> {
  const { argoCd } = run.config;
  const forward = portForward(run, namespaces.argocd, 'argocd-server', '8081:443');
  const password = formatArgv(
    kubectl(
      run.config,
      ...['--namespace', namespaces.argocd, 'get', 'secret', 'argocd-initial-admin-secret'],
      ...['--output', 'go-template={{.data.password | base64decode}}'],
    ),
  );
  if (argoCd === undefined) {
    return [
      `Argo CD: https://localhost:8081 while this runs: ${formatArgv(forward)}`,
      `user admin, password: ${password}`,
    ];
  }
  const { exposure, login } = argoCd;
  return [
    ...(await pageLines(run, `Argo CD: https://${exposure.host}`, namespaces.argocd, exposure.dns, 'argocd-ingress')),
    ...loginLines(login, password),
  ];
}

async function historyLines(run: Run): Promise<readonly string[]> {
  const page = historyPage(run.config.spark);
  const [team] = run.config.teams;
  if (page === undefined || team === undefined) return [];
  const namespace = teamNamespace(team);
  return await pageLines(
    run,
    `History Servers: https://<team>.${page.exposure.domain}`,
    namespace,
    page.exposure.dns,
    namespace,
  );
}

function loginLines(
  { issuer, breakGlass }: { readonly issuer: string; readonly breakGlass?: true | undefined },
  password: string,
): readonly string[] {
  return [`people log in at ${issuer}`, ...(breakGlass ? [`user admin, when that is down: ${password}`] : [])];
}

const ingress = objectSchema.extend({
  status: z
    .object({
      loadBalancer: z.object({ ingress: z.array(z.object({ hostname: z.string().optional() })).optional() }).optional(),
    })
    .optional(),
});

/** An address, and where its name leads to. */
async function pageLines(
  run: Run,
  address: string,
  namespace: string,
  dns: unknown,
  application: string,
): Promise<readonly string[]> {
  const found = await list(run, 'ingresses', ['--namespace', namespace], ingress);
  const [loadBalancer] = found.flatMap(
    ({ status }) => status?.loadBalancer?.ingress?.flatMap(({ hostname }) => hostname ?? []) ?? [],
  );
  return [
    address,
    loadBalancer
      ? `its DNS name ${dns ? 'is made by external-dns, and points' : 'must point'} to ${loadBalancer}`
      : `it has no load balancer yet: the Application ${application} makes it`,
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
