import { albAttributes, albPrefix, ownedAnnotations, settableAnnotations } from '../alb.ts';
import { partition } from '../names.ts';
import { type Problem, problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { oneOf } from '../suggest.ts';
import { each } from '../valid-parts.ts';

/** A load balancer takes certificates and web ACLs of its own account and region only. */
const arnsAtHome: Rule = ({ airflow: { exposure }, aws }) => {
  if (exposure.kind !== 'alb') return [];
  const atHome = (field: string, arn: string, what: string, rest: string): readonly Problem[] => {
    const [, own, service, region, account] = arn.split(':');
    const home = partition(aws.region);
    if (own === home && region === aws.region && account === aws.accountId) return [];
    const example = `arn:${home}:${service}:${aws.region}:${aws.accountId}:${rest}`;
    const complaint = `is not in the account and region of the cluster; use a ${what} there: '${example}'`;
    return [problem(`airflow.exposure.${field}`, arn, complaint)];
  };
  const { certificateArn, webAclArn = 'none' } = exposure;
  return [
    ...atHome('certificateArn', certificateArn, 'certificate', 'certificate/...'),
    ...(webAclArn === 'none' ? [] : atHome('webAclArn', webAclArn, 'web ACL', 'regional/webacl/...')),
  ];
};

const hostInItsZone: Rule = ({ airflow: { exposure } }) => {
  if (exposure.kind !== 'alb' || exposure.dns === undefined) return [];
  const { host, dns } = exposure;
  if (host === dns.domain || host.endsWith(`.${dns.domain}`)) return [];
  const complaint = `is not the end of airflow.exposure.host, '${host}'; use the name of its hosted zone, e.g. '${host.split('.').slice(1).join('.')}'`;
  return [problem('airflow.exposure.dns.domain', dns.domain, complaint)];
};

const annotationsOfTheUser: Rule = ({ airflow: { exposure }, aws, cluster }) => {
  if (exposure.kind !== 'alb') return [];
  return each(Object.entries(exposure.annotations ?? {}), ([name, value]) => {
    const field = `airflow.exposure.annotations['${name}']`;
    const suffix = name.startsWith(albPrefix) ? name.slice(albPrefix.length) : undefined;
    const owner = ownedAnnotations.find(([pattern]) => suffix !== undefined && pattern.test(suffix))?.[1];
    if (owner !== undefined) return [problem(field, value, `is set by ${owner}; remove it`)];
    if (suffix === undefined || !settableAnnotations.includes(suffix)) {
      const names = settableAnnotations.map((known) => `${albPrefix}${known}`);
      return [{ field, text: `is no annotation that can be set here; ${oneOf(name, names)}` }];
    }
    if (suffix === 'ssl-policy' && !/^ELBSecurityPolicy-TLS13-1-[23]-/.test(value)) {
      return [
        problem(
          field,
          value,
          "takes other versions of TLS; use a policy of TLS 1.2 and 1.3, e.g. 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04'",
        ),
      ];
    }
    const twice = Object.keys(albAttributes({ aws, cluster })).find((attribute) => value.includes(`${attribute}=`));
    return twice === undefined || suffix !== 'load-balancer-attributes'
      ? []
      : [problem(field, value, `sets '${twice}', which is set by the platform; remove it`)];
  });
};

export const exposureRules: readonly Rule[] = [arnsAtHome, hostInItsZone, annotationsOfTheUser];
