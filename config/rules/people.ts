import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { repeats } from '../valid-parts.ts';

/** EKS takes one access entry for a role, and IAM one role of a name, whatever its path. */
const eachRoleOnce: Rule = ({ cluster: { administrators, viewers = [] } }) => {
  const roles = [
    ...administrators.map((name, index) => ({ name, field: `cluster.administrators[${index}]` })),
    ...viewers.map((name, index) => ({ name, field: `cluster.viewers[${index}]` })),
  ];
  return repeats(
    roles,
    ({ name }) => name.split('/').at(-1) ?? name,
    (_, index, first) => {
      const { name = '', field = '' } = roles[index] ?? {};
      return problem(field, name, `is the role of ${roles[first]?.field} already; remove one of them`);
    },
  );
};

export const peopleRules: readonly Rule[] = [eachRoleOnce];
