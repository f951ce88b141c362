import type { Construct } from 'constructs';
import { type HistoryPage, historyGroup, historyHost } from '../../config/alb.ts';
import { namespaces, sparkHistory, teamNamespace } from '../../config/names.ts';
import type { SparkTeamConfig } from '../../config/platform-config.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName, secretsInCluster } from '../../config/secrets.ts';
import { allow } from '../constructs/access.ts';
import { albIngress } from '../constructs/alb-ingress.ts';
import { externalSecrets } from '../constructs/external-secret.ts';
import { allowIngress, fromVpc } from '../constructs/network-policy.ts';

/**
 * The History Server of a team behind the load balancer of all teams, which asks the company's provider who comes. Whatever is
 * wrong with a load balancer holds no team back: its health counts for nothing.
 */
export function historyBehindLogin(
  scope: Construct,
  team: SparkTeamConfig,
  page: HistoryPage,
  labels: Record<string, string>,
  platform: Platform,
): void {
  const namespace = teamNamespace(team);
  const {
    issuer,
    authorizationEndpoint,
    tokenEndpoint,
    userInfoEndpoint,
    scopes = ['openid'],
    sessionHours = 12,
  } = page.login;
  const secret = secretName(platform, 'historyOidc', team.name);
  // Named one by one: the text of the annotation does not depend on the order in which the config has them.
  const provider = { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName: secret };

  externalSecrets(scope, secretsInCluster(platform), { isIn: (one) => one === namespace, wave: 0 });
  // The controller may read no Secret but this one.
  allow(scope, {
    name: 'load-balancer-login',
    account: { name: 'aws-load-balancer-controller', namespace: namespaces.kubeSystem },
    rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [secret], verbs: ['get', 'list', 'watch'] }],
  });
  allowIngress(scope, 'history', labels, [{ ports: [sparkHistory.port], peers: fromVpc(platform.cluster) }]);
  albIngress(
    scope,
    platform,
    { ...page.exposure, group: historyGroup(page) },
    {
      name: sparkHistory.name,
      host: historyHost(team, page),
      service: sparkHistory.name,
      port: 'http',
      annotations: {
        'healthcheck-path': '/',
        'auth-type': 'oidc',
        'auth-idp-oidc': JSON.stringify(provider),
        'auth-scope': scopes.join(' '),
        'auth-session-timeout': String(sessionHours * 3600),
        'auth-on-unauthenticated-request': 'authenticate',
      },
      others: { 'argocd.argoproj.io/ignore-healthcheck': 'true' },
    },
  );
}
