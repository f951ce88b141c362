import { at, isObject, type Json, listIn, walk } from '../../../../imports/json.ts';
import { isInside } from '../../../kinds/network/policies.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Change, coming } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { type Path, pathText } from '../../path.ts';
import { valuesChangesOf } from '../../values.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';

const everywhere = /(^|[\s,"'])(0\.0\.0\.0\/0|::\/0)($|[\s,"'])/;

/** Kinds that only speak of addresses: a policy has a verdict of its own, and a definition of a kind lists what may be written. */
const withoutAddress: readonly string[] = ['NetworkPolicy', 'EC2NodeClass', 'CustomResourceDefinition'];

export const reach: Verdict = {
  rule: 'rights/exposure',
  severity: 'danger',
  promise: 'Where a load balancer, an Ingress or a Service can be reached by more people, or without encryption',
  judge(change, before, after) {
    const item = change.after;
    if (!item || withoutAddress.includes(item.id.kind)) return [];
    if (coming(change)) return ofNew(item);
    return differencesOf(change, before, after).flatMap((difference) => [
      ...ofValue(item, difference),
      ...ofAnnotation(item, difference),
      ...ofService(item, difference),
    ]);
  },
};

function differencesOf(change: Change, before: Tree, after: Tree): readonly Difference[] {
  if (change.verb !== 'changed') return [];
  const inValues = valuesChangesOf(change, before, after).flatMap(({ differences }) => differences);
  return inValues.length > 0 ? inValues : change.differences;
}

const publicly = 'name the addresses that may connect, or keep it internal';

function ofNew(item: Item): readonly Judgement[] {
  if (item.id.kind === 'Ingress') {
    const texts = walk(item.manifest.metadata['annotations']).map(({ value }) => String(value));
    const isPublic = texts.includes('internet-facing');
    const isOpen =
      texts.some((text) => everywhere.test(text)) || !texts.some((text) => /\d+\.\d+\.\d+\.\d+\/\d+/.test(text));
    return [
      {
        severity: isPublic && isOpen ? 'danger' : isPublic ? 'warn' : 'info',
        objects: [item],
        message: isPublic
          ? `a new load balancer on the internet${isOpen ? ', for any address (0.0.0.0/0)' : ', for the addresses that it names'}`
          : 'a new internal load balancer',
        ...(isPublic ? { remedy: publicly } : {}),
      },
    ];
  }
  const type = at(item.manifest, 'spec.type');
  if (item.id.kind === 'Service' && (type === 'LoadBalancer' || type === 'NodePort')) {
    return [
      {
        severity: 'warn',
        objects: [item],
        message: `a new Service of type ${type}: it can be reached from outside of the cluster`,
        remedy: publicly,
      },
    ];
  }
  return [];
}

/** Values that mean the same wherever they stand. */
function ofValue(item: Item, difference: Difference): readonly Judgement[] {
  const { before, after, path } = difference;
  const [old, now] = [before, after].map((value) => (value === undefined ? '' : JSON.stringify(value))) as [
    string,
    string,
  ];
  const judgement = { objects: [item], why: pathText(path), differences: [difference] };
  const found: Judgement[] = [];
  if (now.includes('internet-facing') && !old.includes('internet-facing')) {
    found.push({
      ...judgement,
      message:
        'the load balancer becomes internet-facing: a new one is made on the public internet, with a new address',
      remedy: publicly,
    });
  } else if (old.includes('internet-facing') && !now.includes('internet-facing')) {
    found.push({
      ...judgement,
      severity: 'warn',
      message:
        'the load balancer becomes internal: a new one is made, with a new address that only the network reaches',
      remedy: 'tell the people who use the address',
    });
  }
  if (everywhere.test(now) && !everywhere.test(old)) {
    found.push({
      ...judgement,
      message: 'any address may connect (0.0.0.0/0)',
      remedy: 'name the addresses that may connect',
    });
  } else if (/sourceRanges$/i.test(path.at(-1) ?? '') && rangesIn(old).length > 0 && rangesIn(now).length === 0) {
    found.push({
      ...judgement,
      message: 'any address may connect: no source range is left',
      remedy: 'name the addresses that may connect',
    });
  } else {
    found.push(...ofRanges(path, rangesIn(old), rangesIn(now)).map((said) => ({ ...judgement, ...said })));
  }
  return found;
}

const rangesIn = (text: string): readonly string[] => text.match(/[\da-f.:]+\/\d+/gi) ?? [];

/** Ranges of addresses that may connect. Where none was, every address might, and the first one is a limit. */
function ofRanges(path: Path, before: readonly string[], after: readonly string[]): readonly OfChange[] {
  const place = path.findIndex((step) => /cidr|source-?ranges/i.test(step));
  if (place < 0) return [];
  const isWhole = place === path.length - 1;
  const beyond = (ranges: readonly string[], known: readonly string[]) =>
    ranges.some((range) => !known.some((one) => one === range || isInside(range, one)));
  if (beyond(after, before) && !(isWhole && before.length === 0)) {
    return [{ severity: 'warn', message: 'more addresses may connect', remedy: 'check who has these addresses' }];
  }
  if (!beyond(before, after) && before.length > 0) return [];
  if (after.length === 0 && (isWhole || before.length === 0)) return [];
  return [{ severity: 'info', message: 'fewer addresses may connect' }];
}

type OfChange = Omit<Judgement, 'objects'>;

/** Without the annotation the controller leaves the web ACL attached that is there. */
function ofWebAcl(before: string, after: string): OfChange | undefined {
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

function otherAddress(message: string): OfChange {
  return { severity: 'warn', message, remedy: 'change its DNS record when the new load balancer answers' };
}

/** Annotations of the AWS load balancer controller, and what it means when they change. */
const annotations: Readonly<Record<string, (before: string, after: string) => OfChange | undefined>> = {
  'alb.ingress.kubernetes.io/inbound-cidrs': (_, after) =>
    after === ''
      ? {
          message: 'any address may connect: without inbound-cidrs the load balancer takes 0.0.0.0/0',
          remedy: 'name the addresses that may connect',
        }
      : undefined,
  'alb.ingress.kubernetes.io/certificate-arn': (before, after) =>
    before !== '' && after === ''
      ? {
          message: 'the load balancer has no certificate any more: it answers without encryption, or not at all',
          remedy: 'keep the certificate',
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
    after === ''
      ? {
          message: 'plain HTTP is no longer sent on to HTTPS: passwords travel without encryption',
          remedy: 'keep ssl-redirect',
        }
      : undefined,
  'alb.ingress.kubernetes.io/ssl-policy': () => ({
    severity: 'warn',
    message: 'the load balancer takes other versions of TLS',
    remedy: 'check that it takes none below 1.2',
  }),
  'alb.ingress.kubernetes.io/auth-type': (_, after) =>
    after === '' || after === 'none'
      ? {
          message: 'the load balancer asks for no login any more',
          remedy: 'keep the login, or restrict the addresses',
        }
      : { severity: 'info', message: 'the load balancer asks for another login' },
  'alb.ingress.kubernetes.io/auth-on-unauthenticated-request': (_, after) =>
    after === 'allow'
      ? { message: 'the load balancer lets people in without a login', remedy: 'keep authenticate' }
      : undefined,
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
  'alb.ingress.kubernetes.io/load-balancer-attributes': () => ({
    severity: 'info',
    message: 'attributes of the load balancer change',
  }),
  'alb.ingress.kubernetes.io/target-type': () => ({
    severity: 'warn',
    message:
      'the load balancer reaches its pods in another way: its target groups are made again, and requests fail meanwhile',
    remedy: 'merge when a short gap is welcome',
  }),
  'service.beta.kubernetes.io/load-balancer-source-ranges': (_, after) =>
    after === ''
      ? { message: 'any address may connect: no source range is left', remedy: 'name the addresses that may connect' }
      : undefined,
};

function ofAnnotation(item: Item, difference: Difference): readonly Judgement[] {
  const { path, before, after } = difference;
  const name = path.find((step) => step in annotations);
  if (name === undefined) return [];
  const text = (value: Json | undefined) =>
    value === undefined ? '' : isObject(value) ? JSON.stringify(value) : String(value);
  // Inside a document of an annotation, the annotation as a whole says more.
  const whole = (manifest: Item['manifest'], fallback: string) =>
    text((manifest.metadata['annotations'] as Record<string, Json> | undefined)?.[name]) || fallback;
  const said = annotations[name]?.(
    text(before),
    path.at(-1) === name ? text(after) : whole(item.manifest, text(after)),
  );
  return said ? [{ ...said, objects: [item], differences: [difference] }] : [];
}

function ofService(item: Item, difference: Difference): readonly Judgement[] {
  const { path, before, after } = difference;
  const last = path.at(-1);
  const judgement = { objects: [item], why: pathText(path), differences: [difference] };
  const isServiceType = last === 'type' && /^(service|spec)$/i.test(path.at(-2) ?? '') && item.id.kind !== 'Secret';
  if (isServiceType && (after === 'LoadBalancer' || after === 'NodePort')) {
    return [
      {
        ...judgement,
        message: `a Service becomes a ${after}: it can be reached from outside of the cluster`,
        remedy: publicly,
      },
    ];
  }
  if (isServiceType && (before === 'LoadBalancer' || before === 'NodePort')) {
    return [
      {
        ...judgement,
        severity: 'warn',
        message: `a Service is no ${before} any more: its address outside of the cluster goes`,
        remedy: 'tell the people who use the address',
      },
    ];
  }
  if (last === 'enabled' && /ingress/i.test(path.join('.')) && after === true) {
    return [
      {
        ...judgement,
        severity: 'warn',
        message: 'the chart makes an Ingress: it can be reached from outside of the cluster',
        remedy: publicly,
      },
    ];
  }
  // A rule is known by its host; one without is known by its place.
  const lost =
    path[1] !== 'rules' ? undefined : path.length === 3 ? at(before, 'host') : last === 'host' ? before : undefined;
  if (item.id.kind === 'Ingress' && lost !== undefined) {
    const names = listIn(item.manifest, 'spec.rules').map((rule) => String(at(rule, 'host') ?? 'any name'));
    return [
      {
        ...judgement,
        severity: 'warn',
        message: `it no longer answers under ${lost}, but under ${list(names) || 'no name'}`,
        remedy: 'tell the people who use the address, and change its DNS record',
      },
    ];
  }
  if (
    item.id.kind === 'Ingress' &&
    path[1] === 'tls' &&
    after === undefined &&
    listIn(item.manifest, 'spec.tls').length === 0
  ) {
    return [
      {
        ...judgement,
        message: 'it answers without encryption: no certificate is left',
        remedy: 'keep the certificate',
      },
    ];
  }
  return [];
}
