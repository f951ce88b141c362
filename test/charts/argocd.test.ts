import { applicationHealth } from '../../charts/argocd/argocd.ts';
import { at, walk } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { application, pick, render, valuesOf } from '../render.ts';
import { everything, prodLike } from '../support/configs.ts';

const values = valuesOf(render(prodLike), 'argocd');

describe('Argo CD', () => {
  test('gates the waves with our health check, from its installation on', () => {
    expect(at(values, 'configs.cm')).toMatchObject({
      'resource.customizations.health.argoproj.io_Application': applicationHealth,
    });
  });

  test('has no time limit for a sync: a sync that ran into it would never be tried again', () => {
    expect(walk(values).filter(({ path }) => path.includes('sync.timeout'))).toEqual([]);
  });

  test('looks at Git every minute, in a form that its chart passes on as text', () => {
    expect(objectAtCm('timeout.reconciliation')).toBe('60s');
    expect(objectAtCm('timeout.reconciliation.jitter')).toBe('10s');
  });

  test('compares on the server, of a version that shows no Secret in doing so (CVE-2026-42880, CVE-2026-45737)', () => {
    expect(at(values, 'configs.params')).toEqual({ 'controller.diff.server.side': 'true' });
    const [, major, minor, patch] = /^v(\d+)\.(\d+)\.(\d+)$/.exec(String(at(values, 'global.image.tag'))) ?? [];
    expect(Number(major) * 10_000 + Number(minor) * 100 + Number(patch)).toBeGreaterThanOrEqual(30_501);
  });

  test('runs no tool on what it finds in Git, and opens no shell in a pod', () => {
    expect(objectAtCm('kustomize.enable')).toBe('false');
    expect(objectAtCm('jsonnet.enable')).toBe('false');
    expect(String(objectAtCm('exec.enabled'))).toBe('false');
  });

  test('knows the keys of the SSH host that it reads, beside those that its chart brings', () => {
    expect(at(valuesOf(render(everything), 'argocd'), 'configs.ssh')).toEqual({
      extraHosts: everything.git.knownHosts?.join('\n'),
    });
    expect(at(values, 'configs.ssh')).toBeUndefined();
  });

  test('lets nobody do what was not granted', () => {
    expect(at(values, 'configs.rbac')).toEqual({ 'policy.default': '' });
  });

  test('keeps the network policies of its chart, but for the one that a hand could open for good', () => {
    expect(at(values, 'global.networkPolicy')).toEqual({ create: true });
    expect(pick(render(prodLike), 'NetworkPolicy', 'deny-ingress', 'argocd').spec).toMatchObject({ podSelector: {} });
  });

  test('is synced by hand, and goes with nothing: it must neither break nor delete itself', () => {
    const { manifest, wave } = application(render(prodLike), 'argocd');
    expect(at(manifest.spec, 'syncPolicy.automated')).toEqual({ enabled: false });
    expect(manifest.metadata.finalizers).toBeUndefined();
    expect(wave).toBe(9999);
  });

  test('has two servers and repository servers where controllers are two, and metrics where something reads them', () => {
    expect([at(values, 'server.replicas'), at(values, 'repoServer.replicas')]).toEqual([2, 2]);
    expect(at(values, 'controller.metrics.enabled')).toBe(true);

    const small = valuesOf(render(platformConfig()), 'argocd');
    expect([at(small, 'server.replicas'), at(small, 'server.pdb.enabled')]).toEqual([1, false]);
    expect(at(small, 'controller.metrics.enabled')).toBe(false);
  });
});

/** Keys of `argocd-cm` hold dots, so they are no path. */
function objectAtCm(key: string): unknown {
  const cm = at(values, 'configs.cm');
  return cm && typeof cm === 'object' ? Reflect.get(cm, key) : undefined;
}
