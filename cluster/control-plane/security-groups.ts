import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlatformNames } from '../../config/names.ts';

/**
 * One security group for the API's network interfaces and one for all nodes, core and Karpenter's alike.
 *
 * EKS makes a group of its own too, but CloudFormation cannot tag it, and Karpenter finds groups by tag. Nodes carry
 * this one only: the Load Balancer Controller wants exactly one group on a network interface, or one with the tag
 * `kubernetes.io/cluster/<name>` (aws-load-balancer-controller#2367), which is therefore not set here.
 * Rules: https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export class SecurityGroups extends Construct {
  readonly controlPlane: ec2.SecurityGroup;
  readonly nodes: ec2.SecurityGroup;

  constructor(scope: Construct, id: string, { names, vpc }: { readonly names: PlatformNames; readonly vpc: ec2.IVpc }) {
    super(scope, id);
    this.controlPlane = new ec2.SecurityGroup(this, 'ControlPlane', {
      vpc,
      securityGroupName: `${names.cluster}-control-plane`,
      description: 'Network interfaces of the Kubernetes API',
      allowAllOutbound: false,
    });
    this.nodes = new ec2.SecurityGroup(this, 'Nodes', {
      vpc,
      securityGroupName: `${names.cluster}-node`,
      description: 'Nodes and their pods',
    });
    Tags.of(this.nodes).add(names.discoveryTag.key, names.discoveryTag.value);

    this.nodes.addIngressRule(this.nodes, ec2.Port.allTraffic(), 'Nodes and pods among themselves');
    this.controlPlane.addIngressRule(this.nodes, ec2.Port.HTTPS, 'Kubernetes API from nodes and pods');
    // Kubelet is 10250; admission webhooks and aggregated APIs listen where their charts say.
    for (const port of [ec2.Port.HTTPS, ec2.Port.tcpRange(1025, 65535)]) {
      this.nodes.addIngressRule(this.controlPlane, port, 'Kubelet and webhooks from the Kubernetes API');
      this.controlPlane.addEgressRule(this.nodes, port, 'Kubelet and webhooks on nodes and pods');
    }
  }
}
