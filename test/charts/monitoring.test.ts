import { readFileSync } from 'node:fs';
import { identities } from '../../config/identities.ts';
import { vpcCidrs } from '../../config/network.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { at, isObject, listIn, objectIn, walk } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, application, pick, render, valuesOf } from '../render.ts';
import { everyAwsChoice, everything } from '../support/configs.ts';
import { promqlProblems } from '../support/promql.ts';

const manifests = render(everyAwsChoice);
const values = valuesOf(manifests, 'monitoring');
const alerts = all(manifests, 'PrometheusRule').flatMap(({ spec }) =>
  listIn(spec, 'groups').flatMap((group) => listIn(group, 'rules').filter(isObject)),
);

describe('monitoring', () => {
  test('is not there where the config does without: no chart, no CRDs, no namespace', () => {
    const names = render(platformConfig()).items.map(({ application: app, id }) => `${app} ${id.name}`);
    expect(names.filter((name) => /monitoring|prometheus/.test(name))).toEqual([]);
  });

  test('takes its CRDs from the early Application: charts and monitors refer to them', () => {
    expect(values['crds']).toEqual({ enabled: false });
    const crds = application(manifests, 'prometheus-operator-crds');
    expect(crds.wave).toBeLessThan(application(manifests, 'karpenter').wave);
    expect(crds.manifest.metadata.finalizers).toBeUndefined();
  });

  test('has no admission webhook, whose certificate a hook would make again at each sync (#2516)', () => {
    expect(values['prometheusOperator']).toMatchObject({
      admissionWebhooks: { enabled: false },
      tls: { enabled: false },
    });
  });

  test('has the password of Grafana from a Secret: left alone, the chart makes up another at each render', () => {
    expect(at(values, 'grafana.admin')).toEqual({
      existingSecret: expect.stringMatching(/^grafana-admin-[0-9a-f]{8}$/),
      userKey: 'admin-user',
      passwordKey: 'admin-password',
    });
    expect(at(values, 'grafana.adminPassword')).toBeUndefined();
  });

  test('sees the monitors and rules of all Applications, not only those of its own release', () => {
    expect(at(values, 'prometheus.prometheusSpec')).toMatchObject({
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
    });
  });

  test('gives up its oldest data before the disk is full', () => {
    expect(at(values, 'prometheus.prometheusSpec')).toMatchObject({ retention: '15d', retentionSize: '42GB' });
    expect(
      at(values, 'prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage'),
    ).toBe('50Gi');
  });

  test('does not watch what EKS hides: those alerts would fire forever', () => {
    for (const component of ['kubeControllerManager', 'kubeScheduler', 'kubeEtcd', 'kubeProxy']) {
      expect(values[component]).toEqual({ enabled: false });
    }
  });
});

describe('the charts inside the monitoring chart', () => {
  // The schema of the outer chart is open for them, so their keys are closed here. Read from their own values.
  test.each([
    ['grafana', ['admin', 'nodeSelector', 'resources', 'sidecar', 'tolerations']],
    ['grafana.sidecar', ['resources']],
    ['grafana.admin', ['existingSecret', 'passwordKey', 'userKey']],
    ['kube-state-metrics', ['nodeSelector', 'resources', 'tolerations']],
    ['prometheus-node-exporter', ['resources']],
  ])('are given only keys that they know: %s', (path, keys) => {
    expect(Object.keys(objectIn(values, path)).sort()).toEqual(keys);
  });
});

describe('a monitor', () => {
  test('names the port as the Service of its chart does', () => {
    const ports = all(manifests, 'ServiceMonitor').map(({ metadata, spec }) => [
      metadata.name,
      at(spec, 'namespaceSelector.matchNames.0'),
      at(spec, 'selector.matchLabels'),
      at(spec, 'endpoints.0.port'),
    ]);
    expect(ports).toEqual([
      // `pgbouncer-metrics` until chart 1.15; a monitor with that name finds nothing, in silence.
      ['airflow-pgbouncer', 'airflow', { component: 'pgbouncer', tier: 'airflow' }, 'pgb-metrics'],
      ['airflow-statsd', 'airflow', { component: 'statsd', tier: 'airflow' }, 'statsd-scrape'],
      ['argocd', 'argocd', { 'app.kubernetes.io/part-of': 'argocd' }, 'http-metrics'],
      ['karpenter', 'kube-system', { 'app.kubernetes.io/name': 'karpenter' }, 'http-metrics'],
    ]);
  });

  test('finds the pods of the operator and the drivers of all teams', () => {
    expect(at(pick(manifests, 'PodMonitor', 'spark-operator').spec, 'podMetricsEndpoints.0.port')).toBe('metrics');
    expect(pick(manifests, 'PodMonitor', 'spark-jobs').spec).toMatchObject({
      namespaceSelector: { matchNames: ['spark-risk-models'] },
      selector: { matchLabels: { 'spark-role': 'driver' } },
      podMetricsEndpoints: [{ portNumber: 4040, path: '/metrics/executors/prometheus/' }],
    });
  });

  test('watches no Spark where there is no team', () => {
    const withoutTeams = { ...everyAwsChoice, environment: 'no-teams', teams: [] };
    expect(all(render(withoutTeams), 'PodMonitor')).toEqual([]);
  });
});

describe('an alert', () => {
  test('asks a well-formed question about metrics that something exports', () => {
    expect(
      alerts.flatMap(({ alert, expr }) => promqlProblems(String(expr)).map((problem) => `${alert}: ${problem}`)),
    ).toEqual([]);
    expect(alerts.length).toBeGreaterThan(5);
  });

  test('says how bad it is and what it means for people', () => {
    for (const { labels, annotations } of alerts) {
      expect(at(labels, 'severity')).toMatch(/^(warning|critical)$/);
      expect(String(at(annotations, 'summary')).length).toBeGreaterThan(30);
    }
  });

  test('links to a heading of the runbook', () => {
    const page = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    for (const { alert, annotations } of alerts) {
      expect(at(annotations, 'runbook_url')).toMatch(/^https:.+\/docs\/runbook\.md#[a-z]+$/);
      expect(page).toContain(`\n### ${alert}\n`);
    }
  });

  test('links to a page that a browser can open, also where Git is asked by SSH', () => {
    const [link] = all(render(everything), 'PrometheusRule').flatMap(({ spec }) =>
      walk(spec).filter(({ path }) => path.endsWith('runbook_url')),
    );
    expect(link?.value).toMatch(/^https:\/\/git\.example\.com\/data\/platform\/blob\/main\/docs\/runbook\.md#/);
  });

  test('stays silent about Argo CD waiting to be synced by hand', () => {
    const outOfSync = alerts.find(({ alert }) => alert === 'ApplicationOutOfSync');
    expect(outOfSync?.['expr']).toContain('name!="argocd"');
  });

  test.each([
    ['sum(argocd_app_info', "'(' is not closed"],
    ['sum(argocd_app_info)) > 0', "')' closes nothing"],
    ['argocd_app_info{name="x} > 0', 'a quote is not closed'],
    ['argocd_app_info >', 'ends in an operator'],
    ['karpenter_nodepool_usage > 0', 'nothing exports karpenter_nodepool_usage'],
    ['1 > 0', 'asks for no metric'],
  ])('would be refused for %s', (query, problem) => {
    expect(promqlProblems(query)).toContain(problem);
  });
});

const panels = all(render(everything), 'ConfigMap')
  .filter(({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1')
  .flatMap(({ data }) => Object.values(objectIn(data)))
  .flatMap((text) => listIn(JSON.parse(String(text)), 'panels').filter(isObject));

describe('a dashboard', () => {
  test('is there for Airflow, Karpenter, the Spark operator and Spark jobs, each once and where the config asks for it', () => {
    const names = (config: PlatformConfig) =>
      all(render(config), 'ConfigMap').flatMap(({ metadata: { name } }) =>
        name.startsWith('dashboard-') ? [name] : [],
      );
    expect(names(everything).sort()).toEqual([
      'dashboard-airflow',
      'dashboard-karpenter',
      'dashboard-spark-jobs',
      'dashboard-spark-operator',
    ]);
    expect(names(everyAwsChoice)).toEqual([]);
    expect(names({ ...everyAwsChoice, environment: 'no-teams', teams: [], monitoring: everything.monitoring })).toEqual(
      ['dashboard-airflow', 'dashboard-karpenter'],
    );
  });

  test('asks well-formed questions about metrics that something exports', () => {
    const questions = panels.flatMap(({ title, targets }) =>
      (targets as { expr: string }[]).map(({ expr }) => [title, expr] as const),
    );
    expect(questions.flatMap(([title, expr]) => promqlProblems(expr).map((problem) => `${title}: ${problem}`))).toEqual(
      [],
    );
    expect(questions.length).toBeGreaterThan(30);
  });

  test('calls its lines by labels that are left in the answer', () => {
    for (const { title, targets } of panels) {
      for (const { expr, legendFormat } of targets as { expr: string; legendFormat: string }[]) {
        const labels = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
        const kept = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? [];
        expect([title, labels.filter((label) => !kept.includes(label ?? ''))]).toEqual([title, []]);
      }
    }
  });
});

describe('a receiver of alerts', () => {
  const alertmanager = objectIn(valuesOf(render(everything), 'monitoring'), 'alertmanager');
  const receivers = Object.fromEntries(
    listIn(alertmanager, 'config.receivers')
      .filter(isObject)
      .map((receiver) => [receiver['name'], receiver]),
  );

  test('is told of the severities that it wants, and each of them by itself', () => {
    expect(at(alertmanager, 'config.route.routes')).toEqual([
      { receiver: 'chat', matchers: ['severity =~ "warning|critical"'], continue: true },
      { receiver: 'on-call', matchers: ['severity =~ "critical"'], continue: true },
      { receiver: 'topic', matchers: ['severity =~ "warning|critical"'], continue: true },
      { receiver: 'mail', matchers: ['severity =~ "warning|critical"'], continue: true },
    ]);
  });

  test('has what is secret about it in a file of a Secret that is mounted, and nothing of it in Git', () => {
    const folder = '/etc/alertmanager/secrets';
    expect(at(receivers['chat'], 'slack_configs.0.api_url_file')).toBe(`${folder}/alert-receiver-chat/webhook_url`);
    expect(at(receivers['on-call'], 'pagerduty_configs.0.routing_key_file')).toBe(
      `${folder}/alert-receiver-on-call/routing_key`,
    );
    expect(at(receivers['mail'], 'email_configs.0.auth_password_file')).toBe(`${folder}/alert-receiver-mail/password`);
    expect(at(alertmanager, 'alertmanagerSpec.secrets')).toEqual([
      'alert-receiver-chat',
      'alert-receiver-on-call',
      'alert-receiver-mail',
    ]);
    for (const [name, property] of [
      ['chat', 'webhook_url'],
      ['on-call', 'routing_key'],
      ['mail', 'password'],
    ]) {
      const secret = pick(render(everything), 'ExternalSecret', `alert-receiver-${name}`, 'monitoring');
      expect(at(secret.spec, 'dataFrom.0.extract.key')).toBe(`airflow-all/monitoring/receiver-${name}`);
      expect(at(secret.spec, 'target.template.data')).toEqual({ [`${property}`]: `{{ .${property} }}` });
    }
  });

  test('of SNS is reached in the region of its topic, by an account that is bound to a role', () => {
    expect(at(receivers['topic'], 'sns_configs.0.sigv4')).toEqual({ region: 'eu-west-1' });
    expect(at(alertmanager, 'serviceAccount')).toEqual({ name: 'alertmanager' });
    expect(identities(everything)).toContainEqual({
      namespace: 'monitoring',
      serviceAccount: 'alertmanager',
      purpose: 'alert-publisher',
      madeBy: 'helm',
    });
    expect(identities(everyAwsChoice).map(({ purpose }) => purpose)).not.toContain('alert-publisher');
  });

  test('is nobody where the config names none: the chart keeps its own settings', () => {
    expect(at(values, 'alertmanager.config')).toBeUndefined();
    expect(at(values, 'alertmanager.serviceAccount')).toBeUndefined();
  });
});

describe('the namespaces of the controllers', () => {
  test('open their webhooks to the subnets of the Kubernetes API, where no pod has an address', () => {
    const webhook = pick(manifests, 'NetworkPolicy', 'allow-to-webhook', 'external-secrets');
    expect(at(webhook.spec, 'ingress.0.from')).toEqual([
      { ipBlock: { cidr: vpcCidrs(everyAwsChoice.cluster.network)[0] } },
    ]);
  });

  test('of Airflow and Argo CD admit only restricted pods', () => {
    const level = 'pod-security.kubernetes.io/enforce';
    const levels = ['airflow', 'argocd'].map((name) => pick(manifests, 'Namespace', name).metadata.labels?.[level]);
    expect(levels).toEqual(['restricted', 'restricted']);
  });
});
