import { distinct, rootCertificates, someEntries, text } from '../fields.ts';
import { z } from '../zod.ts';

/** The host of a registry, with a port if it has one. */
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
export const registries = someEntries(mirror, registriesRule);

const helmRepositoriesRule =
  "use an object of repositories and mirrors, e.g. { 'https://airflow.apache.org': 'https://charts.example.com/airflow' }";

/** Without a scheme it is OCI for Argo CD. It takes the number of an address before a port for a path. */
const helmMirror = z
  .string(helmMirrorRule())
  .regex(new RegExp(`^(https://[\\w.-]+(:\\d+)?(/[\\w.~-]+)*|(?!\\d[^/]*:)(${host})${folders})$`), {
    error: helmMirrorRule,
  });

function helmMirrorRule({ input }: { readonly input?: unknown } = {}): string {
  const rule = "use an HTTPS address without user, or an OCI path without 'oci://', and no '/' at the end";
  const bare =
    typeof input === 'string'
      ? input
          .replace(/^oci:\/\//, '')
          .replace(/^http:/, 'https:')
          .replace(/\/+$/, '')
      : '';
  const isMeant = bare !== input && /^(https:\/\/)?[\w.:-]+(\/[\w.~-]+)*$/.test(bare);
  return isMeant
    ? `${rule}; did you mean '${bare}'?`
    : `${rule}, e.g. 'https://charts.example.com/airflow' or 'registry.example.com/charts'`;
}

/**
 * By repository of a chart, the mirror that takes its place, which has the chart under the same name and version: `{
 * 'https://airflow.apache.org': 'https://charts.example.com/airflow', 'public.ecr.aws/karpenter': 'registry.example.com/charts' }`. HTTPS
 * addresses are repositories with an index, all else is OCI. Another mirror with the same charts changes nothing in the cluster.
 */
export const helmRepositories = someEntries(helmMirror, helmRepositoriesRule);

const helmLoginsRule =
  "use an object of names and beginnings of addresses in helmRepositories, e.g. { artifactory: 'https://charts.example.com' }";

/**
 * Mirrors of charts that ask for a user and a password, by names of yours: what their addresses begin with, e.g. `{ artifactory:
 * 'https://charts.example.com' }`. Of several the longest counts. Each name becomes the Secrets Manager secret
 * `<cluster>/argocd/charts/<name>`; its values are filled in by hand, once. Another name is another, empty secret.
 */
export const helmLogins = someEntries(helmMirror, helmLoginsRule);

const proxyRule =
  "use the address of a proxy with its port, without user, password and path, e.g. 'http://proxy.example.com:3128'";

const direct = text(
  /^(\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\d+(\.\d+){3}\/\d+)$/,
  "use a host, a domain or a range, without '*' and port, e.g. 'git.example.com', '.example.com' or '10.0.0.0/8'",
);

/**
 * Takes the connections by HTTPS of what needs the internet: Argo CD's repository server, External Secrets, Karpenter, AWS Load
 * Balancer Controller, Airflow and its tasks, Alertmanager, and the pulls of nodes. All else stays inside. Set, changed or taken away
 * it replaces every node.
 */
export const proxy = z.strictObject({
  /** Anybody in the VPC may use it: a user and a password would be in Git. */
  httpsProxy: text(/^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?:\d{1,5}$/i, proxyRule).refine(
    (value) => Number(value.split(':').at(-1)) <= 65_535,
    proxyRule,
  ),
  /**
   * What is reached directly beside the cluster, the VPC, the Kubernetes API and S3 of the region: names, also of all below them, and
   * ranges. Interface endpoints of AWS belong here, e.g. `secretsmanager.eu-west-1.amazonaws.com`.
   * @default - nothing
   */
  noProxy: distinct(z.array(direct), 'entry').min(1, 'use at least one entry, or remove it').optional(),
});

/**
 * Root certificates as text in PEM, one or more, between backquotes; they are public, so they may be in Git. Trusted beside the public ones by what connects to the outside, as `proxy` lists it, and by nodes. Another text replaces
 * every node and restarts these pods.
 */
export const trustedCa = rootCertificates(
  8000,
  'use at most 8000 characters, because the script of a node has 16 KB; leave out what is no root',
);
