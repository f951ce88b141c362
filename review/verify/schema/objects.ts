import { describeId } from '../../tree/object-id.ts';
import type { Check } from '../check.ts';

export const readable: Check = {
  rule: 'schema/readable',
  promise: 'every document of every file is YAML and an object of Kubernetes',
  find: (tree) =>
    tree.unreadable.map(({ message, ...place }) => ({
      ...place,
      message: `${message}, so Argo CD can sync nothing of its Application`,
    })),
};

export const unique: Check = {
  rule: 'schema/unique',
  promise: 'no two manifests are the same object',
  find: (tree) =>
    tree.items.flatMap((item) => {
      const first = tree.get(item.id);
      if (first === undefined || first === item) return [];
      return [
        {
          item,
          message: `${describeId(first.id)} is also in ${first.file}: each sync replaces what the other one wrote`,
          remedy: 'keep one of them, or give one another name',
        },
      ];
    }),
};
