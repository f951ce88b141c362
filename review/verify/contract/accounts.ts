import { isObject, objectIn, walk } from '../../../imports/json.ts';
import { chartsOf } from '../../kinds/helm/values.ts';
import { platformField, platformFile } from '../../kinds/platform-file.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import { accountField, airflowsIn, type Component, components } from '../airflow/installation.ts';
import { type Aws, comparison } from './aws.ts';

/** Charts whose one account calls AWS: to launch nodes, to read Secrets Manager, to make load balancers. */
const callsAws = ['aws-load-balancer-controller', 'external-secrets', 'karpenter'];

/** A service account as `<namespace>/<name>`, and who names it. */
interface Account {
  readonly account: string;
  readonly item: Item;
  readonly field: string;
}

export const accountsMade = comparison(
  'account-made',
  'each service account that a template gives an AWS role to is made by a manifest or a chart',
  (tree, aws) => {
    const made = new Set([...ownAccounts(tree), ...chartAccounts(tree).map(({ account }) => account)]);
    return associationsIn(aws)
      .filter((account) => !made.has(account))
      .map((account) => ({
        message: `the template of the cluster gives an AWS role to the service account ${account}, which no manifest and no chart makes: the pods that were meant have no rights in AWS`,
        remedy: 'give the account the same name in config/identities.ts and in its chart',
      }));
  },
);

export const accountsBound = comparison(
  'account-bound',
  'each service account whose pods call AWS has a role there',
  (tree, aws) => {
    const bound = new Set(associationsIn(aws));
    return [...controllers(tree), ...airflowAccounts(tree), ...sparkAccounts(tree)]
      .filter(({ account }) => !bound.has(account))
      .map(({ account, item, field }) => ({
        item,
        field,
        message: `no template gives an AWS role to the service account ${account}, whose pods call AWS: each call is refused`,
        remedy: 'add the account to config/identities.ts, and deploy the cluster stack before this is merged',
      }));
  },
);

function associationsIn(aws: Aws): readonly string[] {
  return aws
    .all('AWS::EKS::PodIdentityAssociation')
    .map((properties) => `${properties['Namespace']}/${properties['ServiceAccount']}`);
}

function ownAccounts(tree: Tree): readonly string[] {
  return tree.ofKind('ServiceAccount').map(({ id }) => `${id.namespace}/${id.name}`);
}

/** Accounts that the values of charts name, but for those that they say somebody else makes. */
function chartAccounts(tree: Tree): readonly (Account & { readonly isController: boolean })[] {
  return chartsOf(tree).flatMap(({ item, application, source, values, field }) =>
    walk(values).flatMap(({ path, value }) => {
      if (!/(^|\.)serviceAccount$/.test(path) || !isObject(value)) return [];
      const { name, create } = value;
      if (typeof name !== 'string' || create === false) return [];
      return [
        {
          account: `${application.namespace}/${name}`,
          item,
          field: `${field}.${path}.name`,
          isController: callsAws.includes(source.chart) && path === 'serviceAccount',
        },
      ];
    }),
  );
}

function controllers(tree: Tree): readonly Account[] {
  return chartAccounts(tree).filter(({ isController }) => isController);
}

/** Every component of Airflow reads DAGs or logs in AWS. */
function airflowAccounts(tree: Tree): readonly Account[] {
  return airflowsIn(tree).flatMap(({ item, application: { namespace }, field, account }) =>
    (Object.keys(components) as Component[]).flatMap((component) => {
      const name = account(component);
      return name === undefined
        ? []
        : [{ account: `${namespace}/${name}`, item, field: `${field}.${accountField(component)}` }];
    }),
  );
}

/** Drivers and executors work on data in S3. */
function sparkAccounts(tree: Tree): readonly Account[] {
  const platform = platformFile(tree);
  if (platform === undefined) return [];
  const { item, body, teams } = platform;
  return teams.flatMap(({ namespace }) =>
    Object.values(objectIn(body, 'spark.serviceAccounts')).map((name) => ({
      account: `${namespace}/${name}`,
      item,
      field: platformField,
    })),
  );
}
