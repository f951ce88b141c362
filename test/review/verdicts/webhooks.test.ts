import { committed, readers } from '../../../review/compare/verdicts/rights/secrets.ts';
import { webhooks } from '../../../review/compare/verdicts/rights/webhooks.ts';
import { cases, chart, draft, step } from '../compare/trees.ts';
import { deployment, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const hook = (name: string, more: Fields = {}) => ({ name, failurePolicy: 'Fail', ...more });
const calls = (...hooks: readonly Fields[]) => draft('MutatingWebhookConfiguration', { webhooks: hooks });
const checks = (...hooks: readonly Fields[]) => draft('ValidatingWebhookConfiguration', { webhooks: hooks });
const ofChart = { renderedBy: 'app 1.2.3', folder: 'app' };
const mutating = 'MutatingWebhookConfiguration web';
const inChart = (webhook: Fields) => chart('web', { webhook });
const lets = 'what it checked or changed is let through unchanged';

cases(webhooks, {
  'it goes': step(
    calls(hook('a'), hook('b')),
    undefined,
    `warn ${mutating}, Application argocd/shop: the webhook goes: ${lets} (a, b)`,
  ),
  'one of a chart fails open': {
    before: [chart('app', {}), { ...calls(hook('a')), ...ofChart }],
    after: [chart('app', {}), { ...calls(hook('a', { failurePolicy: 'Ignore' })), ...ofChart }],
    says: [`danger ${mutating}, Application argocd/app: the webhook fails open`],
  },
  'something else goes': step(settings({}), undefined),
  'it fails open': step(
    calls(hook('a')),
    calls(hook('a', { failurePolicy: 'Ignore' })),
    `danger ${mutating}: the webhook fails open (failurePolicy Ignore)`,
  ),
  'one that checks fails open': step(
    checks(hook('a')),
    checks(hook('a', { failurePolicy: 'Ignore' })),
    'danger ValidatingWebhookConfiguration web: the webhook fails open (failurePolicy Ignore)',
  ),
  'it fails closed': step(
    calls(hook('a', { failurePolicy: 'Ignore' })),
    calls(hook('a')),
    `warn ${mutating}: the webhook fails closed (failurePolicy Fail)`,
  ),
  'one of them goes': step(
    calls(hook('a'), hook('b')),
    calls(hook('a')),
    `warn ${mutating}: a webhook is called no more (b): ${lets} (webhooks[name=b])`,
  ),
  'one of them comes': step(calls(hook('a')), calls(hook('a'), hook('b'))),
  'off in a chart that said nothing of it': step(
    chart('web', {}),
    inChart({ enabled: false }),
    `danger Application argocd/web: the webhook is switched off: ${lets}`,
  ),
  'other namespaces': step(
    calls(hook('a')),
    calls(hook('a', { namespaceSelector: { matchLabels: { a: 'b' } } })),
    `warn ${mutating}: the webhook is called for other objects`,
  ),
  'other rules': step(
    calls(hook('a', { rules: [{ operations: ['CREATE', 'UPDATE'] }] })),
    calls(hook('a', { rules: [{ operations: ['CREATE'] }] })),
    ...['less', 'more'].map(() => `warn ${mutating}: the webhook is called for other objects`),
  ),
  'another time-out': step(calls(hook('a')), calls(hook('a', { timeoutSeconds: 5 }))),
  'by a chart, open': step(
    inChart({ failurePolicy: 'Fail' }),
    inChart({ failurePolicy: 'Ignore' }),
    'danger Application argocd/web: the webhook fails open (failurePolicy Ignore)',
  ),
  'by a chart, off': step(
    inChart({ enable: true }),
    inChart({ enable: false }),
    `danger Application argocd/web: the webhook is switched off: ${lets} (webhook.enable)`,
  ),
  'by a chart, off in another word': step(
    chart('web', { admissionWebhooks: { enabled: true } }),
    chart('web', { admissionWebhooks: { enabled: false } }),
    'danger Application argocd/web: the webhook is switched off',
  ),
  'by a chart, on': step(inChart({ enable: false }), inChart({ enable: true })),
  'something else of a chart, off': step(
    chart('web', { metrics: { enable: true } }),
    chart('web', { metrics: { enable: false } }),
  ),
  'rules of a chart': step(inChart({ rules: ['a'] }), inChart({ rules: ['b'] })),
  'a field with that name elsewhere': step(settings({ failurePolicy: 'Fail' }), settings({ failurePolicy: 'Ignore' })),
});

const password = 'correct-horse-9';
const url = (value: string) => `postgresql://airflow:${value}@db/airflow`;
const history = 'whoever reads the repository has it, and a password, token or credential stays in its history forever';

cases(committed, {
  'in a new object': step(
    undefined,
    settings({ url: url(password) }),
    `danger ConfigMap shop/settings: a secret is committed: the password of an address; ${history}`,
  ),
  'in a variable': step(
    deployment({ env: [{ name: 'DB_PASSWORD', value: '' }] }),
    deployment({ env: [{ name: 'DB_PASSWORD', value: 'Tr0ub4dor-and-3' }] }),
    'danger Deployment shop/web: a secret is committed: ',
  ),
  gone: step(settings({ url: url(password) }), settings({})),
  'goes with its object': step(settings({ url: url(password) }), undefined),
  'in an ordinary field of a list with names': step(
    deployment({ env: [{ name: 'DB_PASSWORD', valueFrom: { a: '' } }] }),
    deployment({ env: [{ name: 'DB_PASSWORD', valueFrom: { a: 'Tr0ub4dor-and-3' } }] }),
  ),
  'by a chart, which is not in the repository': step(undefined, {
    ...settings({ url: url(password) }),
    renderedBy: 'web 1.2.3',
  }),
  'in an ordinary variable': step(
    deployment({ env: [{ name: 'NAME', value: '' }] }),
    deployment({ env: [{ name: 'NAME', value: 'Tr0ub4dor-and-3' }] }),
  ),
});

const store = (aws: Fields, ...namespaces: readonly string[]) =>
  draft('ClusterSecretStore', { spec: { provider: { aws }, conditions: [{ namespaces }] } });
const storeFor = (conditions: readonly Fields[] | undefined) =>
  draft('ClusterSecretStore', { spec: { provider: { aws: {} }, ...(conditions ? { conditions } : {}) } });
const inStore = 'ClusterSecretStore web';

cases(readers, {
  'other namespaces': step(
    store({ region: 'a' }, 'x'),
    store({ region: 'a' }, 'y'),
    `warn ${inStore}: more namespaces may read secrets through this store: y, and no longer x`,
  ),
  'more namespaces': step(
    store({ region: 'a' }, 'x'),
    store({ region: 'a' }, 'x', 'y'),
    `warn ${inStore}: more namespaces may read secrets through this store: y`,
  ),
  'fewer namespaces': step(
    store({ region: 'a' }, 'x', 'y'),
    store({ region: 'a' }, 'x'),
    `warn ${inStore}: fewer namespaces may read secrets through this store: no longer y`,
  ),
  'every namespace': step(
    storeFor([{ namespaces: ['x'] }]),
    storeFor(undefined),
    `danger ${inStore}: every namespace may read secrets through this store: it names none any more`,
  ),
  'every namespace no more': step(
    storeFor(undefined),
    storeFor([{ namespaces: ['x'] }]),
    `warn ${inStore}: fewer namespaces may read secrets through this store: only x`,
  ),
  'namespaces by their form or labels': step(
    storeFor([{ namespaces: ['x'] }]),
    storeFor([{ namespaceRegexes: ['team-.*'] }, { namespaceSelector: { matchLabels: { a: 'b' } } }]),
    `warn ${inStore}: more namespaces may read secrets through this store: those like team-.* and those with {"matchLabels":{"a":"b"}}, and no longer x`,
  ),
  'another region': step(
    store({ region: 'a' }, 'x'),
    store({ region: 'b' }, 'x'),
    `danger ${inStore}: secrets are read from another place or as somebody else: every ExternalSecret of the store may fail, and keeps its last value (aws.region)`,
  ),
  'another region and role': step(
    store({ region: 'a', role: 'a' }, 'x'),
    store({ region: 'b', role: 'b' }, 'x'),
    `danger ${inStore}: secrets are read from another place or as somebody else: every ExternalSecret of the store may fail, and keeps its last value (aws.region, aws.role)`,
  ),
  'of one namespace': step(
    draft('SecretStore', { spec: { conditions: [{ namespaces: ['x'] }] } }),
    draft('SecretStore', { spec: { conditions: [{ namespaces: ['y'] }] } }),
    'warn SecretStore shop/web: more namespaces may read secrets through this store: y, and no longer x',
  ),
  'of a kind with a name like it': step(
    draft('SecretStoreClass', { spec: { conditions: ['x'] } }),
    draft('SecretStoreClass', { spec: { conditions: ['y'] } }),
  ),
  'a new store': step(undefined, store({ region: 'a' }, 'x')),
  'conditions of something else': step(
    draft('Widget', { spec: { conditions: [], provider: 'a' } }),
    draft('Widget', { spec: { conditions: [1], provider: 'b' } }),
  ),
});
