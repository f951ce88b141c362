import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { repeats } from '../valid-parts.ts';

/** IAM has one role of a name, whatever the path before it and the case of its letters. */
export function roleKey(name: string): string {
  return (name.split('/').at(-1) ?? name).toLowerCase();
}

/** EKS takes one access entry for a role. */
const eachRoleOnce: Rule = ({ cluster: { administrators, viewers = [] } }) => {
  const roles = [
    ...administrators.map((name, index) => ({ name, field: `cluster.administrators[${index}]` })),
    ...viewers.map((name, index) => ({ name, field: `cluster.viewers[${index}]` })),
  ];
  return repeats(
    roles,
    ({ name }) => roleKey(name),
    (_, index, first) => {
      const { name = '', field = '' } = roles[index] ?? {};
      return problem(field, name, `is the role of ${roles[first]?.field} already; remove one of them`);
    },
  );
};

export const peopleRules: readonly Rule[] = [eachRoleOnce];
