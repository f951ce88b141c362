import { at, walk } from '../../../imports/json.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';
import { awsOf, chartValues, clusterNames, comparison, noTemplates } from './aws.ts';

/** A name of AWS and where the tree says it. */
interface Named {
  readonly name: string;
  readonly item: Item;
  readonly field: string;
}

export const cluster: Check = {
  rule: 'contract/cluster',
  promise: 'every chart calls the cluster by the name that its template gives it',
  find: (tree, given = {}) => {
    if (given.templates === undefined) return [];
    const [made] = awsOf(tree, given)?.named('AWS::EKS::Cluster', 'Name') ?? [];
    return clusterNames(tree)
      .filter(({ value }) => value !== made)
      .map(({ value, item, field }) => ({
        item,
        field,
        message: `no template makes a cluster '${value}', so the controller asks AWS about one that is not there`,
        remedy: made === undefined ? "run 'npm run cluster:synth' for this environment" : `use '${made}'`,
      }));
  },
  blindSpots: noTemplates,
};

/** What AWS makes under a name that the tree has to know. */
interface Kind {
  readonly rule: string;
  readonly what: string;
  readonly type: string;
  readonly property: string;
  readonly used: (tree: Tree) => readonly Named[];
  /** What happens where the name is wrong. */
  readonly otherwise: string;
}

const kinds: readonly Kind[] = [
  {
    rule: 'secret',
    what: 'secret',
    type: 'AWS::SecretsManager::Secret',
    property: 'Name',
    used: (tree) => tree.ofKind('ExternalSecret').flatMap(secretsOf),
    otherwise: 'External Secrets fetches nothing, and the pods that need it do not start',
  },
  {
    rule: 'queue',
    what: 'queue',
    type: 'AWS::SQS::Queue',
    property: 'QueueName',
    used: (tree) =>
      chartValues(tree, 'interruptionQueue').map(({ item, field, value }) => ({ item, field, name: String(value) })),
    otherwise: 'Karpenter hears of no Spot interruption, and pods are killed with their node',
  },
  {
    rule: 'instance-profile',
    what: 'instance profile',
    type: 'AWS::IAM::InstanceProfile',
    property: 'InstanceProfileName',
    used: (tree) =>
      tree.ofKind('EC2NodeClass').map((item) => {
        const field = 'spec.instanceProfile';
        return { item, field, name: String(at(item.manifest, field)) };
      }),
    otherwise: 'Karpenter launches no node',
  },
];

/** The same names on both sides: each that the tree reads is made, and each that is made is read. */
export const names: readonly Check[] = kinds.map(({ rule, what, type, property, used, otherwise }) =>
  comparison(rule, `the templates make each ${what} that is used here, and no other`, (tree, aws) => {
    const made = aws.named(type, property);
    const wanted = used(tree);
    return [
      ...wanted
        .filter(({ name }) => !made.includes(name))
        .map(({ name, item, field }) => ({
          item,
          field,
          message: `no template makes the ${what} '${name}': ${otherwise}`,
          remedy: `use one that a template makes: ${made.join(', ') || 'there is none'}`,
        })),
      ...made
        .filter((name) => !wanted.some((one) => one.name === name))
        .map((name) => ({
          message: `a template makes the ${what} '${name}', and nothing here uses it`,
          remedy: 'name it where it is to be used, or leave it out of the template',
        })),
    ];
  }),
);

function secretsOf(item: Item): readonly Named[] {
  return walk(item.manifest).flatMap(({ path, value }) =>
    /\.(extract|remoteRef)\.key$/.test(path) ? [{ item, field: path, name: String(value) }] : [],
  );
}
