import { albAttributes, albPrefix, type Exposure, exposures, ownedAnnotations, settableAnnotations } from '../alb.ts';
import { partition } from '../names.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { type Problem, problem } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';
import { oneOf } from '../suggest.ts';
import { each, repeats } from '../valid-parts.ts';

/** A rule about each load balancer. */
function ofEach(rule: (exposure: Exposure, config: PlatformConfig) => Found): Rule {
  return (config) => each(exposures(config), (exposure) => rule(exposure, config));
}

/** A load balancer takes certificates and web ACLs of its own account and region only. */
const arnsAtHome = ofEach(({ field, alb }, { aws }) => {
  const atHome = (name: string, arn: string, what: string, rest: string): readonly Problem[] => {
    const [, own, service, region, account] = arn.split(':');
    const home = partition(aws.region);
    if (own === home && region === aws.region && account === aws.accountId) return [];
    const example = `arn:${home}:${service}:${aws.region}:${aws.accountId}:${rest}`;
    const complaint = `is not in the account and region of the cluster; use a ${what} there: '${example}'`;
    return [problem(`${field}.${name}`, arn, complaint)];
  };
  const { certificateArn, webAclArn = 'none' } = alb;
  return [
    ...atHome('certificateArn', certificateArn, 'certificate', 'certificate/...'),
    ...(webAclArn === 'none' ? [] : atHome('webAclArn', webAclArn, 'web ACL', 'regional/webacl/...')),
  ];
});

const nameInItsZone = ofEach(({ field, alb: { dns }, ...exposure }) => {
  if (dns === undefined) return [];
  const [kind, name] = exposure.name();
  if (name === dns.domain || name.endsWith(`.${dns.domain}`)) return [];
  const complaint = `is not the end of ${field}.${kind}, '${name}'; use the name of its hosted zone, e.g. '${name.split('.').slice(1).join('.')}'`;
  return problem(`${field}.dns.domain`, dns.domain, complaint);
});

const annotationsOfTheUser = ofEach(({ field: exposure, login, alb }, { aws, cluster }) =>
  each(Object.entries(alb.annotations ?? {}), ([name, value]) => {
    const field = `${exposure}.annotations['${name}']`;
    const suffix = name.startsWith(albPrefix) ? name.slice(albPrefix.length) : undefined;
    const owner = ownedAnnotations.find(([pattern]) => suffix !== undefined && pattern.test(suffix))?.[1];
    if (owner !== undefined) {
      const who = owner.replace(/^exposure(?=\.)/, exposure).replace(/^login$/, login);
      return problem(field, value, `is set by ${who}; remove it`);
    }
    if (suffix === undefined || !settableAnnotations.includes(suffix)) {
      const names = settableAnnotations.map((known) => `${albPrefix}${known}`);
      return [{ field, text: `is no annotation that can be set here; ${oneOf(name, names)}` }];
    }
    if (suffix === 'ssl-policy' && !/^ELBSecurityPolicy-TLS13-1-[23]-/.test(value)) {
      const complaint =
        "takes other versions of TLS; use a policy of TLS 1.2 and 1.3, e.g. 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04'";
      return problem(field, value, complaint);
    }
    const twice = Object.keys(albAttributes({ aws, cluster })).find((attribute) => value.includes(`${attribute}=`));
    if (twice === undefined || suffix !== 'load-balancer-attributes') return [];
    return problem(field, value, `sets '${twice}', which is set by the platform; remove it`);
  }),
);

const eachHostOnce: Rule = (config) => {
  const hosts = exposures(config).flatMap(({ field, hosts }) => hosts().map((host) => ({ field, host })));
  return repeats(
    hosts,
    ({ host }) => host,
    (_, index, first) => {
      const { field = '', host = '' } = hosts[index] ?? {};
      return problem(field, host, `is the host of ${hosts[first]?.field} already; use another name`);
    },
  );
};

/** What one load balancer has once, by field: where two Ingresses of a group say it otherwise, the controller stops the group. */
function ofTheGroup({
  scheme,
  allowedCidrs,
  webAclArn,
  annotations = {},
}: Exposure['alb']): ReadonlyMap<string, unknown> {
  const said = Object.entries(annotations).filter(([name]) => !/\/(un)?health|\/target-group/.test(name));
  return new Map<string, unknown>([
    ['scheme', scheme],
    ['allowedCidrs', allowedCidrs],
    ['webAclArn', webAclArn],
    ...said.map(([name, value]) => [`annotations['${name}']`, value] as const),
  ]);
}

const groupsAgree: Rule = (config) => {
  const all = exposures(config);
  return each(all, ({ field, alb, group }, index) => {
    const name = group()?.name;
    const first = all.slice(0, index).find((other) => name !== undefined && other.group()?.name === name);
    if (first === undefined) return [];
    const theirs = ofTheGroup(first.alb);
    return [...ofTheGroup(alb)].flatMap(([part, value]) => {
      const other = theirs.get(part);
      if (value === undefined || other === undefined || JSON.stringify(value) === JSON.stringify(other)) return [];
      const complaint = `is not that of ${first.field}, which shares the load balancer of the group '${name}'; write the same, or use another group`;
      return problem(`${field}.${part}`, value, complaint);
    });
  });
};

export const exposureRules: readonly Rule[] = [
  arnsAtHome,
  nameInItsZone,
  annotationsOfTheUser,
  eachHostOnce,
  groupsAgree,
];
