import type { JsonObject } from '../../../../imports/json.ts';
import type { Manifest } from '../../../../review/tree/manifest.ts';
import { Tree } from '../../../../review/tree/tree.ts';
import { defaultDeny } from '../../../../review/verify/network/default-deny.ts';
import { needed } from '../../../../review/verify/network/needed.ts';
import { unneeded } from '../../../../review/verify/network/unneeded.ts';
import { platformConfig } from '../../../fixtures.ts';
import { render } from '../../../render.ts';
import { everyAwsChoice, teamWithAll } from '../../../support/configs.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf, webOf } from '../scheduling/cluster.ts';

const platform = render(everyAwsChoice);
const local = render(
  platformConfig((draft) => {
    Object.assign(draft.teams[0] ?? {}, { egress: teamWithAll.egress });
    draft.proxy = { httpsProxy: 'http://proxy.example.com:3128' };
  }),
);
const team = 'spark-risk-models';

/** A copy of a tree whose policy is another one, or gone. */
function policy(where: string, change: ((spec: JsonObject) => JsonObject) | 'removed', tree = platform): Tree {
  const isIt = ({ kind, metadata }: Manifest) =>
    kind === 'NetworkPolicy' && `${metadata['namespace']}/${metadata.name}` === where;
  if (!tree.items.some(({ manifest }) => isIt(manifest))) throw new Error(`there is no NetworkPolicy ${where}`);
  return new Tree(
    tree.environment,
    tree.items.flatMap((item) => {
      if (!isIt(item.manifest)) return [item];
      const spec = item.manifest['spec'] as JsonObject;
      return change === 'removed' ? [] : [{ ...item, manifest: { ...item.manifest, spec: change(spec) } }];
    }),
  );
}

const more = (direction: 'ingress' | 'egress', rule: JsonObject) => (spec: JsonObject) => ({
  ...spec,
  [direction]: [...((spec[direction] as readonly JsonObject[] | undefined) ?? []), rule],
});
const pods = (matchLabels: JsonObject) => [{ podSelector: { matchLabels } }];
const onPort = (port: number, protocol = 'TCP') => [{ port, protocol }];
const messages = (problems: ReturnType<typeof needed.find>) => problems.map(({ message }) => message);

describe('network/needed', () => {
  test.each<[string, string, Tree?]>([
    [
      'airflow/allow-to-api-server',
      'pod in podTemplate of Application airflow cannot reach api-server of the chart airflow on port 8080 (TCP)',
    ],
    [
      'airflow/allow-to-api-server',
      'an address of the VPC cannot reach api-server of the chart airflow on port 8080 (TCP)',
    ],
    [
      'airflow/allow-to-trigger-logs',
      'api-server of the chart airflow cannot reach triggerer of the chart airflow on port 8794 (TCP)',
    ],
    [
      'airflow/allow-to-pgbouncer',
      'run-airflow-migrations of the chart airflow cannot reach pgbouncer of the chart airflow on port 6543 (TCP)',
    ],
    [
      'airflow/allow-to-pgbouncer',
      'prometheus of the chart kube-prometheus-stack cannot reach pgbouncer of the chart airflow on port 9127 (TCP)',
    ],
    [
      'airflow/allow-to-postgresql',
      'pgbouncer of the chart airflow cannot reach StatefulSet airflow-postgresql on port 5432 (TCP)',
      local,
    ],
    [
      'airflow/allow-to-statsd',
      'scheduler of the chart airflow cannot reach statsd of the chart airflow on port 9125 (UDP)',
    ],
    [
      'airflow/allow-to-statsd',
      'prometheus of the chart kube-prometheus-stack cannot reach statsd of the chart airflow on port 9102 (TCP)',
    ],
    [
      'external-secrets/allow-to-webhook',
      'an address of the VPC cannot reach external-secrets-webhook of the chart external-secrets on port 10250 (TCP)',
    ],
    [
      'spark-operator/allow-to-webhook',
      'an address of the VPC cannot reach spark-operator-webhook of the chart spark-operator on port 9443 (TCP)',
    ],
    [
      'spark-operator/allow-to-controller',
      'prometheus of the chart kube-prometheus-stack cannot reach spark-operator-controller of the chart spark-operator on port 8080 (TCP)',
    ],
    [
      'monitoring/allow-to-monitoring',
      'grafana of the chart kube-prometheus-stack cannot reach prometheus of the chart kube-prometheus-stack on port 9090 (TCP)',
    ],
    [
      `${team}/allow-to-driver`,
      'largest executor of risk-models cannot reach largest driver of risk-models on port 7078 (TCP), because no policy in spark-risk-models allows the ingress',
    ],
    [
      `${team}/allow-to-driver`,
      'prometheus of the chart kube-prometheus-stack cannot reach largest driver of risk-models on port 4040 (TCP)',
    ],
    [
      `${team}/allow-to-executor`,
      'largest executor of risk-models cannot reach largest executor of risk-models on port 7079 (TCP)',
    ],
    [
      `${team}/allow-from-driver`,
      'largest driver of risk-models cannot reach largest executor of risk-models on port 7079 (TCP), because no policy in spark-risk-models allows the egress',
    ],
    [
      `${team}/allow-from-executor`,
      'largest executor of risk-models cannot reach largest driver of risk-models on port 7078 (TCP), because no policy in spark-risk-models allows the egress',
    ],
    [
      `${team}/allow-from-all-to-dns`,
      'largest driver of risk-models cannot reach the DNS of the cluster on port 53 (UDP)',
    ],
    [`${team}/allow-from-all-to-https`, 'largest driver of risk-models cannot reach 0.0.0.0/0 on port 443 (TCP)'],
    [
      `${team}/allow-from-all-to-pod-identity`,
      'largest executor of risk-models cannot reach 169.254.170.23/32 on port 80 (TCP)',
    ],
    [
      `${team}/allow-from-all-to-proxy`,
      'largest driver of risk-models cannot reach 0.0.0.0/0 on port 3128 (TCP)',
      local,
    ],
  ])('without the policy %s, finds that %s', (where, message, tree = platform) => {
    expect(messages(needed.find(policy(where, 'removed', tree)))).toContainEqual(expect.stringContaining(message));
  });

  test('follows a monitor: a port that it reads in addition needs a way', () => {
    const monitor = objectOf('PodMonitor', 'web', {
      apiVersion: 'monitoring.coreos.com/v1',
      metadata: { namespace: 'monitoring' },
      spec: {
        namespaceSelector: { matchNames: ['shop'] },
        selector: { matchLabels: { app: 'web' } },
        podMetricsEndpoints: [{ portNumber: 9000 }, { port: 'of-nobody' }],
      },
    });
    const files = {
      'shop/web.yaml': webOf(),
      'shop/deny.yaml': policyOf('deny', { podSelector: {}, policyTypes: ['Ingress'], ingress: [] }),
      'root/monitoring.yaml': chartOf('monitoring', 'kube-prometheus-stack', {}),
      'monitoring/monitor.yaml': monitor,
    };
    const allow = policyOf('allow', {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: {} }], ports: onPort(9000) }],
    });
    expect(messages(needed.find(treeOf(files)))).toEqual([
      expect.stringContaining('prometheus of the chart kube-prometheus-stack cannot reach Deployment web on port 9000'),
    ]);
    expect(needed.find(treeOf({ ...files, 'shop/allow.yaml': allow }))).toEqual([]);
  });

  test.each([
    ['of any namespace', { namespaceSelector: { any: true } }, [9000]],
    ['of its own namespace, where it names none', {}, []],
    ['by the name of a port', { namespaceSelector: { any: true }, podMetricsEndpoints: [{ port: 'web' }] }, [8080]],
    ['by a target port', { namespaceSelector: { any: true }, podMetricsEndpoints: [{ targetPort: 9001 }] }, [9001]],
    [
      'by another name, at the port of metrics',
      { namespaceSelector: { any: true }, podMetricsEndpoints: [{ targetPort: 'x' }] },
      [9100],
    ],
  ])('follows a monitor to pods %s', (_, spec, ports) => {
    const monitor = objectOf('PodMonitor', 'web', {
      apiVersion: 'monitoring.coreos.com/v1',
      metadata: { namespace: 'monitoring' },
      spec: { selector: { matchLabels: { app: 'web' } }, podMetricsEndpoints: [{ portNumber: 9000 }], ...spec },
    });
    const named = [
      { name: 'web', containerPort: 8080 },
      { name: 'http-metrics', containerPort: 9100 },
    ];
    const found = needed.find(
      treeOf({
        'shop/web.yaml': webOf({}, { ports: named }),
        'shop/deny.yaml': policyOf('deny', { podSelector: {}, policyTypes: ['Ingress'], ingress: [] }),
        'root/monitoring.yaml': chartOf('monitoring', 'kube-prometheus-stack', {}),
        'monitoring/monitor.yaml': monitor,
      }),
    );
    expect(messages(found).map((message) => Number(/on port (\d+)/.exec(message)?.[1]))).toEqual(ports);
  });

  test('follows a monitor of Services through them: pods behind no such Service, or behind another port, are not read', () => {
    const monitor = objectOf('ServiceMonitor', 'web', {
      apiVersion: 'monitoring.coreos.com/v1',
      metadata: { namespace: 'monitoring' },
      spec: {
        namespaceSelector: { matchNames: ['shop'] },
        selector: { matchLabels: { reads: 'metrics' } },
        endpoints: [{ port: 'metrics' }],
      },
    });
    const service = (labels: object, port: string) =>
      objectOf('Service', 'web', {
        metadata: { namespace: 'shop', labels },
        spec: { selector: { app: 'web' }, ports: [{ name: port, port: 80, targetPort: 9000 }] },
      });
    const files = (web: string) => ({
      'shop/web.yaml': webOf(),
      'shop/service.yaml': web,
      'shop/deny.yaml': policyOf('deny', { podSelector: {}, policyTypes: ['Ingress'], ingress: [] }),
      'root/monitoring.yaml': chartOf('monitoring', 'kube-prometheus-stack', {}),
      'monitoring/monitor.yaml': monitor,
    });
    const find = (web: string) => messages(needed.find(treeOf(files(web))));
    expect(find(service({ reads: 'metrics' }, 'metrics'))).toEqual([
      expect.stringContaining('cannot reach Deployment web on port 9000'),
    ]);
    expect(find(service({ app: 'web' }, 'metrics'))).toEqual([]);
    expect(find(service({ reads: 'metrics' }, 'http'))).toEqual([]);
  });

  test('follows an admission webhook and an Ingress through their Service', () => {
    const service = objectOf('Service', 'web', {
      metadata: { namespace: 'shop' },
      spec: { selector: { app: 'web' }, ports: [{ name: 'https', port: 443, targetPort: 8443 }] },
    });
    const hook = objectOf('ValidatingWebhookConfiguration', 'web', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      webhooks: [{ name: 'a.b.c', clientConfig: { service: { namespace: 'shop', name: 'web' } } }],
    });
    const ingress = objectOf('Ingress', 'web', {
      apiVersion: 'networking.k8s.io/v1',
      metadata: { namespace: 'shop' },
      spec: { defaultBackend: { service: { name: 'web', port: { name: 'https' } } } },
    });
    const deny = policyOf('deny', { podSelector: {}, policyTypes: ['Ingress'], ingress: [] });
    const files = { 'shop/web.yaml': webOf(), 'shop/service.yaml': service, 'shop/deny.yaml': deny };
    const rules = objectOf('Ingress', 'web', {
      apiVersion: 'networking.k8s.io/v1',
      metadata: { namespace: 'shop' },
      spec: { rules: [{ http: { paths: [{ backend: { service: { name: 'web', port: { number: 443 } } } }] } }] },
    });
    const balancer = objectOf('Service', 'balancer', {
      metadata: { namespace: 'shop' },
      spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8443 }] },
    });
    const notBehind = objectOf('Pod', 'task', {
      metadata: { namespace: 'shop', labels: { app: 'task' } },
      spec: { containers: [{ name: 'task', ports: [{ name: 'https', containerPort: 8443 }] }] },
    });
    const find = (caller: string) =>
      messages(needed.find(treeOf({ ...files, 'shop/task.yaml': notBehind, 'shop/caller.yaml': caller })));
    for (const caller of [hook, ingress, rules, balancer]) {
      expect(find(caller)).toEqual([
        expect.stringContaining('an address of the VPC cannot reach Deployment web on port 8443 (TCP)'),
      ]);
    }
    const nearMisses = [
      hook.replace('"namespace":"shop"', '"namespace":"other"'),
      ...[ingress, rules, balancer].map((caller) => caller.replace('"namespace":"shop"', '"namespace":"other"')),
      balancer.replace('LoadBalancer', 'ClusterIP'),
      balancer.replace('"selector":{"app":"web"}', '"selector":{}'),
      rules.replace('443', '444'),
    ];
    for (const caller of nearMisses) expect(find(caller)).toEqual([]);
  });
});

test('the parts of the monitoring stack are the same where Helm has rendered them', () => {
  const closed = policyOf('deny', { podSelector: {}, policyTypes: ['Ingress'], ingress: [] }, 'monitoring');
  const rendered = ['prometheus', 'alertmanager', 'other'].map((name) => ({
    file: 'dev/root/Application.monitoring.yaml',
    application: 'monitoring',
    chart: 'kube-prometheus-stack 88.5.3',
    manifest: JSON.parse(
      objectOf('Pod', name, {
        metadata: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': name } },
        spec: { containers: [{ name: 'a', ports: [{ name: 'http', containerPort: 9093 }] }] },
      }),
    ) as Manifest,
  }));
  expect(messages(needed.find(treeOf({ 'monitoring/deny.yaml': closed }).with(rendered)))).toEqual([
    expect.stringContaining('Pod prometheus cannot reach Pod prometheus on port 9093'),
    expect.stringContaining('Pod prometheus cannot reach Pod alertmanager on port 9093'),
  ]);
});

describe('network/unneeded', () => {
  test.each<[string, string, (spec: JsonObject) => JsonObject]>([
    [
      'airflow/allow-to-pgbouncer',
      'pod in podTemplate of Application airflow may reach pgbouncer',
      more('ingress', { from: pods({ tier: 'airflow' }), ports: onPort(6543) }),
    ],
    [
      'airflow/allow-to-api-server',
      'any pod of airflow may reach api-server',
      more('ingress', { from: pods({}), ports: onPort(8080) }),
    ],
    ['airflow/allow-to-api-server', 'everybody may connect to api-server', more('ingress', { ports: onPort(8080) })],
    [
      'airflow/allow-to-api-server',
      'everybody may connect to api-server',
      more('ingress', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: onPort(8080) }),
    ],
    [
      'airflow/allow-to-trigger-logs',
      'an address of the VPC may reach triggerer',
      more('ingress', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: onPort(8794) }),
    ],
    [
      'airflow/allow-to-trigger-logs',
      'on port 22 (TCP)',
      more('ingress', { from: pods({ tier: 'airflow', component: 'api-server' }), ports: onPort(22) }),
    ],
    [
      'airflow/allow-to-statsd',
      'on port 9125 (TCP)',
      more('ingress', { from: pods({ tier: 'airflow' }), ports: onPort(9125) }),
    ],
    [
      'airflow/allow-to-statsd',
      'any pod of any namespace may reach statsd',
      more('ingress', { from: [{ namespaceSelector: {} }], ports: onPort(9102) }),
    ],
    [
      'monitoring/allow-to-monitoring',
      'any pod of any namespace may reach',
      more('ingress', { from: [{ namespaceSelector: {} }] }),
    ],
    [
      'spark-operator/allow-to-controller',
      'kube-prometheus-stack-prometheus-operator of the chart kube-prometheus-stack may reach',
      more('ingress', {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: onPort(8080),
      }),
    ],
    [
      `${team}/allow-to-driver`,
      'any pod of spark-risk-models may reach largest driver of risk-models on port 7078',
      more('ingress', { from: pods({}), ports: onPort(7078) }),
    ],
    [
      `${team}/allow-to-executor`,
      'on port 7078 (TCP)',
      more('ingress', { from: pods({ 'spark-role': 'driver' }), ports: onPort(7078) }),
    ],
    [
      `${team}/allow-from-driver`,
      'may connect to port 22 (TCP) of 0.0.0.0/0',
      more('egress', { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: onPort(22) }),
    ],
    [
      `${team}/allow-from-driver`,
      'may connect to port 80 (TCP) of 169.254.169.254/32',
      more('egress', { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: onPort(80) }),
    ],
    [`${team}/allow-from-driver`, 'may connect to everywhere', more('egress', { ports: onPort(443) })],
    [`${team}/allow-from-driver`, 'may connect on every port', more('egress', { to: pods({}) })],
    [
      `${team}/allow-from-driver`,
      'may connect to port 6543 (TCP) of other pods',
      more('egress', { to: [{ namespaceSelector: {} }], ports: onPort(6543) }),
    ],
    [
      `${team}/allow-from-driver`,
      'may connect to port 9083 (TCP) of other pods',
      more('egress', {
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'hive' } } }],
        ports: onPort(9083),
      }),
    ],
    [
      `${team}/allow-from-driver`,
      'may connect to port 443 (UDP) of 0.0.0.0/0',
      more('egress', { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: onPort(443, 'UDP') }),
    ],
  ])('finds in %s that %s', (where, message, change) => {
    const tree = policy(where, change);
    expect(messages(unneeded.find(tree))).toEqual([expect.stringContaining(message)]);
    expect(needed.find(tree)).toEqual([]);
  });

  test('takes what a team has asked for as needed, on these ports and from its own namespace', () => {
    expect(unneeded.find(local)).toEqual([]);
    const wider = (ports: readonly object[]) =>
      messages(
        unneeded.find(
          policy(
            `${team}/allow-from-all-to-egress`,
            more('egress', { to: [{ ipBlock: { cidr: '10.43.0.0/16' } }], ports: [...ports] as never }),
            local,
          ),
        ),
      );
    expect(wider(onPort(5432))).toEqual([]);
    for (const ports of [onPort(5433), onPort(5432, 'UDP')]) {
      expect(wider(ports)).toEqual([expect.stringContaining('of 10.43.0.0/16, which nothing needs')]);
    }
  });

  test('of a part of the addresses that are needed is none', () => {
    const to = (cidr: string, port: number) =>
      unneeded.find(
        policy(`${team}/allow-from-all-to-https`, more('egress', { to: [{ ipBlock: { cidr } }], ports: onPort(port) })),
      );
    expect(to('10.0.0.0/8', 443)).toEqual([]);
    expect(messages(to('10.0.0.0/8', 444))[0]).toContain('port 444 (TCP) of 10.0.0.0/8, which nothing needs');
  });

  describe('of pods of your own', () => {
    const find = (rule: object) =>
      unneeded.find(
        treeOf({
          'shop/web.yaml': webOf(),
          'shop/allow.yaml': policyOf('allow', { podSelector: {}, policyTypes: ['Ingress'], ingress: [rule] }),
        }),
      );

    test('takes their own policies for what they need', () => {
      expect(find({ from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }], ports: onPort(8080) })).toEqual([]);
    });

    test('finds one that is open to everybody', () => {
      expect(messages(find({ ports: onPort(8080) }))).toEqual(['everybody may connect to Deployment web']);
    });
  });
});

function policyOf(name: string, spec: object, namespace = 'shop'): string {
  return objectOf('NetworkPolicy', name, { apiVersion: 'networking.k8s.io/v1', metadata: { namespace }, spec });
}

describe('network/default-deny', () => {
  test.each([
    ['airflow/deny-ingress', 'no policy of the namespace airflow denies ingress by default'],
    ['monitoring/deny-ingress', 'no policy of the namespace monitoring denies ingress by default'],
    ['external-secrets/deny-ingress', 'no policy of the namespace external-secrets denies ingress by default'],
  ])('without %s, finds that %s', (where, message) => {
    // The rules of monitoring select every pod, so they close the namespace as well.
    const tree = where.startsWith('monitoring')
      ? policy('monitoring/allow-to-monitoring', 'removed', policy(where, 'removed'))
      : policy(where, 'removed');
    expect(messages(defaultDeny.find(tree))).toEqual([expect.stringContaining(message)]);
  });

  test('of a team, in each direction', () => {
    const onlyInwards = policy(`${team}/deny-all`, (spec) => ({ ...spec, policyTypes: ['Ingress'] }));
    // Policies for every pod of the team, such as that of DNS, close the way out too.
    expect(defaultDeny.find(onlyInwards)).toEqual([]);
    expect(messages(defaultDeny.find(policy(`${team}/deny-all`, 'removed')))).toEqual([
      expect.stringContaining(`no policy of the namespace ${team} denies ingress by default`),
    ]);
  });

  test('is asked of the way out of Spark jobs too, with the Namespace and what to write', () => {
    const forAll = ['deny-all', ...['dns', 'https', 'pod-identity'].map((to) => `allow-from-all-to-${to}`)];
    const tree = forAll.reduce((now, name) => policy(`${team}/${name}`, 'removed', now), platform);
    const [, found] = defaultDeny.find(tree);
    expect(defaultDeny.find(tree)).toHaveLength(2);
    expect(found).toMatchObject({
      item: { id: { kind: 'Namespace', name: team } },
      message: expect.stringContaining(`no policy of the namespace ${team} denies egress by default`),
      remedy: expect.stringContaining("policyTypes: [Egress]'"),
    });
  });

  test('may be made by a chart, as its values say', () => {
    const argoCd = (defaultDenyIngress: boolean): Files => ({
      'root/argocd.yaml': chartOf('argocd', 'argo-cd', { global: { networkPolicy: { defaultDenyIngress } } }),
    });
    expect(defaultDeny.find(treeOf(argoCd(true)))).toEqual([]);
    expect(messages(defaultDeny.find(treeOf(argoCd(false))))).toEqual([
      expect.stringContaining('no policy of the namespace argocd denies ingress by default'),
    ]);
  });

  test('is not asked of a pod whose namespace is not known', () => {
    const job = (namespace: object): Files => ({
      'root/shop.yaml': chartOf('', 'shop', {}),
      'shop/job.yaml': objectOf('Job', 'once', {
        apiVersion: 'batch/v1',
        metadata: namespace as never,
        spec: { template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } },
      }),
    });
    expect(defaultDeny.find(treeOf(job({})))).toEqual([]);
    expect(defaultDeny.find(treeOf(job({ namespace: 'web' })))).toHaveLength(1);
  });

  test('is not asked of kube-system, and says why', () => {
    const tree = treeOf({ 'root/karpenter.yaml': chartOf('kube-system', 'karpenter', {}) });
    expect(defaultDeny.find(tree)).toEqual([]);
    expect(defaultDeny.blindSpots?.(tree)).toEqual([expect.stringContaining('it belongs to EKS')]);
  });
});
