import type { Json } from '../../imports/json.ts';

const form = /^([+-]?)(\d+)?(?:\.(\d+))?(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;
const decimal = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };

/** A Kubernetes quantity in billionths, so that `500m`, `0.5` and `5e-1` are one number; `undefined` for what is none. */
export function quantity(value: Json | undefined): bigint | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const [match, sign, whole = '', fraction = '', exponent, suffix = ''] = form.exec(String(value).trim()) ?? [];
  if (match === undefined || (whole === '' && fraction === '')) return undefined;
  const power = exponent === undefined ? (decimal[suffix as keyof typeof decimal] ?? 0) : Number(exponent);
  const scale = binary[suffix as keyof typeof binary];
  const digits = BigInt(`${whole}${fraction}`) * (scale === undefined ? 1n : 1024n ** BigInt(scale));
  const places = power + 9 - fraction.length;
  const size = places >= 0 ? digits * 10n ** BigInt(places) : roundUp(digits, 10n ** BigInt(-places));
  return sign === '-' ? -size : size;
}

/** Kubernetes rounds up what is smaller than a billionth. */
function roundUp(digits: bigint, divisor: bigint): bigint {
  return (digits + divisor - 1n) / divisor;
}

/** CPUs, bytes or pieces of a quantity, for arithmetic in which a billionth does not count. */
export function amount(value: Json | undefined): number | undefined {
  const size = quantity(value);
  return size === undefined ? undefined : Number(size) / 1e9;
}
