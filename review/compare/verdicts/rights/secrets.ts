import { at, type Json, listIn, stringsIn } from '../../../../imports/json.ts';
import { findSecrets } from '../../../kinds/secrets/index.ts';
import type { Item } from '../../../tree/tree.ts';
import { coming } from '../../change.ts';
import { fieldTexts, isUnder, nameAt } from '../../path.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { distinct, list } from '../../words.ts';

export const committed: Verdict = {
  rule: 'rights/secret-committed',
  severity: 'danger',
  promise:
    'Where a password, token or key is committed, in a Secret, a value, a variable or an address; its text is never shown',
  judge(change) {
    const item = change.after;
    if (!item || item.chart !== undefined) return [];
    const added: readonly { readonly name: string; readonly value: Json }[] = coming(change)
      ? [{ name: '', value: item.manifest }]
      : change.differences.flatMap(({ path, after }) =>
          after === undefined ? [] : [{ name: nameAt(path), value: after }],
        );
    const found = added.flatMap(({ name, value }) => findSecrets(value, name));
    if (found.length === 0) return [];
    return {
      message: `a secret is committed: ${list(distinct(found.map(({ reason }) => reason)))}; whoever reads the repository has it, and a password, token or credential stays in its history forever`,
      remedy: 'make it invalid now, keep the new one in Secrets Manager, and name it by an ExternalSecret',
      differences: change.differences.filter(({ path }) => !isUnder(path, 'metadata')),
    };
  },
};

/** Without a condition every namespace may read; each condition lets more of them. */
function ofConditions(before: Item, after: Item): Judgement {
  const [old, now] = [readersOf(before), readersOf(after)];
  if (now.length === 0) {
    return {
      severity: 'danger',
      message: 'every namespace may read secrets through this store: it names none any more',
      remedy: 'name only the namespaces that need it',
    };
  }
  const [more, less] = [now.filter((one) => !old.includes(one)), old.filter((one) => !now.includes(one))];
  if (old.length > 0 && more.length > 0) {
    return {
      severity: 'warn',
      message: `more namespaces may read secrets through this store: ${list(more)}${less.length > 0 ? `, and no longer ${list(less)}` : ''}`,
      remedy: 'name only the namespaces that need it',
    };
  }
  return {
    severity: 'warn',
    message: `fewer namespaces may read secrets through this store: ${old.length === 0 ? `only ${list(now)}` : `no longer ${list(less)}`}`,
    remedy: 'check that none of the others has an ExternalSecret: it would keep its last value',
  };
}

function readersOf({ manifest }: Item): readonly string[] {
  return listIn(manifest, 'spec.conditions').flatMap((condition) => [
    ...stringsIn(condition, 'namespaces'),
    ...stringsIn(condition, 'namespaceRegexes').map((form) => `those like ${form}`),
    ...[at(condition, 'namespaceSelector')].flatMap((selector) =>
      selector === undefined ? [] : [`those with ${JSON.stringify(selector)}`],
    ),
  ]);
}

export const readers: Verdict = {
  rule: 'rights/secret-readers',
  severity: 'danger',
  promise: 'Which namespaces may read secrets of AWS in addition or no longer, and where they come from another place',
  judge({ before, after: item, verb, differences }) {
    if (!before || !item || verb !== 'changed' || !/^(Cluster)?SecretStore$/.test(item.id.kind)) return [];
    const conditions = differences.filter(({ path }) => isUnder(path, 'spec.conditions'));
    const provider = differences.filter(({ path }) => isUnder(path, 'spec.provider'));
    return [
      conditions.length > 0 && { ...ofConditions(before, item), differences: conditions },
      provider.length > 0 && {
        message:
          'secrets are read from another place or as somebody else: every ExternalSecret of the store may fail, and keeps its last value',
        why: fieldTexts(provider.map(({ path }) => ({ path: path.slice(2) }))).join(', '),
        remedy: 'check that all keys exist there, and that the account may read them',
        differences: provider,
      },
    ];
  },
};
