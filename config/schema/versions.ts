import { text } from '../fields.ts';
import { versions as pinned } from '../versions.ts';
import { z } from '../zod.ts';

type Name = keyof typeof pinned;

/** Argo CD takes a shorter version of a chart for a range, and would install another one on a day that nobody chose. */
const release = /^\d+\.\d+\.\d+$/;

const otherForms: Partial<Record<Name, RegExp>> = {
  argoCd: /^v\d+\.\d+\.\d+$/,
  al2023Ami: /^v\d{8}$/,
  // The user of the other images has another number than the files of the database.
  postgresql: /^\d+\.\d+-alpine[\d.]*$/,
};

const version = (name: Name) => text(otherForms[name] ?? release, `use an exact version, e.g. '${pinned[name]}'`);

/** Versions of an environment: those of `versions.ts`, which says what each of them is, or others to be tried there first. */
export const versions = z.strictObject(
  Object.fromEntries((Object.keys(pinned) as Name[]).map((name) => [name, version(name)])) as Record<
    Name,
    ReturnType<typeof version>
  >,
);
