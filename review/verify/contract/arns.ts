import { walk } from '../../../imports/json.ts';
import type { Check } from '../check.ts';

export const noArns: Check = {
  rule: 'contract/iam-arn',
  promise: 'no manifest knows an ARN of IAM: it would wait for an output of CloudFormation',
  find: (tree) =>
    tree.items.flatMap((item) =>
      walk(item.manifest).flatMap(({ path, value }) =>
        typeof value === 'string' && /arn:aws[a-z-]*:iam:/.test(value)
          ? [
              {
                item,
                field: path,
                message: 'holds the ARN of an IAM role, policy or profile, which is another one in each account',
                remedy: 'bind the service account in config/identities.ts, and name no ARN',
              },
            ]
          : [],
      ),
    ),
};
