import { waveOf } from '../../../tree/manifest.ts';
import { isApplication } from '../../../tree/tree.ts';
import { tooEarly } from '../../../verify/order/needs.ts';
import type { Change } from '../../change.ts';
import type { Judgement, Verdict } from '../../verdict.ts';

export const waves: Verdict = {
  rule: 'delivery/wave',
  severity: 'danger',
  promise: 'Where something is applied earlier or later than before, and what then comes before what it needs',
  judgeAll({ before, after, changes }) {
    const moved = changes.flatMap((change) => moveOf(change) ?? []);
    if (moved.length === 0) return [];
    const known = new Set(tooEarly(before).map(({ user, provider }) => `${user}/${provider}`));
    const broken = tooEarly(after).filter(({ user, provider }) => !known.has(`${user}/${provider}`));
    return moved.map(({ item, text }): Judgement => {
      const name = isApplication(item.manifest) ? item.id.name : item.application;
      const own = broken.filter(({ user, provider }) => user === name || provider === name);
      if (own.length === 0) return { severity: 'info', objects: [item], message: text };
      const users = new Set(own.map(({ user }) => user));
      return {
        objects: [item],
        message: `${text}, and the order no longer holds: ${own[0]?.text}`,
        why: `${own.length === 1 ? 'a new cluster' : `${own.length} objects of ${[...users].join(', ')} wait: a new cluster`} does not get past that wave, and a deletion runs in the reverse order`,
        remedy: 'keep the wave: what is needed comes before who needs it',
      };
    });
  },
};

function moveOf({ before, after, verb }: Change) {
  if (verb !== 'changed' || !before || !after) return undefined;
  const [old, now] = [waveOf(before.manifest), waveOf(after.manifest)];
  if (old === now) return undefined;
  return {
    item: after,
    text: `it is applied ${now > old ? 'later' : 'earlier'} than before, in wave ${now} and no longer in ${old}`,
  };
}
