import { at, listIn } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Difference } from '../../diff.ts';
import { pathText } from '../../path.ts';
import type { Said } from '../../verdict.ts';
import { list } from '../../words.ts';

export const publicly = 'name the addresses that may connect, or keep it internal';

export function ofService(item: Item, difference: Difference): Said {
  const { path, before, after } = difference;
  const last = path.at(-1);
  const judgement = { why: pathText(path), differences: [difference] };
  const isServiceType = last === 'type' && /^(service|spec)$/i.test(path.at(-2) ?? '') && item.id.kind !== 'Secret';
  if (isServiceType && (after === 'LoadBalancer' || after === 'NodePort')) {
    return {
      ...judgement,
      message: `a Service becomes a ${after}: it can be reached from outside of the cluster`,
      remedy: publicly,
    };
  }
  if (isServiceType && (before === 'LoadBalancer' || before === 'NodePort')) {
    return {
      ...judgement,
      severity: 'warn',
      message: `a Service is no ${before} any more: its address outside of the cluster goes`,
      remedy: 'tell the people who use the address',
    };
  }
  if (last === 'externalIPs' && after !== undefined) {
    return {
      ...judgement,
      message: 'a Service answers under addresses that it claims (externalIPs): it may take traffic of others',
      remedy: 'use a load balancer',
    };
  }
  const lostPath = path.at(-2) === 'paths' && after === undefined ? at(before, 'path') : undefined;
  if (item.id.kind === 'Ingress' && lostPath !== undefined) {
    return {
      ...judgement,
      severity: 'warn',
      message: `it no longer answers under the path ${lostPath}`,
      remedy: 'tell the people who use the address',
    };
  }
  if (last === 'enabled' && /ingress/i.test(path.join('.')) && after === true) {
    return {
      ...judgement,
      severity: 'warn',
      message: 'the chart makes an Ingress: it can be reached from outside of the cluster',
      remedy: publicly,
    };
  }
  // A rule is known by its host; one without is known by its place.
  const lost =
    path[1] !== 'rules' ? undefined : path.length === 3 ? at(before, 'host') : last === 'host' ? before : undefined;
  if (item.id.kind === 'Ingress' && lost !== undefined) {
    const names = listIn(item.manifest, 'spec.rules').map((rule) => String(at(rule, 'host') ?? 'any name'));
    return {
      ...judgement,
      severity: 'warn',
      message: `it no longer answers under ${lost}, but under ${list(names) || 'no name'}`,
      remedy: 'tell the people who use the address, and change its DNS record',
    };
  }
  if (
    item.id.kind === 'Ingress' &&
    path[1] === 'tls' &&
    after === undefined &&
    listIn(item.manifest, 'spec.tls').length === 0
  ) {
    return {
      ...judgement,
      message: 'it answers without encryption: no certificate is left',
      remedy: 'keep the certificate',
    };
  }
  return [];
}
