import { z } from '../zod.ts';

/** The host of a registry or repository, with a port if it has one. */
const host = '([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]+(:\\d+)?|[a-z0-9-]+:\\d+';

const folders = '(/[a-z0-9]+([._-]+[a-z0-9]+)*)*';

/** An address of one form; one that becomes it without what is in front of or behind it is offered that way. */
const address = (form: RegExp, rule: string) => {
  const bare = (input: unknown) =>
    typeof input === 'string' ? input.replace(/^\w+:\/\//, '').replace(/\/+$/, '') : '';
  const error = ({ input }: { readonly input?: unknown }) =>
    form.test(bare(input)) ? `${rule.split(', e.g.')[0]}; did you mean '${bare(input)}'?` : rule;
  return z.string(rule).regex(form, { error });
};

const mirror = address(
  new RegExp(`^(${host})${folders}$`),
  "use the host of the mirror and its path, without scheme, tag and '/' at the end, e.g. '111122223333.dkr.ecr.eu-west-1.amazonaws.com/docker-hub'",
);

const registriesRule =
  "use an object of registries and mirrors, e.g. { 'docker.io': '111122223333.dkr.ecr.eu-west-1.amazonaws.com/docker-hub' }";

/**
 * By registry, the mirror that takes its place: `{ 'docker.io': '111122223333.dkr.ecr.eu-west-1.amazonaws.com/docker-hub' }`.
 * Every image of a registry in this list comes from its mirror, under the same path: those of all charts, jobs and sidecars, and
 * those that the config itself names. Nodes pull from a mirror without a password: from ECR with their role, else it must be open to
 * them. Another mirror restarts every pod that it is pulled for.
 */
export const registries = z
  .record(z.string(), mirror, registriesRule)
  .refine((given) => Object.keys(given).length > 0, registriesRule);
