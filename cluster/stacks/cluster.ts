import * as eksL1 from 'aws-cdk-lib/aws-eks';
import type { App } from 'aws-cdk-lib/core';
import { digest } from '../../config/digest.ts';
import { teamNamespace, viewersGroup } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { AddOns } from '../control-plane/add-ons.ts';
import { ControlPlane } from '../control-plane/control-plane.ts';
import { CoreNodes } from '../control-plane/core-nodes.ts';
import { SecurityGroups } from '../control-plane/security-groups.ts';
import { PodIdentity } from '../identity/pod-identity.ts';
import { InterruptionQueue } from '../karpenter/interruption-queue.ts';
import { KarpenterNodes } from '../karpenter/nodes.ts';
import type { NetworkOf } from '../network/cluster-network.ts';
import { PlatformStack } from './platform-stack.ts';

/**
 * EKS with what must exist before Argo CD can take over: core nodes, add-ons, identities, Karpenter's prerequisites.
 * No Lambda function and no custom resource: nothing in this stack talks to the Kubernetes API.
 */
export class ClusterStack extends PlatformStack {
  constructor(app: App, config: Platform, networkOf: NetworkOf) {
    super(app, config, 'cluster', `EKS cluster ${config.cluster.name}, its identities and add-ons`);
    const { names } = config;
    const network = networkOf(this);

    const groups = new SecurityGroups(this, 'SecurityGroups', { names, vpc: network.vpc });
    const { cluster } = new ControlPlane(this, 'ControlPlane', {
      config,
      vpc: network.vpc,
      subnets: network.controlPlaneSubnets,
      securityGroup: groups.controlPlane,
      key: this.encryptionKey,
    });
    const accessEntry = (id: string, role: string, policy: string, accessScope: AccessScope, groups?: string[]) =>
      new eksL1.CfnAccessEntry(this, id, {
        clusterName: cluster.clusterName,
        principalArn: `arn:${this.partition}:iam::${this.account}:role/${role}`,
        ...(groups ? { kubernetesGroups: groups } : {}),
        accessPolicies: [{ policyArn: `arn:${this.partition}:eks::aws:cluster-access-policy/${policy}`, accessScope }],
      });
    // One id for a role, whatever its list: with another one EKS would refuse a second entry before the first is deleted.
    const idOf = (role: string) => `Viewers${digest(role)}`;
    const [first = '', ...others] = config.cluster.administrators;
    accessEntry('Administrators', first, 'AmazonEKSClusterAdminPolicy', { type: 'cluster' });
    for (const name of others) accessEntry(idOf(name), name, 'AmazonEKSClusterAdminPolicy', { type: 'cluster' });
    for (const name of config.cluster.viewers ?? []) {
      accessEntry(idOf(name), name, 'AmazonEKSViewPolicy', { type: 'cluster' });
    }
    for (const [name, namespaces] of viewersOfTeams(config)) {
      const scope = { type: 'namespace', namespaces };
      accessEntry(idOf(name), name, 'AmazonEKSViewPolicy', scope, namespaces.map(viewersGroup));
    }

    const identity = new PodIdentity(this, 'PodIdentity', { config, cluster });
    const addOns = new AddOns(this, 'AddOns', { config, cluster, identity });
    const coreNodes = new CoreNodes(this, 'CoreNodes', {
      config,
      cluster,
      key: this.encryptionKey,
      subnets: network.nodeSubnets,
      securityGroup: groups.nodes,
    });
    // The rules are resources of their own, which nothing refers to: at the start of a destroy they would go first, and the
    // nodes lose the API before their pods are drained.
    coreNodes.group.node.addDependency(groups);
    addOns.installBefore(coreNodes.group);
    addOns.installAfter(coreNodes.group);

    new KarpenterNodes(this, 'KarpenterNodes', { names, cluster });
    new InterruptionQueue(this, 'InterruptionQueue', { names });
  }
}

type AccessScope = eksL1.CfnAccessEntry.AccessScopeProperty;

/** Roles that may look into namespaces of teams. EKS takes one entry for a role, whatever the number of its teams. */
function viewersOfTeams({ teams }: Platform): ReadonlyMap<string, string[]> {
  const namespaces = new Map<string, string[]>();
  for (const team of teams) {
    for (const name of team.viewers ?? []) namespaces.set(name, [...(namespaces.get(name) ?? []), teamNamespace(team)]);
  }
  return namespaces;
}
