import { z } from 'zod';
import { namespaces } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { listApplications } from '../clients/argocd.ts';
import { list, objectSchema } from '../clients/kubectl.ts';

/** What the platform installs, by a kind that each brings. */
const ours: Readonly<Record<string, string>> = {
  'nodepools.karpenter.sh': 'Karpenter',
  'externalsecrets.external-secrets.io': 'External Secrets',
  'sparkapplications.sparkoperator.k8s.io': 'Spark Operator',
  'targetgroupbindings.elbv2.k8s.aws': 'AWS Load Balancer Controller',
  'prometheuses.monitoring.coreos.com': 'Prometheus Operator',
};

/**
 * Stops where a cluster that others made has controllers that the platform brings, because two of a kind would each undo what the other
 * does, or lacks the driver of volumes. Warns where nothing shows that the network policies are kept.
 */
export async function checkControllers(run: Run): Promise<void> {
  const { cluster, monitoring } = run.config;
  if (!cluster.existing) return;
  const drivers = await list(run, 'csidrivers', [], objectSchema, [{ metadata: { name: driver } }]);
  if (!drivers.some(({ metadata }) => metadata.name === driver)) {
    throw new UserError(
      `cluster '${cluster.name}' has no CSI driver '${driver}'; install the EKS add-on aws-ebs-csi-driver, then run this again`,
    );
  }
  if (!(await keepsPolicies(run))) {
    run.progress(
      "warning: the VPC CNI does not keep network policies, and without them teams reach each other's pods; set enableNetworkPolicy of the EKS add-on vpc-cni to 'true', or go on if another agent keeps them",
    );
  }

  const applications = await listApplications(run, []);
  if (applications.some(({ metadata }) => metadata.name === 'root')) return;
  const kinds = await list(run, 'customresourcedefinitions', [], objectSchema);
  const others = [
    ...(applications.length > 0 ? ['Argo CD'] : []),
    ...kinds.flatMap(({ metadata }) => ours[metadata.name] ?? []),
  ].filter((name) => name !== 'Prometheus Operator' || monitoring.kind === 'prometheus');
  if (others.length === 0) return;
  throw new UserError(
    `cluster '${cluster.name}' has ${others.join(', ')} already, and the platform brings its own; use a cluster without, or remove them with their CRDs first`,
  );
}

const driver = 'ebs.csi.aws.com';

/** An argument of the agent beside the CNI: https://github.com/aws/aws-network-policy-agent */
const policyFlag = '--enable-network-policy=true';

const cni = objectSchema.extend({
  spec: z.object({
    template: z.object({ spec: z.object({ containers: z.array(z.object({ args: z.array(z.string()).optional() })) }) }),
  }),
});

async function keepsPolicies(run: Run): Promise<boolean> {
  const args = ['--namespace', namespaces.kubeSystem, '--field-selector', 'metadata.name=aws-node'];
  const planned = {
    metadata: { name: 'aws-node' },
    spec: { template: { spec: { containers: [{ args: [policyFlag] }] } } },
  };
  const found = await list(run, 'daemonsets', args, cni, [planned]);
  return found.some(({ spec }) => spec.template.spec.containers.some(({ args = [] }) => args.includes(policyFlag)));
}
