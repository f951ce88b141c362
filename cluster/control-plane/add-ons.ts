import * as eksL1 from 'aws-cdk-lib/aws-eks';
import { Construct, type IDependable } from 'constructs';
import { externalDns } from '../../config/alb.ts';
import { onCoreNodes } from '../../config/placement.ts';
import type { Platform } from '../../config/resolve.ts';
import type { eks } from '../eks.ts';
import type { PodIdentity } from '../identity/pod-identity.ts';

interface AddOnsProps {
  readonly config: Platform;
  readonly cluster: eks.Cluster;
  readonly identity: PodIdentity;
}

/**
 * What EKS installs and patches for us. No version is pinned: EKS chooses the default of the Kubernetes version,
 * which is the one AWS tests with it. After an upgrade of Kubernetes they are updated by hand (docs/operations.md).
 */
export class AddOns extends Construct {
  /** Pods get no address and no credentials without these, so they come before the first node. */
  private readonly beforeNodes: readonly eksL1.CfnAddon[];

  /** Deployments: EKS waits until their pods run, which takes nodes. */
  private readonly afterNodes: readonly eksL1.CfnAddon[];

  constructor(scope: Construct, id: string, { config, cluster, identity }: AddOnsProps) {
    super(scope, id);
    // For what the add-ons make in AWS: network interfaces of pods and volumes.
    const { tags } = config.aws;
    const dns = externalDns(config);
    const addOn = (addonName: string, values: object = {}, serviceAccount?: string) =>
      new eksL1.CfnAddon(this, addonName, {
        clusterName: cluster.clusterName,
        addonName,
        // What somebody changed by hand is set back at the next update.
        resolveConflicts: 'OVERWRITE',
        ...(Object.keys(values).length > 0 ? { configurationValues: JSON.stringify(values) } : {}),
        ...(serviceAccount === undefined
          ? {}
          : {
              podIdentityAssociations: [{ serviceAccount, roleArn: identity.roleOf(serviceAccount).roleArn }],
            }),
      });

    const interfaceTags = tags ? { env: { ADDITIONAL_ENI_TAGS: JSON.stringify(tags) } } : {};
    this.beforeNodes = [
      // The teams' NetworkPolicies have no effect without it.
      addOn('vpc-cni', { enableNetworkPolicy: 'true', ...interfaceTags }, 'aws-node'),
      addOn('kube-proxy'),
      addOn('eks-pod-identity-agent', { tolerations: [{ operator: 'Exists' }] }),
    ];
    // As the chart takes them: https://github.com/kubernetes-sigs/external-dns/blob/master/charts/external-dns/values.schema.json
    const dnsValues = {
      ...onCoreNodes,
      sources: ['ingress'],
      domainFilters: [...new Set(dns.map(({ domain }) => domain))],
      // A record that another cluster or a person has made is left alone, and our own goes with the Ingress.
      policy: 'sync',
      registry: 'txt',
      txtOwnerId: cluster.clusterName,
    };
    this.afterNodes = [
      addOn('coredns', onCoreNodes),
      addOn('metrics-server', onCoreNodes),
      addOn(
        'aws-ebs-csi-driver',
        { controller: { ...onCoreNodes, ...(tags ? { extraVolumeTags: tags } : {}) } },
        'ebs-csi-controller-sa',
      ),
      ...(dns.length > 0 ? [addOn('external-dns', dnsValues, 'external-dns')] : []),
    ];
  }

  installBefore(nodes: Construct): void {
    nodes.node.addDependency(...this.beforeNodes);
  }

  installAfter(nodes: IDependable): void {
    for (const addOn of this.afterNodes) addOn.node.addDependency(nodes);
  }
}
