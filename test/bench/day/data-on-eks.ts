import type { JsonObject } from '../../../imports/json.ts';

const sizes = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge'];

/**
 * The NodePools that jobs and Airflow run on in awslabs/data-on-eks, `infra/terraform/manifests/karpenter`, read in
 * November 2026: families that AWS sells no more or that are dearer are left out, none has a taint, all prefer Spot.
 */
export const pools: readonly JsonObject[] = [
  pool('compute-optimized-x86', 'SparkComputeOptimized', ['c'], ['amd64'], sizes),
  // Of the two for memory, the one with the higher weight.
  pool('memory-optimized-graviton', 'SparkMemoryOptimized', ['r'], ['arm64'], sizes.slice(0, -1)),
  pool('general-purpose', 'general-purpose', ['m'], ['amd64', 'arm64'], sizes.slice(0, -1)),
];

function pool(
  name: string,
  group: string,
  categories: readonly string[],
  architectures: readonly string[],
  ofSizes: readonly string[],
): JsonObject {
  const requirement = (key: string, operator: string, values: readonly string[]) => ({ key, operator, values });
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name },
    spec: {
      disruption: { consolidateAfter: '600s' },
      template: {
        metadata: { labels: { NodeGroupType: group } },
        spec: {
          requirements: [
            requirement('karpenter.sh/capacity-type', 'In', ['spot', 'on-demand']),
            requirement('kubernetes.io/arch', 'In', architectures),
            requirement('karpenter.k8s.aws/instance-category', 'In', categories),
            requirement('karpenter.k8s.aws/instance-generation', 'In', ['6', '7']),
            requirement('karpenter.k8s.aws/instance-size', 'In', ofSizes),
          ],
        },
      },
    },
  };
}
