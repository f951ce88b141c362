import { at, isObject, type Json, type JsonObject } from '../../../imports/json.ts';
import { amount } from '../quantity.ts';
import { containersOf } from './workload.ts';

/** Amounts by resource: cores, bytes, pieces. */
export type Amounts = Readonly<Record<string, number>>;

/** What the scheduler sets aside for a pod. */
export function requestsOf(spec: JsonObject): Amounts {
  return sizeOf(spec, 'requests');
}

export function limitsOf(spec: JsonObject): Amounts {
  return sizeOf(spec, 'limits');
}

/**
 * Kubernetes' own sum: containers and sidecars run together; an init container runs alone, beside the sidecars that
 * were started before it. A limit stands for the request that is missing.
 */
function sizeOf(spec: JsonObject, of: 'requests' | 'limits'): Amounts {
  let running: Amounts = {};
  let highest: Amounts = {};
  for (const { role, body } of containersOf(spec)) {
    const own = amountsOf(body, of);
    if (role === 'init') highest = most(highest, plus(running, own));
    else if (role !== 'debug') running = plus(running, own);
  }
  return plus(most(highest, running), amounts(spec['overhead']));
}

/** What one container asks for. */
export function amountsOf(container: JsonObject, of: 'requests' | 'limits'): Amounts {
  const limits = amounts(at(container, 'resources.limits'));
  return of === 'limits' ? limits : { ...limits, ...amounts(at(container, 'resources.requests')) };
}

/** A map of quantities; what is none is left out. */
export function amounts(value: Json | undefined): Amounts {
  const entries = Object.entries(isObject(value) ? value : {}).flatMap(([name, quantity]) => {
    const size = amount(quantity);
    return size === undefined ? [] : [[name, size] as const];
  });
  return Object.fromEntries(entries);
}

export function plus(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (left, right) => left + right);
}

export function times(a: Amounts, factor: number): Amounts {
  return Object.fromEntries(Object.entries(a).map(([name, value]) => [name, value * factor]));
}

function most(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, Math.max);
}

function combine(a: Amounts, b: Amounts, how: (left: number, right: number) => number): Amounts {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, how(a[name] ?? 0, b[name] ?? 0)]));
}

const mib = 1024 ** 2;
const gib = 1024 ** 3;

/** As people write it: `2.5 vCPU`, `12 GiB`, `3 pods`. */
export function describeAmount(resource: string, value: number): string {
  if (/(^|\.)cpu$/.test(resource)) return `${round(value, 3)} vCPU`;
  if (!/(^|\.)(memory|storage|ephemeral-storage)$/.test(resource)) return `${round(value, 3)} ${resource}`;
  // Where hundredths of a GiB would hide a difference.
  const isCoarse = value < 10 * gib && round(value / gib, 2) * gib !== value;
  return isCoarse ? `${round(value / mib, 2)} MiB` : `${round(value / gib, 2)} GiB`;
}

function round(value: number, places: number): number {
  return Number(value.toFixed(places));
}
