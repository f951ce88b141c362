import { text } from '../fields.ts';
import { versions as pinned } from '../versions.ts';
import { z } from '../zod.ts';

type Name = keyof typeof pinned;

const version = text(/^v?\d[\w.-]*$/, "use an exact version, e.g. '1.22.0'");

/** Versions of an environment: those of `versions.ts`, which says what each of them is, or others to be tried there first. */
export const versions = z.strictObject(
  Object.fromEntries(Object.keys(pinned).map((name) => [name, version])) as Record<Name, typeof version>,
);
