import { namespaces } from '../../config/names.ts';
import type { ChartSource } from '../../review/tree/application.ts';
import type { Run } from '../cli/command.ts';

/**
 * Installs Argo CD with the chart, version and values of the Application by which it manages itself later.
 * Runs each time: a broken Argo CD cannot repair itself, this can.
 */
export async function installArgoCd({ shell, config }: Run, argoCd: ChartSource): Promise<void> {
  const version = await shell.run(['helm', 'version', '--short'], { planned: 'v3' });
  // Argo CD takes the address of an OCI registry without its scheme, helm with it.
  const isWeb = argoCd.repoUrl.startsWith('https://');

  await shell.run(
    [
      'helm',
      'upgrade',
      '--install',
      argoCd.releaseName,
      isWeb ? argoCd.chart : `oci://${argoCd.repoUrl}/${argoCd.chart}`,
      '--kube-context',
      config.cluster.name,
      '--namespace',
      namespaces.argocd,
      ...(isWeb ? ['--repo', argoCd.repoUrl] : []),
      '--version',
      argoCd.version,
      '--values',
      '-',
      ...argoCd.parameters.flatMap(({ name, value }) => ['--set', `${name}=${value}`]),
      ...(argoCd.skipCrds ? ['--skip-crds'] : []),
      ...(version.startsWith('v3') ? [] : takeOver),
      '--wait',
      '--timeout',
      '10m',
    ],
    { input: { text: JSON.stringify(argoCd.values) } },
  );
}

/** Helm 4 applies on the server, where fields that Argo CD has synced since are Argo CD's. Helm 3 has no such flags. */
const takeOver = ['--server-side=true', '--force-conflicts'];
