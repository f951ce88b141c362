const binaryUnits = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimalUnits = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/**
 * A quantity as Kubernetes stores it: without a fraction, in the largest unit that needs none. `0.5` is `500m`.
 *
 * @returns `undefined` for what has no such form here: no quantity, an exponent, or less than the smallest unit
 */
export function storedQuantity(text: string): string | undefined {
  const [, digits = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE])?$/.exec(text) ?? [];
  if (digits === '') return undefined;
  const [whole = '', fraction = ''] = digits.split('.');
  const [units, step] = unit.endsWith('i') ? [binaryUnits, 1024n] : [decimalUnits, 1000n];
  const inSmallest = BigInt(whole + fraction) * step ** BigInt(units.indexOf(unit));
  const parts = 10n ** BigInt(fraction.length);
  if (inSmallest % parts !== 0n) return undefined;

  let amount = inSmallest / parts;
  if (amount === 0n) return '0';
  let at = 0;
  while (amount % step === 0n && at < units.length - 1) {
    amount /= step;
    at += 1;
  }
  return `${amount}${units[at]}`;
}

/** A duration as Go prints it, which is how a controller stores it: `1h` is `1h0m0s`. `undefined` for what is no duration. */
export function storedDuration(text: string): string | undefined {
  if (!/^(\d+[hms])+$/.test(text)) return undefined;
  const size: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
  const seconds = [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (size[unit] ?? 0),
    0,
  );
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const parts = hours > 0 ? [`${hours}h`, `${minutes}m`] : minutes > 0 ? [`${minutes}m`] : [];
  return [...parts, `${seconds % 60}s`].join('');
}
