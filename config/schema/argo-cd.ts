import { on, text } from '../fields.ts';
import { z } from '../zod.ts';
import { alb } from './exposure.ts';
import { clientId, issuer, rolesByGroup, scopes } from './login.ts';

/** Argo CD at an address of its own. It asks the provider itself, so it knows who somebody is, and what the groups may do. */
export const argoCd = z.strictObject({
  exposure: alb,
  login: z.strictObject({
    kind: z.literal('oidc'),
    issuer,
    /**
     * Name of Argo CD at the provider. Its secret is filled in by hand, once, in the Secrets Manager secret `<cluster>/argocd/oidc`.
     * The redirect address to register there is `https://<exposure.host>/auth/callback`.
     */
    clientId: clientId('Argo CD', 'argocd'),
    /** Claim of the ID token that lists the groups of a person: `groups`, `roles`, `cognito:groups`. Argo CD looks into no object. */
    groupsClaim: text(/^[\w:/-]+$/, "use the name of a claim of the ID token, without a dot, e.g. 'groups'"),
    /**
     * What a group may do in Argo CD. `admin`: everything, a sync of its own and a deletion among it. `readonly`: look. Who is in
     * several groups has the roles of all, who is in none sees nothing.
     */
    roles: rolesByGroup(['admin', 'readonly']),
    /** What Argo CD asks the provider for. @default - `openid`, `profile`, `email`; Okta sends groups for `groups` too */
    scopes: scopes.optional(),
    /**
     * Keep the user `admin`, whose password is a Secret of the namespace `argocd`, for when the provider is down.
     * @default - nobody has a password
     */
    breakGlass: on,
  }),
});
