import { on, text } from '../fields.ts';
import { z } from '../zod.ts';

const group = /^[^\s{}$"'\\](?:[^{}$"'\\\p{C}]{0,198}[^\s{}$"'\\])?$/u;

/** Roles by group, of which there is at least one. */
export function rolesByGroup<Role extends string>(roles: readonly [Role, ...Role[]]) {
  const rule = `use names of groups as the provider sends them, e.g. { 'data-admins': '${roles[0]}' }`;
  return z
    .record(z.string(), z.enum(roles), rule)
    .refine((given) => Object.keys(given).length > 0 && Object.keys(given).every((name) => group.test(name)), rule);
}

/** Address of a provider, below which `.well-known/openid-configuration` is. */
export const issuer = text(
  /^(?!.*\/\.well-known(\/|$))https:\/\/[\w.-]+(:\d+)?(\/[\w.~%-]+)*\/?$/,
  "use the HTTPS address below which the provider has '.well-known/openid-configuration', e.g. 'https://login.example.com/realms/data'",
);

export const clientId = (page: string, example: string) =>
  text(/^[\w.:/~@-]{1,256}$/, `use the client id of ${page} at the provider, e.g. '${example}'`);

export const scopes = z
  .array(text(/^[\w.:/-]+$/, "use names of scopes, e.g. ['openid', 'profile', 'email', 'groups']"))
  .refine((list) => list.includes('openid'), "add 'openid', without which there is no login");

/** People log in at the company's OpenID Connect provider: Entra ID, Okta, Keycloak and others (docs/login.md). */
const oidc = z.strictObject({
  kind: z.literal('oidc'),
  issuer,
  /**
   * Name of Airflow at the provider. Its secret is filled in by hand, once, in the Secrets Manager secret `<cluster>/airflow/oidc`.
   * The redirect address to register there is `https://<exposure.host>/auth/oauth-authorized/oidc`.
   */
  clientId: clientId('Airflow', 'airflow'),
  /**
   * Claim that lists the groups of a person, in the ID token or the user info: `groups`, `roles`, `cognito:groups`. A dot leads
   * into an object: `realm_access.roles`.
   */
  groupsClaim: text(/^[\w:/-][\w.:/-]*$/, "use the name of a claim, e.g. 'groups'"),
  /**
   * Role of Airflow by group. Who is in several groups has the roles of all, who is in none does not get in. Read again at each
   * login: a person who leaves a group keeps the role for as long as the session lasts.
   */
  roles: rolesByGroup(['Admin', 'Op', 'User', 'Viewer']),
  /**
   * What Airflow asks the provider for. `openid` is one of them.
   * @default - `openid`, `profile`, `email`; Okta sends groups for `groups` too
   */
  scopes: scopes.optional(),
  /**
   * Keep the user `admin` with its password in `<cluster>/airflow/admin`, for when the provider is down. It logs in at
   * `https://<exposure.host>/auth/break-glass/login/`.
   * @default - nobody has a password
   */
  breakGlass: on,
});

/** How people prove who they are. */
export const login = z.union([z.enum(['generated', 'well-known']), z.discriminatedUnion('kind', [oidc])]);
