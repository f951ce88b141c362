import { at, listIn } from '../../../imports/json.ts';
import { type Container, containersOf } from '../pods/workload.ts';
import {
  addedCapabilities,
  type Control,
  inContexts,
  isOneOf,
  isSet,
  unlessInUserNamespace,
  type Violation,
  volumesOf,
} from './control.ts';

const baselineCapabilities = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

const safeSysctls = [
  'kernel.shm_rmid_forced',
  ...['ip_local_port_range', 'ip_local_reserved_ports', 'ip_unprivileged_port_start', 'ping_group_range'].map(ipv4),
  ...['tcp_syncookies', 'tcp_keepalive_time', 'tcp_keepalive_intvl', 'tcp_keepalive_probes'].map(ipv4),
  ...['tcp_fin_timeout', 'tcp_rmem', 'tcp_wmem'].map(ipv4),
];

function ipv4(name: string): string {
  return `net.ipv4.${name}`;
}

export const seccomp = isOneOf('RuntimeDefault', 'Localhost');

/** What the level `baseline` forbids. */
export const baseline: readonly Control[] = [
  inContexts('HostProcess', 'windowsOptions.hostProcess', isOneOf(false)),
  ({ spec }) =>
    ['hostNetwork', 'hostPID', 'hostIPC']
      .filter((field) => spec[field] === true)
      .map((field) => ({ control: 'Host Namespaces', field, what: `the pod has ${field}` })),
  inContexts('Privileged Containers', 'privileged', isOneOf(false)),
  addedCapabilities(baselineCapabilities),
  ({ spec }) =>
    volumesOf(spec)
      .filter(({ body }) => isSet(body['hostPath']))
      .map(({ field, name }) => ({ control: 'HostPath Volumes', field, what: `volume ${name} is a hostPath` })),
  ({ spec }) =>
    containersOf(spec).flatMap(({ field, name, body }) =>
      listIn(body, 'ports').flatMap((port, index) =>
        [undefined, null, 0].includes(at(port, 'hostPort') as number | null | undefined)
          ? []
          : [
              {
                control: 'Host Ports',
                field: `${field}.ports[${index}]`,
                what: `container ${name} has hostPort ${at(port, 'hostPort')}`,
              },
            ],
      ),
    ),
  ({ spec }) => containersOf(spec).flatMap(foreignHosts),
  inContexts('AppArmor', 'appArmorProfile.type', seccomp),
  ({ annotations }) =>
    Object.entries(annotations)
      .filter(([key, value]) => key.startsWith(appArmor) && !/^($|runtime\/default$|localhost\/)/.test(value))
      .map(([key, value]) => ({ control: 'AppArmor', field: '', what: `the pod has the annotation ${key}: ${value}` })),
  inContexts(
    'SELinux',
    'seLinuxOptions.type',
    isOneOf('', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'),
  ),
  inContexts('SELinux', 'seLinuxOptions.user', isOneOf('')),
  inContexts('SELinux', 'seLinuxOptions.role', isOneOf('')),
  unlessInUserNamespace(inContexts('/proc Mount Type', 'procMount', isOneOf('Default'))),
  inContexts('Seccomp', 'seccompProfile.type', seccomp),
  ({ spec }) =>
    listIn(spec, 'securityContext.sysctls')
      .map((sysctl) => String(at(sysctl, 'name')))
      .filter((name) => !safeSysctls.includes(name))
      .map((name) => ({ control: 'Sysctls', field: 'securityContext.sysctls', what: `the pod sets ${name}` })),
];

const appArmor = 'container.apparmor.security.beta.kubernetes.io/';

/** A probe or hook that calls another host than the pod. */
function foreignHosts({ field, name, body }: Container): readonly Violation[] {
  const handlers = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];
  return handlers.flatMap((handler) =>
    ['httpGet', 'tcpSocket'].flatMap((kind) => {
      const path = `${handler}.${kind}.host`;
      const host = at(body, path);
      if (!isSet(host) || host === '') return [];
      return [
        {
          control: 'Host Probes / Lifecycle Hooks',
          field: `${field}.${path}`,
          what: `container ${name} asks the host ${host}`,
        },
      ];
    }),
  );
}
