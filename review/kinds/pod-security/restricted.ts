import { at, type Json, stringsIn } from '../../../imports/json.ts';
import { containersOf } from '../pods/workload.ts';
import { seccomp } from './baseline.ts';
import {
  addedCapabilities,
  type Control,
  contextOf,
  inContexts,
  isOneOf,
  isSet,
  unlessInUserNamespace,
  unlessWindows,
  volumesOf,
} from './control.ts';

const volumeTypes = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image'],
  ...['persistentVolumeClaim', 'projected', 'secret'],
];

/** What the level `restricted` forbids beside. */
export const restricted: readonly Control[] = [
  ({ spec }) =>
    volumesOf(spec)
      // Without a type it is an emptyDir.
      .filter(
        ({ body }) =>
          !Object.keys(body).every((key) => key === 'name') && !volumeTypes.some((type) => isSet(body[type])),
      )
      .filter(({ body }) => !isSet(body['hostPath']))
      .map(({ field, name, body }) => ({
        control: 'Volume Types',
        field,
        what: `volume ${name} is ${Object.keys(body)
          .filter((key) => key !== 'name')
          .join(', ')}`,
      })),
  unlessWindows(({ spec }) =>
    containersOf(spec)
      .map(contextOf)
      .flatMap(({ field, who, body }) =>
        body['allowPrivilegeEscalation'] === false
          ? []
          : [
              {
                control: 'Privilege Escalation',
                field: `${field}.allowPrivilegeEscalation`,
                what: `${who} does not have allowPrivilegeEscalation: false`,
              },
            ],
      ),
  ),
  unlessInUserNamespace(inContexts('Running as Non-root', 'runAsNonRoot', isOneOf(true))),
  unlessInUserNamespace(setSomewhere('Running as Non-root', 'runAsNonRoot', 'true', isOneOf(true))),
  unlessInUserNamespace(inContexts('Running as Non-root user', 'runAsUser', (value) => value !== 0)),
  unlessWindows(setSomewhere('Seccomp', 'seccompProfile.type', 'RuntimeDefault', seccomp)),
  unlessWindows(({ spec }) =>
    containersOf(spec)
      .map(contextOf)
      .flatMap(({ field, who, body }) =>
        stringsIn(body, 'capabilities.drop').includes('ALL')
          ? []
          : [
              {
                control: 'Capabilities',
                field: `${field}.capabilities.drop`,
                what: `${who} does not drop ALL capabilities`,
              },
            ],
      ),
  ),
  unlessWindows(addedCapabilities(['NET_BIND_SERVICE'])),
  inContexts('/proc Mount Type', 'procMount', isOneOf('Default')),
];

/** A value that each container must have, from itself or from the pod. */
function setSomewhere(control: string, path: string, wanted: string, isAllowed: (value: Json) => boolean): Control {
  return ({ spec }) => {
    const ofPod = at(spec, `securityContext.${path}`);
    if (isSet(ofPod) && isAllowed(ofPod as Json)) return [];
    return containersOf(spec)
      .map(contextOf)
      .filter(({ body }) => !isSet(at(body, path)))
      .map(({ field, who }) => ({
        control,
        field: `${field}.${path}`,
        what: `${who} has no ${path}, nor has the pod: ${wanted}`,
      }));
  };
}
