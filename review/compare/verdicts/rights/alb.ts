import { isObject, type Json, objectIn } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Difference } from '../../diff.ts';
import type { Judgement, Said } from '../../verdict.ts';
import { distinct } from '../../words.ts';

/** What the controller takes where no policy is named: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const unsaidPolicy = 'ELBSecurityPolicy-2016-08';

/** The oldest version of TLS that a policy takes, as its name says it. */
function oldestTls(policy: string): number {
  const name = (policy || unsaidPolicy).replace('TLS13-', 'TLS-').replace('FS-', 'TLS-');
  return Number(/TLS-1-(\d)/.exec(name)?.[1] ?? 0);
}

function ofTls(before: string, after: string): Judgement {
  const [old, now] = [oldestTls(before), oldestTls(after)];
  const text = `the load balancer takes TLS from version 1.${now} on, before from 1.${old} on`;
  if (now < 2 && now < old)
    return { message: `${text}: old versions can be read by others`, remedy: 'keep a policy for TLS 1.2 and newer' };
  if (now > old) return { severity: 'info', message: `${text}: older programs are refused` };
  if (now < old) return { severity: 'warn', message: text, remedy: 'keep the policy that takes fewer versions' };
  return {
    severity: 'warn',
    message: 'the load balancer takes other ciphers of TLS',
    remedy: 'check that it takes none below 1.2',
  };
}

/** Attributes that guard the load balancer, and what is lost without them. */
const attributes: Readonly<Record<string, string>> = {
  'routing.http.drop_invalid_header_fields.enabled':
    'headers that are not valid reach the pods: one request may be smuggled inside another',
  'deletion_protection.enabled': 'the load balancer may be deleted without a question',
  'access_logs.s3.enabled': 'nobody records who asked for what (access logs)',
};

function ofAttributes(before: string, after: string): Judgement {
  const has = (text: string, name: string) => text.replaceAll(' ', '').split(',').includes(`${name}=true`);
  const lost = Object.entries(attributes).flatMap(([name, text]) =>
    has(before, name) && !has(after, name) ? [text] : [],
  );
  if (lost.length > 0) return { severity: 'warn', message: lost.join('; '), remedy: 'keep the attribute' };
  if (!has(before, 'waf.fail_open.enabled') && has(after, 'waf.fail_open.enabled')) {
    return {
      severity: 'warn',
      message: 'requests pass while the web application firewall does not answer',
      remedy: 'let it fail closed',
    };
  }
  return { severity: 'info', message: 'attributes of the load balancer change' };
}

/** Without the annotation the controller leaves the web ACL attached that is there. */
function ofWebAcl(before: string, after: string): Judgement | undefined {
  if (before === '' || before === 'none') return undefined;
  if (after === 'none') {
    return { message: 'no web application firewall stands before it any more', remedy: 'keep the web ACL' };
  }
  if (after !== '') {
    return { severity: 'warn', message: 'another web ACL filters what reaches it', remedy: 'check its rules in AWS' };
  }
  const message = 'no web ACL is asked for any more: the load balancer keeps the one it has, and a new one has none';
  return { severity: 'warn', message, remedy: "keep the web ACL, or write 'none'" };
}

function otherAddress(message: string): Judgement {
  return { severity: 'warn', message, remedy: 'change its DNS record when the new load balancer answers' };
}

/** Annotations of the AWS load balancer controller, and what it means when they change. */
const annotations: Readonly<Record<string, (before: string, after: string) => Judgement | false | undefined>> = {
  'alb.ingress.kubernetes.io/inbound-cidrs': (_, after) =>
    after === '' && {
      message: 'any address may connect: without inbound-cidrs the load balancer takes 0.0.0.0/0',
      remedy: 'name the addresses that may connect',
    },
  'alb.ingress.kubernetes.io/certificate-arn': (before, after) =>
    before !== '' && after === ''
      ? {
          message: 'the load balancer has no certificate any more: it answers without encryption, or not at all',
          remedy: 'keep the certificate',
        }
      : before !== '' && placeOf(before) !== placeOf(after)
        ? {
            message:
              'the certificate is one of another account or region, of which a load balancer takes none: the listener stays as it is, and no later change of the Ingress arrives',
            remedy: 'name a certificate of the account and region of the environment',
          }
        : { severity: 'info', message: 'the load balancer shows another certificate' },
  'alb.ingress.kubernetes.io/listen-ports': (_, after) =>
    after.includes('HTTPS')
      ? {
          severity: 'warn',
          message: 'the load balancer listens on other ports',
          remedy: 'tell the people who use the address',
        }
      : { message: 'the load balancer listens without encryption: no HTTPS', remedy: 'keep an HTTPS port' },
  'alb.ingress.kubernetes.io/ssl-redirect': (_, after) =>
    after === '' && {
      message: 'plain HTTP is no longer sent on to HTTPS: passwords travel without encryption',
      remedy: 'keep ssl-redirect',
    },
  'alb.ingress.kubernetes.io/ssl-policy': ofTls,
  'alb.ingress.kubernetes.io/auth-type': (_, after) =>
    after === '' || after === 'none'
      ? {
          message: 'the load balancer asks for no login any more',
          remedy: 'keep the login, or restrict the addresses',
        }
      : { severity: 'info', message: 'the load balancer asks for another login' },
  'alb.ingress.kubernetes.io/auth-on-unauthenticated-request': (_, after) =>
    after === 'allow' && {
      message: 'the load balancer lets people in without a login',
      remedy: 'keep authenticate',
    },
  'alb.ingress.kubernetes.io/auth-idp-oidc': () => ({
    severity: 'warn',
    message: 'another provider or client decides who is let in',
    remedy: 'check its addresses',
  }),
  'alb.ingress.kubernetes.io/wafv2-acl-arn': ofWebAcl,
  'alb.ingress.kubernetes.io/group.name': (before, after) =>
    otherAddress(
      `it moves to ${after === '' ? 'a load balancer of its own' : `the load balancer of the group ${after}`}, with another address${before === '' ? '' : `, from that of the group ${before}`}`,
    ),
  'alb.ingress.kubernetes.io/group.order': () => ({
    severity: 'info',
    message: 'its rules are asked in another order among those that share the load balancer',
  }),
  'alb.ingress.kubernetes.io/load-balancer-name': () =>
    otherAddress('a load balancer with another name is made: with another address'),
  'alb.ingress.kubernetes.io/security-groups': () => ({
    severity: 'warn',
    message: 'other security groups decide who may connect',
    remedy: 'check their rules in AWS',
  }),
  'alb.ingress.kubernetes.io/load-balancer-attributes': ofAttributes,
  'alb.ingress.kubernetes.io/target-type': (_, after) =>
    after === 'ip'
      ? {
          severity: 'warn',
          message:
            'the load balancer reaches its pods in another way: its target groups are made again, and requests fail meanwhile',
          remedy: 'merge when a short gap is welcome',
        }
      : {
          message:
            'the load balancer reaches nodes in place of pods (target-type instance): a Service without a node port gets no target, so the controller refuses it',
          remedy: 'keep ip, or make the Service a NodePort, which every machine of the network reaches',
        },
  'alb.ingress.kubernetes.io/healthcheck-path': () => ({
    severity: 'warn',
    message:
      'the load balancer asks another path for the health of its pods: where it gets no 200, it sends them nothing',
    remedy: 'check that the pods answer it without a login',
  }),
  'alb.ingress.kubernetes.io/manage-backend-security-group-rules': (_, after) =>
    after === 'false' && {
      severity: 'warn',
      message: 'nobody opens the nodes for the load balancer any more',
      remedy: 'check that the security groups of the nodes let it in',
    },
  'service.beta.kubernetes.io/load-balancer-source-ranges': (_, after) =>
    after === '' && {
      message: 'any address may connect: no source range is left',
      remedy: 'name the addresses that may connect',
    },
};

/** Once for each annotation, also where it is a list in which several items differ. */
export function ofAnnotations({ manifest }: Item, differences: readonly Difference[]): Said {
  const values = objectIn(manifest, 'metadata.annotations');
  const names = distinct(
    differences.flatMap(({ path }) => path.find((step) => Object.hasOwn(annotations, step)) ?? []),
  );
  return names.map((name): Said => {
    const own = differences.filter(({ path }) => path.includes(name));
    const [first] = own;
    if (!first) return [];
    // Inside a document of an annotation, the annotation as a whole says more.
    const isWhole = first.path.at(-1) === name;
    const after = (isWhole ? undefined : values[name]) ?? first.after;
    const said = annotations[name]?.(textOf(first.before), textOf(after));
    return said && { ...said, differences: own };
  });
}

function textOf(value: Json | undefined): string {
  return value === undefined ? '' : isObject(value) ? JSON.stringify(value) : String(value);
}

/** Partition, service, region and account of an ARN. */
function placeOf(arn: string): string {
  return arn.split(':').slice(1, 5).join(':');
}
