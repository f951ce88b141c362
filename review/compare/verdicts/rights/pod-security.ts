import { objectIn } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Change } from '../../change.ts';
import { leavesOf } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';

const levels = ['privileged', 'baseline', 'restricted'];
const enforce = 'pod-security.kubernetes.io/enforce';

export const level: Verdict = {
  rule: 'rights/pod-security',
  severity: 'danger',
  promise: 'Where a namespace allows more privileged pods than before, or fewer',
  judge(change) {
    const item = change.after;
    if (item?.id.kind !== 'Namespace') return [];
    const now = levelOf(item);
    if (change.verb === 'added') {
      return (
        now === 'privileged' && {
          severity: 'warn',
          message: 'a new namespace takes privileged pods (Pod Security)',
          remedy: 'label it restricted, or baseline where its pods need more',
        }
      );
    }
    if (change.verb !== 'changed' || !change.before) return [];
    const old = levelOf(change.before);
    const differences = change.differences.filter(({ path }) => path.at(-1) === enforce || path.at(-1) === 'labels');
    if (old === now) return ofModes(change);
    const lower = levels.indexOf(now) < levels.indexOf(old);
    return {
      severity: lower ? 'danger' : 'warn',
      message: lower
        ? `Pod Security of the namespace falls from ${old} to ${now}: ${now === 'privileged' ? 'pods may run as root, privileged, and with the files of their node' : 'pods may run as root and with more capabilities'}`
        : `Pod Security of the namespace rises from ${old} to ${now}: running pods stay, and new ones that do not meet it are refused`,
      remedy: lower
        ? 'keep the level, and change the pods that do not meet it'
        : 'check with a dry run that the pods of the namespace meet it',
      differences,
    };
  },
};

/** Labels beside the level itself. */
const modes: Readonly<Record<string, Judgement>> = {
  'enforce-version': {
    severity: 'warn',
    message: 'Pod Security judges pods by the rules of another version of Kubernetes',
    remedy: 'leave the version out: rules that came later hold then too',
  },
  audit: { severity: 'info', message: 'pods that do not meet the level are written into the audit log otherwise' },
  warn: { severity: 'info', message: 'who makes a pod that does not meet the level is warned otherwise' },
};

function ofModes({ differences }: Change): Said {
  return differences.flatMap(leavesOf).map((difference): Said => {
    const said = modes[/^pod-security\.kubernetes\.io\/(.+)$/.exec(difference.path.at(-1) ?? '')?.[1] ?? ''];
    return said && { ...said, differences: [difference] };
  });
}

/** A namespace without the label takes every pod. */
function levelOf({ manifest }: Item): string {
  const value = String(objectIn(manifest, 'metadata.labels')[enforce]);
  return levels.includes(value) ? value : 'privileged';
}
