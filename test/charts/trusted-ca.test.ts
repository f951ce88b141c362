import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { at, type Json, listIn } from '../../imports/json.ts';
import { all, givenTo, needInternet, pick, render, valuesOf } from '../render.ts';
import { company, companyCa } from '../support/company.ts';
import { everything } from '../support/configs.ts';

const config: PlatformConfig = { ...everything, trustedCa: companyCa };
const tree = render(config);
const values = (application: string) => valuesOf(tree, application) as Json;
const bundle = [
  { name: 'SSL_CERT_FILE', value: '/etc/trusted-ca/ca.pem' },
  { name: 'REQUESTS_CA_BUNDLE', value: '/etc/trusted-ca/ca.pem' },
  { name: 'GIT_SSL_CAINFO', value: '/etc/trusted-ca/ca.pem' },
];
const folder = { name: 'SSL_CERT_DIR', value: '/etc/trusted-ca' };

describe('a certificate of the company is trusted beside the public ones', () => {
  test.each([
    ['karpenter', 'controller.env', 'extraVolumes.0', 'controller.extraVolumeMounts.0'],
    ['external-secrets', 'extraEnv', 'extraVolumes.0', 'extraVolumeMounts.0'],
    [
      'monitoring',
      'alertmanager.alertmanagerSpec.containers.0.env',
      'alertmanager.alertmanagerSpec.volumes.0',
      'alertmanager.alertmanagerSpec.volumeMounts.0',
    ],
  ])('by %s, from a folder beside the file of its image', (application, env, volume, mount) => {
    expect(listIn(values(application), env)).toContainEqual(folder);
    const name = String(at(values(application), `${volume}.configMap.name`));
    expect(pick(tree, 'ConfigMap', name)['data']).toEqual({ 'ca.pem': companyCa });
    expect(at(values(application), mount)).toMatchObject({ mountPath: folder.value, readOnly: true });
  });

  test('by the load balancer controller, whose variables are a map', () => {
    expect(at(values('aws-load-balancer-controller'), `env.${folder.name}`)).toBe(folder.value);
  });

  test.each([['apiServer'], ['scheduler'], ['dagProcessor'], ['triggerer']])('by %s of Airflow', (component) => {
    expect(at(values('airflow'), `${component}.extraInitContainers.0.env`)).toEqual([
      { name: 'TRUSTED_CA', value: companyCa },
    ]);
    expect(listIn(values('airflow'), 'env')).toEqual(expect.arrayContaining(bundle));
  });

  test('by tasks, and by the repository server of Argo CD, which has it before any ConfigMap', () => {
    const pod = load(String(at(values('airflow'), 'podTemplate'))) as Json;
    for (const [env, init] of [
      [at(pod, 'spec.containers.0.env'), at(pod, 'spec.initContainers.0')],
      [at(values('argocd'), 'repoServer.env'), at(values('argocd'), 'repoServer.initContainers.0')],
    ]) {
      expect(env).toEqual(expect.arrayContaining(bundle));
      expect(at(init, 'env.0.value')).toBe(companyCa);
      expect(at(init, 'securityContext.runAsNonRoot')).toBe(true);
    }
  });

  test('by nodes, before they pull', () => {
    for (const { spec } of all(tree, 'EC2NodeClass')) {
      expect(String(at(spec, 'userData'))).toContain(
        `trusted-ca.pem <<'END'\n${companyCa.trim()}\nEND\nupdate-ca-trust\n`,
      );
    }
  });

  test('by nobody else', () => {
    expect(givenTo(tree, /trusted-ca/i)).toEqual(needInternet);
  });

  test('in one file with them: what the shell of Argo CD writes holds both', () => {
    const place = mkdtempSync(join(tmpdir(), 'trusted-ca-'));
    const [program = '', ...args] = listIn(values('argocd'), 'repoServer.initContainers.0.command').map(String);
    const file = join(place, 'ca.pem');
    const inImage = '/etc/ssl/certs/ca-certificates.crt';
    const own = args.slice(0, -1).map((arg) => arg.replace(inImage, join(import.meta.dirname, '../../LICENSE')));
    execFileSync(program, [...own, file], { env: { ...process.env, TRUSTED_CA: companyCa } });
    const written = readFileSync(file, 'utf8');
    rmSync(place, { recursive: true });
    expect(written).toContain('Apache License');
    expect(written.trim().endsWith(companyCa.trim())).toBe(true);
  });
});

test('a certificate alone starts nodes with a script, and a company has both in one', () => {
  const script = (of: PlatformConfig) => String(at(all(render(of), 'EC2NodeClass')[0]?.spec, 'userData'));
  expect(script(config)).not.toContain('HTTPS_PROXY');
  expect(script(company)).toMatch(/update-ca-trust\nfor unit in [\s\S]*systemctl daemon-reload\n--\/\/--\n$/);
});
