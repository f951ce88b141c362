import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { platformConfig } from '../fixtures.ts';
import { exposed, valuesOf } from './variants.ts';

const oidc =
  (breakGlass?: true): Parameters<typeof valuesOf>[0] =>
  (draft) => {
    exposed(draft);
    draft.airflow.login = {
      kind: 'oidc',
      issuer: 'https://login.example.com',
      clientId: 'airflow',
      groupsClaim: 'groups',
      roles: { 'data-admins': 'Admin' },
      ...(breakGlass ? { breakGlass } : {}),
    };
  };

const secretNames = (edit: Parameters<typeof valuesOf>[0]) =>
  resolve(platformConfig(edit)).secrets.map(({ remoteName }) => remoteName.replace('airflow-test/airflow/', ''));

describe("a login at the company's provider", () => {
  test('gives the API server its file, its settings, and the secret of the client by name only', () => {
    const { apiServer, scheduler } = valuesOf(oidc());
    // The chart runs the file through its templates, which would take it for one of them.
    expect(apiServer?.apiServerConfig).not.toContain('{{');
    const [, settings, secret] = apiServer?.env ?? [];
    expect(JSON.parse(settings?.value ?? '')).toEqual({
      issuer: 'https://login.example.com',
      clientId: 'airflow',
      groupsClaim: 'groups',
      roles: { 'data-admins': 'Admin' },
      scopes: ['openid', 'profile', 'email'],
      breakGlass: false,
    });
    const name = secretName(resolve(platformConfig(oidc())), 'oidc');
    expect(secret).toEqual({
      name: 'AIRFLOW_OIDC_CLIENT_SECRET',
      valueFrom: { secretKeyRef: { name, key: 'client-secret' } },
    });
    expect(scheduler).not.toHaveProperty('env');
  });

  test('keeps what the load balancer needs', () => {
    expect(valuesOf(oidc()).apiServer?.args).toEqual(valuesOf(exposed).apiServer?.args);
    expect(valuesOf(oidc()).apiServer?.env).toEqual(
      expect.arrayContaining([{ name: 'FORWARDED_ALLOW_IPS', value: '10.42.0.0/16' }]),
    );
  });

  test('leaves no user with a password behind: no Job and no secret', () => {
    expect(valuesOf(oidc()).createUserJob).toEqual({ enabled: false });
    expect(secretNames(oidc())).toContain('oidc');
    expect(secretNames(oidc())).not.toContain('admin');
  });

  test('has a user for the day on which the provider is down, where the config says so', () => {
    expect(valuesOf(oidc(true)).createUserJob).toHaveProperty('args');
    expect(secretNames(oidc(true))).toEqual(expect.arrayContaining(['admin', 'oidc']));
  });
});
