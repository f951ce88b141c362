import { at, isObject, type JsonObject, listIn } from '../../../../imports/json.ts';
import { amount } from '../../../kinds/quantity.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Judgement, Said } from '../../verdict.ts';
import { aliasOf } from './drift.ts';

const gib = 1024 ** 3;

/** The image of AL2023 for EKS, and what Karpenter takes where no volume is named. */
const ofImage = 20 * gib;
const root = '/dev/xvda';

/** Volumes of the nodes of a class, by device. */
export function ofVolumes(before: Item, after: Item): Said {
  const now = volumesOf(after);
  return [...volumesOf(before)].map(([device, was]) => {
    const is = now.get(device);
    return is ? ofVolume(was, is, after) : ofGone(device, was);
  });
}

function volumesOf({ manifest }: Item): ReadonlyMap<string, JsonObject> {
  return new Map(
    listIn(manifest, 'spec.blockDeviceMappings').flatMap((mapping) => {
      const ebs = at(mapping, 'ebs');
      return isObject(ebs) ? [[String(at(mapping, 'deviceName')), ebs] as const] : [];
    }),
  );
}

const sizeOf = (ebs: JsonObject) => amount(ebs['volumeSize']) ?? ofImage;

function ofGone(device: string, was: JsonObject): Said {
  if (sizeOf(was) <= ofImage) return [];
  return {
    severity: 'warn',
    message: `new nodes have no volume of ${was['volumeSize']} at ${device} any more${device === root ? ': the root volume is as large as the image, 20 GiB' : ''}`,
    remedy: 'check that images and the data of jobs fit on what is left: a full disk evicts pods',
  };
}

function ofVolume(was: JsonObject, is: JsonObject, after: Item): Said {
  const [old, now] = [sizeOf(was), sizeOf(is)];
  const sizes = `${was['volumeSize'] ?? '20Gi'} → ${is['volumeSize'] ?? '20Gi'}`;
  const found: Judgement[] = [];
  if (now < ofImage && aliasOf(after.manifest)?.startsWith('al2023@')) {
    found.push({
      message: `the volume of new nodes is smaller than the image (${sizes}, and it has 20 GiB): EC2 starts none of them`,
      remedy: 'keep at least 20Gi, and room for images and data',
    });
  } else if (now < old) {
    found.push({
      severity: 'warn',
      message: `new nodes have a smaller volume (${sizes}): a full disk evicts pods`,
      remedy: 'check that images and the data of jobs fit on it',
    });
  } else if (now > old) {
    found.push({ severity: 'info', message: `new nodes have a larger volume (${sizes}), which costs more` });
  }
  if (was['deleteOnTermination'] !== false && is['deleteOnTermination'] === false) {
    found.push({
      severity: 'warn',
      message: 'the volumes of nodes that go stay, and are paid, until somebody deletes them',
      remedy: 'keep deleteOnTermination: true',
    });
  }
  if (was['volumeType'] !== is['volumeType'] && /^(gp2|standard|st1|sc1)$/.test(String(is['volumeType']))) {
    found.push({
      severity: 'warn',
      message: `new nodes have slower volumes (${was['volumeType'] ?? 'gp3'} → ${is['volumeType']})`,
      remedy: 'keep gp3',
    });
  }
  return found;
}
