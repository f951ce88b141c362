import { namespaces } from '../config/names.ts';
import type { EnvironmentRun } from './command.ts';
import type { RootFolder } from './root-folder.ts';

/**
 * Installs Argo CD with the chart, version and values of the Application by which it manages itself later.
 * Runs each time: a broken Argo CD cannot repair itself, this can.
 */
export async function installArgoCd({ shell, config }: EnvironmentRun, { argoCd }: RootFolder): Promise<void> {
  const { repoURL, chart, targetRevision, helm } = argoCd;
  const version = await shell.run(['helm', 'version', '--short'], { planned: 'v3' });

  await shell.run(
    [
      'helm',
      'upgrade',
      '--install',
      helm.releaseName,
      chart,
      '--kube-context',
      config.cluster.name,
      '--namespace',
      namespaces.argocd,
      '--repo',
      repoURL,
      '--version',
      targetRevision,
      '--values',
      '-',
      ...(helm.parameters ?? []).flatMap(({ name, value }) => ['--set', `${name}=${value}`]),
      ...(helm.skipCrds ? ['--skip-crds'] : []),
      ...(version.startsWith('v3') ? [] : takeOver),
      '--wait',
      '--timeout',
      '10m',
    ],
    { input: { text: JSON.stringify(helm.valuesObject) } },
  );
}

/** Helm 4 applies on the server, where fields that Argo CD has synced since are Argo CD's. Helm 3 has no such flags. */
const takeOver = ['--server-side=true', '--force-conflicts'];
