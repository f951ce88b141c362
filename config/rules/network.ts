import ipaddr from 'ipaddr.js';
import { exposures } from '../alb.ts';
import { isOidc } from '../login.ts';
import { type Problem, problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each } from '../valid-parts.ts';

const endpointRanges: Rule = ({ cluster: { endpoint } }) =>
  endpoint.kind === 'public'
    ? publicRanges('cluster.endpoint.allowedCidrs', endpoint.allowedCidrs, {
        opens: 'the Kubernetes API',
        instead: "endpoint { kind: 'private' }",
      })
    : [];

const loadBalancerRanges: Rule = (config) =>
  exposures(config).flatMap(({ field, alb }) =>
    alb.scheme === 'internet-facing'
      ? publicRanges(`${field}.allowedCidrs`, alb.allowedCidrs, {
          opens: field.startsWith('airflow.') ? "Airflow's login page" : 'the login page',
          instead: "scheme 'internal'",
        })
      : [],
  );

/** Who may connect from the internet: named ranges of public addresses. Anything wider than /8 is the internet itself. */
function publicRanges(
  field: string,
  ranges: readonly string[],
  { opens, instead }: { readonly opens: string; readonly instead: string },
): readonly Problem[] {
  return each(ranges, (range, index) => {
    const advice = `use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or ${instead}`;
    if (prefixLength(range) < 8) {
      return [problem(`${field}[${index}]`, range, `opens ${opens} to the internet; ${advice}`)];
    }
    // 0.0.0.0/8, and everything from multicast on: EKS refuses them.
    const [first = 0] = range.split('.').map(Number);
    if (first === 0 || first >= 224) {
      return [problem(`${field}[${index}]`, range, `holds no address of a host; ${advice}`)];
    }
    if (!privateKinds.has(ipaddr.IPv4.parse(range.split('/')[0] as string).range())) return [];
    return [
      problem(`${field}[${index}]`, range, `is a private range, which never arrives from the internet; ${advice}`),
    ];
  });
}

const privateKinds: ReadonlySet<string> = new Set(['private', 'carrierGradeNat', 'loopback', 'linkLocal']);

/** The provider leads back to an address, and a port that `kubectl` forwards is none that it could know. */
const oidcHasAnAddress: Rule = ({ airflow: { login, exposure } }) =>
  isOidc(login) && exposure.kind === 'none'
    ? [
        {
          field: 'airflow.login',
          text: "kind 'oidc' needs an address that the provider leads back to, and exposure is 'none'; set exposure { kind: 'alb', … }, or use 'generated'",
        },
      ]
    : [];

const somebodyIsAdmin: Rule = ({ airflow: { login }, argoCd }) => {
  const nobody = (
    field: string,
    role: string,
    to: string,
    { breakGlass, roles }: { readonly breakGlass?: true | undefined; readonly roles: Readonly<Record<string, string>> },
  ) =>
    breakGlass || Object.values(roles).includes(role)
      ? []
      : [
          {
            field: `${field}.login.roles`,
            text: `makes nobody ${role}, so nobody could ${to}; give a group the role '${role}', or set breakGlass: true`,
          },
        ];
  return [
    ...(isOidc(login) ? nobody('airflow', 'Admin', 'set a permission', login) : []),
    ...(argoCd ? nobody('argoCd', 'admin', 'sync what waits for a person', argoCd.login) : []),
  ];
};

/** `admin` / `admin` is known to everybody who can reach the login page. */
const noWellKnownLogin: Rule = ({ airflow: { login, exposure } }) =>
  login === 'well-known' && exposure.kind === 'alb'
    ? [
        problem(
          'airflow.login',
          login,
          "lets everybody in who reaches the load balancer; use 'generated', or exposure { kind: 'none' }",
        ),
      ]
    : [];

export function prefixLength(cidr: string): number {
  return ipaddr.IPv4.parseCIDR(cidr)[1];
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
