import { readFileSync } from 'node:fs';
import { isOidc } from '../../config/login.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';

const webserverConfig = readFileSync(new URL('webserver_config.py', import.meta.url), 'utf8');

/** What the API server needs for a login at the company's provider: the file, its settings, and the secret of the client. */
export function oidcLogin(config: Platform) {
  const { login } = config.airflow;
  if (!isOidc(login)) return { values: {}, env: [] };
  const { kind: _, breakGlass = false, scopes = ['openid', 'profile', 'email'], ...settings } = login;
  return {
    values: { apiServerConfig: webserverConfig },
    env: [
      { name: 'AIRFLOW_OIDC', value: JSON.stringify({ ...settings, scopes, breakGlass }) },
      {
        name: 'AIRFLOW_OIDC_CLIENT_SECRET',
        valueFrom: { secretKeyRef: { name: secretName(config, 'oidc'), key: 'client-secret' } },
      },
    ],
  };
}
