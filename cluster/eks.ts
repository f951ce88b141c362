import './quiet.ts';
import * as eks from '@aws-cdk/aws-eks-v2-alpha';

/**
 * The EKS construct library: the only line of the project that names it. Its stable twin has the same classes and makes
 * the same template (`test/cluster/eks-module.test.ts`), so the move is `'aws-cdk-lib/aws-eks-v2'` in the line above
 * (docs/decisions/0006-eks-module-behind-one-import.md).
 */
export { eks };
