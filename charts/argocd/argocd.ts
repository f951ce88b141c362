import { readFileSync } from 'node:fs';
import type { Construct } from 'constructs';
import { helmRepositories, namespaces } from '../../config/names.ts';
import { onCoreNodes } from '../../config/placement.ts';
import { podSizes } from '../../config/pod-sizes.ts';
import { proxyVariables } from '../../config/proxy.ts';
import type { Platform } from '../../config/resolve.ts';
import type { ArgoCdValues } from '../../imports/values/argo-cd.ts';
import { resources } from '../constructs/resources.ts';
import { trustedBundle } from '../constructs/trusted-ca.ts';
import { PlatformChart } from '../platform-chart.ts';
import { oidcLogin } from './login.ts';

/** Decides when a wave is done. Installed with Argo CD, so that it is there before the root Application. */
export const applicationHealth = readFileSync(new URL('application-health.lua', import.meta.url), 'utf8');

/**
 * Argo CD itself. `npm run bootstrap` installs it with these very values; afterwards a change of them is synced by hand,
 * because a bad one would take away the means to repair it. Without a finalizer: Argo CD must not delete itself.
 */
export class ArgoCdChart extends PlatformChart {
  constructor(scope: Construct, config: Platform) {
    super(scope, 'argocd', {
      namespace: namespaces.argocd,
      podSecurity: 'restricted',
      project: 'platform',
      onDelete: 'orphan',
      manualSync: true,
      helm: {
        repoUrl: helmRepositories.platform.argoCd,
        chart: 'argo-cd',
        version: config.versions.argoCdChart,
        releaseName: 'argocd',
        values: argoCdValues(config),
      },
    });
  }
}

const addToSystem = ['sh', '-c', '(cat /etc/ssl/certs/ca-certificates.crt; echo "$TRUSTED_CA") > "$0"'];

function argoCdValues(platform: Platform): ArgoCdValues {
  const { cluster, git, monitoring, versions } = platform;
  const trust = trustedBundle(`quay.io/argoproj/argocd:${versions.argoCd}`, addToSystem, platform);
  const replicas = cluster.controllerReplicas;
  const metrics = { enabled: monitoring.kind === 'prometheus' };
  const pdb = { enabled: replicas > 1, maxUnavailable: 1 };
  const login = oidcLogin(platform);
  const outgoing = {
    ...(platform.proxy || trust ? { env: [...proxyVariables(platform), ...(trust?.env ?? [])] } : {}),
    ...(trust ? { initContainers: [trust.initContainer], volumes: [trust.volume], volumeMounts: [trust.mount] } : {}),
  };

  return {
    global: {
      image: { tag: versions.argoCd },
      // Each part has a policy of its own. What closes the rest of the namespace is in `namespaces`, where Argo CD repairs it.
      networkPolicy: { create: true },
      ...login?.global,
      ...onCoreNodes,
    },
    configs: {
      cm: {
        'resource.customizations.health.argoproj.io_Application': applicationHealth,
        'timeout.reconciliation': '60s',
        // By default up to a minute more, at random: each wave of a bootstrap would wait for it.
        'timeout.reconciliation.jitter': '10s',
        // Rendering happens in this repository; tools that run code from Git are off.
        'kustomize.enable': 'false',
        'jsonnet.enable': 'false',
        'exec.enabled': false,
        ...login?.cm,
      },
      params: { 'controller.diff.server.side': 'true' },
      // No default role: without a login nobody but the built-in account `admin` may do anything.
      rbac: { 'policy.default': '', ...login?.rbac },
      ...(git.knownHosts ? { ssh: { extraHosts: git.knownHosts.join('\n') } } : {}),
    },
    controller: { metrics, resources: resources(podSizes.argoCdController) },
    repoServer: {
      metrics,
      // It alone reads repositories and charts.
      ...outgoing,
      // The chart makes its Role in any case. Without a rule, what a hand adds to it would stay.
      rbac: [{ apiGroups: ['argoproj.io'], resources: ['nothing'], verbs: ['get'] }],
      replicas,
      pdb,
      resources: resources(podSizes.argoCdRepoServer),
    },
    server: {
      // It asks the provider.
      ...(login ? outgoing : {}),
      metrics,
      replicas,
      pdb,
      resources: resources(podSizes.argoCdServer),
    },
    redis: { resources: resources(podSizes.argoCdRedis) },
    redisSecretInit: { resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } } },
    applicationSet: { resources: resources(podSizes.argoCdApplicationSet) },
    dex: { enabled: false },
    notifications: { enabled: false },
  };
}
