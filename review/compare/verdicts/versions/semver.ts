/** Numbers of a version, and what makes it a pre-release; `undefined` for what is no version. */
export interface Version {
  readonly numbers: readonly number[];
  readonly pre: string;
}

export function versionIn(text: string): Version | undefined {
  // A commit may begin with digits.
  if (/^(?=.*[a-f])[0-9a-f]{7,}$/.test(text)) return undefined;
  const [, numbers, pre = ''] =
    /^v?(\d+(?:\.\d+){0,3})(?:[-.]?((?:rc|alpha|beta|a|b|dev|pre)[.\w-]*))?(?:[-+].*)?$/i.exec(text) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split('.').map(Number), pre };
}

export type Step = 'same' | 'major' | 'minor' | 'patch' | 'downgrade' | 'other';

/** From one version to another. `other`: at least one is no version, e.g. a branch or a digest. */
export function stepBetween(before: string, after: string): Step {
  if (before === after) return 'same';
  const [old, now] = [versionIn(before), versionIn(after)];
  if (!old || !now) return 'other';
  const length = Math.max(old.numbers.length, now.numbers.length);
  for (let place = 0; place < length; place += 1) {
    const [was, is] = [old.numbers[place] ?? 0, now.numbers[place] ?? 0];
    if (was === is) continue;
    if (is < was) return 'downgrade';
    return place === 0 ? 'major' : place === 1 ? 'minor' : 'patch';
  }
  if (old.pre === now.pre) return 'patch';
  return now.pre === '' || (old.pre !== '' && old.pre < now.pre) ? 'patch' : 'downgrade';
}

/** A version that stays what it is: no range, no branch, no `latest`. */
export function isPinned(version: string): boolean {
  return (
    /^v?\d+\.\d+\.\d+([-+.\w]*)$/.test(version) ||
    /^sha256:[0-9a-f]{64}$/.test(version) ||
    /^[0-9a-f]{40}$/.test(version)
  );
}
