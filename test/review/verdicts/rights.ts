import { chart, draft } from '../compare/trees.ts';
import { account, binding, deployment, type Fixture, namespace, nodeClass, policy, role, settings } from './fixture.ts';

const pods = (...verbs: readonly string[]) => [{ apiGroups: [''], resources: ['pods'], verbs }];
const project = (spec: object) => draft('AppProject', { metadata: { name: 'data' }, spec });
const enforce = (level: string) => namespace('team', { labels: { 'pod-security.kubernetes.io/enforce': level } });
const ingress = (scheme: string, more: object = {}) =>
  draft('Ingress', {
    metadata: {
      annotations: {
        'alb.ingress.kubernetes.io/scheme': scheme,
        'alb.ingress.kubernetes.io/inbound-cidrs': '10.0.0.0/8',
        ...more,
      },
    },
  });
const acls = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl';
type Step = readonly [before: string | undefined, after: string | undefined];
/** An annotation of an Ingress from one value to another; `undefined` is none. */
const onAlb = (name: string, step: Step, says: RegExp, near: Step): Fixture => {
  const at = (value: string | undefined) => [ingress('internal', { [`alb.ingress.kubernetes.io/${name}`]: value })];
  return {
    rule: 'rights/exposure',
    before: at(step[0]),
    after: at(step[1]),
    says,
    near: { before: at(near[0]), after: at(near[1]) },
  };
};
const admission = (spec: object) =>
  draft('ValidatingAdmissionPolicy', {
    metadata: { name: 'tasks' },
    spec: {
      failurePolicy: 'Fail',
      validations: [
        { expression: 'has(object.spec)', message: 'a' },
        { expression: 'true', message: 'b' },
      ],
      ...spec,
    },
  });
const actions = (...validationActions: readonly string[]) =>
  draft('ValidatingAdmissionPolicyBinding', {
    metadata: { name: 'tasks' },
    spec: { policyName: 'tasks', validationActions },
  });
const hook = (failurePolicy: string, more: object = {}) =>
  draft('MutatingWebhookConfiguration', { webhooks: [{ name: 'a.example.com', failurePolicy, ...more }] });
const store = (region: string, ...namespaces: readonly string[]) =>
  draft('ClusterSecretStore', { spec: { provider: { aws: { region } }, conditions: [{ namespaces }] } });
/** As a policy denies that Argo CD compares: by a rule for pods that have a label and do not. */
const denied = (podSelector: object) => {
  const matchExpressions = ['Exists', 'DoesNotExist'].map((operator) => ({ key: 'nobody', operator }));
  return { podSelector, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchExpressions } }] }] };
};
const from = (cidr: string) => ({ policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr } }] }] });

export const rights: readonly Fixture[] = [
  {
    rule: 'rights/wider',
    before: [role(pods('get'))],
    after: [role([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }])],
    says: /^danger .*every verb on every resource/,
    near: { after: [role(pods('get', 'watch'))] },
  },
  {
    rule: 'rights/narrower',
    before: [role(pods('get', 'delete'))],
    after: [role(pods('get'))],
    says: /^warn .*no longer allows delete pods/,
    near: { after: [role([...pods('delete'), ...pods('get')])] },
  },
  {
    rule: 'rights/holders',
    before: [role(pods('get')), binding([account('a')])],
    after: [role(pods('get')), binding([account('a'), { kind: 'Group', name: 'system:authenticated' }])],
    says: /^danger .*system:authenticated gets the Role web/,
    near: { after: [role(pods('get')), binding([account('a'), account('b')])] },
  },
  {
    rule: 'rights/project',
    before: [project({ sourceRepos: ['https://example.com/a'] })],
    after: [project({ sourceRepos: ['*'] })],
    says: /^danger .*from any repository/,
    near: { after: [project({ sourceRepos: ['https://example.com/a', 'https://example.com/b'] })] },
  },
  {
    rule: 'rights/network',
    before: [policy(from('10.0.0.0/8'))],
    after: [policy(from('0.0.0.0/0'))],
    says: /^danger .*everybody \(any address\)/,
    near: { after: [policy(from('10.1.0.0/16'))] },
  },
  {
    rule: 'rights/network',
    before: [policy({ podSelector: {}, policyTypes: ['Ingress'] }, 'deny-all'), settings({})],
    after: [settings({})],
    says: /^danger .*nothing closes the pods any more/,
    near: {
      before: [
        policy({ podSelector: {}, policyTypes: ['Ingress'] }, 'deny-all'),
        policy(from('10.0.0.0/8'), 'other'),
        settings({}),
      ],
      after: [policy({ podSelector: {}, policyTypes: ['Ingress'] }, 'deny-all'), settings({})],
    },
  },
  {
    rule: 'rights/network',
    before: [policy(denied({}), 'deny-all')],
    after: [
      policy(denied({}), 'deny-all'),
      policy(
        {
          podSelector: {},
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ ipBlock: { cidr: '52.1.2.0/24' } }], ports: [{ port: 22 }] }],
        },
        'new',
      ),
    ],
    says: /^warn .*a new policy lets the pods that it selects talk with 52\.1\.2\.0\/24 \(port 22\)/,
    near: {
      after: [
        policy(denied({}), 'deny-all'),
        policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] }, 'new'),
      ],
    },
  },
  {
    rule: 'rights/network',
    before: [policy(denied({}), 'deny-all')],
    after: [policy(denied({ matchLabels: { app: 'web' } }), 'deny-all')],
    says: /^danger .*the policy that denies by default selects other pods/,
    near: { after: [policy(denied({}), 'deny-all')] },
  },
  {
    rule: 'rights/pod-security',
    before: [enforce('restricted')],
    after: [enforce('privileged')],
    says: /^danger .*falls from restricted to privileged/,
    near: { before: [enforce('baseline')], after: [enforce('restricted')] },
  },
  {
    rule: 'rights/containers',
    before: [deployment({ securityContext: { runAsNonRoot: true } })],
    after: [deployment({ securityContext: { runAsNonRoot: true, privileged: true } })],
    says: /^danger .*runs privileged/,
    near: { after: [deployment({ securityContext: { runAsNonRoot: true, runAsUser: 1000 } })] },
  },
  {
    rule: 'rights/exposure',
    before: [ingress('internal')],
    after: [ingress('internet-facing')],
    says: /^danger .*becomes internet-facing/,
    near: { before: [ingress('internet-facing')], after: [ingress('internal')] },
  },
  {
    rule: 'rights/exposure',
    before: [ingress('internal')],
    after: [ingress('internal', { 'alb.ingress.kubernetes.io/inbound-cidrs': '0.0.0.0/0' })],
    says: /^danger .*any address may connect/,
    near: { after: [ingress('internal', { 'alb.ingress.kubernetes.io/inbound-cidrs': '10.0.0.0/8, 10.9.0.0/16' })] },
  },
  onAlb('wafv2-acl-arn', [`${acls}/a/1`, 'none'], /^danger .*no web application firewall/, ['none', `${acls}/a/1`]),
  onAlb('wafv2-acl-arn', [`${acls}/a/1`, undefined], /^warn .*keeps the one it has/, [undefined, `${acls}/a/1`]),
  onAlb('wafv2-acl-arn', [`${acls}/a/1`, `${acls}/b/2`], /^warn .*another web ACL/, [undefined, 'none']),
  onAlb('group.name', ['a', 'b'], /^warn .*the load balancer of the group b, with another address, from that/, [
    'a',
    'a',
  ]),
  onAlb('group.name', ['a', undefined], /^warn .*a load balancer of its own/, [undefined, undefined]),
  onAlb('group.order', ['1', '2'], /^info .*another order/, ['2', '2']),
  onAlb('load-balancer-name', [undefined, 'b'], /^warn .*another name is made/, ['b', 'b']),
  onAlb('auth-type', ['oidc', undefined], /^danger .*asks for no login any more/, [undefined, 'oidc']),
  onAlb('auth-on-unauthenticated-request', ['authenticate', 'allow'], /^danger .*without a login/, ['allow', 'deny']),
  onAlb('auth-idp-oidc', ['{"issuer":"a"}', '{"issuer":"b"}'], /^warn .*another provider/, ['{}', '{}']),
  onAlb('inbound-cidrs', ['10.0.0.0/8', undefined], /^danger .*any address may connect/, ['10.0.0.0/8', '10.0.0.0/9']),
  {
    rule: 'rights/webhook',
    before: [hook('Fail')],
    after: [hook('Ignore')],
    says: /^danger .*fails open/,
    near: { before: [hook('Ignore')], after: [hook('Fail')] },
  },
  {
    rule: 'rights/admission',
    before: [actions('Deny')],
    after: [actions('Audit')],
    says: /^danger .*refuses nothing any more/,
    near: { after: [actions('Deny', 'Audit')] },
  },
  {
    rule: 'rights/admission',
    before: [admission({})],
    after: [],
    says: /^danger .*what it refused is let through/,
    near: { before: [], after: [admission({})] },
  },
  {
    rule: 'rights/admission',
    before: [admission({})],
    after: [admission({ failurePolicy: 'Ignore' })],
    says: /^danger .*fails open/,
    near: { before: [admission({ failurePolicy: 'Ignore' })], after: [admission({})] },
  },
  {
    rule: 'rights/admission',
    before: [admission({})],
    after: [admission({ validations: [{ expression: 'has(object.spec)', message: 'a' }] })],
    says: /^warn .*a rule of the admission policy goes/,
    near: {
      before: [admission({ validations: [{ expression: 'has(object.spec)', message: 'a' }] })],
      after: [admission({})],
    },
  },
  {
    rule: 'rights/admission',
    before: [admission({})],
    after: [admission({ matchConditions: [{ name: 'a', expression: 'false' }] })],
    says: /^warn .*asked about other objects/,
    near: { after: [admission({ matchConditions: undefined })] },
  },
  {
    rule: 'rights/access',
    before: [chart('argo-cd', { configs: { cm: { 'users.anonymous.enabled': false } } })],
    after: [chart('argo-cd', { configs: { cm: { 'users.anonymous.enabled': true } } })],
    says: /^danger .*lets people in without a login/,
    near: {
      before: [chart('argo-cd', { configs: { cm: { 'users.anonymous.enabled': true } } })],
      after: [chart('argo-cd', { configs: { cm: { 'users.anonymous.enabled': false } } })],
    },
  },
  {
    rule: 'rights/access',
    before: [chart('argo-cd', { configs: { cm: { 'oidc.config': '{"issuer":"https://login.example.com"}' } } })],
    after: [chart('argo-cd', { configs: { cm: { 'oidc.config': '{"issuer":"https://login.example.org"}' } } })],
    says: /^warn .*people log in to Argo CD in another way/,
    near: { after: [chart('argo-cd', { configs: { cm: { 'oidc.config': 'issuer: https://login.example.com' } } })] },
  },
  {
    rule: 'rights/secret-committed',
    before: [settings({ url: 'postgresql://airflow@db/airflow' })],
    after: [settings({ url: 'postgresql://airflow:correct-horse-9@db/airflow' })],
    says: /^danger .*the password of an address/,
    near: { after: [settings({ url: 'postgresql://airflow:$PASSWORD@db/airflow' })] },
  },
  {
    rule: 'rights/secret-readers',
    before: [store('eu-west-1', 'a')],
    after: [store('eu-west-1', 'a', 'b')],
    says: /^warn .*more namespaces may read secrets/,
    near: { after: [store('eu-west-1', 'a'), settings({})] },
  },
  {
    rule: 'rights/node-class',
    before: [nodeClass()],
    after: [nodeClass({ associatePublicIPAddress: true })],
    says: /^danger .*its nodes get public addresses/,
    near: { after: [nodeClass({ associatePublicIPAddress: false })] },
  },
];
