import type { Json } from '../../../../imports/json.ts';
import type { Severity } from '../../verdict.ts';

/** Fields of a pod or container that take a guard away: how bad, and what they say. */
export const loosened: readonly {
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

/** Those of them that take something of the node, not only leave a guard out. */
export const taken = loosened.filter(({ field }) => /privileged|host/.test(field.source));
