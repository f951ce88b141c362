import { findingsOf, type Template } from '../../../../review/verify/check.ts';
import { checks } from '../../../../review/verify/contract/index.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf, files, templates } from './platform.ts';

const find = (here: Files, given: readonly Template[] = templates) =>
  checks.flatMap((check) => findingsOf(check, treeOf(here), { templates: given }));

/** The text of one side with another name everywhere, which must be there. */
function renamed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replaceAll(from, to);
}
const here = (file: string, from: string, to: string) =>
  find({ ...files, [file]: renamed(files[file] ?? '', from, to) });
const inTemplates = (from: string, to: string) =>
  find(files, JSON.parse(renamed(JSON.stringify(templates), from, to)) as Template[]);

const airflow = 'root/Application.airflow.yaml';
const karpenter = 'root/Application.karpenter.yaml';
const loadBalancer = 'root/Application.load-balancer.yaml';
const nodeClass = 'pools/EC2NodeClass.all.yaml';

describe('a tree and the templates of its cluster', () => {
  test('say the same names', () => {
    expect(find(files)).toEqual([]);
  });

  test('may name the region of a topic of SNS, which is told of alerts in another one', () => {
    const topic = here(loadBalancer, '"clusterName":"shop"', '"sigv4":{"region":"us-east-1"},"clusterName":"shop"');
    expect(topic).toEqual([]);
  });

  test('are not compared where there are no templates, which is said once', () => {
    const tree = treeOf(files);
    expect(checks.flatMap((check) => findingsOf(check, tree))).toEqual([]);
    const unknown = checks.flatMap((check) => check.blindSpots?.(tree, {}) ?? []);
    expect(new Set(unknown)).toEqual(new Set(['names and identities in AWS: give --cluster cdk.out']));
    expect(checks.flatMap((check) => check.blindSpots?.(tree, { templates }) ?? [])).toEqual([]);
  });
});

describe('found is', () => {
  test.each<readonly [what: string, rule: string, findings: ReturnType<typeof find>, expected: object]>([
    [
      'a chart that calls the cluster otherwise',
      'cluster',
      here(loadBalancer, '"clusterName":"shop"', '"clusterName":"shp"'),
      {
        item: { id: { name: 'load-balancer' } },
        field: 'spec.source.helm.valuesObject.clusterName',
        remedy: "use 'shop'",
      },
    ],
    [
      'a component of Airflow without a role',
      'account-bound',
      here(airflow, 'airflow-worker', 'airflow-wrker'),
      {
        item: { id: { name: 'airflow' } },
        field: 'spec.source.helm.valuesObject.workers.kubernetes.serviceAccount.name',
        message: expect.stringContaining('airflow/airflow-wrker'),
      },
    ],
    [
      'a driver without a role',
      'account-bound',
      here('access/ConfigMap.platform.yaml', 'driver\\":\\"driver', 'driver\\":\\"drivr'),
      { item: { id: { name: 'platform' } }, message: expect.stringContaining('spark-a/drivr') },
    ],
    [
      'a role for an account that nothing makes',
      'account-made',
      here('access/ServiceAccount.driver.yaml', '"driver"', '"drivr"'),
      { message: expect.stringContaining('spark-a/driver') },
    ],
    [
      'a secret that no template makes',
      'secret',
      find({
        ...files,
        'secrets/ExternalSecret.x.yaml': objectOf('ExternalSecret', 'x', {
          spec: { dataFrom: [{ extract: { key: 'shop/x' } }] },
        }),
      }),
      {
        item: { id: { name: 'x' } },
        field: 'spec.dataFrom[0].extract.key',
        remedy: 'use one that a template makes: shop/airflow/key, shop/airflow/token',
      },
    ],
    [
      'a secret that nothing reads',
      'secret',
      find(Object.fromEntries(Object.entries(files).filter(([file]) => !file.includes('token')))),
      { message: "a template makes the secret 'shop/airflow/token', and nothing here uses it" },
    ],
    [
      'a bucket of another region',
      'store',
      here(airflow, 'eu-west-1', 'eu-west-2'),
      {
        field: expect.stringMatching(/remote_base_log_folder$/),
        message: expect.stringContaining("'shop-logs-111122223333-eu-west-2'"),
      },
    ],
    [
      'a bucket of another form',
      'store',
      here(airflow, 'shop-logs-111122223333-eu-west-1', 'logs'),
      { message: expect.stringContaining("'logs'") },
    ],
    [
      'a log group of another cluster',
      'store',
      here(
        airflow,
        's3://shop-logs-111122223333-eu-west-1',
        'cloudwatch://arn:aws:logs:eu-west-1:1:log-group:/airflow/other/tasks:*',
      ),
      { message: expect.stringContaining("'/airflow/other/tasks'") },
    ],
    [
      'a controller in another region',
      'region',
      here(karpenter, 'eu-west-1', 'eu-west-2'),
      { item: { id: { name: 'karpenter' } }, remedy: expect.stringMatching(/^use eu-west-1, or accept/) },
    ],
    [
      'a connection to another region',
      'region',
      here('access/Secret.connections.yaml', 'eu-west-1', 'us-gov-west-1'),
      { field: 'stringData.AIRFLOW_CONN_AWS_DEFAULT' },
    ],
    [
      'a certificate of another region',
      'region',
      here(loadBalancer, '"clusterName"', '"arn":"arn:aws:acm:us-east-1:1:certificate/1","clusterName"'),
      { message: 'the cluster is in eu-west-1, and this says us-east-1: what is looked up there is not found' },
    ],
    [
      'a node class whose nodes have no network',
      'node-network',
      here(
        nodeClass,
        '"subnetSelectorTerms":[{"tags":{"karpenter.sh/discovery":"shop"',
        '"subnetSelectorTerms":[{"tags":{"Name":"public"',
      ),
      { field: 'spec.subnetSelectorTerms', message: expect.stringContaining('1 zones') },
    ],
    [
      'a node class with two security groups',
      'node-network',
      here(nodeClass, '"securityGroupSelectorTerms":[', '"securityGroupSelectorTerms":[{"tags":{}},'),
      { field: 'spec.securityGroupSelectorTerms', message: expect.stringContaining('3 security groups') },
    ],
    [
      'a node class that names an id',
      'node-network',
      here(
        nodeClass,
        '"subnetSelectorTerms":[{"tags":{"karpenter.sh/discovery":"shop"}}]',
        '"subnetSelectorTerms":[{"id":"subnet-1"}]',
      ),
      { message: expect.stringContaining('0 zones') },
    ],
    [
      'a VPC that carries other tags',
      'vpc',
      here(loadBalancer, 'shop-vpc', 'shop'),
      { field: 'spec.source.helm.valuesObject.vpcTags' },
    ],
    ['core nodes without the label', 'core-nodes', inTemplates('"core"', '"system"'), {}],
    ['core nodes with another taint', 'core-nodes', inTemplates('CriticalAddonsOnly', 'Critical'), {}],
    [
      'core nodes with one taint more',
      'core-nodes',
      inTemplates('"Taints":[', '"Taints":[{"Key":"a","Value":"b","Effect":"NO_EXECUTE"},'),
      {},
    ],
    [
      'an ARN of IAM',
      'iam-arn',
      here(karpenter, '"name":"karpenter"}', '"name":"karpenter","role":"arn:aws-cn:iam::111122223333:role/x"}'),
      { field: 'spec.source.helm.valuesObject.serviceAccount.role' },
    ],
  ])('%s', (_, rule, findings, expected) => {
    expect(findings).toEqual([expect.objectContaining({ rule: `contract/${rule}` })]);
    expect(findings).toMatchObject([expected]);
  });

  // A name that two sides have differently is missing on one and left over on the other.
  test.each([
    [
      'queue',
      here(karpenter, 'shop-karpenter', 'shop-karpentr'),
      'spec.source.helm.valuesObject.settings.interruptionQueue',
    ],
    ['instance-profile', inTemplates('shop-node', 'shop-nodes'), 'spec.instanceProfile'],
  ])('the %s under two names, on both sides', (rule, findings, field) => {
    expect(findings.map((finding) => [finding.rule, finding.field])).toEqual([
      [`contract/${rule}`, field],
      [`contract/${rule}`, undefined],
    ]);
  });

  test('a controller without a role, and the role that was meant for it', () => {
    expect(here(karpenter, '{"name":"karpenter"}', '{"name":"karpentr"}')).toMatchObject([
      { rule: 'contract/account-bound', field: 'spec.source.helm.valuesObject.serviceAccount.name' },
      { rule: 'contract/account-made', message: expect.stringContaining('karpenter/karpenter') },
    ]);
  });

  test('a cluster that no template makes, and nothing else, because there is nothing to compare with', () => {
    expect(find(files, templates.slice(-1)).map(({ rule, remedy }) => [rule, remedy])).toEqual([
      ['contract/cluster', "run 'npm run cluster:synth' for this environment"],
      ['contract/cluster', "run 'npm run cluster:synth' for this environment"],
    ]);
  });
});

describe('nothing is found in', () => {
  test.each([
    [
      'an account that a chart is told to leave to others',
      chartOf('x', 'x', { serviceAccount: { create: false, name: 'y' } }),
    ],
    ['an add-on that has nothing to do with AWS', chartOf('x', 'x', { serviceAccount: { create: true, name: 'y' } })],
    [
      'an image from a registry of another region',
      objectOf('Pod', 'x', { spec: { image: '1.dkr.ecr.us-east-1.amazonaws.com/x' } }),
    ],
    ['a word with hyphens', objectOf('ConfigMap', 'x', { data: { a: 'eu-west-1-shop and a-b-1' } })],
    [
      'the log group of the cluster',
      objectOf('ConfigMap', 'x', { data: { a: 'arn:aws:logs:eu-west-1:1:log-group:/airflow/shop/tasks:*' } }),
    ],
    ['an ARN that is not of IAM', objectOf('ConfigMap', 'x', { data: { a: 'arn:aws:acm:eu-west-1:1:certificate/1' } })],
    ['a file of DAGs that is no JSON', objectOf('ConfigMap', 'x', { data: { 'platform.json': '{' } })],
  ])('%s', (_, text) => {
    expect(find({ ...files, 'root/x.yaml': text })).toEqual([]);
  });
});
