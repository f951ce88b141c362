import { load } from 'js-yaml';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { noProxy } from '../../config/proxy.ts';
import { at, type Json, listIn, textsIn } from '../../imports/json.ts';
import { findingsOf } from '../../review/verify/check.ts';
import { needed } from '../../review/verify/network/needed.ts';
import { unneeded } from '../../review/verify/network/unneeded.ts';
import { platformConfig } from '../fixtures.ts';
import { all, givenTo, needInternet, pick, render, valuesOf } from '../render.ts';
import { set, without } from '../review/verify/edits.ts';
import { everyAwsChoice, everything, prodLike } from '../support/configs.ts';

const httpsProxy = 'http://10.8.0.5:3128';
const behind = (config: PlatformConfig = everything, address = httpsProxy): PlatformConfig => {
  const { values: _, ...others } = config;
  return { ...others, proxy: { httpsProxy: address, noProxy: ['git.example.com'] } };
};
const config = behind();
const tree = render(config);
const variables = [
  { name: 'HTTPS_PROXY', value: httpsProxy },
  { name: 'NO_PROXY', value: noProxy(config).join(',') },
  { name: 'https_proxy', value: httpsProxy },
  { name: 'no_proxy', value: noProxy(config).join(',') },
];

describe('a proxy', () => {
  test.each([
    ['argocd', 'repoServer.env'],
    ['airflow', 'env'],
    ['external-secrets', 'extraEnv'],
    ['karpenter', 'controller.env'],
  ])('is told to %s', (application, path) => {
    expect(listIn(valuesOf(tree, application) as Json, path)).toEqual(expect.arrayContaining(variables));
  });

  test('is told to the load balancer controller, and to Alertmanager where somebody is told', () => {
    const env = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
    expect(at(valuesOf(tree, 'aws-load-balancer-controller') as Json, 'env')).toEqual(env);
    expect(at(valuesOf(tree, 'monitoring') as Json, 'alertmanager.config.global.http_config')).toEqual({
      proxy_url: httpsProxy,
      no_proxy: noProxy(config).join(','),
    });
  });

  test('is told to tasks', () => {
    const pod = load(String(valuesOf(tree, 'airflow')['podTemplate'])) as Json;
    expect(listIn(pod, 'spec.containers.0.env')).toEqual(expect.arrayContaining(variables));
  });

  test('is told to nobody else', () => {
    expect(givenTo(tree, /http:\/\/10\.8\.0\.5:3128/)).toEqual(needInternet);
    const argoCd = (base: PlatformConfig) => valuesOf(render(behind(base)), 'argocd');
    expect(JSON.stringify(at(argoCd(prodLike), 'server'))).not.toContain(httpsProxy);
    // It asks the provider of the login.
    expect(JSON.stringify(at(argoCd(everything), 'server'))).toContain(httpsProxy);
    const manifests = tree.items.filter(({ manifest }) => textsIn(manifest).some((text) => text.includes(httpsProxy)));
    expect(new Set(manifests.map(({ id }) => id.kind))).toEqual(new Set(['Application', 'ConfigMap', 'EC2NodeClass']));
  });

  test('takes the pulls of nodes before they join, in the form to which EKS and Karpenter add their own', () => {
    const classes = all(tree, 'EC2NodeClass');
    expect(classes.length).toBeGreaterThan(3);
    for (const { spec } of classes) {
      const text = String(at(spec, 'userData'));
      expect(text).toMatch(/^MIME-Version: 1\.0\nContent-Type: multipart\/mixed; boundary="\/\/"\n\n--\/\/\n/);
      expect(text).toContain(`Environment="HTTPS_PROXY=${httpsProxy}"`);
      expect(text).toContain('for unit in containerd kubelet nodeadm-run; do');
      expect(text.endsWith('--//--\n')).toBe(true);
    }
  });

  test('is opened to Spark jobs, by its address where it has one, and verify knows it', () => {
    const rule = (of: PlatformConfig) =>
      at(pick(render(of), 'NetworkPolicy', 'allow-from-all-to-proxy').spec, 'egress.0');
    const onPort = (cidr: string, port: number) => ({
      to: [{ ipBlock: { cidr } }],
      ports: [{ protocol: 'TCP', port }],
    });
    expect(rule(behind(platformConfig()))).toEqual(onPort('10.8.0.5/32', 3128));
    expect(rule(behind(platformConfig(), 'https://proxy.example.com:8443'))).toEqual(onPort('0.0.0.0/0', 8443));

    const own = render(behind(platformConfig()));
    const policy = 'NetworkPolicy spark-risk-models/allow-from-all-to-proxy';
    expect([...findingsOf(needed, own), ...findingsOf(unneeded, own)]).toEqual([]);
    expect(findingsOf(needed, without(policy)(own)).map(({ message }) => message)[0]).toContain(
      'cannot reach 10.8.0.5/32 on port 3128 (TCP)',
    );
    expect(findingsOf(unneeded, set(policy, 'spec.egress.0.ports.0.port', 3129)(own))).toHaveLength(1);
  });
});

describe('what is reached without the proxy', () => {
  const reached = noProxy(behind(platformConfig()));

  test('is the node, the cluster, its network, the Kubernetes API and S3', () => {
    expect(reached).toEqual(
      expect.arrayContaining([
        ...['169.254.169.254', '169.254.170.23', '172.20.0.0/16', '172.20.0.1', '10.100.0.1'],
        ...['10.42.0.0/16', '100.64.0.0/16', '.svc', '.cluster.local'],
        ...['eu-west-1.eks.amazonaws.com', 's3.eu-west-1.amazonaws.com', 'git.example.com'],
      ]),
    );
  });

  test('has the names of its partition', () => {
    const china = { ...everyAwsChoice, aws: { ...everyAwsChoice.aws, region: 'cn-north-1' } };
    expect(noProxy(behind(china))).toContain('s3.cn-north-1.amazonaws.com.cn');
  });
});
