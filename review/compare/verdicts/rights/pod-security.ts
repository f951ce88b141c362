import { at, isList, type Json } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import { coming } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { pathText } from '../../path.ts';
import { valuesChangesOf } from '../../values.ts';
import type { Judgement, Severity, Verdict } from '../../verdict.ts';

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
      return now === 'privileged'
        ? [
            {
              severity: 'warn',
              objects: [item],
              message: 'a new namespace takes privileged pods (Pod Security)',
              remedy: 'label it restricted, or baseline where its pods need more',
            },
          ]
        : [];
    }
    if (change.verb !== 'changed' || !change.before) return [];
    const old = levelOf(change.before);
    const differences = change.differences.filter(({ path }) => path.at(-1) === enforce || path.at(-1) === 'labels');
    if (old === now) return [];
    const lower = levels.indexOf(now) < levels.indexOf(old);
    return [
      {
        severity: lower ? 'danger' : 'warn',
        objects: [item],
        message: lower
          ? `Pod Security of the namespace falls from ${old} to ${now}: ${now === 'privileged' ? 'pods may run as root, privileged, and with the files of their node' : 'pods may run as root and with more capabilities'}`
          : `Pod Security of the namespace rises from ${old} to ${now}: running pods stay, and new ones that do not meet it are refused`,
        remedy: lower
          ? 'keep the level, and change the pods that do not meet it'
          : 'check with a dry run that the pods of the namespace meet it',
        differences,
      },
    ];
  },
};

/** A namespace without the label takes every pod. */
function levelOf({ manifest }: Item): string {
  const labels = at(manifest, 'metadata.labels') as Readonly<Record<string, Json>> | undefined;
  const value = labels?.[enforce];
  return typeof value === 'string' && levels.includes(value) ? value : 'privileged';
}

/** Fields of a pod or container that take a guard away: how bad, and what they say. */
const loosened: readonly {
  readonly field: RegExp;
  readonly when: (before: Json | undefined, after: Json | undefined) => boolean;
  readonly severity: Severity;
  readonly text: string;
}[] = [
  {
    field: /^privileged$/,
    when: (_, now) => now === true,
    severity: 'danger',
    text: 'a container runs privileged: it is root on its node',
  },
  {
    field: /^host(Network|PID|IPC)$/,
    when: (_, now) => now === true,
    severity: 'danger',
    text: 'a pod shares the network or the processes of its node',
  },
  {
    field: /^hostPath$/,
    when: (_, now) => now !== undefined,
    severity: 'danger',
    text: 'a pod reads files of its node',
  },
  {
    field: /^runAsNonRoot$/,
    when: (old, now) => old === true && now !== true,
    severity: 'danger',
    text: 'a container may run as root',
  },
  { field: /^runAsUser$/, when: (_, now) => now === 0, severity: 'danger', text: 'a container runs as root' },
  {
    field: /^allowPrivilegeEscalation$/,
    when: (old, now) => old === false && now !== false,
    severity: 'danger',
    text: 'a process may gain more rights than its parent',
  },
  {
    field: /^readOnlyRootFilesystem$/,
    when: (old, now) => old === true && now !== true,
    severity: 'warn',
    text: 'a container may write to its own files',
  },
  {
    field: /^automountServiceAccountToken$/,
    when: (old, now) => old === false && now !== false,
    severity: 'warn',
    text: 'pods get a token of the Kubernetes API',
  },
  {
    field: /^(seccompProfile|type)$/,
    when: (old, now) => (old !== undefined && now === undefined) || now === 'Unconfined',
    severity: 'warn',
    text: 'system calls are no longer filtered (seccomp)',
  },
];

export const guards: Verdict = {
  rule: 'rights/containers',
  severity: 'danger',
  promise: 'Where pods lose a guard of their security context, or get more of their node',
  judge(change, before, after) {
    const item = change.after;
    if (!item || coming(change) === item || change.verb === 'rewritten') return [];
    const all =
      item.id.kind === 'Application'
        ? valuesChangesOf(change, before, after).flatMap(({ differences }) => differences)
        : change.differences;
    return all.flatMap((difference) => ofField(item, difference));
  },
};

function ofField(item: Item, difference: Difference): readonly Judgement[] {
  return [
    ...ofCapabilities(item, difference),
    ...guardsIn(difference).map((guard) => judgementOf(item, difference, guard.severity, guard.text)),
  ];
}

/** A whole context that goes takes its guards along. */
function guardsIn({
  path,
  before,
  after,
}: Difference): readonly { readonly severity: Severity; readonly text: string }[] {
  const last = path.at(-1) ?? '';
  const isContext = /^(securityContexts?|containerSecurityContext|podSecurityContext|pod|containers?)$/.test(last);
  const names = isContext && (isMap(before) || isMap(after)) ? Object.keys({ ...mapOf(before), ...mapOf(after) }) : [];
  const own = loosened.filter(
    ({ field, when }) =>
      field.test(last) && (last !== 'type' || path.includes('seccompProfile')) && when(before, after),
  );
  const inside = names.flatMap((name) =>
    loosened.filter(
      ({ field, when }) => field.test(name) && name !== 'type' && when(mapOf(before)[name], mapOf(after)[name]),
    ),
  );
  return [...own, ...inside];
}

function ofCapabilities(item: Item, difference: Difference): readonly Judgement[] {
  const { path, before, after } = difference;
  const at = path.indexOf('capabilities');
  if (at < 0) return [];
  const which = path[at + 1];
  if (which === 'add' && after !== undefined) {
    return [
      judgementOf(
        item,
        difference,
        'danger',
        `a container gets more capabilities (${isList(after) ? after.join(', ') : after})`,
      ),
    ];
  }
  const lost =
    (which === 'drop' && before !== undefined && after === undefined) || (which === undefined && after === undefined);
  return lost ? [judgementOf(item, difference, 'danger', 'a container keeps capabilities that it gave up before')] : [];
}

function judgementOf(item: Item, difference: Difference, severity: Severity, text: string): Judgement {
  return {
    severity,
    objects: [item],
    message: text,
    why: pathText(difference.path),
    remedy: 'keep the guard, or give the one container that needs it an exception of its own',
    differences: [difference],
  };
}

function isMap(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return isMap(value) ? (value as Readonly<Record<string, Json>>) : {};
}
