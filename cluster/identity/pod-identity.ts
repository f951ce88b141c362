import * as eksL1 from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type Identity, roleOf } from '../../config/identities.ts';
import { anyTeamNamespace } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import type { eks } from '../eks.ts';
import { permissions } from './permissions.ts';

/**
 * One role for each purpose in use, and for each team with data of its own, and an EKS Pod Identity association for each row of `identities`.
 * Rows of an add-on have none here: EKS makes it from the add-on's own list (control-plane/add-ons.ts).
 *
 * The L1 association is used because the library's ServiceAccount also makes a manifest, which takes a Lambda function.
 */
export class PodIdentity extends Construct {
  private readonly roles = new Map<string, iam.Role>();

  constructor(
    scope: Construct,
    id: string,
    { config, cluster }: { readonly config: Platform; readonly cluster: eks.Cluster },
  ) {
    super(scope, id);
    const rows = config.identities;

    for (const name of new Set(rows.map(roleOf))) {
      const users = rows.filter((row) => roleOf(row) === name);
      const role = this.role(name, users, config);
      for (const { namespace, serviceAccount, madeBy } of users) {
        this.roles.set(serviceAccount, role);
        if (madeBy === 'eks-addon') continue;
        new eksL1.CfnPodIdentityAssociation(this, `${namespace}-${serviceAccount}`, {
          clusterName: cluster.clusterName,
          namespace,
          serviceAccount,
          roleArn: role.roleArn,
        });
      }
    }
  }

  /** Role of a service account that an add-on brings. */
  roleOf(serviceAccount: string): iam.Role {
    const role = this.roles.get(serviceAccount);
    if (!role) throw new Error(`config/identities.ts has no row for the service account '${serviceAccount}'`);
    return role;
  }

  private role(name: string, users: readonly Identity[], config: Platform): iam.Role {
    const { names } = config;
    const { account, partition } = Stack.of(this);
    const [first] = users as [Identity];
    const { statements, managedPolicy } = permissions(first, { config, names, partition });

    return new iam.Role(this, name, {
      roleName: names.role(name),
      assumedBy: podsOf(users, names.cluster, account, isOfTeams(first)),
      ...(statements?.length
        ? { inlinePolicies: { [name]: new iam.PolicyDocument({ statements: [...statements] }) } }
        : {}),
      ...(managedPolicy ? { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(managedPolicy)] } : {}),
    });
  }
}

/** Roles that all teams share. Each team by name, at about eighty teams, would pass the 2,048 characters of a trust policy. */
function isOfTeams({ purpose, owner }: Identity): boolean {
  return owner === undefined && (purpose === 'spark-job' || purpose === 'spark-history');
}

/**
 * EKS sets these tags itself when it assumes a role for a pod, so another cluster, namespace or service account of the
 * account cannot have the role, even if somebody associates it.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
function podsOf(users: readonly Identity[], cluster: string, account: string, ofTeams: boolean): iam.IPrincipal {
  const unique = (values: readonly string[]) => [...new Set(values)];
  const namespaceTag = 'aws:RequestTag/kubernetes-namespace';
  return new iam.SessionTagsPrincipal(
    new iam.ServicePrincipal('pods.eks.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': account,
          'aws:RequestTag/eks-cluster-name': cluster,
          ...(ofTeams ? {} : { [namespaceTag]: unique(users.map((user) => user.namespace)) }),
          'aws:RequestTag/kubernetes-service-account': unique(users.map((user) => user.serviceAccount)),
        },
        ...(ofTeams ? { StringLike: { [namespaceTag]: anyTeamNamespace } } : {}),
      },
    }),
  );
}
