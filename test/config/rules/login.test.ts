import { refuses } from '../edit.ts';

const exposure = {
  'airflow.exposure': {
    kind: 'alb',
    host: 'airflow.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
    scheme: 'internal',
    allowedCidrs: ['10.0.0.0/8'],
  },
};
const oidc = {
  kind: 'oidc',
  issuer: 'https://login.example.com/realms/data',
  clientId: 'airflow',
  groupsClaim: 'groups',
  roles: { 'data-admins': 'Admin', 'data-users': 'User' },
};
const login = (edits: object) => ({ ...exposure, 'airflow.login': { ...oidc, ...edits } });

const groupNames = "use names of groups as the provider sends them, e.g. { 'data-admins': 'Admin' }";

describe('a config with a login that cannot work', () => {
  refuses([
    [
      'a provider that has nowhere to lead back to',
      { 'airflow.login': oidc },
      "airflow.login: kind 'oidc' needs an address that the provider leads back to, and exposure is 'none'; set exposure { kind: 'alb', … }, or use 'generated'",
    ],
    [
      'the kind without its object',
      { 'airflow.login': 'oidc' },
      "airflow.login: 'oidc' is not valid; use one of 'generated', 'well-known', or an object with kind 'oidc'",
    ],
    [
      'no login at all',
      { 'airflow.login': undefined },
      "airflow.login: is missing; use one of 'generated', 'well-known', or an object with kind 'oidc'",
    ],
    ['another protocol', login({ kind: 'saml' }), "airflow.login.kind: 'saml' is not valid; use one of 'oidc'"],
    [
      'the page of the provider in the place of its issuer',
      login({ issuer: 'https://login.example.com/.well-known/openid-configuration' }),
      "airflow.login.issuer: 'https://login.example.com/.well-known/openid-configuration' is not valid; use the HTTPS address below which the provider has '.well-known/openid-configuration', e.g. 'https://login.example.com/realms/data'",
    ],
    [
      'an issuer without TLS',
      login({ issuer: 'http://login.example.com' }),
      "airflow.login.issuer: 'http://login.example.com' is not valid; use the HTTPS address below which the provider has '.well-known/openid-configuration', e.g. 'https://login.example.com/realms/data'",
    ],
    [
      'a mistyped field of the provider, reported once',
      login({ issuer: undefined, isuer: 'https://login.example.com' }),
      "airflow.login.isuer: is not a field; did you mean 'issuer'? known fields: kind, issuer, clientId, groupsClaim, roles, scopes, breakGlass",
    ],
    [
      'a role that Airflow does not have',
      login({ roles: { 'data-admins': 'Amin' } }),
      "airflow.login.roles['data-admins']: 'Amin' is not valid; did you mean 'Admin'? allowed: 'Admin', 'Op', 'User', 'Viewer'",
    ],
    ['no group', login({ roles: {} }), `airflow.login.roles: an object is not valid; ${groupNames}`],
    ['a list of groups', login({ roles: ['admins'] }), `airflow.login.roles: a list is not valid; ${groupNames}`],
    [
      'nobody who may set a permission',
      login({ roles: { 'data-users': 'User' } }),
      "airflow.login.roles: makes nobody Admin, so nobody could set a permission; give a group the role 'Admin', or set breakGlass: true",
    ],
    [
      'scopes without that of OpenID Connect',
      login({ scopes: ['profile', 'email'] }),
      "airflow.login.scopes: a list is not valid; add 'openid', without which there is no login",
    ],
  ]);
});
