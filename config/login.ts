import type { AirflowConfig } from './platform-config.ts';

type Login = AirflowConfig['login'];
export type OidcLogin = Exclude<Login, string>;

export function isOidc(login: Login): login is OidcLogin {
  return typeof login === 'object';
}

/** The user `admin`: with a password that Secrets Manager generates, with the well-known one, or not there. */
export function adminUser(login: Login): 'generated' | 'well-known' | undefined {
  if (!isOidc(login)) return login;
  return login.breakGlass ? 'generated' : undefined;
}
