import fc from 'fast-check';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { formats } from '../../../review/report/formats.ts';
import { chart, type Draft, draft } from '../compare/trees.ts';
import { deployment } from '../verdicts/fixture.ts';
import { reportOf } from './reports.ts';

const text = (unit: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength });
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = `${lower}${lower.toUpperCase()}${digits}`;
const upper = `${lower.toUpperCase()}${digits}`;

/** Secrets that say by themselves what they are, wherever they stand. */
export const anywhere = fc.oneof(
  text(letters, 24, 64),
  text(`${letters}+/`, 32, 64),
  text('0123456789abcdef', 40, 64),
  text(`${letters}-_`, 43).map((key) => `${key}=`),
  text(upper, 16).map((key) => `AKIA${key}`),
  text(letters, 36).map((key) => `ghp_${key}`),
  text(letters, 20).map((key) => `glpat-${key}`),
  fc.tuple(text(letters, 12), text(letters, 30), text(letters, 20)).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
  text(`${letters}+/`, 64).map((key) => `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`),
);
/** A password that a person made up: the name beside it, or its place in an address, says what it is. */
export const password = text(`${letters}.-_~%`, 8, 20).filter(
  (one) => /[a-z]/.test(one) && /\d/.test(one) && !/^\d+[smhd]?$/.test(one),
);

/** An object with some secrets, each in a field of its own, which no format shortens. */
export type Place = (secrets: readonly string[]) => Draft;

const fields = (secrets: readonly string[], name: string, value: (secret: string) => unknown = (secret) => secret) =>
  Object.fromEntries(secrets.map((secret, index) => [name.replace('*', `${index}`), value(secret)]));
const containers = (secrets: readonly string[], container: (secret: string) => object) =>
  deployment({}, {}, { containers: secrets.map((secret, index) => ({ name: `c${index}`, ...container(secret) })) });

/** Places that say nothing about what stands there, by kind of object. */
export const freely = {
  objects: [
    (secrets) => draft('ConfigMap', { data: fields(secrets, 'setting-*') }),
    (secrets) =>
      draft('ConfigMap', { data: fields(secrets, '*.json', (secret) => JSON.stringify({ one: { two: [secret] } })) }),
    (secrets) =>
      draft('ConfigMap', { data: fields(secrets, '*.ini', (secret) => `[core]\nsetting = ${secret}\nother = 1\n`) }),
    (secrets) => draft('Service', { metadata: { annotations: fields(secrets, 'example.com/setting-*') } }),
  ],
  pods: [
    (secrets) => containers(secrets, (secret) => ({ env: [{ name: 'SETTING', value: secret }] })),
    (secrets) => containers(secrets, (secret) => ({ args: ['--setting', secret, `--other=${secret}`] })),
  ],
  charts: [(secrets) => chart('airflow', { extra: fields(secrets, 'setting-*') })],
} as const satisfies Readonly<Record<string, readonly Place[]>>;

/** Places whose name or form says that a password stands there. */
export const named = {
  objects: [
    (secrets) => draft('Secret', { stringData: fields(secrets, 'anything-*') }),
    (secrets) =>
      draft('Secret', { data: fields(secrets, 'anything-*', (secret) => Buffer.from(secret).toString('base64')) }),
    (secrets) => draft('ConfigMap', { data: fields(secrets, '*-password') }),
    (secrets) => draft('ConfigMap', { data: fields(secrets, 'url-*', (secret) => addressOf('postgresql', secret)) }),
  ],
  pods: [
    (secrets) => containers(secrets, (secret) => ({ env: [{ name: 'DB_PASSWORD', value: secret }] })),
    (secrets) =>
      containers(secrets, (secret) => ({ env: [{ name: 'AIRFLOW_CONN_DB', value: addressOf('mysql', secret) }] })),
  ],
  charts: [
    (secrets) => chart('airflow', { data: fields(secrets, 'connection-*', (password) => ({ pass: 'x', password })) }),
    (secrets) => chart('airflow', { env: secrets.map((value, index) => ({ name: `API_${index}_TOKEN`, value })) }),
  ],
} as const satisfies Readonly<Record<string, readonly Place[]>>;

function addressOf(scheme: string, secret: string): string {
  return `${scheme}://user:${encodeURIComponent(secret)}@host.example.com/x?a=b`;
}

const other: Draft = draft('ConfigMap', { metadata: { name: 'other' }, data: { a: '1' } });
const shown = (before: readonly Draft[], after: readonly Draft[]) => {
  const report = reportOf([...before, other], [...after, other]);
  return Object.values(formats)
    .map((format) => format(report, allVerdicts))
    .join('\n');
};

/** A text holds a secret where it holds most of it: its beginning. */
function leaks(page: string, secret: string): boolean {
  const bare = secret.replace(/^-----BEGIN PRIVATE KEY-----\n|\n-----END PRIVATE KEY-----$/g, '');
  const forms = [bare, encodeURIComponent(bare), Buffer.from(bare).toString('base64')];
  return forms.some((form) => page.includes(form.slice(0, Math.ceil(form.length * 0.8))));
}

/** As many objects as fit a comment, so that no format leaves one out. */
const [perObject, perReport] = [4, 12];

/** Secrets that come, that go, or that are new in an old object. */
function sidesOf(place: Place, secrets: readonly string[], index: number) {
  const called = (one: Draft) => [{ ...one, metadata: { ...one.metadata, name: `object-${index}` } }];
  const [has, hasNot] = [called(place(secrets)), called(place(secrets.map(() => 'nothing')))];
  if (index % 3 === 0) return { before: hasNot, after: has };
  return index % 3 === 1 ? { before: has, after: hasNot } : { before: [], after: has };
}

function groups<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** Which of so many random secrets in these places are in a format of a report: added, removed or changed. */
export function shownOf(numRuns: number, secrets: fc.Arbitrary<string>, places: readonly Place[]): readonly string[] {
  const objects = groups(fc.sample(secrets, { numRuns, seed: 7 }), perObject);
  return groups(objects, perReport).flatMap((some, at) => {
    const sides = some.map((own, index) => sidesOf(places[(at + index) % places.length] as Place, own, index));
    const page = shown(
      sides.flatMap(({ before }) => before),
      sides.flatMap(({ after }) => after),
    );
    return some.flat().filter((secret) => leaks(page, secret));
  });
}
