import { count, text } from '../fields.ts';
import { z } from '../zod.ts';
import { albOfTeams } from './exposure.ts';
import { issuer, scopes } from './login.ts';

const endpoint = (name: string) =>
  text(
    /^https:\/\/[\w.-]+(:\d+)?(\/[\w.~%-]+)*$/,
    `use the ${name} that the provider's openid-configuration names, e.g. 'https://login.example.com/oauth2/v1/token'`,
  );

/** The History Servers of all teams behind one load balancer, which asks for a login: Spark has none. */
export const historyPage = z.strictObject({
  exposure: albOfTeams,
  /**
   * The load balancer asks the provider. It lets in whom the provider lets in: each team has a client of its own there, given to the
   * people of the team only. Its id and secret are filled in by hand, once, in the Secrets Manager secret
   * `<cluster>/spark-history/<team>`. The redirect address to register is `https://<team>.<domain>/oauth2/idpresponse`.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
   */
  login: z.strictObject({
    kind: z.literal('oidc'),
    issuer,
    /** `authorization_endpoint` of the provider. */
    authorizationEndpoint: endpoint('authorization_endpoint'),
    /** `token_endpoint`; the load balancer itself connects to it, and to the next one. */
    tokenEndpoint: endpoint('token_endpoint'),
    /** `userinfo_endpoint` of the provider. */
    userInfoEndpoint: endpoint('userinfo_endpoint'),
    /** What the load balancer asks the provider for. @default - `openid` */
    scopes: scopes.optional(),
    /** Hours until a person logs in again. @default 12 */
    sessionHours: count(1, 168, 12).optional(),
  }),
});
