import { isObject, type JsonObject, listIn } from '../../../imports/json.ts';

/** The rule of kube-scheduler: no key or no effect stands for all of them. */
export function tolerates(toleration: JsonObject, taint: JsonObject): boolean {
  const { key, effect, operator, value } = toleration;
  if (isGiven(effect) && effect !== taint['effect']) return false;
  if (isGiven(key) && key !== taint['key']) return false;
  if (operator === 'Exists') return true;
  return isGiven(key) && (value ?? '') === (taint['value'] ?? '');
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** The taint that keeps a pod off; `undefined` where none does. A taint that only advises keeps nothing off. */
export function untolerated(spec: JsonObject, taints: readonly JsonObject[]): JsonObject | undefined {
  const tolerations = listIn(spec, 'tolerations').filter(isObject);
  return taints
    .filter(({ effect }) => effect !== 'PreferNoSchedule')
    .find((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
}

/** As people write it: `dedicated=airflow:NoSchedule`. */
export function describeTaint({ key, value, effect }: JsonObject): string {
  return `${key}${isGiven(value) ? `=${value}` : ''}:${effect}`;
}
