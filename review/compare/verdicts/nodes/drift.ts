import { at, listIn } from '../../../../imports/json.ts';
import type { Manifest } from '../../../tree/manifest.ts';
import { type Difference, diff } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import { shapeOf } from '../../shapes/index.ts';
import { narrowedKeys } from './requirements.ts';

/**
 * Which nodes an edit of a NodePool or EC2NodeClass replaces, as Karpenter 1.14 decides it.
 * `nonmatching`: those that no longer fit. `unknown`: what the fields resolve to in AWS decides.
 */
export type Drift = 'none' | 'all' | 'nonmatching' | 'unknown';

/** Fields of an EC2NodeClass that are left out of its hash, and what they do. */
const unhashed: Readonly<Record<string, Drift>> = {
  subnetSelectorTerms: 'unknown',
  securityGroupSelectorTerms: 'unknown',
  capacityReservationSelectorTerms: 'unknown',
  ipPrefixCount: 'none',
};

/** The worst that an edit does, and the fields that do it. */
export interface DriftOf {
  readonly drift: Drift;
  readonly fields: readonly Difference[];
}

export function driftOf(before: Manifest, after: Manifest): DriftOf {
  const { differences } = diff(before, after, shapeOf(after));
  const found = differences.map((difference) => ({ difference, drift: fieldDrift(difference, before, after) }));
  const worst = (['all', 'unknown', 'nonmatching'] as const).find((kind) => found.some(({ drift }) => drift === kind));
  return {
    drift: worst ?? 'none',
    fields: found.flatMap(({ difference, drift }) => (drift === worst ? [difference] : [])),
  };
}

function fieldDrift({ path }: Difference, before: Manifest, after: Manifest): Drift {
  if (after.kind === 'NodePool') {
    if (isUnder(path, 'spec.template.spec.requirements')) return ofRequirements(before, after);
    return isUnder(path, 'spec.template') ? 'all' : 'none';
  }
  const [root, field = ''] = path;
  if (root !== 'spec') return 'none';
  if (field === 'amiFamily' || field === 'amiSelectorTerms') {
    if (familyOf(before) !== familyOf(after)) return 'all';
    return field === 'amiFamily' ? 'none' : 'unknown';
  }
  return unhashed[field] ?? 'all';
}

function ofRequirements(before: Manifest, after: Manifest): Drift {
  const place = 'spec.template.spec.requirements';
  return narrowedKeys(listIn(before, place), listIn(after, place)).length > 0 ? 'nonmatching' : 'none';
}

/** The family counts as it is resolved: that of the alias where none is written. */
function familyOf(manifest: Manifest): string | undefined {
  const written = at(manifest, 'spec.amiFamily');
  if (typeof written === 'string') return written.toLowerCase();
  return aliasOf(manifest)?.split('@')[0];
}

/** The alias of the AMI, `al2023@v20261112`. */
export function aliasOf(manifest: Manifest): string | undefined {
  return listIn(manifest, 'spec.amiSelectorTerms')
    .map((term) => at(term, 'alias'))
    .find((alias) => typeof alias === 'string');
}
