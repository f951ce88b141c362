import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';

/**
 * What Argo CD is told of the company's provider, as parts of its Helm values. Groups become roles that Argo CD brings itself.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/
 */
export function oidcLogin(config: Pick<Platform, 'argoCd' | 'environment' | 'secrets'>) {
  if (config.argoCd === undefined) return undefined;
  const { exposure, login } = config.argoCd;
  const { breakGlass = false, clientId, groupsClaim, issuer, roles, scopes = ['openid', 'profile', 'email'] } = login;
  const oidc = {
    name: 'SSO',
    issuer,
    clientID: clientId,
    clientSecret: `$${secretName(config, 'argoCdOidc')}:client-secret`,
    requestedScopes: scopes,
  };
  // In quotes, as a name may hold a comma.
  const policy = Object.entries(roles).map(([group, role]) => `g, "${group}", role:${role}\n`);
  return {
    global: { domain: exposure.host },
    cm: { 'admin.enabled': breakGlass, 'oidc.config': JSON.stringify(oidc) },
    rbac: { 'policy.csv': policy.join(''), scopes: `[${groupsClaim}]` },
  };
}
