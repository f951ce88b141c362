import { at, type Json, listIn } from '../../../../imports/json.ts';
import { milliseconds } from '../../../kinds/duration.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import type { Difference } from '../../diff.ts';
import { isUnder, pathText } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import type { Judgement, Said, Severity, Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';

export const secretSource: Verdict = {
  rule: 'identity/secret-source',
  severity: 'danger',
  promise:
    'Where a Secret is filled from another entry or store, from that of another environment, or is made, updated and deleted in another way',
  judge({ before: was, after: item, verb, differences }, before, after) {
    if (!was || item?.id.kind !== 'ExternalSecret' || !(verb === 'changed' || verb === 'followed')) return [];
    const entry = differences.filter(({ path }) => /^(dataFrom|data|secretStoreRef)$/.test(path[1] ?? ''));
    const keys = differences.filter(({ path }) => /^fernet-?key$/i.test(path.at(-1) ?? '') && path[2] === 'template');
    return [
      entry.length > 0 && { ...ofEntry(was, item, before, after), differences: entry },
      keys.length > 0 && {
        message:
          'the Fernet key is put together in another way: Airflow cannot read what it encrypted with a key that is no longer in it',
        remedy: "keep every key in it until 'airflow rotate-fernet-key' has run",
        differences: keys,
      },
      differences.flatMap(leavesOf).map((difference) => ofPolicy(item, difference)),
    ];
  },
};

function ofEntry(was: Item, item: Item, before: Tree, after: Tree): Judgement {
  const foreign = entriesOf(item).filter((key) => isForeign(key, was, before, after));
  if (foreign.length > 0) {
    return {
      message: `the Secret is filled from the entry of another environment (${some(foreign)}): what was encrypted or signed with the own key cannot be read, and a password opens what is not of this environment; where the entry may not be read, the old content stays`,
      remedy: 'take the entry below the name of this environment',
    };
  }
  return {
    severity: 'warn',
    message:
      'the Secret is filled from another entry: until that exists and may be read, the old content stays, and a new Secret is not made',
    remedy: 'make the entry in Secrets Manager first, below the name of the environment',
  };
}

function entriesOf({ manifest }: Item): readonly string[] {
  const keys = [
    ...listIn(manifest, 'spec.data').map((entry) => at(entry, 'remoteRef.key')),
    ...listIn(manifest, 'spec.dataFrom').map((entry) => at(entry, 'extract.key')),
  ];
  return keys.filter((key) => typeof key === 'string');
}

/** Entries of an environment begin with one name. Another one that does not say this environment, or stands beside it, is foreign. */
function isForeign(key: string, was: Item, before: Tree, after: Tree): boolean {
  const first = (text: string) => (text.includes('/') ? text.split('/')[0] : undefined);
  const own = entriesOf(was).map(first);
  if (first(key) === undefined || own[0] === undefined || own.includes(first(key))) return false;
  const names = (text: string | undefined) => text?.split(/[^A-Za-z0-9]+/).includes(before.environment) ?? false;
  if (own.some(names) && !names(first(key))) return true;
  return after
    .ofKind('ExternalSecret')
    .some((other) => other.key !== was.key && entriesOf(other).map(first).includes(own[0]));
}

/** What the operator does from now on, by the field and its new value. A field that is absent has its default. */
const policies: Readonly<Record<string, Readonly<Record<string, readonly [severity: Severity, text: string]>>>> = {
  'spec.target.creationPolicy': {
    Owner: [
      'warn',
      'the Secret belongs to it from now on: it is made again where it is missing, keys of others in it are taken out, and it goes when this object goes',
    ],
    Orphan: ['warn', 'the Secret stays in the cluster, with the passwords in it, when this object goes'],
    Merge: [
      'warn',
      'it only fills a Secret that another one made: in a new cluster, or where the Secret is deleted, nobody makes it',
    ],
    CreateOrMerge: ['warn', 'the Secret no longer belongs to it: it stays in the cluster when this object goes'],
    None: [
      'danger',
      'the Secret is no longer made and no longer updated: a password that is rotated does not arrive, and a new cluster has no Secret',
    ],
  },
  'spec.target.deletionPolicy': {
    Retain: ['info', 'the Secret keeps its content when the entry is deleted in Secrets Manager'],
    Delete: [
      'danger',
      'the Secret is deleted as soon as its entry is gone from Secrets Manager: the next pod that needs it waits forever',
    ],
    Merge: ['warn', 'keys that are gone from the entry in Secrets Manager go from the Secret too'],
  },
  'spec.refreshPolicy': {
    CreatedOnce: [
      'warn',
      'the Secret is filled once and never again: neither a new password nor a change of this object arrives',
    ],
    OnChange: [
      'warn',
      'the Secret is filled again only when this object changes: a new password in Secrets Manager does not arrive by itself',
    ],
    Periodic: [
      'warn',
      'the Secret is filled again by itself (refreshInterval): a new value arrives without a pull request, and no pod restarts for it',
    ],
  },
};

const defaults: Readonly<Record<string, string>> = {
  'spec.target.creationPolicy': 'Owner',
  'spec.target.deletionPolicy': 'Retain',
  'spec.refreshPolicy': 'Periodic',
};

function ofPolicy(item: Item, difference: Difference): Said {
  const path = difference.path.join('.');
  const [old, now] = [difference.before, difference.after].map((value) => value ?? defaults[path]);
  const [severity, text] = isUnder(difference.path, 'spec.refreshInterval')
    ? ofInterval(item, now)
    : (policies[path]?.[String(now)] ?? []);
  if (severity === undefined || text === undefined || old === now) return [];
  return {
    severity,
    message: text,
    why: `${pathText(difference.path)}: ${old ?? 'the default'} → ${now ?? 'the default'}`,
    ...(severity === 'info' ? {} : { remedy: 'take it back, or say who looks after the Secret' }),
    differences: [difference],
  };
}

function ofInterval({ manifest }: Item, interval: Json | undefined): readonly [severity: Severity, text: string] {
  const policy = at(manifest, 'spec.refreshPolicy') ?? 'Periodic';
  if (policy !== 'Periodic')
    return ['info', `nothing happens: refreshPolicy ${policy} takes no notice of the interval`];
  return interval === '0' || milliseconds(interval) === 0
    ? ['warn', 'the Secret is filled once and never again: neither a new password nor a change of this object arrives']
    : ['info', 'the Secret is filled again at another interval'];
}
