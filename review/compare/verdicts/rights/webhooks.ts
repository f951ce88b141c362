import { at, isObject, listIn } from '../../../../imports/json.ts';
import { applicationOf, leaving, withApplication } from '../../change.ts';
import { pathText } from '../../path.ts';
import { valueDifferences } from '../../values.ts';
import type { Said, Verdict } from '../../verdict.ts';

const isWebhook = (kind: string) => /^(Mutating|Validating)WebhookConfiguration$/.test(kind);

export const webhooks: Verdict = {
  rule: 'rights/webhook',
  severity: 'danger',
  promise: 'Where a webhook lets objects through that it checked or changed before',
  judge(change, before, after) {
    const gone = leaving(change);
    if (gone && isWebhook(gone.id.kind)) {
      return {
        severity: 'warn',
        objects: [gone, ...applicationOf(gone, after)],
        message: 'the webhook goes: what it checked or changed is let through unchanged',
        why: listIn(gone.manifest, 'webhooks')
          .map((webhook) => String(at(webhook, 'name')))
          .join(', '),
        remedy: 'check that nothing relies on it',
      };
    }
    const item = change.after;
    if (!item || change.verb !== 'changed') return [];
    const all = isWebhook(item.id.kind) ? change.differences : valueDifferences(change, before, after);
    return all.map((difference): Said => {
      const { path, before: old, after: now } = difference;
      const last = path.at(-1);
      const judgement = { objects: withApplication(item, after), why: pathText(path), differences: [difference] };
      if (last === 'failurePolicy' && now === 'Ignore') {
        return {
          ...judgement,
          message:
            'the webhook fails open (failurePolicy Ignore): while it does not answer, what it should check or change is let through unchanged, e.g. pods without the selectors, tolerations and quota that it adds',
          remedy: 'keep failurePolicy Fail, and several replicas of the webhook',
        };
      }
      if (last === 'failurePolicy' && now === 'Fail') {
        return {
          ...judgement,
          severity: 'warn',
          message:
            'the webhook fails closed (failurePolicy Fail): while it does not answer, nothing that it checks can be made',
          remedy: 'keep several replicas of the webhook',
        };
      }
      if (isWebhook(item.id.kind) && path.length === 2 && now === undefined && isObject(old)) {
        return {
          ...judgement,
          severity: 'warn',
          message: `a webhook is called no more (${old['name']}): what it checked or changed is let through unchanged`,
          remedy: 'check that nothing relies on it',
        };
      }
      if (isWebhook(item.id.kind) && /Selector$|^rules$/.test(path[2] ?? '')) {
        return {
          ...judgement,
          severity: 'warn',
          message: 'the webhook is called for other objects',
          remedy: 'check that what it must see is still among them',
        };
      }
      if (/^enabled?$/.test(last ?? '') && path.at(-2)?.toLowerCase().includes('webhook') && now === false) {
        return {
          ...judgement,
          message: 'the webhook is switched off: what it checked or changed is let through unchanged',
          remedy: 'keep it, or check that nothing relies on it',
        };
      }
      return [];
    });
  },
};
