import { at, isObject, type Json, type JsonObject, listIn, objectIn, stringsIn } from '../../../imports/json.ts';
import { type Container, containersOf } from '../pods/workload.ts';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/, as Kubernetes 1.35 enforces it. */
export type Level = 'privileged' | 'baseline' | 'restricted';

/** What a level forbids in a pod. */
export interface Violation {
  /** Name of the control in the standard. */
  readonly control: string;
  /** Field in the pod's spec, or of the annotation. */
  readonly field: string;
  /** What stands there, or that nothing does: ends the sentence `container web …`. */
  readonly what: string;
}

/** A pod as a control reads it. */
export interface Subject {
  readonly spec: JsonObject;
  readonly annotations: Readonly<Record<string, string>>;
}

export type Control = (pod: Subject) => readonly Violation[];

/** A security context: of the pod, or of one of its containers. */
interface Context {
  readonly field: string;
  readonly who: string;
  readonly body: JsonObject;
}

export function contextsOf(spec: JsonObject): readonly Context[] {
  const pod = { field: 'securityContext', who: 'the pod', body: objectIn(spec, 'securityContext') };
  return [pod, ...containersOf(spec).map(contextOf)];
}

export function contextOf({ field, name, body }: Container): Context {
  return { field: `${field}.securityContext`, who: `container ${name}`, body: objectIn(body, 'securityContext') };
}

/** A value in any of the contexts that is not allowed. */
export function inContexts(control: string, path: string, isAllowed: (value: Json) => boolean): Control {
  return ({ spec }) =>
    contextsOf(spec).flatMap(({ field, who, body }) => {
      const value = at(body, path);
      if (value === undefined || value === null || isAllowed(value)) return [];
      return [{ control, field: `${field}.${path}`, what: `${who} has ${path}: ${JSON.stringify(value)}` }];
    });
}

export function isOneOf(...values: readonly Json[]): (value: Json) => boolean {
  return (value) => values.includes(value);
}

/** With a user namespace, root in the pod is nobody on the node. */
export function unlessInUserNamespace(control: Control): Control {
  return (pod) => (pod.spec['hostUsers'] === false ? [] : control(pod));
}

/** Windows has neither capabilities nor seccomp. */
export function unlessWindows(control: Control): Control {
  return (pod) => (at(pod.spec, 'os.name') === 'windows' ? [] : control(pod));
}

export function addedCapabilities(allowed: readonly string[]): Control {
  return ({ spec }) =>
    containersOf(spec)
      .map(contextOf)
      .flatMap(({ field, who, body }) =>
        stringsIn(body, 'capabilities.add')
          .filter((name) => !allowed.includes(name))
          .map((name) => ({
            control: 'Capabilities',
            field: `${field}.capabilities.add`,
            what: `${who} adds the capability ${name}`,
          })),
      );
}

export function volumesOf(
  spec: JsonObject,
): readonly { readonly field: string; readonly name: string; readonly body: JsonObject }[] {
  return listIn(spec, 'volumes')
    .filter(isObject)
    .map((body, index) => ({ field: `volumes[${index}]`, name: String(body['name']), body }));
}

export function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
