import { at, walk } from '../../../../imports/json.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Change, coming } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { type Path, pathText } from '../../path.ts';
import { leavesOf, valueDifferences } from '../../values.ts';
import { type Said, saidWith, type Verdict } from '../../verdict.ts';
import { ofAnnotations } from './alb.ts';
import { ofRanges, rangesIn } from './ranges.ts';
import { ofService, publicly } from './services.ts';

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
    const differences = differencesOf(change, before, after);
    return [
      differences.map((difference) => [ofValue(difference), ofService(item, difference)]),
      ofAnnotations(item, differences),
    ];
  },
};

function differencesOf(change: Change, before: Tree, after: Tree): readonly Difference[] {
  if (change.verb !== 'changed') return [];
  const inValues = valueDifferences(change, before, after);
  if (inValues.length > 0) return inValues;
  // The first annotation comes, and the last one goes, with the map of them.
  return change.differences.flatMap((one) => (one.path.at(-1) === 'annotations' ? leavesOf(one) : [one]));
}

function ofNew(item: Item): Said {
  if (item.id.kind === 'Ingress') {
    const texts = walk(item.manifest.metadata['annotations']).map(({ value }) => String(value));
    const isPublic = texts.includes('internet-facing');
    const isOpen =
      texts.some((text) => everywhere.test(text)) || !texts.some((text) => /\d+\.\d+\.\d+\.\d+\/\d+/.test(text));
    return {
      severity: isPublic && isOpen ? 'danger' : isPublic ? 'warn' : 'info',
      message: isPublic
        ? `a new load balancer on the internet${isOpen ? ', for any address (0.0.0.0/0)' : ', for the addresses that it names'}`
        : 'a new internal load balancer',
      ...(isPublic ? { remedy: publicly } : {}),
    };
  }
  const type = at(item.manifest, 'spec.type');
  if (item.id.kind === 'Service' && (type === 'LoadBalancer' || type === 'NodePort')) {
    const texts = walk(item.manifest).map(({ value }) => String(value));
    const isBounded = texts.includes('internal') || rangesIn(JSON.stringify(item.manifest['spec'])).length > 0;
    return {
      severity: isBounded ? 'warn' : 'danger',
      message: `a new Service of type ${type}: it can be reached from outside of the cluster`,
      remedy: publicly,
    };
  }
  return [];
}

/** Values that mean the same wherever they stand. */
function ofValue(difference: Difference): Said {
  const { before, after, path } = difference;
  const [old, now] = [JSON.stringify(before) ?? '', JSON.stringify(after) ?? ''];
  return saidWith({ why: pathText(path), differences: [difference] }, [
    ofScheme(old, now),
    ofAddresses(path, old, now),
  ]);
}

function ofScheme(before: string, after: string): Said {
  const [was, is] = [before, after].map((text) => text.includes('internet-facing'));
  if (was === is) return [];
  return is
    ? {
        message:
          'the load balancer becomes internet-facing: a new one is made on the public internet, with a new address',
        remedy: publicly,
      }
    : {
        severity: 'warn',
        message:
          'the load balancer becomes internal: a new one is made, with a new address that only the network reaches',
        remedy: 'tell the people who use the address',
      };
}

function ofAddresses(path: Path, before: string, after: string): Said {
  const [old, now] = [rangesIn(before), rangesIn(after)];
  const remedy = 'name the addresses that may connect';
  if (everywhere.test(after) && !everywhere.test(before)) {
    return { message: 'any address may connect (0.0.0.0/0)', remedy };
  }
  if (/sourceRanges$/i.test(path.at(-1) ?? '') && old.length > 0 && now.length === 0) {
    return { message: 'any address may connect: no source range is left', remedy };
  }
  return ofRanges(path, old, now);
}
