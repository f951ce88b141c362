import ipaddr from 'ipaddr.js';
import { exposures } from '../alb.ts';
import { isOidc } from '../login.ts';
import { type Problem, problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each } from '../valid-parts.ts';

const endpointRanges: Rule = ({ cluster: { endpoint } }) => {
  if (endpoint.kind === 'private') return [];
  const words = { opens: 'the Kubernetes API', instead: "endpoint { kind: 'private' }" };
  return publicRanges('cluster.endpoint.allowedCidrs', endpoint.allowedCidrs, words);
};

const loadBalancerRanges: Rule = (config) =>
  exposures(config).flatMap(({ field, alb }) => {
    if (alb.scheme === 'internal') return [];
    const opens = field.startsWith('airflow.') ? "Airflow's login page" : 'the login page';
    return publicRanges(`${field}.allowedCidrs`, alb.allowedCidrs, { opens, instead: "scheme 'internal'" });
  });

/** Who may connect from the internet: named ranges of public addresses. Anything wider than /8 is the internet itself. */
function publicRanges(
  field: string,
  ranges: readonly string[],
  { opens, instead }: { readonly opens: string; readonly instead: string },
): readonly Problem[] {
  return each(ranges, (range, index) => {
    const advice = `use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or ${instead}`;
    const complain = (what: string) => problem(`${field}[${index}]`, range, `${what}; ${advice}`);
    if (prefixLength(range) < 8) return complain(`opens ${opens} to the internet`);
    // 0.0.0.0/8, and everything from multicast on: EKS refuses them.
    const [first = 0] = range.split('.').map(Number);
    if (first === 0 || first >= 224) return complain('holds no address of a host');
    if (!privateKinds.has(kindOf(range))) return [];
    return complain('is a private range, which never arrives from the internet');
  });
}

const privateKinds: ReadonlySet<string> = new Set(['private', 'carrierGradeNat', 'loopback', 'linkLocal']);

/** The provider leads back to an address, and a port that `kubectl` forwards is none that it could know. */
const oidcHasAnAddress: Rule = ({ airflow: { login, exposure } }) => {
  if (!isOidc(login) || exposure.kind === 'alb') return [];
  const text =
    "kind 'oidc' needs an address that the provider leads back to, and exposure is 'none'; set exposure { kind: 'alb', … }, or use 'generated'";
  return { field: 'airflow.login', text };
};

const somebodyIsAdmin: Rule = ({ airflow: { login }, argoCd }) => {
  const nobody = (
    field: string,
    role: string,
    to: string,
    { breakGlass, roles }: { readonly breakGlass?: true | undefined; readonly roles: Readonly<Record<string, string>> },
  ) => {
    if (breakGlass || Object.values(roles).includes(role)) return [];
    const text = `makes nobody ${role}, so nobody could ${to}; give a group the role '${role}', or set breakGlass: true`;
    return [{ field: `${field}.login.roles`, text }];
  };
  return [
    ...(isOidc(login) ? nobody('airflow', 'Admin', 'set a permission', login) : []),
    ...(argoCd ? nobody('argoCd', 'admin', 'sync what waits for a person', argoCd.login) : []),
  ];
};

/** `admin` / `admin` is known to everybody who can reach the login page. */
const noWellKnownLogin: Rule = ({ airflow: { login, exposure } }) => {
  if (login !== 'well-known' || exposure.kind === 'none') return [];
  const complaint = "lets everybody in who reaches the load balancer; use 'generated', or exposure { kind: 'none' }";
  return problem('airflow.login', login, complaint);
};

export function prefixLength(cidr: string): number {
  return ipaddr.IPv4.parseCIDR(cidr)[1];
}

/** What a range is for, e.g. `private` or `multicast`. */
export function kindOf(cidr: string): string {
  return ipaddr.IPv4.parseCIDR(cidr)[0].range();
}

/** Two networks overlap when one holds the first address of the other. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [ipaddr.IPv4.parseCIDR(one), ipaddr.IPv4.parseCIDR(other)];
  return a[0].match(b[0], Math.min(a[1], b[1]));
}

export const networkRules: readonly Rule[] = [
  endpointRanges,
  loadBalancerRanges,
  noWellKnownLogin,
  oidcHasAnAddress,
  somebodyIsAdmin,
];
