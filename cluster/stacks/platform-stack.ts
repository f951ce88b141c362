import { type App, Stack } from 'aws-cdk-lib';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** The part of the environment that a stack holds; the stack is called `<cluster>-<part>`. */
export type StackPart = 'network' | 'data' | 'cluster';

/** Name of a stack in CloudFormation and on the command line of `cdk`. */
export function stackName({ cluster }: Pick<PlatformConfig, 'cluster'>, part: StackPart): string {
  return `${cluster.name}-${part}`;
}

/** A stack with account and region written out, so that synthesis looks nothing up. */
export class PlatformStack extends Stack {
  constructor(app: App, config: PlatformConfig, part: StackPart, description: string) {
    super(app, stackName(config, part), {
      env: { account: config.aws.accountId, region: config.aws.region },
      description,
      // CloudFormation puts them on everything it makes: bills can be split by cluster and environment.
      tags: { cluster: config.cluster.name, environment: config.environment },
      terminationProtection: config.cluster.deletionProtection,
    });
  }
}
