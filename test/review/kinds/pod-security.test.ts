import { violations } from '../../../review/kinds/pod-security/index.ts';

type Fields = Readonly<Record<string, unknown>>;

const strict: Fields = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A pod that keeps the level `restricted`, with these changes. */
function podOf(spec: Fields = {}, context: Fields = {}, container: Fields = {}, annotations: Fields = {}) {
  const containers = [{ name: 'web', securityContext: { ...strict, ...context }, ...container }];
  return { spec: { containers, ...spec }, annotations } as unknown as Parameters<typeof violations>[1];
}

const found = (level: Parameters<typeof violations>[0], pod: ReturnType<typeof podOf>) =>
  violations(level, pod).map(({ control, field }) => `${control}: ${field}`);

const handler = (host: string) => ({ httpGet: { host, port: 80 } });

/** Name of the control and field of the violation; the pod that has it, and one that nearly has it. */
const baseline: [string, ReturnType<typeof podOf>, ReturnType<typeof podOf>][] = [
  [
    'HostProcess: securityContext.windowsOptions.hostProcess',
    podOf({ securityContext: { windowsOptions: { hostProcess: true } } }),
    podOf({ securityContext: { windowsOptions: { hostProcess: false } } }),
  ],
  [
    'HostProcess: containers[0].securityContext.windowsOptions.hostProcess',
    podOf({}, { windowsOptions: { hostProcess: true } }),
    podOf({}, { windowsOptions: {} }),
  ],
  ...['hostNetwork', 'hostPID', 'hostIPC'].map((field): (typeof baseline)[number] => [
    `Host Namespaces: ${field}`,
    podOf({ [field]: true }),
    podOf({ [field]: false }),
  ]),
  [
    'Privileged Containers: containers[0].securityContext.privileged',
    podOf({}, { privileged: true }),
    podOf({}, { privileged: false }),
  ],
  [
    'Capabilities: containers[0].securityContext.capabilities.add',
    podOf({}, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'SYS_ADMIN'] } }),
    podOf({}, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  ],
  [
    'HostPath Volumes: volumes[1]',
    podOf({
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'host', hostPath: { path: '/' } },
      ],
    }),
    podOf({ volumes: [{ name: 'tmp' }, { name: 'host', hostPath: null, emptyDir: {} }] }),
  ],
  [
    'Host Ports: containers[0].ports[1]',
    podOf({}, {}, { ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }] }),
    podOf({}, {}, { ports: [{ containerPort: 80, hostPort: 0 }] }),
  ],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe): (typeof baseline)[number] => [
    `Host Probes / Lifecycle Hooks: containers[0].${probe}.httpGet.host`,
    podOf({}, {}, { [probe]: handler('10.0.0.1') }),
    podOf({}, {}, { [probe]: handler('') }),
  ]),
  [
    'Host Probes / Lifecycle Hooks: containers[0].livenessProbe.tcpSocket.host',
    podOf({}, {}, { livenessProbe: { tcpSocket: { host: 'other' } } }),
    podOf({}, {}, { livenessProbe: { tcpSocket: { port: 80 } } }),
  ],
  ...['postStart', 'preStop'].map((hook): (typeof baseline)[number] => [
    `Host Probes / Lifecycle Hooks: containers[0].lifecycle.${hook}.httpGet.host`,
    podOf({}, {}, { lifecycle: { [hook]: handler('other') } }),
    podOf({}, {}, { lifecycle: { [hook]: { exec: {} } } }),
  ]),
  [
    'AppArmor: securityContext.appArmorProfile.type',
    podOf({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
    podOf({ securityContext: { appArmorProfile: { type: 'Localhost' } } }),
  ],
  [
    'AppArmor: ',
    podOf({}, {}, {}, { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' }),
    podOf({}, {}, {}, { 'container.apparmor.security.beta.kubernetes.io/web': 'localhost/x', other: 'unconfined' }),
  ],
  [
    'SELinux: containers[0].securityContext.seLinuxOptions.type',
    podOf({}, { seLinuxOptions: { type: 'spc_t' } }),
    podOf({}, { seLinuxOptions: { type: 'container_engine_t' } }),
  ],
  [
    'SELinux: containers[0].securityContext.seLinuxOptions.user',
    podOf({}, { seLinuxOptions: { user: 'system_u' } }),
    podOf({}, { seLinuxOptions: { user: '' } }),
  ],
  [
    'SELinux: securityContext.seLinuxOptions.role',
    podOf({ securityContext: { seLinuxOptions: { role: 'system_r' } } }),
    podOf({ securityContext: { seLinuxOptions: { level: 's0' } } }),
  ],
  [
    '/proc Mount Type: containers[0].securityContext.procMount',
    podOf({}, { procMount: 'Unmasked' }),
    podOf({}, { procMount: 'Default' }),
  ],
  [
    'Seccomp: securityContext.seccompProfile.type',
    podOf({ securityContext: { seccompProfile: { type: 'Unconfined' } } }),
    podOf({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
  ],
  [
    'Sysctls: securityContext.sysctls',
    podOf({ securityContext: { sysctls: [{ name: 'kernel.msgmax' }] } }),
    podOf({
      securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }, { name: 'kernel.shm_rmid_forced' }] },
    }),
  ],
];

const restricted: typeof baseline = [
  [
    'Volume Types: volumes[0]',
    podOf({ volumes: [{ name: 'share', nfs: {} }] }),
    podOf({
      volumes: ['csi', 'ephemeral', 'image', 'projected', 'secret'].map((type) => ({ name: type, [type]: {} })),
    }),
  ],
  [
    'Privilege Escalation: containers[0].securityContext.allowPrivilegeEscalation',
    podOf({}, { allowPrivilegeEscalation: undefined }),
    podOf({ os: { name: 'windows' } }, { allowPrivilegeEscalation: undefined }),
  ],
  [
    'Running as Non-root: containers[0].securityContext.runAsNonRoot',
    podOf({}, { runAsNonRoot: undefined }),
    podOf({ securityContext: { runAsNonRoot: true } }, { runAsNonRoot: undefined }),
  ],
  [
    'Running as Non-root: containers[0].securityContext.runAsNonRoot',
    podOf({ securityContext: { runAsNonRoot: true } }, { runAsNonRoot: false }),
    podOf({ hostUsers: false }, { runAsNonRoot: false }),
  ],
  [
    'Running as Non-root: securityContext.runAsNonRoot',
    podOf({ securityContext: { runAsNonRoot: false } }),
    podOf({ securityContext: {} }),
  ],
  [
    'Running as Non-root user: securityContext.runAsUser',
    podOf({ securityContext: { runAsUser: 0 } }),
    podOf({ securityContext: { runAsUser: 1 } }),
  ],
  [
    'Seccomp: containers[0].securityContext.seccompProfile.type',
    podOf({}, { seccompProfile: undefined }),
    podOf({ securityContext: { seccompProfile: { type: 'Localhost' } } }, { seccompProfile: undefined }),
  ],
  [
    'Capabilities: containers[0].securityContext.capabilities.drop',
    podOf({}, { capabilities: { drop: ['NET_RAW'] } }),
    podOf({}, { capabilities: { drop: ['NET_RAW', 'ALL'] } }),
  ],
  [
    'Capabilities: containers[0].securityContext.capabilities.add',
    podOf({}, { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
    podOf({}, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  ],
  [
    '/proc Mount Type: containers[0].securityContext.procMount',
    podOf({ hostUsers: false }, { procMount: 'Unmasked' }),
    podOf({ hostUsers: false }, { procMount: 'Default' }),
  ],
];

describe.each<['baseline' | 'restricted', typeof baseline]>([
  ['baseline', baseline],
  ['restricted', [...baseline, ...restricted]],
])('the Pod Security level %s', (level, cases) => {
  test.each(cases)('forbids %s', (violation, bad) => {
    expect(found(level, bad)).toEqual([violation]);
  });

  test.each(cases)('allows what is near %s', (_, __, good) => {
    expect(found(level, good)).toEqual([]);
  });
});

describe('a Pod Security level', () => {
  test.each(restricted.filter(([violation]) => !violation.includes('procMount')))('baseline allows %s', (_, pod) => {
    expect(found('baseline', pod)).toEqual([]);
  });

  test.each([...baseline, ...restricted])('privileged allows %s', (_, pod) => {
    expect(found('privileged', pod)).toEqual([]);
  });

  test.each(['initContainers', 'ephemeralContainers'])('is about %s too', (list) => {
    const pod = podOf({ [list]: [{ name: 'debug', securityContext: { ...strict, privileged: true } }] });
    expect(found('baseline', pod)).toEqual([`Privileged Containers: ${list}[0].securityContext.privileged`]);
  });

  test('says what is wrong in words', () => {
    const [violation] = violations('restricted', podOf({}, { capabilities: undefined }));
    expect(violation?.what).toBe('container web does not drop ALL capabilities');
  });
});
