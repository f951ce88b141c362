import { at, type Json } from '../../../../imports/json.ts';
import { podsOf } from '../../../kinds/pods/index.ts';
import { type Amounts, amounts, requestsOf } from '../../../kinds/pods/size.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { placementsOf } from '../../../verify/scheduling/placed.ts';
import { sameMeaning } from '../../canonical.ts';
import { type Said, saidWith, type Verdict } from '../../verdict.ts';
import { count, some } from '../../words.ts';
import { aliasOf } from './drift.ts';
import { poolsOf } from './pools.ts';
import { ofVolumes } from './volumes.ts';

/** What EKS itself runs on each node: network, proxy, volumes, Pod Identity. */
const podsOfEks = 4;

export const nodeClass: Verdict = {
  rule: 'nodes/class',
  severity: 'danger',
  promise: 'Where nodes of a class do not start, take fewer or smaller pods, or have other disks or an older image',
  judge({ before, after, verb, differences }, _, tree) {
    if (!before || after?.id.kind !== 'EC2NodeClass' || verb !== 'changed') return [];
    return saidWith({ differences: differences.filter(({ path }) => path[0] === 'spec') }, [
      ofMaxPods(before, after, tree),
      ofReserved(before, after, tree),
      ofKubelet(before, after),
      ofEndpoint(before, after),
      ofStore(before, after),
      ofImage(before, after),
      ofVolumes(before, after),
    ]);
  },
};

function ofMaxPods(before: Item, after: Item, tree: Tree): Said {
  const [old, now] = both(before, after, 'kubelet.maxPods', (value) => Number(value ?? Number.POSITIVE_INFINITY));
  if (now >= old) return [];
  const daemons = podsOf(tree).filter(({ daemon }) => daemon).length + podsOfEks;
  return now <= daemons
    ? {
        message: `a new node takes ${count(now, 'pod')}, and ${daemons} of daemons stand on each: no other pod has a place (maxPods)`,
        remedy: 'leave maxPods out: Karpenter knows how many addresses a type has',
      }
    : {
        severity: 'warn',
        message: `a new node takes ${count(now, 'pod')} at most (maxPods), ${daemons} of daemons among them: the same pods may need more nodes`,
        remedy: 'check that the limits of the pools hold so many nodes',
      };
}

/** What a node keeps for itself is not there for pods. */
function ofReserved(before: Item, after: Item, tree: Tree): Said {
  const [old, now] = both(before, after, 'kubelet.systemReserved', amounts);
  const more = Object.keys(now).filter((name) => (now[name] ?? 0) > (old[name] ?? 0));
  if (more.length === 0) return [];
  const pools = poolsOf(after, tree);
  const stuck = placementsOf(tree).flatMap(({ pod, answers }) => {
    const fitting = answers.filter(({ miss }) => miss === undefined);
    const needs = requestsOf(pod.spec);
    const holds = (room: Amounts) =>
      ['cpu', 'memory'].every((name) => (needs[name] ?? 0) <= (room[name] ?? 0) - (now[name] ?? 0));
    const isStuck = fitting.every(
      ({ group: { item, nodes } }) =>
        item !== undefined && pools.includes(item) && nodes !== undefined && !nodes.some(({ room }) => holds(room)),
    );
    return fitting.length > 0 && isStuck ? [pod.name] : [];
  });
  return stuck.length > 0
    ? {
        message: `new nodes keep so much for themselves (systemReserved) that they have no place for ${some(stuck)}`,
        remedy: 'keep less, or allow larger nodes in the pools',
      }
    : {
        severity: 'warn',
        message: `new nodes keep more for themselves (systemReserved: ${more.join(', ')}): the same pods may need more nodes`,
        remedy: 'check that the limits of the pools hold so many nodes',
      };
}

/** Other settings of the kubelet, and what they mean. */
const kubelet: Readonly<Record<string, string>> = {
  kubeReserved: 'new nodes keep another share for themselves (kubeReserved): there is more or less room for pods',
  podsPerCore: 'a new node takes pods by its cores (podsPerCore): small nodes may hold little beside their daemons',
  evictionHard: 'new nodes evict pods at another point (evictionHard)',
  evictionSoft: 'new nodes evict pods at another point (evictionSoft)',
  clusterDNS:
    'pods of new nodes ask another address for names (clusterDNS): where nobody answers there, nothing is found',
};

function ofKubelet(before: Item, after: Item): Said {
  return Object.entries(kubelet).map(([field, message]): Said => {
    const [old, now] = both(before, after, `kubelet.${field}`, (value) => value ?? null);
    if (sameMeaning(old, now)) return [];
    return {
      severity: 'warn',
      message,
      remedy: 'try it with one pool first: a kubelet that does not start joins no cluster',
    };
  });
}

function ofEndpoint(before: Item, after: Item): Said {
  const [old, now] = both(before, after, 'metadataOptions.httpEndpoint', (value) => value);
  if (now !== 'disabled' || old === 'disabled') return [];
  return {
    message: 'new nodes cannot read their own settings (httpEndpoint disabled), so they never join the cluster',
    remedy: 'keep it enabled, with httpTokens required and one hop',
  };
}

function ofStore(before: Item, after: Item): Said {
  const [old, now] = both(before, after, 'instanceStorePolicy', (value) => value);
  if (old === undefined || now !== undefined) return [];
  return {
    severity: 'warn',
    message:
      'new nodes no longer use the disks of their instance: what pods write goes to the root volume, which is slower and may be full',
    remedy: 'keep instanceStorePolicy: RAID0, or make the root volume larger',
  };
}

function ofImage(before: Item, after: Item): Said {
  const [old, now] = [before, after].map(({ manifest }) => /^(.+)@v(\d{8})$/.exec(aliasOf(manifest) ?? ''));
  const [, version = ''] = /^al2023@(.+)$/.exec(aliasOf(after.manifest) ?? '') ?? [];
  if (version !== '' && version !== 'latest' && !now && aliasOf(before.manifest) !== aliasOf(after.manifest)) {
    return {
      message: `no image has the version ${version}: Karpenter makes no node of the class`,
      remedy: 'write it as v and the date, e.g. al2023@v20261112',
    };
  }
  const isOlder = old && now && old[1] === now[1] && String(now[2]) < String(old[2]);
  if (!isOlder) return [];
  return {
    severity: 'warn',
    message: `new nodes have an older image (v${now[2]} after v${old[2]}): what was repaired in between is open again`,
    remedy: 'go on to a newer image, where one has an error',
  };
}

/** What a field of the spec said, and what it says. */
function both<T>(before: Item, after: Item, field: string, read: (value: Json | undefined) => T): readonly [T, T] {
  return [read(at(before.manifest, `spec.${field}`)), read(at(after.manifest, `spec.${field}`))];
}
