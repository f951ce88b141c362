import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { namespaces } from '../../config/names.ts';
import { helmLoginOf } from '../../config/registries.ts';
import { UserError } from '../../config/user-error.ts';
import type { ChartSource } from '../../review/tree/application.ts';
import type { Run } from '../cli/command.ts';

/**
 * Installs Argo CD with the chart, version and values of the Application by which it manages itself later.
 * Runs each time: a broken Argo CD cannot repair itself, this can.
 */
export async function installArgoCd(run: Run, argoCd: ChartSource, timeout = '10m'): Promise<void> {
  const { shell, config } = run;
  const version = await shell.run(['helm', 'version', '--short'], { planned: 'v3' });
  const { place, from } = await chartPlace(run, argoCd);

  await shell.run(
    [
      ...(['helm', 'upgrade', '--install', argoCd.releaseName, place] as const),
      ...['--kube-context', config.cluster.name, '--namespace', namespaces.argocd],
      ...[...from, '--values', '-'],
      ...argoCd.parameters.flatMap(({ name, value }) => ['--set', `${name}=${value}`]),
      ...(argoCd.skipCrds ? ['--skip-crds'] : []),
      ...(version.startsWith('v3') ? [] : takeOver),
      ...['--wait', '--timeout', timeout],
    ],
    { input: { text: JSON.stringify(argoCd.values) } },
  );
}

/** What Helm is told about where a chart is: in its repository, or in a folder of charts. */
export async function chartPlace({ shell, config, flags }: Run, { chart, repoUrl, version }: ChartSource) {
  if (flags.charts !== undefined) return { place: chartFolder(flags.charts, chart, version), from: [] };
  const login = helmLoginOf(repoUrl, config);
  const isWeb = /^https?:\/\//.test(repoUrl);
  if (isWeb && login !== undefined) {
    return { place: `${await loggedIn(shell, repoUrl, login)}/${chart}`, from: ['--version', version] };
  }
  return {
    // Argo CD takes the address of an OCI registry without its scheme, helm with it.
    place: isWeb ? chart : `oci://${repoUrl.replace(/^oci:\/\//, '').replace(/\/$/, '')}/${chart}`,
    from: [...(isWeb ? ['--repo', repoUrl] : []), '--version', version],
  };
}

/** What helm calls a repository to which somebody has logged in. With `--repo` it would need the password as an argument. */
async function loggedIn(shell: Run['shell'], repoUrl: string, login: string): Promise<string> {
  const planned = JSON.stringify([{ name: login, url: repoUrl }]);
  // Without any repository it ends with an error.
  const answer = await shell.run(['helm', 'repo', 'list', '--output', 'json'], { planned }).catch(() => '[]');
  const name = repositories.parse(JSON.parse(answer)).find(({ url }) => url.replace(/\/$/, '') === repoUrl)?.name;
  if (name === undefined) {
    throw new UserError(
      `helm is not logged in to '${repoUrl}'; run 'helm repo add ${login} ${repoUrl} --username <user> --password-stdin', then this again`,
    );
  }
  await shell.run(['helm', 'repo', 'update', name]);
  return name;
}

const repositories = z.array(z.object({ name: z.string(), url: z.string() }));

/** The folder of a chart, which must be of exactly the version that the environment runs. */
export function chartFolder(folder: string, chart: string, version: string): string {
  const place = resolve(folder, chart);
  const file = join(place, 'Chart.yaml');
  const found = existsSync(file) ? /^version: *["']?v?([^"'\s]+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  if (found === version.replace(/^v/, '')) return place;
  throw new UserError(
    found === undefined
      ? `--charts: '${folder}' has no folder '${chart}' with a Chart.yaml; put the chart ${chart} ${version} there`
      : `--charts: '${place}' is version ${found}, and the environment runs ${version}; put that one there`,
  );
}

/** Helm 4 applies on the server, where fields that Argo CD has synced since are Argo CD's. Helm 3 has no such flags. */
const takeOver = ['--server-side=true', '--force-conflicts'];
